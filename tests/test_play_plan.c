// SPDX-License-Identifier: MIT
// test_play_plan.c: every choice by its option's text: what is taken, refused, and told.
#include "test.h"

#include "play/plan.h"

#include <string.h>

static const Game lamps = { .id = "bubble_garden", .title = "Lamps" };
static const Game hops = { .id = "hops", .title = "Hops", .needs_legs = true };
const Game *const game_list[] = { &lamps, &hops };
const int game_count = 2;

typedef struct Given {
    PlanChoice choice;
    const char *text, *spelt;  // as it comes out again; NULL: the same
} Given;

static void test_a_choice_is_spelt_as_its_option_takes_it(void **state)
{
    (void)state;
    static const Given good[] = {
        { PLAN_child, "BLUE-FOX_27", NULL },
        { PLAN_game, "hops", NULL },
        { PLAN_level, "5", NULL },
        { PLAN_seconds, "1", NULL },
        { PLAN_seconds, "3600", NULL },
        { PLAN_seed, "9007199254740992", NULL },
        { PLAN_hand, "alternate", NULL },
        { PLAN_side_bias, "0", NULL },
        { PLAN_side_bias, "30", NULL },
        { PLAN_posture, "wheelchair", NULL },
        { PLAN_height_cm, "121.5", NULL },
        { PLAN_age_months, "300", NULL },
        { PLAN_success, "0", NULL },
        { PLAN_success, "70", NULL },
        { PLAN_success, "85", NULL },
        { PLAN_success, "90", NULL },
        { PLAN_smaller, NULL, "yes" },
        { PLAN_without, "leg_left,arm_right", "arm_right,leg_left" },
        { PLAN_without, "none", "" },
        { PLAN_support, "shoes,bar", "bar,shoes" },
    };
    PlayPlan plan = plan_default();
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        const Given *g = &good[i];
        char text[64];
        if (!plan_read(&plan, g->choice, g->text)) fail_msg("%s is refused", g->text);
        plan_text(&plan, g->choice, text, sizeof text);
        assert_string_equal(text, g->spelt ? g->spelt : g->text);
    }
}

static void test_what_makes_no_sense_is_refused_and_changes_nothing(void **state)
{
    (void)state;
    static const Given bad[] = {
        { PLAN_child, "Anna Maria", NULL },  { PLAN_child, "", NULL },
        { PLAN_game, "skips", NULL },        { PLAN_level, "0", NULL },
        { PLAN_level, "6", NULL },           { PLAN_level, "2.5", NULL },
        { PLAN_level, "2x", NULL },          { PLAN_seconds, "0", NULL },
        { PLAN_seconds, "3601", NULL },      { PLAN_seed, "-1", NULL },
        { PLAN_hand, "lef", NULL },          { PLAN_hand, "left,right", NULL },
        { PLAN_side_bias, "101", NULL },     { PLAN_posture, "", NULL },
        { PLAN_height_cm, "0", NULL },       { PLAN_height_cm, "nan", NULL },
        { PLAN_age_months, "11", NULL },     { PLAN_success, "69", NULL },
        { PLAN_success, "91", NULL },        { PLAN_without, "arm_left,arm_right", NULL },
        { PLAN_without, "arm_left,", NULL }, { PLAN_without, "tail", NULL },
        { PLAN_support, "", NULL },
    };
    const PlayPlan before = plan_default();
    PlayPlan plan;
    memcpy(&plan, &before, sizeof plan);  // the gaps as well
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (plan_read(&plan, bad[i].choice, bad[i].text)) fail_msg("\"%s\" is taken", bad[i].text);
        assert_memory_equal(&plan, &before, sizeof plan);
    }
}

static void test_what_is_wanted_tells_the_list_s_own_limits(void **state)
{
    (void)state;
    char text[200];
    plan_wanted(PLAN_seconds, text, sizeof text);
    assert_string_equal(text, "1 to 3600");
    plan_wanted(PLAN_hand, text, sizeof text);
    assert_string_equal(text, "left, right, either, both or alternate");
    plan_wanted(PLAN_success, text, sizeof text);
    assert_string_equal(text, "70 to 90 percent, or 0 for none");
    plan_wanted(PLAN_support, text, sizeof text);
    assert_string_equal(text, "a list of bar, hand_held, walker, orthosis, shoes, or none");
}

// Of a set the last word alone: not every set makes sense.
static double limit_of(const PlanField *field, bool high)
{
    bool set = field->kind == PLAN_KIND_SET;
    if (!high) return (double)(float)field->low;
    return set ? (double)(1u << (unsigned)field->high) : (double)(float)field->high;
}

// Whatever the list holds, also what is new in it.
static void test_the_limits_of_every_choice_come_back(void **state)
{
    (void)state;
    for (int i = PLAN_level; i < 2 * PLAN_COUNT; i++) {
        PlanChoice choice = (PlanChoice)(i % PLAN_COUNT);
        const PlanField *field = plan_field(choice);
        PlayPlan plan = plan_default(), again = plan_default();
        char text[64];
        if (choice < PLAN_level) continue;  // who plays, and which game
        double value = limit_of(field, i >= PLAN_COUNT);
        plan_set(&plan, choice, value);
        assert_true(plan_value(&plan, choice) == value);
        plan_text(&plan, choice, text, sizeof text);
        if (!text[0]) continue;  // nothing is chosen
        if (!plan_read(&again, choice, text)) fail_msg("--%s %s is refused", field->option, text);
        assert_true(plan_value(&again, choice) == value);
    }
}

static void test_who_sits_plays_no_game_of_the_legs(void **state)
{
    (void)state;
    PlayPlan plan = plan_default();
    assert_true(plan_suits(&plan, &hops));
    plan_read(&plan, PLAN_posture, "seated");
    assert_false(plan_suits(&plan, &hops));
    assert_true(plan_suits(&plan, &lamps));
    plan_read(&plan, PLAN_posture, "standing");
    plan_read(&plan, PLAN_without, "leg_left,leg_right");
    assert_false(plan_suits(&plan, &hops));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_choice_is_spelt_as_its_option_takes_it),
        cmocka_unit_test(test_what_makes_no_sense_is_refused_and_changes_nothing),
        cmocka_unit_test(test_what_is_wanted_tells_the_list_s_own_limits),
        cmocka_unit_test(test_the_limits_of_every_choice_come_back),
        cmocka_unit_test(test_who_sits_plays_no_game_of_the_legs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
