// SPDX-License-Identifier: MIT
// hour_plan.h: a therapy hour: games in an order, each with what was chosen for it and the break
// after it. Nothing of it tells whose it is. Plain data; any thread.
#pragma once

#include "play/plan.h"

#define HOUR_STEPS_MAX    16
#define HOUR_TEXT_MAX     80  // with its end
#define HOUR_WARN_MINUTES 20  // of active play [clinical.md, sessions]
#define HOUR_STOP_MINUTES 30
#define HOUR_BREAK_S_MAX  600

// What a step of an hour is. Stored names are never changed. X(name, stored name, in words)
#define HOUR_STEP_LIST(X)                                                                          \
    X(GAME, "game", "a game")                                                                      \
    X(CHOICE, "choice", "one of two games, as the child chooses")                                  \
    X(CHECKUP, "checkup", "a check-up")                                                            \
    X(CALM, "calm", "a game to calm down, with calm senses")

typedef enum HourStepKind {
#define X(name, stored, words) HOUR_##name,
    HOUR_STEP_LIST(X)
#undef X
        HOUR_STEP_COUNT
} HourStepKind;

typedef struct HourStep {
    HourStepKind kind;
    const Game *game, *other;  // `other`: of a choice
    int level;                 // 1..GAME_LEVELS; 0: as the child played it last
    unsigned seconds;
    HandRule hand;
    float side_bias;     // share of targets on the child's right
    float success;       // PLAN_SUCCESS_FITTING, 0 (the staircase stands) or a share
    unsigned knobs_set;  // bit k: `knob[k]` is the therapist's own
    float knob[GAME_KNOBS_MAX];
    unsigned break_s;  // after it; 0: none
} HourStep;

typedef struct HourPlan {
    char name[HOUR_TEXT_MAX];
    char reason[HOUR_TEXT_MAX];  // what it is for
    unsigned warn_minutes, stop_minutes;
    int count;
    HourStep step[HOUR_STEPS_MAX];
} HourPlan;

// An hour without steps, with the usual limits.
HourPlan hour_plan_empty(void);

// A step of `game` as it is usually played: level 0, three minutes (a check-up
// eight), no break.
HourStep hour_step_of(const Game *game);

// Where a new step leaves the hand open, the child's own rule holds. An hour that was made for the
// child is not to be asked: there the therapist chose.
void hour_step_own_hand(HourStep *step, HandRule own);

// What is planned of `plan` becomes what the step says: game, minutes, hand, side, knobs, success
// and, where it says one, the level. `other`: of a choice the other game. All else stays the
// child's.
void hour_step_apply(const HourStep *step, bool other, PlayPlan *plan);

// Minutes of play, without breaks.
double hour_plan_minutes(const HourPlan *plan);
