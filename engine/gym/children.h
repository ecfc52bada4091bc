// SPDX-License-Identifier: MIT
// children.h: the pages of the children in the window, with the store behind them. What is changed
// on them is stored at once. Main thread.
#pragma once

#include "gym/live.h"

typedef enum ChildrenEnd {
    CHILDREN_END_LEAVE,  // back to where they were opened; or the window was closed: `live->leave`
    CHILDREN_END_QUICK,  // one game, as the quick screen chooses it
    CHILDREN_END_HOUR,   // today's hour of `child`, who was asked what must be asked before play
} ChildrenEnd;

// Shows the children, that of `child` chosen first if it is there; `child` is then whose hour is to
// be opened. `usual`: what a new child starts from.
ChildrenEnd children_show(Live *live, const PlayPlan *usual, char child[PLAN_CHILD_MAX + 1]);

// The page of one child alone; of one who is not known yet it is made as it is filled. HOUR or
// LEAVE.
ChildrenEnd children_show_page(Live *live, const PlayPlan *usual, const char *child);
