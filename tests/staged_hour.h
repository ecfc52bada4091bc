// SPDX-License-Identifier: MIT
// staged_hour.h: the pages of a therapy hour as they are at their fullest, to be looked at and
// measured.
#pragma once

#include "therapist/after_page.h"
#include "therapist/care_page.h"
#include "therapist/hour_end_page.h"
#include "therapist/visual_schedule.h"

// In the middle of a plan of seven games: four are done, one of them skipped.
void staged_course(HourCourse *course);

// Its last page; `full`: the longest words that there can be.
void staged_hour_end(const HourCourse *course, bool full, HourEnd *end);

// The page after its last game.
void staged_after(const HourCourse *course, unsigned age_months, AfterPage *page);
