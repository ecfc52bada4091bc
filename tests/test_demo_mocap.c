// SPDX-License-Identifier: MIT
// test_demo_mocap.c: recorded movement carried over to the drawn child; wrong tables are named by
// line.
#include "demo/demo.h"
#include "demo/mocap.h"
#include "test.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const joints[] = { "HipCenter",  "ShoulderCenter", "Head",      "ShoulderLeft",
                                      "ElbowLeft",  "WristLeft",      "HandLeft",  "ShoulderRight",
                                      "ElbowRight", "WristRight",     "HandRight", "HipLeft",
                                      "KneeLeft",   "AnkleLeft",      "FootLeft",  "HipRight",
                                      "KneeRight",  "AnkleRight",     "FootRight" };
static const float places[][2] = { { 0, 0 },           { 0, 0.42f },       { 0, 0.6f },
                                   { -0.14f, 0.4f },   { -0.16f, 0.15f },  { -0.16f, -0.05f },
                                   { -0.16f, -0.1f },  { 0.14f, 0.4f },    { 0.16f, 0.15f },
                                   { 0.16f, -0.05f },  { 0.16f, -0.1f },   { -0.07f, -0.02f },
                                   { -0.07f, -0.32f }, { -0.07f, -0.62f }, { -0.07f, -0.66f },
                                   { 0.07f, -0.02f },  { 0.07f, -0.32f },  { 0.07f, -0.62f },
                                   { 0.07f, -0.66f } };
enum { JOINTS = sizeof joints / sizeof joints[0] };

// A made-up child who raises the left arm sideways in 2 s. `break_row` gets `broken` in one cell.
static void write_table(char *path, int break_row, const char *broken)
{
    strcpy(path, "/tmp/tiptoe_mocap_XXXXXX");
    int handle = mkstemp(path);
    assert_at_least(handle, 0);
    FILE *file = fdopen(handle, "w");
    fputs("Timestamp", file);
    for (int j = 0; j < JOINTS; j++) fprintf(file, ",%sX,%sY,%sZ", joints[j], joints[j], joints[j]);
    fputs(",User-ID,\n", file);
    for (int row = 0; row < 60; row++) {
        fprintf(file, "%d", 5000 + (row == 20 ? 19 : row) * 33);
        float turn = (float)row / 59 * PI_F / 2;
        for (int j = 0; j < JOINTS; j++) {
            float x = places[j][0], y = places[j][1];
            if (j >= 4 && j <= 6) {
                float far = 0.41f - y;
                x = -0.14f - far * sinf(turn);
                y = 0.4f - far * cosf(turn);
            }
            if (row + 2 == break_row && j == 9)
                fprintf(file, ",%s,%.5f,3.0", broken, (double)y);
            else
                fprintf(file, ",%.5f,%.5f,3.0", (double)x, (double)y);
        }
        fputs(",1,\n", file);
    }
    fclose(file);
}

static float length(Vec3 a, Vec3 b)
{
    return sqrtf((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z));
}

static void check_joints(const Figure *f, const FigureJoints *j)
{
    float lowest = fminf(j->ankle[0].y, j->ankle[1].y);
    assert_at_least(lowest, f->ankle - 1e-4f);
    assert_below(lowest, f->ankle + 0.6f * f->height);
    for (int s = 0; s < SIDE_COUNT; s++) {
        assert_float_equal(length(j->shoulder[s], j->elbow[s]), f->upper_arm, 1e-4);
        assert_float_equal(length(j->elbow[s], j->wrist[s]), f->forearm, 1e-4);
        assert_float_equal(length(j->hip[s], j->knee[s]), f->thigh, 1e-4);
        assert_float_equal(length(j->knee[s], j->ankle[s]), f->shank, 1e-4);
        assert_true(isfinite(j->palm[s].x) && isfinite(j->toe[s].y));
    }
    assert_true(isfinite(j->head.x) && isfinite(j->head_up.y));
}

static void a_table_moves_the_child(void **state)
{
    (void)state;
    char path[64];
    write_table(path, 0, NULL);
    Mocap *mocap = NULL;
    assert_int_equal(mocap_open(&mocap, path), RESULT_OK);
    unlink(path);
    assert_float_equal(mocap_seconds(mocap), 59 * 0.033, 1e-6);
    Figure figure = figure_of(1.2f);
    for (int i = -10; i <= 250; i += 10) {
        Stance stance = figure_stand(&figure);
        FigureJoints j;
        memset(&j, 0, sizeof j);
        mocap_joints(mocap, &figure, i / 100.0, &stance, &j);
        check_joints(&figure, &j);
        // The child's left is at the right of the picture.
        assert_above(j.shoulder[SIDE_LEFT].x, j.shoulder[SIDE_RIGHT].x);
        Vec3 s = j.shoulder[SIDE_LEFT], e = j.elbow[SIDE_LEFT];
        float degrees = atan2f(e.x - s.x, s.y - e.y) * 180 / PI_F;
        float due = 90 * clampf((float)i / 100 / (59 * 0.033f), 0, 1);
        if (i > 20 && i < 180) assert_float_equal(degrees, due, 4);
    }
    mocap_close(&mocap);
    assert_null(mocap);
}

static void wrong_tables_are_named_by_line(void **state)
{
    (void)state;
    static const char *const broken[] = { "nan", "here", "", "1e9" };
    for (int i = 0; i < 4; i++) {
        char path[64];
        write_table(path, 17, broken[i]);
        Mocap *mocap = NULL;
        assert_int_equal(mocap_open(&mocap, path), RESULT_MALFORMED);
        assert_null(mocap);
        assert_non_null(strstr(fail_text(), "line 17"));
        assert_non_null(strstr(fail_text(), "WristRightX"));
        char script[96];
        snprintf(script, sizeof script, "still 1, mocap %s", path);
        Demo *demo = NULL;
        DemoOptions options = { .script = script, .width = 320, .height = 240, .fps = 30 };
        assert_int_equal(demo_open(&demo, &options), RESULT_MALFORMED);
        assert_null(demo);
        unlink(path);
    }
    Mocap *mocap = NULL;
    assert_int_equal(mocap_open(&mocap, "/nowhere/at/all.csv"), RESULT_NOT_FOUND);
    assert_int_equal(mocap_open(&mocap, "README.md"), RESULT_MALFORMED);
}

static void times_in_seconds_are_no_milliseconds(void **state)
{
    (void)state;
    char path[64], line[320];
    write_table(path, 0, "");
    snprintf(line, sizeof line,
             "awk -F, -v OFS=, 'NR > 1 { $1 = $1 / 1000 } 1' %s >%s.s && mv %s.s %s", path, path,
             path, path);
    assert_int_equal(system(line), 0);
    Mocap *mocap = NULL;
    assert_int_equal(mocap_open(&mocap, path), RESULT_MALFORMED);
    assert_non_null(strstr(fail_text(), "is the time in milliseconds?"));
    unlink(path);
}

static void real_children_move_it(void **state)
{
    (void)state;
    glob_t found;
    char pattern[4200];
    snprintf(pattern, sizeof pattern, "%s/*.csv", test_media("mocap/kinder-gator"));
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    Figure figure = figure_of(1.2f);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        Mocap *mocap = NULL;
        assert_int_equal(mocap_open(&mocap, found.gl_pathv[i]), RESULT_OK);
        double seconds = mocap_seconds(mocap);
        Figure own = figure;
        assert_int_equal(mocap_figure(mocap, &own), RESULT_OK);
        assert_in_range((int)(100 * own.height), 85, 150);  // 5 to 8 years
        assert_in_range((int)(100 * own.upper_arm), 12, 30);
        assert_in_range((int)(100 * (own.thigh + own.shank)), 40, 80);
        assert_above(seconds, 1);
        assert_below(seconds, 60);
        for (double t = 0; t < seconds; t += 0.1) {
            Stance stance = figure_stand(&figure);
            FigureJoints j;
            memset(&j, 0, sizeof j);
            mocap_joints(mocap, &figure, t, &stance, &j);
            check_joints(&figure, &j);
        }
        mocap_close(&mocap);
    }
    assert_above(found.gl_pathc, 100);
    globfree(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_moves_the_child),
        cmocka_unit_test(wrong_tables_are_named_by_line),
        cmocka_unit_test(times_in_seconds_are_no_milliseconds),
        cmocka_unit_test(real_children_move_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
