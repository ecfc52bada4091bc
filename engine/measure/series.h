// SPDX-License-Identifier: MIT
// series.h: what a formula sees of somebody's table, inside this room: even samples or trials, and
// room to work in.
#pragma once

#include "measure/dose.h"
#include "measure/measure.h"
#include "measure/reach.h"

#include <stddef.h>

typedef struct Series {
    const MeasureOptions *options;
    union {  // NULL: not given
        const double *c[MEASURE_COLUMN_COUNT];
        struct {
            const double *x, *y, *x2, *y2, *x3, *y3, *speed;
        };
    };
    const double *time_s;
    size_t count;
    double rate_hz;    // 0 for trials
    double cutoff_hz;  // of the low-pass, 0 none
    double *work;      // as many doubles as the formula's room() says
    DoseQuality quality;
    const ReachMeasures *reach;  // MEASURE_REACH: instead of columns
    ReachField field;            // the one that is asked for
} Series;
_Static_assert(offsetof(Series, speed) - offsetof(Series, c) == MEASURE_SPEED * sizeof(double *),
               "columns by name and by number are the same");

// A row's last column. The list makes the table of these, so that a row without one does not build.
typedef struct Formula {
    double (*value)(const Series *series);  // NaN: none can be told
    size_t (*room)(size_t count);           // doubles of workspace for so many samples
    ReachField field;
} Formula;

const Formula *measure_formula(Measure measure);
