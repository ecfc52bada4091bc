// SPDX-License-Identifier: MIT
// child_report_parts.h: how the files of a child's report fill it. Inside this module only.
#pragma once

#include "clinic/child_report.h"
#include "session/findings.h"

#include <jansson.h>

#define REPORT_BLOCKS_MAX 160
#define REPORT_CELLS_MAX  2400
#define REPORT_TEXTS_MAX  1200
#define REPORT_PX_PT      0.75

struct ChildReport {
    Store *store;  // while it is opened
    PaperDocument document;
    PaperBlock block[REPORT_BLOCKS_MAX];
    const char *cell[REPORT_CELLS_MAX];
    char *text[REPORT_TEXTS_MAX];
    size_t cells;
    int texts;
    bool full;  // something had no room
    char formulas[FINDING_FORMULAS_MAX];
    char *style;  // of the charts, for paper
    json_t *view;
};

// Of an object of the view; "" and 0 where there is none.
const char *report_text(const json_t *from, const char *name);
int report_whole(const json_t *from, const char *name);

// A text of the report's own.
const char *report_keep(ChildReport *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

PaperBlock *report_block(ChildReport *report, PaperKind kind, const char *text);
void report_chart(ChildReport *report, const char *svg);

// Its cells, to be filled row by row; NULL: there is no row.
const char **report_table(ChildReport *report, const PaperColumn *column, int columns, size_t rows);

void report_for_clinic(ChildReport *report, const ChildReportOf *of);
void report_for_parents(ChildReport *report, const ChildReportOf *of);
