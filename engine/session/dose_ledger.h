// SPDX-License-Identifier: MIT
// dose_ledger.h: the dose ledger: how much each limb did, week by week.
#pragma once

#include "session/session_list.h"

// A week begins on Monday, 0:00 of the place where the session was played.
typedef struct DoseWeek {
    char monday[11];  // YYYY-MM-DD
    uint32_t sessions;
    uint32_t reps[LIMB_COUNT];
    double active_s[LIMB_COUNT];  // moving faster than half a limb's length a second
    double play_s;                // pauses and losses not counted
} DoseWeek;

// Fills `week`, the current one first, from the `count` sessions in `list`; those of other children
// are passed over. `zone_minutes`: of the current place, east of Greenwich.
void dose_weeks(const SessionRow *list, uint32_t count, const char *child, int64_t now_utc_ms,
                int zone_minutes, DoseWeek *week, int weeks);

// Likewise from the store, which is asked for no more than these weeks. Errors of session_page().
Result dose_read(Store *store, const char *child, int64_t now_utc_ms, int zone_minutes,
                 DoseWeek *week, int weeks);
