// SPDX-License-Identifier: MIT
// checkup_parts.h: what the check-up's files share: its items, their words and places, its state.
// Inside this room only.
#pragma once

#include "tiptoe/checkup.h"
#include "tiptoe/game.h"

#define ARM_OUT_AL     0.95f
#define BEAT_STEPS     (60 * GAME_STEPS_PER_SECOND / CHECKUP_BPM)
#define DRUM_RADIUS_AL 0.22f

// One thing to do.
typedef struct Item {
    CheckupKind kind;
    int side;     // the leg that stands, the hand that reaches; -1 none
    int attempt;  // 0: practice
} Item;

typedef struct Words {
    const char *card, *say;
} Words;

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
    uint32_t unused;
} Checkup;

STATE_END

// The battery for this posture, and the item that is on.
const Item *checkup_items(const GameInput *in, int *count);
const Item *checkup_current(const Checkup *checkup, const GameInput *in);
bool checkup_with_hands(CheckupKind kind);
bool checkup_is_guarded(const Item *item);  // somebody stands close by: eyes closed
Words checkup_words(const Item *item);

// Places, stage units. Out and up from the shoulder of `side`, in arm lengths.
Vec2 checkup_from_shoulder(const GameInput *in, int side, float out_al, float up_al);
Vec2 checkup_nest_at(const GameInput *in, int side);  // from which a hand sets off
Vec2 checkup_drum_at(const GameInput *in, int side);

void checkup_draw(const void *state, const GameInput *in, Canvas *canvas);
