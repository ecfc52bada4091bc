// SPDX-License-Identifier: MIT
// history.h: the check-ups of one child up to one of them, each scored by today's formulas: from
// what is kept if these made it, else anew from its track.
#pragma once

#include "clinic/comparable.h"
#include "session/verdicts.h"

typedef struct Visit {
    int64_t id;
    char uuid[37];
    int64_t started_utc_ms;
    int zone_minutes;
    CheckupSetup setup;
    LeftOut left_out;  // the whole of it; NONE: see each measure
    bool rescored;     // what is kept was of other formulas
    Finding *finding;  // over items
    int count;
} Visit;

typedef struct History {
    Visit *visit;  // oldest first; the last is the check-up that is looked at
    int count;
    BaselineMark mark[BASELINE_MARKS_SHOWN];  // oldest first
    int mark_count;
    int mark_in_force;  // of these; -1: none
    int from;           // the visit that it begins with; -1: none was set
} History;

// The history of the check-up `today` whose findings are given. With `keep` what was scored anew is
// kept in the store, which is then open for writing. A guest has no earlier check-ups. BUSY, LOST,
// FULL.
Result history_load(History *history, Store *store, const SessionInfo *today,
                    const Finding *finding, int count, bool keep);
void history_free(History *history);  // leaves it zeroed

// Scores the check-up `id` by today's formulas: `list` (ASSESS_FINDINGS_MAX) is filled from what is
// kept, or anew, which is then kept with `keep`. `*why`: it cannot be. BUSY, LOST, FULL.
Result history_score(Store *store, int64_t id, bool keep, Finding *list, int *count, bool *anew,
                     LeftOut *why);

// The finding over items of a visit, or NULL.
const Finding *visit_find(const Visit *visit, const FindingKey *key);
FindingKey finding_key(const Finding *finding);
