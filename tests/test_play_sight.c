// SPDX-License-Identifier: MIT
// test_play_sight.c: gaps in the poses: what was gathered of the child stays, and a machine that is
// too slow is told apart from a child who left.
#include "lamps.h"

static void gap(Table *t, uint32_t count)
{
    t->silent = true;
    steps(t, (int)count);
    t->silent = false;
}

static void a_gap_throws_nothing_away(void **state)
{
    (void)state;
    Table t;
    open_asking(&t);
    until(&t, PHASE_CALIBRATE);
    steps(&t, 60);
    float before = play_progress(t.play);
    assert_above(before, 0.5);
    gap(&t, 120);
    step(&t);
    steps(&t, 2);
    assert_int_equal(play_phase(t.play), PHASE_CALIBRATE);
    assert_true(play_progress(t.play) >= before);
    until(&t, PHASE_REACH);
    steps(&t, 60);
    gap(&t, 120);
    step(&t);
    assert_int_equal(play_phase(t.play), PHASE_REACH);
    until(&t, PHASE_PLAY);
    assert_int_equal(t.events[EVENT_CALIBRATED], 1);
    play_close(&t.play);
}

static void a_short_absence_keeps_what_was_gathered(void **state)
{
    (void)state;
    Table t;
    open_asking(&t);
    until(&t, PHASE_REACH);
    t.present = false;
    steps(&t, 90);
    t.present = true;
    steps(&t, 4);
    assert_int_equal(play_phase(t.play), PHASE_REACH);
    assert_int_equal(t.events[EVENT_CALIBRATED], 1);
    play_close(&t.play);
}

static void who_left_is_measured_anew(void **state)
{
    (void)state;
    Table t;
    open_asking(&t);
    until(&t, PHASE_CALIBRATE);
    steps(&t, 60);
    t.present = false;
    until(&t, PHASE_WAIT);
    assert_true(play_progress(t.play) == 0);
    t.present = true;
    uint32_t from = t.step;
    until(&t, PHASE_REACH);
    assert_at_least(t.step - from, 90);   // all of the still time again
    command(&t, COMMAND_NEXT_PERSON, 0);  // so is whoever was chosen instead
    step(&t);
    assert_false(play_calibration(t.play)->done);
    play_close(&t.play);
}

// The same freeze, another cause: a pose without the child, or no pose.
static void a_stall_is_not_a_loss(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_EITHER, 60, 1);
    until_playing(&t);
    gap(&t, 60);
    assert_int_equal(play_phase(t.play), PHASE_LOST);
    assert_true(!play_is_away(t.play) && !play_is_slow(t.play));
    assert_int_equal(t.events[EVENT_STALL], 1);
    assert_int_equal(t.events[EVENT_LOST], 0);
    gap(&t, 90);
    assert_true(play_is_slow(t.play));
    // Poses again, but nobody in them.
    t.present = false;
    steps(&t, 30);
    assert_true(play_is_away(t.play));
    assert_int_equal(t.events[EVENT_LOST], 1);
    assert_int_equal(play_quality(t.play)->stalls, 1);
    assert_int_equal(play_quality(t.play)->losses, 1);
    play_close(&t.play);
}

static void too_few_poses_are_told_and_no_longer(void **state)
{
    (void)state;
    for (uint32_t every = 2; every <= 20; every += 6) {
        Table t;
        open_table(&t, HAND_EITHER, 60, 1);
        t.every = every;
        steps(&t, 10 * 60);
        bool few = 60 / every < PLAY_POSES_LEAST;
        assert_int_equal(play_is_slow(t.play), few);
        assert_int_equal(play_quality(t.play)->steps_slow > 0, few);
        t.every = 2;
        steps(&t, 6 * 60 + 1);
        assert_false(play_is_slow(t.play));
        play_close(&t.play);
    }
}

// No game was played: whose doing it was.
static void the_child_is_not_blamed_for_the_machine(void **state)
{
    (void)state;
    for (int slow = 0; slow <= 1; slow++) {
        Table t;
        open_table(&t, HAND_EITHER, 60, 1);
        t.every = slow ? 60 : 2;
        t.present = false;
        steps(&t, 20 * 60);
        assert_int_equal(play_quality(t.play)->steps, 0);
        assert_int_equal(play_was_too_slow(play_quality(t.play)), slow);
        play_close(&t.play);
    }
}

// Steps until play goes on; its clock must not move before.
static uint32_t counted(Table *t)
{
    uint32_t from = t->step, clock = play_game_step(t->play);
    while (play_phase(t->play) == PHASE_COUNT_IN) {
        assert_int_equal(play_game_step(t->play), clock);
        step(t);
    }
    return t->step - from;
}

static void play_is_counted_in(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_EITHER, 60, 1);
    until_playing(&t);
    assert_int_equal(t.cues[CUE_BEAT], 0);  // the first time the game has its own beginning
    t.present = false;
    until(&t, PHASE_LOST);
    steps(&t, 200);
    t.present = true;
    until(&t, PHASE_COUNT_IN);
    assert_int_equal(t.out.target_count, 0);
    assert_in_range(counted(&t), 3 * PLAY_BEAT_STEPS - 1, 3 * PLAY_BEAT_STEPS + 1);
    assert_int_equal(play_phase(t.play), PHASE_PLAY);
    assert_int_equal(t.cues[CUE_BEAT], PLAY_BEATS);
    // After a pause as well; one that comes in between begins anew.
    for (int i = 0; i < 2; i++) {
        command(&t, COMMAND_PAUSE, 0);
        steps(&t, 30);
        command(&t, COMMAND_RESUME, 0);
        step(&t);
        assert_int_equal(play_phase(t.play), PHASE_COUNT_IN);
        assert_true(play_count_in(t.play) < 0.1f);
        if (i == 0) steps(&t, 100);
    }
    assert_at_least(counted(&t), 3 * PLAY_BEAT_STEPS - 1);
    play_close(&t.play);
}

static void enter_skips_the_count(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_EITHER, 60, 1);
    until_playing(&t);
    command(&t, COMMAND_PAUSE, 0);
    step(&t);
    command(&t, COMMAND_RESUME, 0);
    steps(&t, 20);
    command(&t, COMMAND_START_STOP, 0);
    step(&t);
    assert_int_equal(play_phase(t.play), PHASE_PLAY);
    assert_int_equal(t.cues[CUE_BEAT], 1);
    play_close(&t.play);
}

static void who_leaves_in_the_count_is_waited_for(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_EITHER, 60, 1);
    until_playing(&t);
    command(&t, COMMAND_PAUSE, 0);
    step(&t);
    command(&t, COMMAND_RESUME, 0);
    steps(&t, 60);
    t.present = false;
    until(&t, PHASE_LOST);
    steps(&t, 60);
    t.present = true;
    until(&t, PHASE_COUNT_IN);
    assert_at_least(counted(&t), 3 * PLAY_BEAT_STEPS - 1);
    play_close(&t.play);
}

// Twice a second play freezes for a moment: it goes on at once each time, and comes to its end.
static void a_stutter_is_not_counted_in(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_EITHER, 10, 1);
    until_playing(&t);
    t.every = 30;
    while (t.step < 30 * 60 && play_phase(t.play) != PHASE_DONE) step(&t);
    assert_int_equal(play_phase(t.play), PHASE_DONE);
    assert_above(play_quality(t.play)->stalls, 10);
    assert_int_equal(t.cues[CUE_BEAT], 0);
    play_close(&t.play);
    open_table(&t, HAND_EITHER, 10, 1);
    until_playing(&t);
    gap(&t, 200);  // long enough to have turned away
    until(&t, PHASE_COUNT_IN);
    play_close(&t.play);
}

static void a_slow_machine_comes_to_the_game(void **state)
{
    (void)state;
    for (uint32_t every = 12; every <= 60; every += 12) {
        Table t;
        open_asking(&t);
        t.every = every;
        uint32_t most = 30 * 60;
        while (t.step < most && play_phase(t.play) != PHASE_PLAY) step(&t);
        print_message("a pose every %2u steps: the game begins after %.1f s\n", every,
                      t.step / 60.0);
        assert_int_equal(play_phase(t.play), PHASE_PLAY);
        assert_int_equal(t.events[EVENT_CALIBRATED], 1);
        play_close(&t.play);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_gap_throws_nothing_away),
        cmocka_unit_test(a_short_absence_keeps_what_was_gathered),
        cmocka_unit_test(who_left_is_measured_anew),
        cmocka_unit_test(a_slow_machine_comes_to_the_game),
        cmocka_unit_test(a_stall_is_not_a_loss),
        cmocka_unit_test(play_is_counted_in),
        cmocka_unit_test(enter_skips_the_count),
        cmocka_unit_test(who_leaves_in_the_count_is_waited_for),
        cmocka_unit_test(a_stutter_is_not_counted_in),
        cmocka_unit_test(too_few_poses_are_told_and_no_longer),
        cmocka_unit_test(the_child_is_not_blamed_for_the_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
