// SPDX-License-Identifier: MIT
// hour.h: a therapy hour in the window: the child's schedule, game after game with a page after
// each, breaks, goodbye, and the page of the whole hour. Main thread.
#pragma once

#include "gym/rounds.h"
#include "play/hour_plan.h"

// Opens the plan in the hour, whose first `done` steps are over; *plan becomes what was planned.
typedef void (*HourReplan)(Live *live, const char *child, HourPlan *plan, int done);

// Camera and networks are begun to be opened while pages are shown, and everything is looked at
// meanwhile (`live->check`). Nothing, if they are open or being opened.
void hour_look_ahead(Live *live, RoundOpen open);

// Of the child in the settings of `live`, whose plan holds what is the child's own: posture, hand,
// senses, support. Camera and networks are opened for the first game and stay until the hour ends;
// each answer and each step is kept at once. `replan` NULL: the plan cannot be changed meanwhile.
// The errors of `open` and live_play().
Result hour_run(Live *live, RoundOpen open, const HourPlan *plan, HourReplan replan);

// Whether the newest thing that the store holds of its children is an hour: then the page of
// children is the first one, else that of one game.
bool hour_was_last(const char *store);
