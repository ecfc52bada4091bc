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
    unsigned met = 0;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        const Given *g = &good[i];
        char text[64];
        if (!plan_read(&plan, g->choice, g->text)) fail_msg("%s is refused", g->text);
        plan_text(&plan, g->choice, text, sizeof text);
        assert_string_equal(text, g->spelt ? g->spelt : g->text);
        met |= 1u << g->choice;
    }
    assert_int_equal(met, (1u << PLAN_COUNT) - 1);
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
    PlayPlan plan = before;
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

static void test_a_number_comes_back(void **state)
{
    (void)state;
    for (int i = PLAN_level; i < PLAN_COUNT; i++) {
        PlayPlan plan = plan_default();
        const PlanField *field = plan_field((PlanChoice)i);
        double value = (double)(float)field->high;
        plan_set(&plan, (PlanChoice)i, value);
        assert_true(plan_value(&plan, (PlanChoice)i) == value);
        plan_set(&plan, (PlanChoice)i, 0);
        assert_true(plan_value(&plan, (PlanChoice)i) == 0);
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
        cmocka_unit_test(test_a_number_comes_back),
        cmocka_unit_test(test_who_sits_plays_no_game_of_the_legs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
