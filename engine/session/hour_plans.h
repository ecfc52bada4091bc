// SPDX-License-Identifier: MIT
// hour_plans.h: plans of hours as documents: a child's own of today (its key has no name), those
// that were kept for it under a name, and those of the clinic, which belong to no child.
#pragma once

#include "play/hour_plan.h"
#include "session/documents.h"

#define HOUR_STEP_SECONDS_MAX 3600
#define HOUR_MINUTES_MAX      120  // of both limits

// As JSON in one line, to be freed; as it is stored, shown and sent. NULL: memory is out.
char *hour_plan_text(const HourPlan *plan);

// The plan that `text` is. MALFORMED, with what is wrong in which step: a game that this program
// does not have, a level, time or share out of range, too many steps. VERSION: by a newer Tiptoe.
// FULL. Then *plan is as before. Knobs as preset_load() reads them.
Result hour_plan_read(HourPlan *plan, const char *text);

// Under a child's code ("": the clinic's) and a name ("": the child's own of today). USAGE: a name
// that is too long or not printable, or the clinic's without one. FULL, BUSY, LOST.
Result hour_plan_save(Store *store, const char *child, const char *name, const HourPlan *plan);

// NOT_FOUND, without a line: there is none. MALFORMED and VERSION as above.
Result hour_plan_load(Store *store, const char *child, const char *name, HourPlan *plan);

Result hour_plan_remove(Store *store, const char *child, const char *name);

// What is kept, without what is in it.
typedef struct HourPlanRow {
    char child[PLAN_CHILD_MAX + 1];
    char name[DOCUMENT_NAME_MAX + 1];
    int64_t changed_utc_ms;
} HourPlanRow;

// The one changed last first; of one child, of the clinic (""), or (NULL) of all. How many there
// are, at most `room`.
Result hour_plans_list(Store *store, const char *child, HourPlanRow *rows, int room, int *count);
