// SPDX-License-Identifier: MIT
// test_play_voice.c: a line is said to its end, the most important first, and play waits for it in
// steps.
#include "lamps.h"
#include "play/voice.h"

#define RULE_STEPS (SPOKEN_USUAL_STEPS + VOICE_BREATH_STEPS)  // "lamps" is another's game

static uint32_t whole(const char *line)
{
    return spoken_steps(line) + VOICE_BREATH_STEPS;
}

// Steps until a line begins.
static uint32_t wait_for(Voice *voice, const char *line)
{
    for (uint32_t n = 1; n < 2000; n++) {
        const char *begun = voice_step(voice);
        if (!begun) continue;
        assert_string_equal(begun, line);
        return n;
    }
    fail_msg("%s is never said", line);
    return 0;
}

static void test_the_important_comes_first_and_nothing_is_cut(void **state)
{
    (void)state;
    Voice voice = { 0 };
    assert_true(voice_is_quiet(&voice));
    voice_add(&voice, VOICE_HINT, "star_step");
    assert_false(voice_is_quiet(&voice));
    assert_int_equal(wait_for(&voice, "star_step"), 1);
    voice_add(&voice, VOICE_PHASE, "hold_still");
    voice_add(&voice, VOICE_RULE, "river_raft");
    voice_add(&voice, VOICE_SAFETY, "where_are_you");
    assert_int_equal(wait_for(&voice, "where_are_you"), whole("star_step"));
    assert_int_equal(wait_for(&voice, "river_raft"), whole("where_are_you"));
    assert_int_equal(wait_for(&voice, "hold_still"), whole("river_raft"));
    for (uint32_t n = whole("hold_still"); n > 0; n--) {
        assert_false(voice_is_quiet(&voice));
        assert_null(voice_step(&voice));
    }
    assert_true(voice_is_quiet(&voice));
}

static void test_a_line_is_not_said_twice_nor_too_late(void **state)
{
    (void)state;
    Voice voice = { 0 };
    voice_add(&voice, VOICE_RULE, "rocket_squat");
    voice_add(&voice, VOICE_HINT, "rocket_squat");  // waits already
    wait_for(&voice, "rocket_squat");
    voice_add(&voice, VOICE_RULE, "rocket_squat");  // is being said
    voice_add(&voice, VOICE_HINT, "raft_lean");
    voice_add(&voice, VOICE_HINT, "star_step");  // the newer one
    voice_add(&voice, VOICE_PRAISE, "well_done");
    assert_above(whole("rocket_squat"), VOICE_PRAISE_STEPS);
    for (uint32_t n = whole("rocket_squat"); n > 0; n--) assert_null(voice_step(&voice));
    assert_true(voice_is_quiet(&voice));            // hint and praise were of another moment
    voice_add(&voice, VOICE_RULE, "rocket_squat");  // heard to its end: it may be said again
    wait_for(&voice, "rocket_squat");
    voice_add(&voice, VOICE_SAFETY, "where_are_you");
    voice_drop(&voice, VOICE_SAFETY);  // found meanwhile
    for (uint32_t n = whole("rocket_squat"); n > VOICE_HINT_STEPS - 1; n--)
        assert_null(voice_step(&voice));
    voice_add(&voice, VOICE_HINT, "star_step");
    assert_int_equal(wait_for(&voice, "star_step"), VOICE_HINT_STEPS - 1);
}

static void open_telling(Table *t, uint32_t seconds)
{
    open_table(t, HAND_EITHER, seconds, 1);
    PlaySetup setup = {
        .game = &game_lamps, .setup = *play_setup(t->play), .ask_reach = 1, .tells = 1
    };
    play_close(&t->play);
    t->play = play_open(&setup);
}

// Steps until `line` begins; no other does before.
static uint32_t until_said(Table *t, const char *line)
{
    for (uint32_t n = 1; n < 1000; n++) {
        step(t);
        if (!t->out.say) continue;
        assert_string_equal(t->out.say, line);
        return n;
    }
    fail_msg("%s is never said", line);
    return 0;
}

static void test_each_phase_waits_for_its_words(void **state)
{
    (void)state;
    Table t;
    open_telling(&t, 5);
    t.reach = 1;
    t.silent = true;  // who stands there already is not asked to come
    assert_int_equal(until_said(&t, "stand_here"), 1);
    t.silent = false;
    assert_int_equal(until_said(&t, "hold_still"), whole("stand_here"));
    assert_int_equal(play_phase(t.play), PHASE_CALIBRATE);
    steps(&t, (int)whole("hold_still"));
    assert_true(play_progress(t.play) == 0);  // the child knows now what to do
    until(&t, PHASE_REACH);
    assert_string_equal(t.out.say, "arms_out");
    steps(&t, (int)whole("arms_out"));
    assert_int_equal(play_phase(t.play), PHASE_REACH);
    until(&t, PHASE_TELL);
    assert_string_equal(t.out.say, "lamps");
    for (uint32_t n = RULE_STEPS; n > 0; n--) {
        assert_int_equal(t.out.target_count, 0);
        assert_int_equal(t.events[EVENT_OFFER], 0);
        step(&t);
    }
    assert_int_equal(play_phase(t.play), PHASE_TELL);
    step(&t);
    assert_int_equal(play_phase(t.play), PHASE_PLAY);
    assert_int_equal(t.events[EVENT_OFFER], 1 + t.events[EVENT_HIT]);
    assert_int_equal(play_game_step(t.play), 1);
    assert_int_equal(until_said(&t, "well_done"), 5 * 60);  // with the try that was open
    assert_int_equal(play_phase(t.play), PHASE_DONE);
    step(&t);
    assert_null(t.out.say);
    play_close(&t.play);
}

// Who is new to the game sees all of its opening; the key ends that as well.
static void test_the_rule_waits_for_the_opening(void **state)
{
    (void)state;
    static const SensoryPreset presets[] = { SENSORY_LIVELY, SENSORY_CALM };
    for (int i = 0; i < 4; i++) {
        Table t;
        open_telling(&t, 5);
        PlaySetup setup = { .game = &game_lamps, .setup = *play_setup(t.play) };
        play_close(&t.play);
        setup.tells = TELLS_NEW_ONE;
        setup.setup.profile.sensory = sensory_preset(presets[i % 2]);
        t.play = play_open(&setup);
        until(&t, PHASE_TELL);
        if (i >= 2) command(&t, COMMAND_START_STOP, 0);
        while (play_phase(t.play) == PHASE_TELL && t.step < 2000) step(&t);
        assert_int_equal(play_phase(t.play), PHASE_PLAY);
        uint32_t opening = i % 2 ? 450 : 300;
        assert_int_equal(play_tell_step(t.play), i < 2 ? opening : 1);
        play_close(&t.play);
    }
}

static void test_the_last_one_is_told(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_EITHER, 40, 1);
    until_playing(&t);
    uint32_t said_at = 0;
    while (play_phase(t.play) != PHASE_DONE) {
        step(&t);
        if (!t.out.say || strcmp(t.out.say, "last_one")) continue;
        assert_int_equal(said_at, 0);
        said_at = play_seconds_left(t.play);
    }
    assert_int_equal(said_at, PLAY_LAST_ONE_S);
    play_close(&t.play);
    open_table(&t, HAND_EITHER, 20, 1);  // hardly begun
    until_playing(&t);
    while (play_phase(t.play) != PHASE_DONE) {
        step(&t);
        assert_true(!t.out.say || strcmp(t.out.say, "last_one"));
    }
    play_close(&t.play);
}

// The key ends the waiting, the line it does not cut: the next one comes after it.
static void test_a_key_ends_the_waiting(void **state)
{
    (void)state;
    Table t;
    open_telling(&t, 5);
    steps(&t, 30);
    command(&t, COMMAND_START_STOP, 0);
    step(&t);
    until(&t, PHASE_REACH);
    assert_in_range(t.step, 31 + 85, 31 + 110);  // as long as it takes to be measured
    command(&t, COMMAND_SKIP, 0);                // no reach, and its words are not said any more
    step(&t);
    assert_int_equal(play_phase(t.play), PHASE_TELL);
    command(&t, COMMAND_START_STOP, 0);
    step(&t);
    assert_int_equal(play_phase(t.play), PHASE_PLAY);
    uint32_t said = until_said(&t, "lamps");  // after "hold still", which was begun
    assert_at_least(said, 60);
    play_close(&t.play);
}

static void test_a_pause_holds_the_words_and_stop_ends_them(void **state)
{
    (void)state;
    for (int stop = 0; stop <= 1; stop++) {
        Table t;
        open_telling(&t, 5);
        t.reach = 1;
        while (play_phase(t.play) != PHASE_TELL) step(&t);
        steps(&t, 100);
        command(&t, stop ? COMMAND_STOP : COMMAND_PAUSE, 0);
        steps(&t, 500);
        assert_null(t.out.say);
        assert_int_equal(play_phase(t.play), PHASE_TELL);
        command(&t, COMMAND_RESUME, 0);
        uint32_t from = t.step;
        if (stop) assert_int_equal(until_said(&t, "lamps"), 1);  // from its beginning
        until(&t, PHASE_PLAY);
        assert_int_equal(t.step - from, stop ? RULE_STEPS + 2 : RULE_STEPS + 1 - 100);
        play_close(&t.play);
    }
}

// Before a clip nobody can be told anything, and it does not wait.
static void test_a_clip_is_not_kept_waiting(void **state)
{
    (void)state;
    Table t;
    open_table(&t, HAND_EITHER, 5, 1);
    while (play_phase(t.play) < PHASE_PLAY) {
        assert_null(t.out.say);
        step(&t);
    }
    assert_at_most(t.step, 120);
    assert_string_equal(t.out.say, "lamps");
    t.present = false;
    until(&t, PHASE_LOST);
    assert_int_equal(until_said(&t, "where_are_you"), RULE_STEPS - 25);
    play_close(&t.play);
}

// The steps that wait for words wait for the child's own rate; a check-up's are always the same.
static void test_a_slower_voice_is_waited_for(void **state)
{
    (void)state;
    Voice voice = { .rate = 80 };
    voice_add(&voice, VOICE_RULE, "river_raft");
    assert_int_equal(wait_for(&voice, "river_raft"), 1);
    voice_add(&voice, VOICE_RULE, "hold_still");
    assert_int_equal(wait_for(&voice, "hold_still"),
                     spoken_steps_at("river_raft", 80) + VOICE_BREATH_STEPS);
    assert_at_least(spoken_steps_at("river_raft", 80), spoken_steps("river_raft") * 5 / 4);
    assert_at_most(spoken_steps_at("river_raft", 125), spoken_steps("river_raft"));
    assert_int_equal(spoken_steps_at("river_raft", 0), spoken_steps("river_raft"));
    PlaySetup setup = { .game = game_find("lamps"), .speech_rate = 80 };
    assert_int_equal(play_speech_rate(&setup), 80);
    setup.speech_rate = 0;
    assert_int_equal(play_speech_rate(&setup), 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_slower_voice_is_waited_for),
        cmocka_unit_test(test_the_important_comes_first_and_nothing_is_cut),
        cmocka_unit_test(test_a_line_is_not_said_twice_nor_too_late),
        cmocka_unit_test(test_each_phase_waits_for_its_words),
        cmocka_unit_test(test_the_rule_waits_for_the_opening),
        cmocka_unit_test(test_the_last_one_is_told),
        cmocka_unit_test(test_a_key_ends_the_waiting),
        cmocka_unit_test(test_a_pause_holds_the_words_and_stop_ends_them),
        cmocka_unit_test(test_a_clip_is_not_kept_waiting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
