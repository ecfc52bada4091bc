// SPDX-License-Identifier: MIT
// test_demo_rig.c: the drawn child under the rig's conditions has the proportions, the place in the
// picture and the sway that are said.
#include "demo/demo.h"
#include "demo/demo_rig.h"
#include "demo/glide.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static Demo *open_rig(const DemoRig *rig, int width, int height, const char *script)
{
    DemoOptions options = {
        .width = width, .height = height, .fps = 30, .seed = 5, .script = script, .rig = rig
    };
    Demo *demo = NULL;
    assert_int_equal(demo_open(&demo, &options), RESULT_OK);
    return demo;
}

static double apart(Vec3 a, Vec3 b)
{
    return sqrt((double)((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) +
                         (a.z - b.z) * (a.z - b.z)));
}

// Snyder 1977, % of the stature, at 4, 10 and 16 years; WHO's median of boys, cm.
static const struct {
    float age;
    double stature, eye, trochanter, thigh, shank, upper_arm, forearm, overhead;
} published[] = {
    { 4, 103.3, 89.7, 46.4, 22.5, 20.0, 17.7, 14.3, 114.7 },
    { 10, 137.8, 91.7, 51.2, 25.0, 22.5, 18.4, 14.7, 121.0 },
    { 16, 172.9, 92.9, 51.1, 25.0, 22.1, 18.7, 14.9, 122.2 },
};

static void bodies_have_the_published_proportions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
        DemoRig rig = { .age_years = published[i].age };
        Demo *demo = open_rig(&rig, 640, 480, "sway 0cm 1Hz");
        Vec3 m[LANDMARK_COUNT];
        demo_move(demo, NULL, NULL);
        demo_landmarks(demo, m);
        double h = published[i].stature / 100;
        assert_near(rig_stature_m(&rig), h, 0.0005);
        assert_near(100 * (double)m[LANDMARK_EYE_LEFT].y / h, published[i].eye, 0.9);
        assert_near(100 * (double)m[LANDMARK_HIP_LEFT].y / h, published[i].trochanter, 0.5);
        assert_near(100 * apart(m[LANDMARK_HIP_LEFT], m[LANDMARK_KNEE_LEFT]) / h,
                    published[i].thigh, 0.1);
        assert_near(100 * apart(m[LANDMARK_KNEE_LEFT], m[LANDMARK_ANKLE_LEFT]) / h,
                    published[i].shank, 0.1);
        assert_near(100 * apart(m[LANDMARK_SHOULDER_LEFT], m[LANDMARK_ELBOW_LEFT]) / h,
                    published[i].upper_arm, 0.1);
        assert_near(100 * apart(m[LANDMARK_ELBOW_LEFT], m[LANDMARK_WRIST_LEFT]) / h,
                    published[i].forearm, 0.1);
        // What was not put in: the reach overhead to the grip. The shoulder rises with the arm, by
        // 2-3 % of the stature, which this one does not.
        Figure f = rig_figure(&rig);
        double grip = (double)(m[LANDMARK_SHOULDER_LEFT].y + f.upper_arm + f.forearm + f.palm);
        assert_near(100 * grip / h, published[i].overhead, 3.5);
        demo_close(&demo);
    }
    DemoRig girl = { .age_years = 8, .girl = true, .stature = 1.881f };
    assert_near(rig_stature_m(&girl), 1.375, 0.001);  // WHO's 97th centile
}

static uint8_t *painted(const DemoRig *rig, bool away, Pose *truth, Vec3 m[LANDMARK_COUNT])
{
    Image image = { 640, 480, 1920, malloc(640 * 480 * 3) };
    Demo *demo = open_rig(rig, 640, 480, away ? "leave 8" : "raise 6");
    assert_non_null(image.bgr);
    for (int i = 0; i < (away ? 120 : 75); i++) demo_move(demo, NULL, NULL);
    demo_frame(demo, NULL, &image, truth);
    demo_landmarks(demo, m);
    demo_close(&demo);
    return image.bgr;
}

static void the_truth_projects_to_the_picture(void **state)
{
    (void)state;
    static const Landmark seen[] = { LANDMARK_SHOULDER_LEFT, LANDMARK_ELBOW_LEFT,
                                     LANDMARK_WRIST_RIGHT, LANDMARK_HIP_LEFT, LANDMARK_KNEE_RIGHT };
    DemoRig rig = { .age_years = 9,
                    .turn_deg = 25,
                    .tilt = RIG_TILT_MUCH,
                    .lens = RIG_LENS_WIDE,
                    .aside = 0.14f,
                    .distance = RIG_DISTANCE_NEAR,
                    .outfit = 1 };
    Pose truth, gone;
    Vec3 m[LANDMARK_COUNT], far[LANDMARK_COUNT];
    uint8_t *with = painted(&rig, false, &truth, m), *without = painted(&rig, true, &gone, far);
    View view = rig_view(&rig, 640, 480, rig_stature_m(&rig));
    assert_true(truth.found);
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++) {
        Vec2 at = view_px(&view, m[seen[i]]);
        Vec3 told = truth.image[seen[i]];
        assert_near(at.x, told.x * 640, 0.01);
        assert_near(at.y, told.y * 480, 0.01);
        size_t place = ((size_t)at.y * 640 + (size_t)at.x) * 3;
        int differs = 0;
        for (size_t c = 0; c < 3; c++) differs += abs(with[place + c] - without[place + c]);
        if (differs < 30) fail_msg("%s is not on the child", landmark_name(seen[i]));
    }
    // What is nearer is larger: the arm that is turned to the camera.
    const Vec3 *p = truth.image;
    double left = fabs((double)(p[LANDMARK_WRIST_LEFT].x - p[LANDMARK_SHOULDER_LEFT].x));
    double right = fabs((double)(p[LANDMARK_WRIST_RIGHT].x - p[LANDMARK_SHOULDER_RIGHT].x));
    assert_true(fabs(left - right) > 0.01);
    // A place of the picture is where the child's own plane has it.
    for (float x = -0.4f; x < 0.5f; x += 0.2f) {
        Vec2 px = view_px(&view, (Vec3){ x, 0.9f, 0 });
        Vec2 back = view_metres(&view, vec2(px.x / 640, px.y / 480));
        assert_near(back.x, x, 0.002);
        assert_near(back.y, 0.9, 0.002);
    }
    free(with);
    free(without);
}

// Power of one frequency, the mean over pieces of a minute under Hann's window.
static double power(const float *row, int count, double rate, double hz)
{
    enum { PIECE = 1200 };
    double sum = 0;
    for (int from = 0; from + PIECE <= count; from += PIECE) {
        double c = 0, s = 0;
        for (int i = 0; i < PIECE; i++) {
            double turn = 2 * M_PI * hz * i / rate, window = 1 - cos(2 * M_PI * i / PIECE);
            c += window * (double)row[from + i] * cos(turn);
            s += window * (double)row[from + i] * sin(turn);
        }
        sum += c * c + s * s;
    }
    return sum;
}

// Slope of log power over log frequency, from the means of bands of a third of an octave.
static double slope(const float *row, int count, double from, double to)
{
    double sx = 0, sy = 0, sxx = 0, sxy = 0;
    int n = 0;
    for (double f = from; f < to; f *= 1.26, n++) {
        double sum = 0;
        for (int k = 0; k < 5; k++) sum += power(row, count, 20, f * (1 + 0.26 * k / 5));
        double x = log(f), y = log(sum);
        sx += x;
        sy += y;
        sxx += x * x;
        sxy += x * y;
    }
    return (n * sxy - sx * sy) / (n * sxx - sx * sx);
}

static void sway_has_its_size_and_colour(void **state)
{
    (void)state;
    enum { COUNT = 20 * 600 };
    static float row[COUNT];
    double rms[2], low[2];
    for (int k = 0; k < 2; k++) {
        RigSwayForm form = rig_sway_form(k ? 14 : 5);
        RigSway sway;
        Rng rng = rng_seed(7);
        double all = 0, slow = 0, sum2 = 0, pressure = 0;
        rig_sway_make(&sway, form.side_m, &form, &rng);
        for (int i = 0; i < COUNT; i++) {
            row[i] = rig_sway_at(&sway, i / 20.0);
            sum2 += (double)row[i] * (double)row[i];
        }
        for (int i = 0; i < RIG_SWAY_LINES; i++) {
            double own = (double)(sway.hz[i] / form.pendulum_hz), a = (double)sway.amplitude_m[i];
            all += a * a;
            slow += sway.hz[i] < 0.7f ? a * a : 0;
            pressure += 0.5 * a * a * (1 + own * own) * (1 + own * own);
        }
        rms[k] = sqrt(sum2 / COUNT);
        low[k] = slow / all;
        print_message("%d years: trunk %.2f mm RMS, slopes %.1f and %.1f\n", k ? 14 : 5,
                      1000 * rms[k], slope(row, COUNT, 0.15, 0.45), slope(row, COUNT, 0.7, 2));
        assert_near(sqrt(pressure), form.side_m, 1e-5);  // of the pressure as it was asked for
        assert_near(rms[k], sqrt(all / 2), 0.05 * rms[k]);
        // Adults' trunk: -2.2 to -2.8 below 0.5 Hz, -5.5 to -5.9 from 0.5 to 2 Hz.
        assert_at_least(slope(row, COUNT, 0.15, 0.45), -3.4);
        assert_at_most(slope(row, COUNT, 0.15, 0.45), -1.2);
        assert_at_most(slope(row, COUNT, 0.7, 2), -4.8);
        assert_at_least(slope(row, COUNT, 0.7, 2), -6.6);
    }
    assert_above(rms[0], 1.3 * rms[1]);  // the younger sways more
    assert_above(low[0], 0.9);           // most of it slowly
    assert_above(low[1], 0.9);
}

static void the_same_seed_is_the_same_child(void **state)
{
    (void)state;
    DemoRig rig = {
        .age_years = 6, .room = RIG_ROOM_EVENING, .shutter = RIG_SHUTTER_LONG, .aid = RIG_AID_WALKER
    };
    static uint8_t one[320 * 240 * 3], two[320 * 240 * 3];
    Image a = { 320, 240, 960, one }, b = { 320, 240, 960, two };
    Demo *first = open_rig(&rig, 320, 240, "wave 3"), *second = open_rig(&rig, 320, 240, "wave 3");
    for (int i = 0; i < 20; i++) {
        Pose p, q;
        demo_frame(first, NULL, &a, &p);
        demo_frame(second, NULL, &b, &q);
        assert_memory_equal(one, two, sizeof one);
        assert_memory_equal(&p, &q, sizeof p);
    }
    demo_close(&first);
    demo_close(&second);
}

// The way of a reach that a bow makes is as many times the straight one as was asked.
static void reaches_bend_as_asked(void **state)
{
    (void)state;
    for (float ratio = 1.05f; ratio < 1.76f; ratio += 0.1f) {
        Glide g;
        glide_start(&g, vec2(0, 0));
        glide_to(&g, vec2(0.4f, 0), 0, 1);
        glide_bow(&g, vec2(0, 0.4f * rig_bow(ratio)));
        double way = 0;
        Vec2 before = vec2(0, 0);
        for (int i = 1; i <= 200; i++) {
            Vec2 at = glide_at(&g, i / 200.0);
            way += (double)vec2_distance(at, before);
            before = at;
        }
        assert_near(way / 0.4, (double)ratio, 0.02 * (double)ratio);
        assert_near((double)before.x, 0.4, 1e-5);
        assert_near((double)before.y, 0, 1e-5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bodies_have_the_published_proportions),
        cmocka_unit_test(the_truth_projects_to_the_picture),
        cmocka_unit_test(sway_has_its_size_and_colour),
        cmocka_unit_test(reaches_bend_as_asked),
        cmocka_unit_test(the_same_seed_is_the_same_child),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
