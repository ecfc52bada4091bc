// SPDX-License-Identifier: MIT
// measure.h: the list of all clinical measures, and each of them computed from anybody's table.
#pragma once

#include "tiptoe/base.h"

// Columns that a measure may read. X(name, option)
#define MEASURE_COLUMN_LIST(X)                                                                     \
    X(X, "x") X(Y, "y") X(X2, "x2") X(Y2, "y2") X(X3, "x3") X(Y3, "y3") X(SPEED, "speed")

typedef enum MeasureColumn {
#define X(name, option) MEASURE_##name,
    MEASURE_COLUMN_LIST(X)
#undef X
        MEASURE_COLUMN_COUNT
} MeasureColumn;

enum {  // sets of columns
#define X(name, option) COLUMN_##name = 1 << MEASURE_##name,
    MEASURE_COLUMN_LIST(X)
#undef X
        COLUMN_NONE = 0,
    COLUMNS_XY = COLUMN_X | COLUMN_Y,
    COLUMNS_2 = COLUMNS_XY | COLUMN_X2 | COLUMN_Y2,
    COLUMNS_3 = COLUMNS_2 | COLUMN_X3 | COLUMN_Y3,
};

// What else a measure may be told. X(field, unit, default (NAN: see meaning), least, most, meaning)
#define MEASURE_PARAMETER_LIST(X)                                                                  \
    X(stimulus, "s", NAN, -INFINITY, INFINITY,                                                     \
      "when the target could be seen; the first time of the table")                                \
    X(entry, "s", NAN, -INFINITY, INFINITY,                                                        \
      "first entry into the target; the last time of the table")                                   \
    X(noise, "AL", 0, 0, INFINITY, "standard deviation of the hand's position at rest")            \
    X(radius, "cm", 1, 0, INFINITY, "of the target")                                               \
    X(width, "cm", 1, 0, INFINITY, "shoulder width")                                               \
    X(low, "deg", 20, -INFINITY, INFINITY, "a repetition starts and ends below this")              \
    X(high, "deg", 60, -INFINITY, INFINITY, "a repetition reaches above this")                     \
    X(limit, "deg", 20, 0, INFINITY, "form: the most that is allowed")                             \
    X(cap, "s", 30, 0, 600, "longest stance that is asked for")                                    \
    X(hold, "s", 1, 0, 600, "how long a lean must be held")                                        \
    X(threshold, "AL/s", 0.2, 0, INFINITY, "a limb is active above this speed")                    \
    X(scheduled, "s", NAN, 0, INFINITY, "planned time; the table's duration")                      \
    X(wmax, "Hz", 10, 0, INFINITY, "highest frequency of the spectral arc length")                 \
    X(icc, "1", 0, 0, 1, "intraclass correlation of the repeated values; 0 for one child's own")

typedef struct MeasureParameters {
#define X(field, ...) double field;
    MEASURE_PARAMETER_LIST(X)
#undef X
} MeasureParameters;

// How a table becomes what the formula sees.
typedef enum MeasureKind {
    MEASURE_SAMPLES,  // rows are moments: made even, then low-passed
    MEASURE_ROWS,     // about the rows: any share of usable ones will do
    MEASURE_REACH,    // one reach, always at REACH_RATE_HZ and REACH_CUTOFF_HZ
    MEASURE_TRIALS    // rows are trials
} MeasureKind;

typedef enum MeasureBetter {
    BETTER_HIGHER,
    BETTER_LOWER,
    BETTER_ZERO,
    BETTER_NEITHER
} MeasureBetter;

// The list itself. Names are stored: append freely, never rename. A change of formula raises the
// version. Trust with one frontal camera: A trends, B with its error band, C only beside its noise
// floor, D not from such a camera (or research only). Length unit "cm" stands for the unit of the
// columns.
// X(name, stored, unit, version, trust, better, kind, low-pass Hz (0 none), needs, may have,
//   formula in words, source, formula)
// The last column is one of formulas.c: FORMULA(name) is its formula_name(), FORMULA_IN(name, room)
// the same with more workspace, REACH(field) a value of reach.h.
#include "measure/measure_list.h"

typedef enum Measure {
#define X(name, ...) MEASURE_##name,
    MEASURE_LIST(X)
#undef X
        MEASURE_COUNT
} Measure;

typedef struct MeasureInfo {
    const char *name, *unit;
    int version;
    char trust;
    MeasureBetter better;
    MeasureKind kind;
    double cutoff_hz;
    unsigned needs, may_have;  // sets of columns
    const char *formula, *source;
} MeasureInfo;

const MeasureInfo *measure_info(Measure measure);
Measure measure_find(const char *name);  // MEASURE_COUNT if there is no such measure
const char *measure_better_text(MeasureBetter better);
const char *measure_column_name(MeasureColumn column);

// Somebody's table. Rows with NaN in a column that is used, and rows whose time does not rise, are
// passed over and lower the quality.
typedef struct MeasureTable {
    const double *time_s;                        // not read for MEASURE_TRIALS
    const double *column[MEASURE_COLUMN_COUNT];  // NULL: not given
    size_t count;
} MeasureTable;

typedef struct MeasureOptions {
    bool raw;          // neither resampled nor filtered
    double cutoff_hz;  // 0: the measure's own; a column of speeds is then taken as it is
    double rate_hz;    // 0: the table's own (median step); an even table at it is not resampled
    MeasureParameters set;
} MeasureOptions;
MeasureOptions measure_options(void);  // all defaults

// What a table must be before a value can come of it: bounds.c has one row a measure, with sources.
typedef struct MeasureBounds {
    size_t least;            // samples without a gap, or trials
    double rate_hz;          // samples a second of the table itself, at least; 0: any
    double least_s, most_s;  // seconds without a gap
    unsigned moves;          // points that cannot be constant, each by its first column
} MeasureBounds;
MeasureBounds measure_bounds(Measure measure, const MeasureOptions *options);

// Why there is no value. fail_text() says it with figures. X(name, word in JSON, meaning)
#define MEASURE_NONE_LIST(X)                                                                       \
    X(KNOWN, "none", "there is a value")                                                           \
    X(ROWS, "invalid", "too few rows can be used")                                                 \
    X(SLOW, "slow", "too few samples a second, also for the measure's own low-pass")               \
    X(FAST, "fast", "more samples a second than anything gives that follows a body")               \
    X(FEW, "few", "too few samples or trials")                                                     \
    X(SHORT, "short", "too few seconds without a gap")                                             \
    X(LONG, "long", "more seconds than one trial has")                                             \
    X(STILL, "constant", "a column that must move is constant")                                    \
    X(FORMULA, "formula", "not what the formula needs")

typedef enum MeasureNone {
#define X(name, word, meaning) MEASURE_NONE_##name,
    MEASURE_NONE_LIST(X)
#undef X
        MEASURE_NONE_COUNT
} MeasureNone;
const char *measure_none_name(MeasureNone none);  // the word
const char *measure_none_meaning(MeasureNone none);

typedef struct MeasureValue {
    double value;      // NaN: see none
    MeasureNone none;  // only a value that is known has a trust class
    double quality;    // share of the rows that were used, 0..1
    size_t samples;    // that the formula saw
    double seconds;    // that they span
    double rate_hz;    // 0 for trials
    double cutoff_hz;  // of the low-pass; 0 none
    bool cut;          // a gap longer than 0.1 s cut the track: its longest piece was measured
} MeasureValue;

// Doubles of workspace that measure_compute needs. USAGE or FULL if it cannot be computed at all.
Result measure_work(Measure measure, const MeasureTable *table, const MeasureOptions *options,
                    size_t *work_count);
// USAGE: a column is missing or an option makes no sense: a low-pass that the table's rate does not
// allow is refused, never left out. MALFORMED: no value can come of this table: value->none, and
// fail_text() says "NAME: not measurable: why". Any thread; the table is not changed.
Result measure_compute(Measure measure, const MeasureTable *table, const MeasureOptions *options,
                       double *work, size_t work_count, MeasureValue *value);
