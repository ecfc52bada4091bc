// SPDX-License-Identifier: MIT
// test_play.c: the order of a play: waiting, keeping still, playing, lost, paused, done; the hand
// rule; trials; and that the same input gives the same state, with a game of twenty lines.
#include "play/play.h"
#include "test.h"

#include <math.h>
#include <string.h>

// Lamps: one target at a time, half an arm beside the left shoulder; touched or gone after 2 s.
typedef struct Lamps {
    Rng rng;
    int32_t id;
    uint32_t since;
} Lamps;

static Vec2 lamp(const GameInput *in)
{
    return vec2(in->size->shoulder[SIDE_LEFT].x - 0.5f * in->size->arm[SIDE_LEFT],
                in->size->shoulder[SIDE_LEFT].y);
}

static void lamps_start(void *state, const GameInput *in)
{
    Lamps *s = state;
    s->rng = rng_seed(in->setup->seed);
}

static void lamps_step(void *state, const GameInput *in, GameOutput *out)
{
    Lamps *s = state;
    Vec2 at = lamp(in);
    if (s->id == 0 || in->step - s->since >= 120) {
        if (s->id) game_event(out, EVENT_MISS, s->id, -1, at, 0);
        s->id++;
        s->since = in->step;
        game_event(out, EVENT_OFFER, s->id, -1, at, rng_between(&s->rng, 1, 2));
    }
    unsigned hands = game_touch(in, at, in->knob[0]);
    if (hands) {
        game_event(out, EVENT_HIT, s->id, hands & 1 ? SIDE_LEFT : SIDE_RIGHT, at, 0);
        game_cue(out, CUE_SUCCESS, at, 0);
        s->id++;
        s->since = in->step;
        game_event(out, EVENT_OFFER, s->id, -1, at, 1);
    }
    game_target(out, (GameTarget){ .id = s->id, .at = at, .radius = in->knob[0], .sides = 3 });
}

static void lamps_draw(const void *state, const GameInput *in, Canvas *canvas)
{
    (void)state;
    canvas_disc(canvas, lamp(in), 1, COLOR_WHITE);
}

static const Game game_lamps = {
    .id = "lamps",
    .title = "Lamps",
    .trains = "nothing",
    .invite = "Touch",
    .version = 1,
    .state_size = sizeof(Lamps),
    .knob_count = 1,
    .knobs = { { "radius", "stage", "size", 0.2f, 1, 0.4f } },
    .level = { { 0.5f }, { 0.45f }, { 0.4f }, { 0.35f }, { 0.3f } },
    .start = lamps_start,
    .step = lamps_step,
    .draw = lamps_draw,
};
const Game *const game_list[] = { &game_lamps };
const int game_count = 1;

// ------------------------------------------------------------------------------------------------

#define POSE_STEPS 2  // a camera of 30 Hz

typedef struct Table {
    Play *play;
    PlayOutput out;
    PlayInput in;
    uint32_t step, poses;
    bool present;     // somebody is in the picture
    float reach;      // 0 hanging .. 1 the left hand is at the lamp
    bool right_hand;  // it is the right hand that goes there
    int events[EVENT_COUNT], trials;
    Trial first_trial;
} Table;

static void put(Pose *pose, int landmark, float x, float y)
{
    pose->image[landmark] = (Vec3){ x / 640, y / 480, 0 };
}

static Pose child(const Table *t)
{
    Pose pose = { .number = t->poses,
                  .width = 640,
                  .height = 480,
                  .found = t->present,
                  .presence = 1,
                  .scale_px = 300 };
    pose.captured_us = pose.ready_us = (int64_t)t->step * 1000000 / 60;
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        put(&pose, i, 320, 140);
        pose.visibility[i] = 1;
    }
    for (int side = 0; side < SIDE_COUNT; side++) {
        float out = side == SIDE_LEFT ? 1 : -1;
        bool moves = t->right_hand == (side == SIDE_RIGHT);
        Vec2 hand = vec2(320 + out * 42, 292);
        if (moves) hand = vec2_mix(hand, vec2(405, 190), t->reach);
        put(&pose, LANDMARK_SHOULDER_LEFT + side, 320 + out * 35, 190);
        put(&pose, LANDMARK_HIP_LEFT + side, 320 + out * 20, 280);
        put(&pose, LANDMARK_KNEE_LEFT + side, 320 + out * 20, 340);
        put(&pose, LANDMARK_ANKLE_LEFT + side, 320 + out * 20, 401);
        for (int part = LANDMARK_WRIST_LEFT; part <= LANDMARK_INDEX_LEFT; part += 2)
            put(&pose, part + side, hand.x, hand.y);
        put(&pose, LANDMARK_ELBOW_LEFT + side, (320 + out * 35 + hand.x) / 2, (190 + hand.y) / 2);
    }
    return pose;
}

static void open_table(Table *t, HandRule hand, uint32_t seconds, uint64_t seed)
{
    memset(t, 0, sizeof *t);
    PlaySetup setup = { .game = &game_lamps };
    setup.setup = (GameSetup){
        .seed = seed, .level = 1, .seconds = seconds, .profile = { .hand = hand, .side_bias = 0.5f }
    };
    setup.setup.profile.sensory = sensory_preset(SENSORY_STANDARD);
    t->play = play_open(&setup);
    t->present = true;
}

static void step(Table *t)
{
    t->in.step = t->step;
    t->in.has_pose = t->step % POSE_STEPS == 0;
    if (t->in.has_pose) {
        t->poses++;
        t->in.pose = child(t);
        t->in.taken_us = (int64_t)t->step * 1000000 / 60;
    }
    play_step(t->play, &t->in, &t->out);
    t->in.command_count = 0;
    t->step++;
    for (int i = 0; i < t->out.event_count; i++) t->events[t->out.event[i].event]++;
    if (t->trials == 0 && t->out.trial_count) t->first_trial = t->out.trial[0];
    t->trials += t->out.trial_count;
}

static void steps(Table *t, int count)
{
    for (int i = 0; i < count; i++) step(t);
}

static void command(Table *t, Command what, float value)
{
    t->in.command[t->in.command_count++] = (PlayCommand){ what, value };
}

static void until(Table *t, PlayPhase phase)
{
    for (int i = 0; i < 400 && play_phase(t->play) != phase; i++) step(t);
    assert_int_equal(play_phase(t->play), phase);
}

static void until_playing(Table *t)
{
    until(t, PHASE_PLAY);
}

// The arms are asked for before the game; who moves none of them waits four seconds, who is lost
// is measured anew, and the therapist's key goes on.
static void open_asking(Table *t)
{
    open_table(t, HAND_EITHER, 5, 1);
    PlaySetup setup = { .game = &game_lamps, .setup = *play_setup(t->play), .ask_reach = 1 };
    play_close(&t->play);
    t->play = play_open(&setup);
}

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
    assert_int_equal(play_phase(t.play), PHASE_DONE);
    assert_int_equal(t.events[EVENT_FINISH], 1);
    assert_int_equal(t.events[EVENT_OFFER], 3);  // at 0, 2 and 4 s
    assert_int_equal(t.events[EVENT_MISS], 2);
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
    assert_int_equal(play_phase(t.play), PHASE_PLAY);
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
        cmocka_unit_test(test_hand_rule_decides_who_scores),
        cmocka_unit_test(test_alternate_takes_turns),
        cmocka_unit_test(test_trials_measure_the_reach),
        cmocka_unit_test(test_same_input_same_state),
        cmocka_unit_test(test_knobs_are_clamped_and_the_therapist_s_own_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
