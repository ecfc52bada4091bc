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
    X(NO_REACH, "no_reach", "too few of the targets were reached")                                 \
    X(AT_CAMERA, "at_camera", "the arm pointed at the camera")

typedef enum FindingReason {
#define X(name, stored, text) FINDING_##name,
    FINDING_REASON_LIST(X)
#undef X
        FINDING_REASON_COUNT
} FindingReason;

// How the interval of a value came about: docs/clinical.md. Stored: append only.
// X(name, stored name, text)
#define FINDING_INTERVAL_LIST(X)                                                                   \
    X(NO_INTERVAL, "none", "no interval: one trial tells no spread")                               \
    X(STUDENT, "t", "Student's t over the trials")                                                 \
    X(ORDER, "order", "order statistics of a median")                                              \
    X(SIMULATED, "bootstrap", "of the best of the trials, by simulation")                          \
    X(PROPORTION, "proportion", "Wilson's, of a share")                                            \
    X(RATIO_OF, "ratio", "from the intervals of its two parts")

typedef enum FindingInterval {
#define X(name, stored, text) FINDING_##name,
    FINDING_INTERVAL_LIST(X)
#undef X
        FINDING_INTERVAL_COUNT
} FindingInterval;

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
    double error;    // half of the widest interval below; of older rows one band; NaN: none
    double quality;  // share of valid frames, 0..1
    FindingReason reason;
    unsigned support;  // a set of SUPPORT_LIST
    int count;         // items or reaches in the value
    // 95 % intervals in `unit`; NaN: none. Measurement: where the value of these very trials lies
    // (tracking, scale, time of a frame). Value: where the child's own mean over repeats lies.
    double measure_low, measure_high;
    double value_low, value_high;
    FindingInterval interval;  // how that of the value came about
} Finding;

const char *finding_statistic_name(FindingStatistic statistic);
const char *finding_reason_name(FindingReason reason);
const char *finding_reason_text(FindingReason reason);
const char *finding_interval_name(FindingInterval interval);
const char *finding_interval_text(FindingInterval interval);

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
