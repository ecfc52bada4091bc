// SPDX-License-Identifier: MIT
// test_play_ease.c: a game that does not succeed eases by itself and then ends, in its order and
// within its steps; a success begins anew; who holds the level keeps it.
#include "lamps.h"
#include "play/ease.h"

// Steps until it eases, with a failed try at the end of each `every` of them.
static uint32_t until_it_eases(Ease *ease, uint32_t every, EaseKind wanted)
{
    for (uint32_t n = 1; n < 20000; n++) {
        EaseKind kind = ease_step(ease, 0, every && n % every == 0);
        if (kind == EASE_COUNT) continue;
        assert_int_equal(kind, wanted);
        return n;
    }
    fail_msg("it never eases");
    return 0;
}

static void test_five_failed_in_a_row(void **state)
{
    (void)state;
    Ease ease = { 0 };
    for (int kind = 0; kind < EASE_COUNT; kind++)
        assert_int_equal(until_it_eases(&ease, 300, (EaseKind)kind), EASE_MISSES * 300);
    for (int i = 0; i < 20000; i++) assert_int_equal(ease_step(&ease, i % 2, 1), EASE_COUNT);
}

static void test_two_minutes_without_a_success(void **state)
{
    (void)state;
    Ease ease = { 0 };
    assert_int_equal(until_it_eases(&ease, 0, EASE_HELP), EASE_STEPS);
    assert_int_equal(until_it_eases(&ease, 0, EASE_LEVEL), EASE_NEXT_STEPS);
    assert_int_equal(until_it_eases(&ease, 0, EASE_END), EASE_NEXT_STEPS);
}

// Tries that follow each other fast: the easing gets its time to be felt.
static void test_a_quick_game_is_not_over_at_once(void **state)
{
    (void)state;
    Ease ease = { 0 };
    assert_int_equal(until_it_eases(&ease, 30, EASE_HELP), EASE_MISSES * 30);
    assert_int_equal(until_it_eases(&ease, 30, EASE_LEVEL), EASE_LEAST_STEPS);
    assert_int_equal(until_it_eases(&ease, 30, EASE_END), EASE_LEAST_STEPS);
}

static void test_a_success_begins_anew(void **state)
{
    (void)state;
    Ease ease = { 0 };
    for (int i = 0; i < 20000; i++)  // four fail, one succeeds: for ever
        assert_int_equal(ease_step(&ease, i % 5 == 4, i % 5 != 4), EASE_COUNT);
    until_it_eases(&ease, 300, EASE_HELP);
    until_it_eases(&ease, 300, EASE_LEVEL);
    assert_int_equal(ease_step(&ease, 1, 0), EASE_COUNT);
    until_it_eases(&ease, 300, EASE_HELP);
}

typedef struct Told {
    int kind[8], count;
    uint32_t step[8];  // of play
    int levels, helped;
    int32_t ended;
} Told;

// Plays until it is over; nobody touches a lamp.
static Told play_out(Table *t)
{
    Told told = { .ended = -1 };
    for (int i = 0; i < 20000 && play_phase(t->play) != PHASE_DONE; i++) {
        step(t);
        for (int e = 0; e < t->out.event_count; e++) {
            const GameEvent *event = &t->out.event[e];
            told.levels += event->event == EVENT_LEVEL;
            told.helped += event->event == EVENT_HELP;
            if (event->event == EVENT_FINISH) told.ended = event->ended;
            if (event->event != EVENT_EASE) continue;
            assert_below(told.count, 8);
            told.step[told.count] = play_game_step(t->play);
            told.kind[told.count++] = event->easing;
        }
    }
    assert_int_equal(play_phase(t->play), PHASE_DONE);
    return told;
}

static Table *level_three(Table *t, float success)
{
    open_table(t, HAND_EITHER, 600, 1);
    PlaySetup setup = { .game = &game_lamps, .setup = *play_setup(t->play) };
    setup.setup.level = 3;
    setup.setup.success = success;
    play_close(&t->play);
    t->play = play_open(&setup);
    until_playing(t);
    return t;
}

static void test_a_game_helps_goes_down_and_ends_kindly(void **state)
{
    (void)state;
    static Table t;
    Told told = play_out(level_three(&t, STAIRCASE_SUCCESS_USUAL));
    assert_int_equal(told.count, EASE_COUNT);
    for (int kind = 0; kind < EASE_COUNT; kind++) assert_int_equal(told.kind[kind], kind);
    assert_int_equal(told.levels, 1);
    assert_int_equal(play_setup(t.play)->level, 2);
    assert_int_equal(told.ended, PLAY_END_KINDLY);
    assert_int_equal(play_score(t.play)->helped, told.helped);
    assert_at_least(told.helped, 2);
    assert_at_most(play_game_step(t.play), told.step[2] + 8 * GAME_STEPS_PER_SECOND);
    assert_true(play_progress(t.play) == 1);
    assert_int_equal(play_seconds_left(t.play), 0);
    assert_int_equal(t.cues[CUE_FINISH], 1);
    play_close(&t.play);
}

static void test_who_holds_the_level_keeps_it(void **state)
{
    (void)state;
    static Table t;
    level_three(&t, STAIRCASE_SUCCESS_USUAL);
    command(&t, COMMAND_LOCK, 0);
    Told told = play_out(&t);
    assert_int_equal(told.levels, 0);
    assert_int_equal(told.ended, PLAY_END_KINDLY);
    play_close(&t.play);
    told = play_out(level_three(&t, 0));  // nothing adapts
    assert_int_equal(told.levels, 0);
    assert_int_equal(told.ended, PLAY_END_KINDLY);
    play_close(&t.play);
}

static void test_a_pause_eases_nothing(void **state)
{
    (void)state;
    static Table t;
    level_three(&t, STAIRCASE_SUCCESS_USUAL);
    command(&t, COMMAND_PAUSE, 0);
    steps(&t, 2 * EASE_STEPS);
    assert_int_equal(t.events[EVENT_EASE], 0);
    play_close(&t.play);
}

// Its time is over soon enough by itself.
static void test_a_short_play_ends_by_its_time(void **state)
{
    (void)state;
    static Table t;
    open_table(&t, HAND_EITHER, 20, 1);
    until_playing(&t);
    Told told = play_out(&t);
    assert_int_equal(told.ended, PLAY_END_TIME);
    assert_int_equal(told.count, 1);
    play_close(&t.play);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_five_failed_in_a_row),
        cmocka_unit_test(test_two_minutes_without_a_success),
        cmocka_unit_test(test_a_quick_game_is_not_over_at_once),
        cmocka_unit_test(test_a_success_begins_anew),
        cmocka_unit_test(test_a_game_helps_goes_down_and_ends_kindly),
        cmocka_unit_test(test_who_holds_the_level_keeps_it),
        cmocka_unit_test(test_a_pause_eases_nothing),
        cmocka_unit_test(test_a_short_play_ends_by_its_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
