// SPDX-License-Identifier: MIT
// menu.h: the therapist's start screen before a play.
#pragma once

#include "gym/live.h"

typedef enum MenuAnswer {
    MENU_LEAVE,
    MENU_PLAY,      // what was chosen is the plan of `live->settings`
    MENU_CHILDREN,  // the page of the children; nothing was chosen
} MenuAnswer;

// Shows the start screen in the open window until a play is chosen, or something else. `usual`:
// what a new child starts from.
MenuAnswer menu_choose(Live *live, const PlayPlan *usual);
