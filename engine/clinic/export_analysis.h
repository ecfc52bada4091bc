// SPDX-License-Identifier: MIT
// export_analysis.h: one row a session with a column for each measure that any of them has: which
// columns there are is known only at the end. Inside this module only.
#pragma once

#include "clinic/cells.h"
#include "clinic/clinic.h"
#include "clinic/export_tables.h"

typedef struct AnalysisColumn {
    char name[96];
    char unit[FINDING_UNIT_MAX];
    Measure measure;
} AnalysisColumn;

typedef struct AnalysisCell {
    int column;
    double value;
} AnalysisCell;

typedef struct AnalysisRow {
    char session[37], child[PLAN_CHILD_MAX + 1];
    char *head;  // what stands before the measures
    AnalysisCell *cell;
    int count;
} AnalysisRow;

typedef struct Analysis {
    AnalysisColumn *column;
    AnalysisRow *row;
    int columns, rows;
} Analysis;

// A row of the session: its values over the counted trials. FULL (memory).
Result analysis_add(Analysis *table, const ClinicSession *session);
void analysis_write(const Analysis *table, FILE *to);
void analysis_free(Analysis *table);
