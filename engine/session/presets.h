// SPDX-License-Identifier: MIT
// presets.h: what a therapist keeps for a child beside the sessions: presets of a game's knobs, and
// how often each limb should move in a week.
#pragma once

#include "play/plan.h"
#include "session/store.h"

#define PRESET_NAME_MAX 24

// Keeps the knobs that are the therapist's own for the plan's child and game under `name`, in place
// of those that had it. USAGE: no child's code, or a name that is empty, too long or not printable.
// FULL, BUSY, LOST.
Result preset_save(Store *store, const PlayPlan *plan, const char *name);

// The plan's knobs become those that its child and game have under `name`. Knobs that the game no
// longer has are passed over, others come within their limits. NOT_FOUND, with a line; MALFORMED.
// Then the plan is as before.
Result preset_load(Store *store, PlayPlan *plan, const char *name);

// Repetitions a week, by Limb; 0: no goal.
typedef struct WeeklyGoals {
    uint32_t reps[LIMB_COUNT];
} WeeklyGoals;

#define WEEKLY_GOAL_MAX 5000

// USAGE: no child's code, or more than WEEKLY_GOAL_MAX.
Result goals_save(Store *store, const char *child, const WeeklyGoals *goals);
Result goals_load(Store *store, const char *child, WeeklyGoals *goals);
