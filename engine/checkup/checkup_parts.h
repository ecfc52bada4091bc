// SPDX-License-Identifier: MIT
// checkup_parts.h: what the check-up's files share: the words and places, its state.
// Inside this room only.
#pragma once

#include "tiptoe/checkup.h"
#include "tiptoe/game.h"

#define ARM_OUT_AL     0.95f
#define BEAT_STEPS     (60 * GAME_STEPS_PER_SECOND / CHECKUP_BPM)
#define DRUM_RADIUS_AL 0.22f

typedef struct Words {
    const char *card, *say;
} Words;

#define TAIL_STEPS 36  // a trial goes on a little: filters and smoothness need the end

typedef enum Phase { PHASE_SHOW, PHASE_READY, PHASE_RUN, PHASE_REST } Phase;

STATE_BEGIN

typedef struct Beat {
    int32_t id, hit;  // id 0: none
    uint32_t due;
} Beat;

typedef struct Checkup {
    Rng rng;
    int32_t item, last, phase, count;  // count: items to do
    int32_t trial, ids;
    uint32_t since_step, begun_step;  // of the phase; of the trial
    int32_t target, stage;            // of the step that runs; stage: how far it is
    uint32_t stage_step;
    int32_t good, done, low_steps;  // good: it has worked (encouragement only)
    int32_t nest[SIDE_COUNT];       // targets of the nests
    Vec2 at;                        // of the target
    uint32_t wait_steps;
    Beat beat[SIDE_COUNT];
    int32_t beats_made[SIDE_COUNT];
    int32_t capped, unused;  // 1 << side: a counted stance on that leg came to its longest
    uint32_t home_since;     // since when the hand has been on its way to the nest
} Checkup;

STATE_END

// The step that is on.
const CheckupStep *checkup_current(const Checkup *checkup, const GameInput *in);
bool checkup_is_guarded(const CheckupStep *item);  // somebody stands close by: eyes closed
Words checkup_words(const CheckupStep *item);

// Places, stage units. Out and up from the shoulder of `side`, in arm lengths.
Vec2 checkup_from_shoulder(const GameInput *in, int side, float out_al, float up_al);
Vec2 checkup_nest_at(const GameInput *in, int side);  // from which a hand sets off
Vec2 checkup_drum_at(const GameInput *in, int side);

// A target for the engine and the child; `seconds`: how long it stays.
void checkup_offer(Checkup *c, const GameInput *in, GameOutput *out, Vec2 at, float seconds);
// Invites the body; `id` is the target's.
void checkup_invite(GameOutput *out, int id, TargetKind kind, Vec2 at, float radius, float value,
                    unsigned sides);
void checkup_settle(Checkup *c, GameOutput *out, bool hit, int side, float value);

// One step of the trial that runs; true: it is over. Each has an end, whatever the child does.
bool checkup_run(Checkup *c, const GameInput *in, GameOutput *out);
float checkup_running_s(const Checkup *c, const GameInput *in);

void checkup_draw(const void *state, const GameInput *in, Canvas *canvas);
