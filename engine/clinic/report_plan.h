// SPDX-License-Identifier: MIT
// report_plan.h: what was chosen for a play, in words or as JSON. Inside this module only.
#pragma once

#include "play/plan.h"
#include "session/json_out.h"

// An object of that name. `game` is the plan's, or NULL: this program does not have it.
void report_plan_json(JsonOut *json, const char *name, const PlayPlan *plan, const Game *game);

// One line, each choice after its option's name, so that the play can be typed again. A session
// does not tell what held the child at its start: its events do.
void report_plan_text(const PlayPlan *plan, FILE *to);
