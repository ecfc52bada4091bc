// SPDX-License-Identifier: MIT
// test_session_plan.c: what was chosen for a play, as the settings of a session keep it: those
// written before there was a PlayPlan read the same and come out under the same names.
#include "test.h"

#include "session/describe.h"
#include "session/fields.h"

#include <stdlib.h>
#include <string.h>

static const Game bubbles = { .id = "bubble_garden",
                              .knob_count = 2,
                              .knobs = { { .name = "radius" }, { .name = "distance" } } };
const Game *const game_list[] = { &bubbles };
const int game_count = 1;

// Of schema 3, as the program before PlayPlan wrote them.
static const char *const everything_chosen =
    "{\"side_bias\":0.30000001192092896,\"height_cm\":121.0,\"age_months\":75,"
    "\"success\":0.80000001192092896,\"without_limbs\":6,\"ask_reach\":1,\"smaller\":true,"
    "\"model\":\"lite\",\"build\":\"0.1.0\",\"hand\":\"left\",\"posture\":\"seated\",\"knobs\":["
    "{\"name\":\"radius\",\"value\":0.40000000596046448,\"set\":true},"
    "{\"name\":\"distance\",\"value\":0.0,\"set\":false}],\"sensory\":{\"brightness\":0.75,"
    "\"saturation\":0.60000002384185791,\"contrast\":0.80000001192092896,\"music\":0.25,"
    "\"effects\":0.40000000596046448,\"speech\":0.69999998807907104,\"things_max\":2,"
    "\"background_motion\":0,\"surprise\":0,\"pace\":1.1000000238418579},\"camera\":{"
    "\"kind\":\"demo\",\"name\":\"demo camera\",\"fps\":30.0,\"width_px\":640,"
    "\"height_px\":480}}";
// Of schema 1: without age, success, limbs, reach, smaller, pace.
static const char *const the_oldest =
    "{\"side_bias\":0.5,\"height_cm\":0.0,\"model\":\"full\",\"build\":\"0.1.0\","
    "\"hand\":\"alternate\",\"posture\":\"wheelchair\",\"knobs\":[],\"sensory\":{"
    "\"brightness\":1.0},\"camera\":{\"kind\":\"device\"}}";

static SessionDesc read_text(const char *text)
{
    SessionDesc desc = { 0 };
    assert_int_equal(describe_settings_read(&desc, text), RESULT_OK);
    return desc;
}

static void test_settings_of_before_read_the_same(void **state)
{
    (void)state;
    SessionDesc desc = read_text(everything_chosen);
    const PlayPlan *plan = &desc.plan;
    const Profile *profile = &plan->play.setup.profile;
    assert_true(profile->side_bias == 0.3f);
    assert_true(plan->play.height_cm == 121);
    assert_int_equal(plan->age_months, 75);
    assert_true(plan->play.setup.success == 0.8f);
    assert_int_equal(profile->without, 1u << LIMB_ARM_RIGHT | 1u << LIMB_LEG_LEFT);
    assert_int_equal(plan->play.ask_reach, 1);
    assert_true(plan->smaller);
    assert_int_equal(profile->hand, HAND_LEFT);
    assert_int_equal(profile->posture, POSTURE_SEATED);
    assert_int_equal(plan->play.knobs_set, 1);
    assert_true(plan->play.setup.knob[0] == 0.4f);
    assert_true(profile->sensory.pace == 1.1f);
    assert_string_equal(desc.model, "lite");
    assert_int_equal(desc.camera_height, 480);
}

// What came later stands beside it.
static void test_they_are_written_as_before(void **state)
{
    (void)state;
    SessionDesc desc = read_text(everything_chosen);
    desc.plan.play.game = &bubbles;
    char *text = describe_settings(&desc);
    json_t *before = json_loads(everything_chosen, 0, NULL), *now = json_loads(text, 0, NULL);
    const char *name;
    json_t *value;
    json_object_foreach(before, name, value)
    {
        if (!json_equal(value, json_object_get(now, name)))
            fail_msg("%s is written otherwise", name);
    }
    json_decref(before);
    json_decref(now);
    free(text);
}

static void test_what_an_old_session_does_not_name_is_as_it_was(void **state)
{
    (void)state;
    SessionDesc desc = read_text(the_oldest);
    const PlayPlan *plan = &desc.plan;
    assert_int_equal(plan->play.setup.profile.hand, HAND_ALTERNATE);
    assert_int_equal(plan->play.setup.profile.posture, POSTURE_WHEELCHAIR);
    assert_int_equal(plan->age_months, 0);
    assert_true(plan->play.setup.success == 0);  // nothing adapted then
    assert_int_equal(plan->play.setup.profile.without, 0);
    assert_int_equal(plan->play.ask_reach, 0);
    assert_false(plan->smaller);
}

static void test_damage_is_seen_and_leaves_words_inside_their_lists(void **state)
{
    (void)state;
    static const char *const damage[][2] = {
        { "\"hand\":\"left\"", "\"hand\":\"leftt\"" },
        { "\"posture\":\"seated\"", "\"posture\":7" },
        { "\"age_months\":75", "\"age_months\":-1" },
        { "\"age_months\":75", "\"age_months\":7.5" },
        { "\"side_bias\":0.30000001192092896", "\"side_bias\":1e99" },
        { "\"smaller\":true", "\"smaller\":1" },
    };
    for (size_t i = 0; i < sizeof damage / sizeof damage[0]; i++) {
        SessionDesc desc = { 0 };
        char text[2048];
        const char *at = strstr(everything_chosen, damage[i][0]);
        assert_non_null(at);
        snprintf(text, sizeof text, "%.*s%s%s", (int)(at - everything_chosen), everything_chosen,
                 damage[i][1], at + strlen(damage[i][0]));
        if (!describe_settings_read(&desc, text)) fail_msg("%s was taken", damage[i][1]);
        assert_below(desc.plan.play.setup.profile.hand, HAND_RULE_COUNT);
        assert_below(desc.plan.play.setup.profile.posture, POSTURE_COUNT);
    }
}

// A size that was known before play is an input of it: it comes back bit by bit, and is not there
// where it was found anew.
static void test_a_known_size_is_kept(void **state)
{
    (void)state;
    SessionDesc desc = read_text(everything_chosen);
    assert_false(desc.plan.play.known.done);
    Calibration *known = &desc.plan.play.known;
    *known = (Calibration){ .done = true, .height = 6, .arm = { 1.98f, 2.01f } };
    known->origin_px = vec2(320.3f, 401.7f);
    known->stage_per_px = 6 / 311.3f;
    desc.plan.play.game = &bubbles;
    char *text = describe_settings(&desc);
    SessionDesc back = read_text(text);
    free(text);
    assert_memory_equal(&back.plan.play.known, known, sizeof *known);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_known_size_is_kept),
        cmocka_unit_test(test_settings_of_before_read_the_same),
        cmocka_unit_test(test_they_are_written_as_before),
        cmocka_unit_test(test_what_an_old_session_does_not_name_is_as_it_was),
        cmocka_unit_test(test_damage_is_seen_and_leaves_words_inside_their_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
