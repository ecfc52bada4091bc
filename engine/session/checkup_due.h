// SPDX-License-Identifier: MIT
// checkup_due.h: when a child should do the check-up again: a month after the last one, or at the
// fifth visit [clinical.md, default plan]. One who never did it does so at the second visit: the
// first is for getting to know each other.
#pragma once

#include "session/store.h"

#define CHECKUP_DUE_DAYS   30
#define CHECKUP_DUE_VISITS 4  // since the last one: today's is the fifth

typedef struct CheckupDue {
    int days;    // since the last check-up that was done to its end, by the calendar; -1: never
    int visits;  // days since then on which the child played, without today; who never did the
                 // check-up is due at the first, and no more than that one is counted
    bool due;
} CheckupDue;

bool checkup_is_due(int days, int visits);

// `zone_minutes`: of the place where today is. As session_page().
Result checkup_due(Store *store, const char *child, int64_t now_utc_ms, int zone_minutes,
                   CheckupDue *due);
