// SPDX-License-Identifier: MIT
// change.h: has this child changed, and which way? One measure of one child against the child's own
// baseline. Pure: no store, no clock; the word is a function of the values alone. Method, formulas
// and sources: docs/clinical.md. Any thread.
#pragma once

#include "measure/measure.h"

#define CHANGE_BASELINE     4  // values of a full baseline; the practice check-up is not among them
#define CHANGE_BASELINE_MIN 3  // ... and with a pool of at least
#define CHANGE_POOL_DF_MIN  40   // degrees of freedom, these are enough
#define CHANGE_MEASURES_MAX 7    // primary measures of a child, judged together
#define CHANGE_VALUES_MAX   500  // of one course
#define CHANGE_POOLED_MAX   16   // measures that tell how alike the children of a clinic are

// X(name, stored name, text)
#define CHANGE_LIST(X)                                                                             \
    X(CANNOT_SAY, "cannot_say", "cannot say")                                                      \
    X(SAME, "same", "the same")                                                                    \
    X(POSSIBLE, "possible", "possible, look again")                                                \
    X(BETTER, "better", "better")                                                                  \
    X(WORSE, "worse", "worse")                                                                     \
    X(TAKEN_BACK, "taken_back", "taken back: inside the limits again, twice")

typedef enum Change {
#define X(name, stored, text) CHANGE_##name,
    CHANGE_LIST(X)
#undef X
        CHANGE_COUNT
} Change;

// Why it cannot be said. X(name, stored name, text)
#define CHANGE_UNKNOWN_LIST(X)                                                                     \
    X(NONE, "", "")                                                                                \
    X(NO_VALUE, "no_value", "a value is missing")                                                  \
    X(BASELINE_SHORT, "baseline_short", "fewer than three check-ups in the baseline")              \
    X(IN_BASELINE, "in_baseline", "this check-up belongs to the baseline")                         \
    X(POOL_SMALL, "pool_small",                                                                    \
      "three check-ups in the baseline, and too few of other children to know the error by")       \
    X(NO_SPREAD, "no_spread", "nobody's values differ: the error is not known")                    \
    X(NO_DIRECTION, "no_direction", "neither more nor less of it is better")

typedef enum ChangeUnknown {
#define X(name, stored, text) CHANGE_UNKNOWN_##name,
    CHANGE_UNKNOWN_LIST(X)
#undef X
        CHANGE_UNKNOWN_COUNT
} ChangeUnknown;

// The clinic's standard error of measurement (SEM) of one measure. df 0: none.
typedef struct ChangePool {
    double sem;     // unit of the measure
    double df;      // one for each pair of successive values
    double weight;  // values of a child's own that it is worth; 0: not known, taken for unlike
                    // children
} ChangePool;

// What a pool is gathered in: one of each measure. Starts as { 0 }.
typedef struct ChangePairs {
    double squares;  // sum of half the squared differences
    int count;
    // How the children's own variances spread, and how they would by chance.
    double logs, log_squares, chance;
    int children;
} ChangePairs;

// Adds the successive pairs of one child's values, oldest first. The first is practice and left
// out; a change of the child stands in one pair alone. Values that are not finite break a pair.
void change_pool_add(ChangePairs *pairs, const double *value, int count);

// The pools of the first `judged` of `count` measures. Their weight is learned from all of them
// together: how alike the children's errors are. Few children, or unlike ones, make them weigh
// less.
void change_pools(const ChangePairs *pairs, int count, ChangePool *pool, int judged);

// How many of `values` are the baseline. The last one that it would take is judged already, by
// those before it, where the clinic's error is known.
int change_baseline(int values);

// One measure of one child: comparable values only, oldest first, today's last.
typedef struct ChangeCourse {
    const double *value;
    const double *day;  // days since any fixed date, rising
    int count;
    int baseline;          // the first of them are the baseline
    MeasureBetter better;  // BETTER_ZERO is judged by the distance from zero
    double resolution;     // the least step that the measure can show
    double worthwhile;     // smallest worthwhile change where the field knows it; NaN
    ChangePool pool;       // of the clinic, as of that day
    int measures;          // judged together, 1..CHANGE_MEASURES_MAX
} ChangeCourse;

typedef struct ChangeVerdict {
    Change change;
    ChangeUnknown why;  // of CHANGE_CANNOT_SAY
    int toward;         // 1 better, -1 worse, 0 neither: the way that the word points
    bool worthwhile;    // the difference is at least the smallest worthwhile one
    double baseline;    // its mean
    double difference;  // today's value, or of better and worse the mean of the last two, less that
    double low, high;   // its 95 % interval, for this one measure alone
    double least;       // smallest difference of one value that would have been "possible"
    double slope, slope_low, slope_high;  // a check-up, with its 95 % interval
    double sem, sem_df;                   // the child's, shrunk towards the pool
    double nap;                           // share of pairs that are better after the baseline, 0..1
    double tau, tau_low, tau_high;        // -1..1, with its 95 % interval; above 0 is better
} ChangeVerdict;

// Replays the course from the end of its baseline to today. What is not known is NaN.
void change_judge(const ChangeCourse *course, ChangeVerdict *verdict);

const char *change_name(Change change);
const char *change_text(Change change);
const char *change_unknown_name(ChangeUnknown why);
const char *change_unknown_text(ChangeUnknown why);

// SEM = SD sqrt(1 - ICC), MDC95 = 1.96 sqrt 2 SEM (Weir 2005), for who brings both.
double change_sem(double sd, double icc);
double change_mdc95(double sem);
