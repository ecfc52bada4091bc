// SPDX-License-Identifier: MIT
// ease.h: nothing that will not succeed goes on. Where no try succeeds, a game makes the next one
// easy, then goes a level down, and then ends as if its time were over. Counted in steps of play,
// so a pause eases nothing. How it was chosen: docs/clinical.md.
#pragma once

#include "tiptoe/game.h"

#define EASE_MISSES      5u                             // failed in a row
#define EASE_STEPS       (120 * GAME_STEPS_PER_SECOND)  // without a success: the first time ...
#define EASE_NEXT_STEPS  (30 * GAME_STEPS_PER_SECOND)   // ... and once it has eased
#define EASE_LEAST_STEPS (15 * GAME_STEPS_PER_SECOND)   // from one easing to the next: quick games

STATE_BEGIN

// A plain struct: zeroed is its start, and what a success makes of it.
typedef struct Ease {
    uint32_t misses;  // in a row, since the last success or easing
    uint32_t steps;   // of play since then
    uint32_t eased;   // times since the last success
    uint32_t unused;
} Ease;

STATE_END

// One step of play in which so many tries succeeded and failed. Whether the game is to ease now,
// and how; EASE_COUNT: it goes on as it is. After EASE_END nothing follows.
EaseKind ease_step(Ease *ease, int hits, int misses);
