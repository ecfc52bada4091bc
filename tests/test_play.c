// SPDX-License-Identifier: MIT
// test_play.c: the order of a play: waiting, keeping still, playing, lost, paused, done; the hand
// rule; trials; and that the same input gives the same state, with a game of twenty lines.
#include "lamps.h"

#include <math.h>
#include <string.h>

static void test_the_arms_are_asked_for(void **state)
{
    (void)state;
    Table t;
    open_asking(&t);
    until(&t, PHASE_REACH);
    assert_int_equal(t.out.target_count, 2);
    t.reach = 1;
    uint32_t from = t.step;
    until(&t, PHASE_PLAY);
    assert_in_range(t.step - from, 230, 250);
    const Calibration *size = play_calibration(t.play);
    assert_float_equal(size->reach[SIDE_RIGHT], ARM_REACH_UNSHOWN, 0);
    assert_float_equal(size->reach[SIDE_LEFT], 0.9 * 50 / 102, 0.03);  // px
    t.right_hand =
        true;  // the other one reaches in play, across the body: it has shown what it can
    steps(&t, 20);
    assert_float_equal(size->reach[SIDE_RIGHT], 1, 0);
    play_close(&t.play);
}

static void test_a_child_lost_while_reaching_is_measured_anew(void **state)
{
    (void)state;
    Table t;
    open_asking(&t);
    until(&t, PHASE_REACH);
    t.present = false;
    until(&t, PHASE_WAIT);
    assert_false(play_calibration(t.play)->done);
    t.present = true;
    until(&t, PHASE_REACH);
    assert_true(play_calibration(t.play)->done);
    command(&t, COMMAND_SKIP, 0);
    step(&t);
    assert_int_equal(play_phase(t.play), PHASE_PLAY);
    assert_int_equal(t.events[EVENT_CALIBRATED], 2);
    play_close(&t.play);
}

static void test_phases_in_order(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_EITHER, 5, 1);
    t.present = false;
    steps(&t, 60);
    assert_int_equal(play_phase(t.play), PHASE_WAIT);
    t.present = true;
    steps(&t, 10);
    assert_int_equal(play_phase(t.play), PHASE_CALIBRATE);
    until_playing(&t);
    assert_int_equal(t.events[EVENT_SEEN], 1);
    assert_int_equal(t.events[EVENT_CALIBRATED], 1);
    assert_below(t.step, 60 + 10 + 2 * 60);
    assert_int_equal(play_seconds_left(t.play), 5);
    steps(&t, 5 * 60 + 2);
    assert_int_equal(play_phase(t.play), PHASE_PLAY);  // the third is still open
    assert_int_equal(play_seconds_left(t.play), 0);
    assert_int_equal(t.events[EVENT_OFFER], 3);  // at 0, 2 and 4 s
    steps(&t, 60);
    assert_int_equal(play_phase(t.play), PHASE_DONE);
    assert_int_equal(play_game_step(t.play), 6 * 60 + 1);
    assert_int_equal(t.events[EVENT_FINISH], 1);
    assert_int_equal(t.events[EVENT_MISS], 3);
    play_close(&t.play);
}

static void test_lost_freezes_within_half_a_second(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_EITHER, 60, 1);
    until_playing(&t);
    steps(&t, 30);
    t.present = false;
    int frozen_after = 0;
    while (play_phase(t.play) == PHASE_PLAY && frozen_after < 60) {
        step(&t);
        frozen_after++;
    }
    assert_at_most(frozen_after, 30);
    float before = play_progress(t.play);
    steps(&t, 300);
    assert_true(play_progress(t.play) == before);  // the clock stands; nothing is missed meanwhile
    assert_int_equal(t.events[EVENT_MISS], 0);
    t.present = true;
    steps(&t, 3);
    assert_int_equal(play_phase(t.play), PHASE_COUNT_IN);
    until_playing(&t);
    assert_int_equal(t.events[EVENT_LOST], 1);
    assert_int_equal(play_quality(t.play)->losses, 1);
    play_close(&t.play);
}

static void test_a_dead_camera_freezes_too(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_EITHER, 60, 1);
    until_playing(&t);
    for (int i = 0; i < 60; i++) {  // no pose at all, found or not
        t.in.step = t.step++;
        t.in.has_pose = false;
        play_step(t.play, &t.in, &t.out);
    }
    assert_int_equal(play_phase(t.play), PHASE_LOST);
    play_close(&t.play);
}

static void test_pause_stops_the_clock(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_EITHER, 60, 1);
    until_playing(&t);
    steps(&t, 10);
    command(&t, COMMAND_PAUSE, 0);
    step(&t);
    float before = play_progress(t.play);
    t.reach = 1;
    steps(&t, 100);
    assert_true(play_progress(t.play) == before);
    assert_int_equal(t.events[EVENT_HIT], 0);
    command(&t, COMMAND_RESUME, 0);
    step(&t);
    until_playing(&t);
    steps(&t, 10);
    assert_int_equal(t.events[EVENT_PAUSE], 1);
    assert_int_equal(t.events[EVENT_RESUME], 1);
    assert_above(t.events[EVENT_HIT], 0);
    play_close(&t.play);
}

static void test_level_and_finish_commands(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_EITHER, 60, 1);
    until_playing(&t);
    command(&t, COMMAND_LEVEL, 9);
    step(&t);
    assert_int_equal(play_setup(t.play)->level, 5);
    assert_float_equal(play_setup(t.play)->knob[0], 0.3f, 0);
    command(&t, COMMAND_FINISH, 0);
    step(&t);
    assert_int_equal(play_phase(t.play), PHASE_DONE);
    play_close(&t.play);
}

static void test_a_stop_and_the_next_person_are_told(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_EITHER, 60, 1);
    until_playing(&t);
    command(&t, COMMAND_STOP, 0);
    step(&t);
    command(&t, COMMAND_STOP, 0);  // and what is paused already is stopped
    step(&t);
    assert_true(play_paused(t.play));
    assert_int_equal(t.events[EVENT_PAUSE], 1);
    assert_int_equal(t.events[EVENT_STOP], 2);
    command(&t, COMMAND_NEXT_PERSON, 0);
    step(&t);
    assert_int_equal(t.events[EVENT_NEXT_PERSON], 1);
    play_close(&t.play);
}

static void test_how_a_play_ended_is_told(void **state)
{
    (void)state;
    const float values[] = { 0, PLAY_END_STOP, PLAY_END_NOBODY, PLAY_END_COUNT, -1, NAN, 1e30f };
    const int expected[] = { PLAY_END_TIME, PLAY_END_STOP, PLAY_END_NOBODY, PLAY_END_TIME,
                             PLAY_END_TIME, PLAY_END_TIME, PLAY_END_TIME };
    for (int i = 0; i < 7; i++) {
        Table t;
        open_table(&t, HAND_EITHER, 60, 1);
        until_playing(&t);
        command(&t, COMMAND_FINISH, values[i]);
        step(&t);
        const GameEvent *last = &t.out.event[t.out.event_count - 1];
        assert_int_equal(last->event, EVENT_FINISH);
        assert_int_equal(last->ended, expected[i]);
        play_close(&t.play);
    }
}

// Reaches there and back for `rounds` of two seconds each.
static void reach(Table *t, int rounds)
{
    for (int i = 0; i < rounds * 120; i++) {
        float at = (float)(i % 120) / 120;
        t->reach = at < 0.25f ? 0 : at < 0.55f ? (at - 0.25f) / 0.3f : at < 0.7f ? 1 : 0;
        step(t);
    }
}

static void test_hand_rule_decides_who_scores(void **state)
{
    (void)state;
    static const struct {
        HandRule rule;
        bool right;
        int scores;
    } cases[] = { { HAND_LEFT, false, 1 },  { HAND_LEFT, true, 0 },   { HAND_RIGHT, true, 1 },
                  { HAND_RIGHT, false, 0 }, { HAND_EITHER, true, 1 }, { HAND_BOTH, true, 0 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Table t;
        open_table(&t, cases[i].rule, 60, 1);
        until_playing(&t);
        t.right_hand = cases[i].right;
        reach(&t, 4);
        assert_int_equal(t.events[EVENT_HIT] > 0, cases[i].scores);
        if (cases[i].scores)
            assert_true(play_score(t.play)->hits_by_side[cases[i].right] > 0 &&
                        play_score(t.play)->hits_by_side[!cases[i].right] == 0);
        play_close(&t.play);
    }
}

static void test_alternate_takes_turns(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_ALTERNATE, 60, 1);
    until_playing(&t);
    assert_int_equal(play_hands(t.play), 1u << SIDE_LEFT);
    reach(&t, 2);
    assert_int_equal(t.events[EVENT_HIT], 1);  // the left hand again and again scores only once
    assert_int_equal(play_hands(t.play), 1u << SIDE_RIGHT);
    t.right_hand = true;
    reach(&t, 1);
    assert_int_equal(t.events[EVENT_HIT], 2);
    play_close(&t.play);
}

static void test_trials_measure_the_reach(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_EITHER, 60, 1);
    until_playing(&t);
    for (int i = 0; i < 90; i++) {  // half a second of rest, then a smooth reach of 0.6 s
        float at = clampf(((float)i / 60 - 0.5f) / 0.6f, 0, 1);
        t.reach = at * at * at * (10 - 15 * at + 6 * at * at);
        step(&t);
    }
    t.reach = 1;
    steps(&t, 40);
    assert_at_least(t.trials, 1);
    assert_true(t.first_trial.hit);
    assert_int_equal(t.first_trial.side, SIDE_LEFT);
    const ReachMeasures *m = &t.first_trial.reach;
    // The offer came with play's first step; smoothing and the 10 % threshold move the onset a
    // little.
    assert_float_equal((float)m->reaction_s, 0.55f, 0.1f);
    assert_float_equal((float)m->movement_s, 0.4f, 0.15f);
    assert_above(m->path_efficiency, 0.95);
    assert_below(m->trunk_displacement, 0.02);
    assert_above(t.first_trial.distance_al, 0.8f);
    assert_below(t.first_trial.distance_al, 1.6f);
    play_close(&t.play);
}

static uint64_t digest_of(uint64_t seed, int extra)
{
    Table t;
    open_table(&t, HAND_EITHER, 20, seed);
    until_playing(&t);
    reach(&t, 3);
    steps(&t, extra);
    uint64_t digest = play_digest(t.play);
    play_close(&t.play);
    return digest;
}

static void test_same_input_same_state(void **state)
{
    (void)state;
    assert_true(digest_of(1, 0) == digest_of(1, 0));
    assert_true(digest_of(1, 0) != digest_of(2, 0));
    assert_true(digest_of(1, 0) != digest_of(1, 1));
}

static void test_knobs_are_clamped_and_the_therapist_s_own_stay(void **state)
{
    (void)state;
    PlaySetup setup = { .game = &game_lamps, .knobs_set = 1 };
    setup.setup = (GameSetup){ .level = -3, .seconds = 5, .knob = { 77 } };
    Play *play = play_open(&setup);
    assert_int_equal(play_setup(play)->level, 1);
    assert_float_equal(play_setup(play)->knob[0], 1, 0);
    play_close(&play);
    setup.setup.knob[0] = NAN;
    play = play_open(&setup);
    assert_float_equal(play_setup(play)->knob[0], 0.4f, 0);
    play_close(&play);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_phases_in_order),
        cmocka_unit_test(test_the_arms_are_asked_for),
        cmocka_unit_test(test_a_child_lost_while_reaching_is_measured_anew),
        cmocka_unit_test(test_lost_freezes_within_half_a_second),
        cmocka_unit_test(test_a_dead_camera_freezes_too),
        cmocka_unit_test(test_pause_stops_the_clock),
        cmocka_unit_test(test_level_and_finish_commands),
        cmocka_unit_test(test_a_stop_and_the_next_person_are_told),
        cmocka_unit_test(test_how_a_play_ended_is_told),
        cmocka_unit_test(test_hand_rule_decides_who_scores),
        cmocka_unit_test(test_alternate_takes_turns),
        cmocka_unit_test(test_trials_measure_the_reach),
        cmocka_unit_test(test_same_input_same_state),
        cmocka_unit_test(test_knobs_are_clamped_and_the_therapist_s_own_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
