// SPDX-License-Identifier: MIT
// lamps.h: a game of twenty lines, a child before the camera, and play stepped with both: for tests
// of the order of a play.
#pragma once

#include "play/play.h"
#include "test.h"

#include <string.h>

// Lamps: one target at a time, half an arm beside the left shoulder; touched or gone after 2 s.
typedef struct Lamps {
    Rng rng;
    int32_t id;
    uint32_t since;
} Lamps;

static inline Vec2 lamp(const GameInput *in)
{
    return vec2(in->size->shoulder[SIDE_LEFT].x - 0.5f * in->size->arm[SIDE_LEFT],
                in->size->shoulder[SIDE_LEFT].y);
}

static inline void lamps_start(void *state, const GameInput *in)
{
    Lamps *s = state;
    s->rng = rng_seed(in->setup->seed);
}

static inline void lamps_step(void *state, const GameInput *in, GameOutput *out)
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

static inline void lamps_draw(const void *state, const GameInput *in, Canvas *canvas)
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

#define POSE_STEPS 2

typedef struct Table {
    Play *play;
    PlayOutput out;
    PlayInput in;
    uint32_t step, poses;
    uint32_t every;   // steps from pose to pose; 0: a camera of 30 a second
    bool silent;      // no pose comes, with or without anybody
    bool present;     // somebody is in the picture
    float reach;      // 0 hanging .. 1 the left hand is at the lamp
    bool crossed;     // the arms on the chest: the child says no
    bool right_hand;  // it is the right hand that goes there
    int events[EVENT_COUNT], cues[CUE_COUNT], trials;
    Trial first_trial;
} Table;

static inline void put(Pose *pose, int landmark, float x, float y)
{
    pose->image[landmark] = (Vec3){ x / 640, y / 480, 0 };
}

static inline Pose child(const Table *t)
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
        if (t->crossed) hand = vec2(320 - out * 30, 218 + 3 * out);
        if (moves && !t->crossed) hand = vec2_mix(hand, vec2(405, 190), t->reach);
        put(&pose, LANDMARK_SHOULDER_LEFT + side, 320 + out * 35, 190);
        put(&pose, LANDMARK_HIP_LEFT + side, 320 + out * 20, 280);
        put(&pose, LANDMARK_KNEE_LEFT + side, 320 + out * 20, 340);
        put(&pose, LANDMARK_ANKLE_LEFT + side, 320 + out * 20, 401);
        for (int part = LANDMARK_WRIST_LEFT; part <= LANDMARK_INDEX_LEFT; part += 2)
            put(&pose, part + side, hand.x, hand.y);
        Vec2 elbow = vec2_mix(vec2(320 + out * 35, 190), hand, 0.5f);
        if (t->crossed) elbow = vec2(320 + out * 42, 241);
        put(&pose, LANDMARK_ELBOW_LEFT + side, elbow.x, elbow.y);
    }
    return pose;
}

static inline void open_table(Table *t, HandRule hand, uint32_t seconds, uint64_t seed)
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

static inline void step(Table *t)
{
    t->in.step = t->step;
    t->in.has_pose = !t->silent && t->step % (t->every ? t->every : POSE_STEPS) == 0;
    if (t->in.has_pose) {
        t->poses++;
        t->in.pose = child(t);
        t->in.taken_us = (int64_t)t->step * 1000000 / 60;
    }
    play_step(t->play, &t->in, &t->out);
    t->in.command_count = 0;
    t->step++;
    for (int i = 0; i < t->out.event_count; i++) t->events[t->out.event[i].event]++;
    for (int i = 0; i < t->out.cue_count; i++) t->cues[t->out.cue[i].cue]++;
    if (t->trials == 0 && t->out.trial_count) t->first_trial = t->out.trial[0];
    t->trials += t->out.trial_count;
}

static inline void steps(Table *t, int count)
{
    for (int i = 0; i < count; i++) step(t);
}

static inline void command(Table *t, Command what, float value)
{
    t->in.command[t->in.command_count++] = (PlayCommand){ what, value };
}

static inline void until(Table *t, PlayPhase phase)
{
    for (int i = 0; i < 400 && play_phase(t->play) != phase; i++) step(t);
    assert_int_equal(play_phase(t->play), phase);
}

static inline void until_playing(Table *t)
{
    until(t, PHASE_PLAY);
}

// The arms are asked for before the game; who moves none of them waits four seconds, who is lost
// is measured anew, and the therapist's key goes on.
static inline void open_asking(Table *t)
{
    open_table(t, HAND_EITHER, 5, 1);
    PlaySetup setup = { .game = &game_lamps, .setup = *play_setup(t->play), .ask_reach = 1 };
    play_close(&t->play);
    t->play = play_open(&setup);
}
