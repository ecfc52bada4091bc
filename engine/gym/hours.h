// SPDX-License-Identifier: MIT
// hours.h: hour after hour: the children, the chosen one's plan, its hour, and the children again.
// Main thread.
#pragma once

#include "gym/rounds.h"

// Until somebody leaves the children for one quick game, or the window is closed (`live->leave`).
// `usual`: what a new child starts from. The errors of hour_run().
Result hours_run(Live *live, RoundOpen open, const PlayPlan *usual);
