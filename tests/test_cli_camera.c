// SPDX-License-Identifier: MIT
// test_cli_camera.c: what the commands that look through a camera print and write: check, checkup,
// play and track, with the drawn child.
#include "program.h"

#include <jansson.h>
#include <string.h>

static int setup(void **state)
{
    (void)state;
    return make_folder();
}

static void says(const char *what)
{
    if (!strstr(output, what)) fail_msg("no \"%s\" in: %s", what, output);
}

static json_t *parsed(void)
{
    json_t *json = json_loads(output, 0, NULL);
    if (!json) fail_msg("no JSON: %s", output);
    return json;
}

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

static const json_t *row_of(const json_t *report, const char *check)
{
    const json_t *rows = json_object_get(report, "checks");
    for (size_t i = 0; i < json_array_size(rows); i++)
        if (!strcmp(text_of(json_array_get(rows, i), "check"), check))
            return json_array_get(rows, i);
    fail_msg("there is no check \"%s\"", check);
    return NULL;
}

// What hangs on the machine may be of any colour; what is drawn may not. A red row is status 69.
static void test_check(void **state)
{
    (void)state;
    need_tracking();
    int status = shell("'%s' check --camera demo --model lite --seconds 2 --json --store "
                       "'%s/none.db' 2>/dev/null",
                       TIPTOE_PROGRAM, folder);
    json_t *report = parsed();
    assert_string_equal(text_of(report, "model"), "lite");
    assert_string_equal(text_of(row_of(report, "camera"), "finding"), "demo camera (drawn)");
    assert_string_equal(text_of(row_of(report, "camera"), "state"), "amber");
    assert_string_equal(text_of(row_of(report, "light"), "state"), "green");
    assert_string_equal(text_of(row_of(report, "alone"), "state"), "green");
    static const char *const drawn[] = { "whole_body", "distance" };  // amber after few pictures
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
        assert_string_not_equal(text_of(row_of(report, drawn[i]), "state"), "red");
    const json_t *rows = json_object_get(report, "checks");
    int red = 0;
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *row = json_array_get(rows, i);
        bool bad = !strcmp(text_of(row, "state"), "red");
        red += bad;
        if (bad && !*text_of(row, "advice")) fail_msg("red without advice: %s", output);
    }
    assert_int_equal(status, red ? 69 : 0);
    json_decref(report);
}

static void test_check_as_text(void **state)
{
    (void)state;
    need_tracking();
    shell("'%s' check --headless --camera demo --posture wheelchair --model lite "
          "--seconds 2 --fps 20 --size 320x240 --store '%s/none.db' 2>/dev/null",
          TIPTOE_PROGRAM, folder);
    says("Camera");
    says("Whole body");
    says("(drawn)");
    assert_int_equal(tiptoe("check --posture lying"), 64);
    says("--posture lying");
    assert_int_equal(tiptoe("check --model huge"), 64);
    says("--model huge");
    assert_int_equal(tiptoe("check --seconds 60"), 64);
    says("--seconds 60: it must be 2 to 10");
    assert_int_equal(shell("'%s' check --headless --seconds 2 --camera '%s/none.mp4' 2>/dev/null",
                           TIPTOE_PROGRAM, folder),
                     69);
    says("red");
    says("none.mp4");
}

// One step of the check-up, at the rate of a slow camera; its page and its tables.
static void test_checkup(void **state)
{
    (void)state;
    need_tracking();
    assert_int_equal(shell("'%s' checkup --fast --camera demo --model lite --fps 10 --knob from=1 "
                           "--knob count=1 --seed 5 --child FOX --height 121 --json --store "
                           "'%s/c.db' 2>/dev/null",
                           TIPTOE_PROGRAM, folder),
                     0);
    json_t *session = parsed();
    assert_string_equal(text_of(session, "game"), "checkup");
    assert_string_equal(text_of(session, "child"), "FOX");
    assert_string_equal(text_of(session, "status"), "complete");
    const json_t *findings = json_object_get(session, "checkup");
    assert_above(json_array_size(findings), 3);
    bool rate = false;
    for (size_t i = 0; i < json_array_size(findings); i++) {
        const json_t *finding = json_array_get(findings, i);
        if (strcmp(text_of(finding, "measure"), "quality_rate") != 0) continue;
        double hz = json_number_value(json_object_get(finding, "value"));
        assert_true(hz > 9.9 && hz < 10.1);
        rate = true;
    }
    assert_true(rate);
    json_decref(session);
    assert_int_equal(tiptoe("report --store '%s/c.db'", folder), 0);
    says("<title>FOX, Check-up");
    assert_int_equal(tiptoe("baseline --child FOX --store '%s/c.db'", folder), 0);
    says("cannot say");
    assert_int_equal(tiptoe("checkup --level 9"), 64);
    says("--level 9");
}

// A play of a few seconds that is asked for wrongly is not begun.
static void test_play(void **state)
{
    (void)state;
    static const struct {
        const char *args, *word;
        int status;
    } cases[] = {
        { "--game chess", "--game chess", 64 },
        { "--fast --camera demo --knob size=3", "no such knob", 64 },
        { "--fast --camera demo --knob radius=3", "radius goes from", 64 },
        { "--fast --camera /dev/video0", "--fast needs a clip", 64 },
        { "--picture ghost", "--picture ghost", 64 },
        { "--choose nobody", "--choose nobody", 64 },
        { "--sensory loud", "--sensory loud", 64 },
        { "--look nobody", "--look nobody", 64 },
        { "--fast --camera none.mp4", "none.mp4", 66 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int status = tiptoe("play %s --store '%s/play.db'", cases[i].args, folder);
        if (status != cases[i].status) fail_msg("%s: %d, %s", cases[i].args, status, output);
        says(cases[i].word);
    }
    tiptoe("sessions --store '%s/play.db'", folder);  // which need not be there
    assert_null(strstr(output, "complete"));
}

static void test_track(void **state)
{
    (void)state;
    need_tracking();
    assert_int_equal(tiptoe("track --camera demo --model lite --frames 5 --seated --height 110 "
                            "--raw --fps 20 --size 320x240 --choose largest --json '%s/t.json' "
                            "--truth '%s/truth.json'",
                            folder, folder),
                     0);
    says("5 frames, somebody found in ");
    assert_int_equal(shell("cat '%s/t.json' '%s/truth.json'", folder, folder), 0);
    char *at = output;
    for (int i = 0; i < 10; i++) {
        char *end = strchr(at, '\n');
        assert_non_null(end);
        *end = '\0';
        json_t *frame = json_loads(at, 0, NULL);
        assert_non_null(frame);
        assert_int_equal(json_integer_value(json_object_get(frame, "frame")), i % 5);
        double ms = json_number_value(json_object_get(frame, "t_ms"));
        assert_true(ms > 50 * (i % 5) - 1 && ms < 50 * (i % 5) + 51);
        bool found = json_is_true(json_object_get(frame, "found"));
        size_t landmarks = json_array_size(json_object_get(frame, "landmarks"));
        assert_int_equal(landmarks, found ? 33 : 0);
        if (i >= 5) assert_true(found);  // the truth is always known
        json_decref(frame);
        at = end + 1;
    }
    static const char *const wrong[] = { "--camera demo",
                                         "--json -",
                                         "--camera demo --json - --model huge",
                                         "--camera demo --json - --choose nobody",
                                         "--camera demo --json - --height 20",
                                         "--camera demo --json - --fps 0" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (tiptoe("track %s", wrong[i]) != 64) fail_msg("%s: %s", wrong[i], output);
    assert_int_equal(tiptoe("track --camera none.mp4 --json -"), 66);
    assert_int_equal(tiptoe("track --camera tests/golden --json - --truth -"), 64);
    says("--truth needs --camera demo");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_check),   cmocka_unit_test(test_check_as_text),
        cmocka_unit_test(test_checkup), cmocka_unit_test(test_play),
        cmocka_unit_test(test_track),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
