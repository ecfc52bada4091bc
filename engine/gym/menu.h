// SPDX-License-Identifier: MIT
// menu.h: the therapist's start screen before a play.
#pragma once

#include "gym/live.h"

// Shows the start screen in the open window until a play is chosen, which becomes the plan of
// `live->settings`; false: the person wants to leave. `usual`: what a new child starts from.
bool menu_choose(Live *live, const PlayPlan *usual);
