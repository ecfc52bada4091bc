// SPDX-License-Identifier: MIT
// findings.h: the measures of a check-up as they were computed once: kept beside its recording,
// with the version of the formula, so that a later formula can be set against them.
#pragma once

#include "measure/measure.h"
#include "session/recording.h"
#include "tiptoe/checkup.h"

// What a value is over the counted items. X(name, stored name)
#define FINDING_STATISTIC_LIST(X)                                                                  \
    X(TRIAL, "trial") X(MEAN, "mean") X(BEST, "best") X(MEDIAN, "median") X(RATIO, "ratio")

typedef enum FindingStatistic {
#define X(name, stored) FINDING_##name,
    FINDING_STATISTIC_LIST(X)
#undef X
        FINDING_STATISTIC_COUNT
} FindingStatistic;

// Why there is no value. Stored: append only. X(name, stored name, text)
#define FINDING_REASON_LIST(X)                                                                     \
    X(NONE, "none", "measured")                                                                    \
    X(INVALID, "invalid", "too few valid frames")                                                  \
    X(SHORT, "short", "too short without a gap")                                                   \
    X(FEW, "few", "too few trials could be measured")                                              \
    X(FORMULA, "formula", "no value comes of this track")                                          \
    X(SLOW, "slow", "too few pictures a second")                                                   \
    X(FAST, "fast", "more pictures a second than a camera gives")                                  \
    X(LONG, "long", "longer than one trial is")                                                    \
    X(CONSTANT, "constant", "what was measured did not move at all, and no body is so still")      \
    X(NO_STANCE, "no_stance", "the foot was never lifted")                                         \
    X(NO_REACH, "no_reach", "too few of the targets were reached")

typedef enum FindingReason {
#define X(name, stored, text) FINDING_##name,
    FINDING_REASON_LIST(X)
#undef X
        FINDING_REASON_COUNT
} FindingReason;

#define FINDING_UNIT_MAX 12

typedef struct Finding {
    int item;  // number in the session; 0: over the counted items of its kind and side
    CheckupKind kind;
    int side;     // a Side: the leg that stood, the hand that reached; -1 none
    int attempt;  // 0: practice (does not count), or over several
    FindingStatistic statistic;
    Measure measure;
    int version;  // of the formula
    char unit[FINDING_UNIT_MAX];
    double value;    // NaN: see reason
    double error;    // half-width of the error band, same unit; NaN: none can be told
    double quality;  // share of valid frames, 0..1
    FindingReason reason;
    unsigned support;  // a set of SUPPORT_LIST
    int count;         // items or reaches in the value
} Finding;

const char *finding_statistic_name(FindingStatistic statistic);
const char *finding_reason_name(FindingReason reason);
const char *finding_reason_text(FindingReason reason);

#define FINDING_FORMULAS_MAX 17

// Replaces what is kept of session `id`. `formulas`: the set that it was computed by. The store is
// open for writing. BUSY, FULL, LOST.
Result findings_save(Store *store, int64_t id, const char *formulas, const Finding *list,
                     int count);

// The set that what is kept of session `id` was computed by; empty: nothing is kept, or it is older
// than such sets. BUSY, LOST.
Result findings_formulas(Store *store, int64_t id, char formulas[FINDING_FORMULAS_MAX]);

// `*list` is the caller's, free() it. None kept: a count of 0. Measures that this Tiptoe does not
// know are passed over. BUSY, LOST, MALFORMED, FULL (memory).
Result findings_load(Store *store, int64_t id, Finding **list, int *count);

// One measure of one check-up.
typedef struct FindingRow {
    int64_t session;
    double value;
    char unit[FINDING_UNIT_MAX];
    unsigned support;
} FindingRow;

// The values over items of the same measure, kind and side in all check-ups that were computed by
// this set of formulas, in the order of their sessions' numbers. `*list` is the caller's, free()
// it. BUSY, LOST, FULL (memory).
Result findings_of(Store *store, const char *formulas, const Finding *like, FindingRow **list,
                   int *count);
