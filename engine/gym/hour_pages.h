// SPDX-License-Identifier: MIT
// hour_pages.h: the child's pages between the games of an hour, in the window, with their sounds
// and times. Every one is left by one key, by one touch, or by itself; none asks for a mouse. Main
// thread.
#pragma once

#include "gym/live.h"
#include "play/hour_course.h"
#include "therapist/visual_schedule.h"

// What was said on a page: an HourWord, or one of these.
enum {
    HOUR_SAID_PLAN = 100,  // the plan is to be opened
    HOUR_SAID_LEAVE,       // the window was closed
};

// Shows where the hour is, one of HOUR_AT_SCHEDULE, _CHOICE, _BREAK and _GOODBYE. The settings hold
// the child. `may_plan`: HOUR_SAID_PLAN is understood. `known`: the child's size as the hour knows
// it; where the child that is seen on the page does not fit it any more, it is forgotten.
int hour_page_show(Live *live, const HourCourse *course, Calibration *known, bool may_plan);

// The child as the settings have it, on its way: what such a page is drawn from.
void hour_page_dress(Live *live, const HourCourse *course, ScheduleView *way, Avatar *avatar);
