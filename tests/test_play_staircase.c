// SPDX-License-Identifier: MIT
// test_play_staircase.c: the just-right challenge settles where it is asked to, turns one knob at a
// time in the game's order, and holds still when locked.
#include "play/staircase.h"
#include "test.h"

#include <math.h>

static const Game kites = {
    .id = "kites",
    .knob_count = 4,
    .knobs = { { "size", "AL", "", 0.05f, 1, 0.3f },
               { "time", "s", "", 0.5f, 10, 4 },
               { "wind", "", "", 0, 5, 1 },
               { "base", "", "", 0, 5, 1 } },
    .level = { { 0.5f, 6, 0, 1 },
               { 0.4f, 5, 1, 2 },
               { 0.3f, 4, 2, 3 },
               { 0.2f, 3, 3, 4 },
               { 0.1f, 2, 4, 5 } },
    .ladder_count = 3,
    .ladder = { 0, 1, 2 },
};
const Game *const game_list[] = { &kites };
const int game_count = 1;

static void rows(int level, float knob[GAME_KNOBS_MAX])
{
    for (int k = 0; k < kites.knob_count; k++) knob[k] = kites.level[level - 1][k];
}

static void test_one_knob_at_a_time_in_order(void **state)
{
    (void)state;
    Staircase s;
    staircase_start(&s, 0.75f);
    float knob[GAME_KNOBS_MAX];
    s.position = 1.0f / 6;  // half of the first knob's way up
    rows(3, knob);
    staircase_knobs(&s, &kites, 3, 0, knob);
    assert_float_equal(knob[0], 0.25f, 1e-5f);
    assert_float_equal(knob[1], 4, 1e-5f);
    s.position = 0.5f;  // all of the first, half of the second
    rows(3, knob);
    staircase_knobs(&s, &kites, 3, 0, knob);
    assert_float_equal(knob[0], 0.2f, 1e-5f);
    assert_float_equal(knob[1], 3.5f, 1e-5f);
    assert_float_equal(knob[2], 2, 1e-5f);
    s.position = -1;  // the whole level below
    rows(3, knob);
    staircase_knobs(&s, &kites, 3, 0, knob);
    for (int k = 0; k < 3; k++) assert_float_equal(knob[k], kites.level[1][k], 1e-5f);
    assert_float_equal(knob[3], 3, 0);  // base of support is the therapist's
}

static void test_ends_go_on_within_the_knob_s_limits(void **state)
{
    (void)state;
    Staircase s;
    staircase_start(&s, 0.75f);
    float knob[GAME_KNOBS_MAX];
    s.position = 1;
    rows(5, knob);
    staircase_knobs(&s, &kites, 5, 0, knob);
    assert_float_equal(knob[0], 0.05f, 1e-5f);  // -0.1 would be below the knob's low end
    assert_float_equal(knob[1], 0.5f, 1e-5f);
    assert_float_equal(knob[2], 5, 1e-5f);
    s.position = -1;
    rows(1, knob);
    staircase_knobs(&s, &kites, 1, 1u << 1, knob);
    assert_float_equal(knob[0], 0.7f, 1e-5f);  // two steps of the table
    assert_float_equal(knob[1], 6, 0);         // set by the therapist's own hand
}

static void test_two_misses_make_the_next_sure(void **state)
{
    (void)state;
    Staircase s;
    staircase_start(&s, 0.8f);
    staircase_answer(&s, false);
    assert_false(s.sure);
    staircase_answer(&s, false);
    assert_true(s.sure);
    staircase_answer(&s, true);
    assert_false(s.sure);
}

static void test_locked_stands_still(void **state)
{
    (void)state;
    Staircase s;
    staircase_start(&s, 0.8f);
    float before = s.position;
    s.locked = 1;
    for (int i = 0; i < 10; i++) assert_false(staircase_answer(&s, i % 3 != 0));
    assert_float_equal(s.position, before, 0);
    s.locked = 0;
    assert_true(staircase_answer(&s, true));
}

static void test_limits_hold(void **state)
{
    (void)state;
    Staircase s;
    staircase_start(&s, 5);
    assert_float_equal(s.success, 0.9f, 0);
    staircase_start(&s, NAN);
    assert_float_equal(s.success, 0.7f, 0);
    for (int i = 0; i < 500; i++) staircase_answer(&s, true);
    assert_float_equal(s.position, 1, 0);
    for (int i = 0; i < 500; i++) staircase_answer(&s, false);
    assert_float_equal(s.position, -1, 0);
}

// A child who reaches a target with a probability that falls with the difficulty in levels.
static float settled_share(float skill, float wish, uint64_t seed)
{
    Staircase s;
    staircase_start(&s, wish);
    Rng rng = rng_seed(seed);
    int hits = 0, counted = 0;
    for (int i = 0; i < 4000; i++) {
        float chance = 1 / (1 + expf(3.0f * (s.position - skill)));
        bool hit = rng_between(&rng, 0, 1) < chance;
        staircase_answer(&s, hit);
        if (i < 200) continue;
        counted++;
        hits += hit;
    }
    return (float)hits / (float)counted;
}

static void test_settles_at_the_wished_share(void **state)
{
    (void)state;
    const float skills[] = { 0.2f, 0.5f, 0.9f }, wishes[] = { 0.7f, 0.75f, 0.8f, 0.85f };
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 4; j++) {
            float share = settled_share(skills[i], wishes[j], (uint64_t)(10 * i + j));
            assert_below(fabsf(share - wishes[j]), 0.05f);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_knob_at_a_time_in_order),
        cmocka_unit_test(test_ends_go_on_within_the_knob_s_limits),
        cmocka_unit_test(test_two_misses_make_the_next_sure),
        cmocka_unit_test(test_locked_stands_still),
        cmocka_unit_test(test_limits_hold),
        cmocka_unit_test(test_settles_at_the_wished_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
