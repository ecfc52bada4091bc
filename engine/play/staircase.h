// SPDX-License-Identifier: MIT
// staircase.h: the just-right challenge: a weighted up-down staircase (Kaernbach 1991) that turns a
// game's knobs, one at a time and in the game's own order, between the level below and the level
// above.
#pragma once

#include "tiptoe/game.h"

#define STAIRCASE_SUCCESS_USUAL 0.75f
#define STAIRCASE_SUCCESS_LOW   0.70f
#define STAIRCASE_SUCCESS_HIGH  0.90f

#define STAIRCASE_SUCCESS_EASY 0.85f  // for who is young or new
#define STAIRCASE_YOUNG_MONTHS 72u

// The share to aim at where the therapist chose none. `age_months` 0: unknown.
float staircase_success(bool first_session, unsigned age_months);

STATE_BEGIN

// A plain struct: zeroed and staircase_start() is its start.
typedef struct Staircase {
    float success;      // the share of targets that should be reached
    float position;     // in levels from the chosen one: -1 .. +1
    int32_t misses;     // in a row
    int32_t locked;     // by the therapist: nothing moves
    int32_t sure;       // the next target must be surely reachable
    int32_t last_knob;  // the one that the last move turned; -1 none
} Staircase;

STATE_END

// `success` outside its limits is clamped. Starts half a level easier: the first tries shall
// succeed.
void staircase_start(Staircase *staircase, float success);

// A target was reached or missed. Reached: harder by one step; missed: easier by s / (1 - s) steps,
// so that the share of successes settles at s. True if the position moved.
bool staircase_answer(Staircase *staircase, bool hit);

// A target was reached with help: the misses before it are forgotten, and nothing gets harder.
void staircase_helped(Staircase *staircase);

// The knobs at the staircase's position. `fixed`, bit k: the therapist's own value, left alone.
// `knob` holds the chosen level's values and gets the turned ones.
void staircase_knobs(const Staircase *staircase, const Game *game, int level, unsigned fixed,
                     float knob[GAME_KNOBS_MAX]);
