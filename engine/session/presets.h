// presets.h: what a therapist keeps for a child beside the sessions: presets of a game's knobs, and
// how often each limb should move in a week.
#pragma once

#include "session/store.h"
#include "tiptoe/game.h"

#define PRESET_NAME_MAX 24

typedef struct Preset {
    unsigned knobs_set;  // bit k: knob k is the therapist's own, not the level's
    float knob[GAME_KNOBS_MAX];
} Preset;

// Keeps it under `name`, in place of the one that had it. USAGE: no child's code, or a name that is
// empty, too long or not printable. FULL, BUSY, LOST.
Result preset_save(Store *store, const char *child, const Game *game, const char *name,
                   const Preset *preset);

// Knobs that the game no longer has are passed over, others come within their limits. NOT_FOUND,
// with a line; MALFORMED.
Result preset_load(Store *store, const char *child, const Game *game, const char *name,
                   Preset *preset);

// Repetitions a week, by Limb; 0: no goal.
typedef struct WeeklyGoals {
    uint32_t reps[LIMB_COUNT];
} WeeklyGoals;

#define WEEKLY_GOAL_MAX 5000

// USAGE: no child's code, or more than WEEKLY_GOAL_MAX.
Result goals_save(Store *store, const char *child, const WeeklyGoals *goals);
Result goals_load(Store *store, const char *child, WeeklyGoals *goals);
