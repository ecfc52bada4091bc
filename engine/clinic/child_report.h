// SPDX-License-Identifier: MIT
// child_report.h: the reports on a child, as blocks that paper and page show alike: for the clinic,
// and for the parents on one sheet in plain words. Every word and number is that of the child's
// page (clinic/view_child.h), from stored rows. What to play at home is the child's plan of the
// name REPORT_HOME_PLAN; without one the sheet says that its words are general.
#pragma once

#include "clinic/paper.h"
#include "session/json_out.h"
#include "session/store.h"

#include <stdbool.h>

#define REPORT_HOME_PLAN         "Home"
#define CHILD_REPORT_COMMENT_MAX 2000  // bytes, with its end

typedef enum ChildReportKind { CHILD_REPORT_CLINIC, CHILD_REPORT_PARENTS } ChildReportKind;

typedef struct ChildReport ChildReport;

typedef struct ChildReportOf {
    const char *child;
    ChildReportKind kind;
    const char *comment;    // the therapist's own words; "": none
    const char *signed_by;  // a name: it is about to be frozen; "": there is a line to sign on
    int64_t now_utc_ms;
    int zone_minutes;
} ChildReportOf;

// NOT_FOUND: nobody has that code; BUSY, LOST, FULL (memory).
Result child_report_open(ChildReport **report, Store *store, const ChildReportOf *of);
void child_report_close(ChildReport **report);  // NULL is allowed

// Valid until it is closed.
const PaperDocument *child_report_document(const ChildReport *report);

const char *child_report_formulas(const ChildReport *report);  // the set it was made by

// What stands on it as JSON, to be freed; NULL: memory is out.
char *child_report_json(const ChildReport *report);

// As a page of its own, with its styles in it; or as a PDF (`sheets` may be NULL). `assets`: where
// web/ lies. NOT_FOUND: it is not installed; the errors of template_write(), or of Paper.write and
// of paper_load().
Result child_report_html(ChildReport *report, const char *assets, FILE *to);
Result child_report_pdf(ChildReport *report, const char *assets, FILE *to, int *sheets);
