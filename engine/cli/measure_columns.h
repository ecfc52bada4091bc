// SPDX-License-Identifier: MIT
// measure_columns.h: columns of somebody's table as a measure reads them, in its units.
#pragma once

#include "cli/table.h"
#include "measure/measure.h"

// What was asked for: NULL is not given.
typedef struct ColumnChoice {
    const char *time, *time_unit, *unit;
    const char *column[MEASURE_COLUMN_COUNT];
    double fps;
} ColumnChoice;

typedef struct MeasureColumns {
    MeasureTable in;              // points into the table
    double *time_s;               // its own; free()
    char length[TABLE_NAME_MAX];  // the unit of length of in's columns; "" is not said
} MeasureColumns;

// Chooses the columns. Those of other lengths, and times of trials, are changed in the table into
// one unit. NOT_FOUND, MALFORMED: a column's unit or numbers are not understood (the message names
// the option that says them); FULL.
Result measure_columns(const ColumnChoice *choice, Measure measure, Table *table,
                       MeasureColumns *out);
