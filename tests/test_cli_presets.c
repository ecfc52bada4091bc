// SPDX-License-Identifier: MIT
// test_cli_presets.c: what is kept for a child between sessions, as a therapist calls it: presets,
// weekly goals, limbs left out, single senses, and the share of successes that fits.
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "program.h"
#include "test.h"

static int setup(void **state)
{
    (void)state;
    return make_folder();
}

// Ten seconds of a game by the demo child, with `options`.
static json_t *play(const char *options)
{
    need_tracking();
    int status = tiptoe("play --headless --fast --camera demo --model lite --game bubble_garden "
                        "--seconds 10 --seed 3 --store %s/p.db --json %s",
                        folder, options);
    if (status != 0) print_message("%s\n", output);
    assert_int_equal(status, 0);
    json_t *all = json_loads(strchr(output, '{'), 0, NULL);
    assert_non_null(all);
    return all;
}

static double number(json_t *all, const char *group, const char *name)
{
    json_t *value = json_object_get(json_object_get(all, group), name);
    if (!json_is_number(value)) fail_msg("no number %s.%s", group, name);
    return json_number_value(value);
}

static void a_preset_is_kept_and_used(void **state)
{
    (void)state;
    json_t *all = play("--child KIT-1 --knob radius=0.4 --save-preset 'big ones'");
    json_decref(all);
    all = play("--child KIT-1 --preset 'big ones' --knob stay=7");
    json_t *knobs = json_object_get(json_object_get(all, "settings"), "knobs_set");
    assert_float_equal(json_number_value(json_object_get(knobs, "radius")), 0.4, 1e-6);
    assert_float_equal(json_number_value(json_object_get(knobs, "stay")), 7, 1e-6);
    json_decref(all);
    assert_int_equal(
        tiptoe("play --fast --child OWL-2 --preset 'big ones' --store %s/p.db", folder), 66);
    assert_non_null(strstr(output, "save one first"));
}

static void the_first_session_is_easier(void **state)
{
    (void)state;
    static const char *const options[] = { "--child NEW-1", "--child NEW-1",
                                           "--child NEW-1 --age-months 60",
                                           "--child NEW-1 --age-months 60 --success 80" };
    static const double success[] = { 0.85, 0.75, 0.85, 0.8 };
    for (int i = 0; i < 4; i++) {
        json_t *all = play(options[i]);
        assert_float_equal(number(all, "settings", "success"), success[i], 1e-6);
        json_decref(all);
    }
}

static void a_limb_left_out_gets_no_dose(void **state)
{
    (void)state;
    json_t *all = play("--child ONE-1 --without arm_left --sense pace=0.5");
    assert_float_equal(number(all, "scores", "hits_left"), 0, 0);
    int right = (int)number(all, "scores", "hits_right");
    assert_at_least(right, 3);
    assert_float_equal(json_number_value(json_object_get(
                           json_object_get(json_object_get(all, "settings"), "senses"), "pace")),
                       0.5, 1e-6);
    json_decref(all);
    assert_int_equal(
        tiptoe("dose --child ONE-1 --goal arm_right=50 --weeks 2 --json --store %s/p.db", folder),
        0);
    json_t *dose = json_loads(output, 0, NULL), *weeks = json_object_get(dose, "weeks");
    assert_int_equal(json_array_size(weeks), 2);
    json_t *reps = json_object_get(json_array_get(weeks, 0), "repetitions");
    assert_int_equal(json_integer_value(json_object_get(reps, "arm_right")), right);
    assert_int_equal(json_integer_value(json_object_get(reps, "arm_left")), 0);
    assert_int_equal((int)number(dose, "weekly_goal", "arm_right"), 50);
    json_decref(dose);
    assert_int_equal(tiptoe("dose --child ONE-1 --store %s/p.db", folder), 0);  // it is kept
    assert_non_null(strstr(output, "50"));
}

// The help's words, however its lines are broken.
static bool help_says(const char *words)
{
    static char flat[sizeof output];
    size_t length = 0;
    for (const char *c = output; *c; c++) {
        bool space = *c == ' ' || *c == '\n';
        if (space && length > 0 && flat[length - 1] == ' ') continue;
        flat[length++] = space ? ' ' : *c;
    }
    flat[length] = '\0';
    return strstr(flat, words);
}

// What the help says is what the options take.
static void the_help_tells_the_limits(void **state)
{
    (void)state;
    assert_int_equal(tiptoe("play --help"), 0);
    assert_true(help_says("--seconds=S How long to play: 1 to 3600 (default: 180)"));
    assert_true(help_says("left, right, either, both or alternate (default: either)"));
    assert_true(help_says("background_motion, surprise, pace; may be repeated"));
    assert_int_equal(tiptoe("play --fast --seconds 3601"), 64);
    assert_non_null(strstr(output, "--seconds 3601: it must be 1 to 3600"));
    assert_int_equal(tiptoe("play --fast --seconds 0"), 64);
}

static void what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    assert_int_equal(tiptoe("play --fast --sense pace=9"), 64);
    assert_non_null(strstr(output, "0.5 to 1.5"));
    assert_int_equal(tiptoe("play --fast --sense smell=1"), 64);
    assert_int_equal(tiptoe("play --fast --without arm_left,arm_right"), 64);
    assert_int_equal(tiptoe("play --fast --without tail"), 64);
    assert_int_equal(tiptoe("dose"), 64);
    assert_int_equal(tiptoe("dose --child A --goal arm_left=lots"), 64);
    assert_int_equal(tiptoe("dose --child A --store %s/none.db", folder), 66);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_preset_is_kept_and_used),
        cmocka_unit_test(the_first_session_is_easier),
        cmocka_unit_test(a_limb_left_out_gets_no_dose),
        cmocka_unit_test(the_help_tells_the_limits),
        cmocka_unit_test(what_makes_no_sense_is_refused),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
