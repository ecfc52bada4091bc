// SPDX-License-Identifier: MIT
// test_play_fuzz.c: whatever bodies come and keys are pressed, in whatever order, a play stays
// within its tables, says nothing that is not a number, and says it twice alike. The game is the
// largest that the contract allows: twelve knobs, and as many events, cues and targets in every
// step as there is room for.
#include "play/play.h"
#include "play/pose_record.h"
#include "test.h"

#include <string.h>

#define PLAYS 30
#define STEPS 1800

typedef struct Crowd {
    GameTries tries;
    GameTry try[GAME_TARGETS_MAX];
} Crowd;

static void crowd_start(void *state, const GameInput *in)
{
    game_tries_start(&((Crowd *)state)->tries, in);
}

static Vec2 place(int i)
{
    return vec2(2 + 1.5f * (float)i, 2 + 0.5f * (float)(i % 3));
}

// Ends about a fifth of the open tries in a step, and offers as many.
static void crowd_step(void *state, const GameInput *in, GameOutput *out)
{
    Crowd *c = state;
    game_dice(in, &c->tries);
    for (int i = 0; i < GAME_TARGETS_MAX; i++) {
        GameTry *try = &c->try[i];
        int chance = rng_below(&c->tries.rng, 10);
        if (game_withdrawn(in, try)) continue;
        if (try->open && chance == 0) game_hit(out, &c->tries, try, i % 2, place(i), 1);
        if (try->open && chance == 1) game_miss(out, &c->tries, try, place(i));
        if (!try->open && chance < 5) game_offer(in, out, &c->tries, try, -1, place(i), 2);
        if (try->open)
            game_target(
                out,
                (GameTarget){ .id = try->id, .at = place(i), .radius = in->knob[0], .sides = 3 });
    }
    while (out->event_count < GAME_EVENTS_MAX) game_measure(out, 0, -1, in->knob[1]);
}

static void crowd_draw(const void *state, const GameInput *in, Canvas *canvas)
{
    (void)state;
    (void)in;
    canvas_disc(canvas, vec2(8, 4), 1, COLOR_WHITE);
}

#define KNOB                                                                                       \
    {                                                                                              \
        "k", "", "turned by every level", 0, 12, 3                                                 \
    }
#define ROW(n)                                                                                     \
    {                                                                                              \
        n, n + .1f, n + .2f, n + .3f, n + .4f, n + .5f, n + .6f, n + .7f, n + .8f, n, n, n         \
    }
static const Game game_crowd = {
    .id = "crowd",
    .title = "Crowd",
    .trains = "nothing",
    .invite = "Touch",
    .version = 1,
    .state_size = sizeof(Crowd),
    .knob_count = GAME_KNOBS_MAX,
    .knobs = { KNOB, KNOB, KNOB, KNOB, KNOB, KNOB, KNOB, KNOB, KNOB, KNOB, KNOB, KNOB },
    .level = { ROW(1), ROW(2), ROW(3), ROW(4), ROW(5) },
    .ladder_count = GAME_KNOBS_MAX,
    .ladder = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 },
    .measure_count = 1,
    .measures = { { "value", "", "of a knob", STAT_MEAN } },
    .start = crowd_start,
    .step = crowd_step,
    .draw = crowd_draw,
};
const Game *const game_list[] = { &game_crowd };
const int game_count = 1;

// A body that jumps about, is lost, doubted, or no body at all.
static Pose some_pose(Rng *rng, uint32_t step)
{
    Pose pose = { .number = step + 1, .height = 480 };
    pose.width = (uint16_t)(rng_below(rng, 20) ? 640 : 0);
    pose.state = (uint8_t)rng_below(rng, PLAYER_STATE_COUNT);
    pose.people = (uint8_t)rng_below(rng, 3);
    pose.found = rng_below(rng, 12) != 0;
    pose.presence = rng_between(rng, 0, 1);
    pose.scale_px = rng_between(rng, 0, 600);
    bool wild = rng_below(rng, 3) == 0;
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        float spread = wild ? 3.0f : 0.01f;
        float x = 0.5f + 0.01f * (float)(i % 5), y = 0.15f + 0.02f * (float)i;
        pose.image[i].x = x + rng_between(rng, -spread, spread);
        pose.image[i].y = y + rng_between(rng, -spread, spread);
        pose.visibility[i] = rng_between(rng, wild ? 0 : 0.9f, 1);
    }
    return pose;
}

static PlayCommand some_command(Rng *rng)
{
    Command command = (Command)rng_below(rng, COMMAND_COUNT);
    float value = rng_between(rng, -3, 9);
    if (command == COMMAND_FINISH && rng_below(rng, 30)) command = COMMAND_LEVEL;
    // Most of the time there is play: what waits is let go on.
    bool waits = command == COMMAND_PAUSE || command == COMMAND_STOP;
    if (waits && rng_below(rng, 4)) command = COMMAND_RESUME;
    if (command == COMMAND_NEXT_PERSON && rng_below(rng, 10)) command = COMMAND_START_STOP;
    if (rng_below(rng, 40) == 0) value = NAN;
    return (PlayCommand){ command, value };
}

static PlayInput some_input(Rng *rng, uint32_t step)
{
    PlayInput in = { .step = step };
    in.taken_us = (int64_t)step * 1000000 / GAME_STEPS_PER_SECOND;
    in.has_pose = rng_below(rng, 2) == 0;
    if (in.has_pose) {
        PoseRecord record;
        in.pose = some_pose(rng, step);
        in.pose.captured_us = in.taken_us - rng_below(rng, 50000);
        in.pose.ready_us = in.taken_us;
        pose_quantise(&in.pose, &record);
    }
    // Every now and then all that one step can hold: four levels at once.
    if (rng_below(rng, 5) == 0)
        while (in.command_count < PLAY_COMMANDS_MAX) {
            PlayCommand level = { COMMAND_LEVEL, (float)(1 + rng_below(rng, GAME_LEVELS)) };
            in.command[in.command_count++] = rng_below(rng, 2) ? level : some_command(rng);
        }
    return in;
}

static void check(const Play *play, const PlayOutput *out, int *most)
{
    assert_in_range(out->event_count, 0, PLAY_EVENTS_MAX);
    assert_in_range(out->cue_count, 0, GAME_CUES_MAX);
    assert_in_range(out->target_count, 0, GAME_TARGETS_MAX);
    assert_in_range(out->trial_count, 0, PLAY_TRIALS_MAX);
    for (int i = 0; i < out->event_count; i++) {
        assert_in_range(out->event[i].event, 0, EVENT_COUNT - 1);
        assert_in_range(out->event[i].side + 1, 0, SIDE_COUNT);
    }
    const PlayScore *score = play_score(play);
    assert_at_most(score->hits + score->misses + score->skipped, score->offered);
    assert_at_most(score->hits_helped, score->helped);
    assert_in_range(play_setup(play)->level, 1, GAME_LEVELS);
    if (out->event_count > *most) *most = out->event_count;
}

static PlaySetup some_setup(Rng *rng)
{
    PlaySetup setup = { .game = &game_crowd };
    Profile *profile = &setup.setup.profile;
    setup.ask_reach = (uint32_t)rng_below(rng, 2);
    setup.setup.seed = rng_next(rng);
    setup.setup.level = 1 + rng_below(rng, GAME_LEVELS);
    setup.setup.seconds = 20;
    setup.setup.success = rng_below(rng, 2) ? 0.75f : 0;
    profile->hand = (HandRule)rng_below(rng, HAND_RULE_COUNT);
    profile->side_bias = rng_between(rng, 0, 1);
    profile->posture = (Posture)rng_below(rng, POSTURE_COUNT);
    profile->sensory = sensory_preset(SENSORY_STANDARD);
    return setup;
}

static void test_any_bodies_and_keys(void **state)
{
    (void)state;
    int most = 0, done = 0, keys[3] = { 0 };
    static PlayOutput out, other;
    for (uint64_t seed = 1; seed <= PLAYS; seed++) {
        Rng rng = rng_seed(seed);
        PlaySetup setup = some_setup(&rng);
        Play *play = play_open(&setup), *twin = play_open(&setup);
        for (uint32_t step = 0; step < STEPS && play_phase(play) != PHASE_DONE; step++) {
            PlayInput in = some_input(&rng, step);
            play_step(play, &in, &out);
            play_step(twin, &in, &other);
            check(play, &out, &most);
            assert_true(play_digest(play) == play_digest(twin));
        }
        assert_true(behaviour_mark(play_behaviour(play)) == behaviour_mark(play_behaviour(twin)));
        done += play_phase(play) == PHASE_DONE;
        keys[0] += (int)play_score(play)->helped;
        keys[1] += (int)play_score(play)->skipped;
        keys[2] += (int)play_score(play)->redone;
        play_close(&play);
        play_close(&twin);
    }
    print_message("%d of %d plays came to their end; at most %d events of %d in a step; helped %d, "
                  "skipped %d, redone %d\n",
                  done, PLAYS, most, PLAY_EVENTS_MAX, keys[0], keys[1], keys[2]);
    assert_at_least(most, GAME_EVENTS_MAX + 4 * (GAME_KNOBS_MAX + 1));  // the old table held 52
    assert_true(done > 0 && keys[0] > 0 && keys[1] > 0 && keys[2] > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_any_bodies_and_keys) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
