// SPDX-License-Identifier: MIT
// planning.h: the page of a child's hour in the window, with the store behind it. Main thread.
#pragma once

#include "gym/live.h"
#include "play/hour_plan.h"

typedef enum PlanningAnswer {
    PLANNING_START,  // the hour as it is planned now, or goes on
    PLANNING_BACK,   // to the children, or to where the hour was
    PLANNING_CHILD,  // to the child's own page: something is new, or must be asked there
    PLANNING_LEAVE,  // the window was closed
} PlanningAnswer;

// What is on the page before it is opened: `plan` if it has steps; else the child's hour as the
// store has it, or who is new gets the template of a first visit. Sets *plan; false: it is new.
bool planning_load(const Live *live, const char *child, HourPlan *plan);

// Shows the hour of `child` (whose plan the settings of `live` hold) until it is begun or left.
// *plan becomes what was planned, and every change of it is kept in the store at once; a guest's is
// not. The first `done` steps were played already: they stay as they are. Starting says that there
// is nothing new with the child today, where its page has asked before and that still holds. For
// a spotter the hour asks when the first game comes that needs one.
PlanningAnswer planning_show(Live *live, const char *child, HourPlan *plan, int done);
