// SPDX-License-Identifier: MIT
// hour_story.h: what an hour's last page tells, gathered from the store: its sessions with their
// answers, what was changed in them, the week. Main thread.
#pragma once

#include "therapist/hour_end_page.h"

// Seconds that `child` has played today, by this machine's clock and zone.
double hour_story_today(const char *store, const char *child);

// `whole_s`: how long the hour took. What cannot be read is left out, and logged by the store.
void hour_story_tell(const char *store, const char *child, const HourCourse *course, double whole_s,
                     HourEnd *end);
