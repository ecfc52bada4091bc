// SPDX-License-Identifier: MIT
// reports.h: reports as they were signed. They stay as they are: a later formula makes a new one.
#pragma once

#include "session/store.h"

#include <stddef.h>

#define REPORT_ID 37  // with its end

typedef struct SignedReport {
    const char *id, *kind, *author, *formulas;  // author: an account's id
    int64_t signed_utc_ms;
} SignedReport;

typedef struct ReportToSign {
    const char *author, *child, *kind, *formulas;
    const char *view;  // JSON: what stands on it
    const void *pdf;
    size_t size;  // below 16 MB
} ReportToSign;

// Keeps it; `id` is its random id. USAGE: too large; FULL, BUSY, LOST.
Result report_sign(Store *store, const ReportToSign *report, char id[REPORT_ID]);

// Those of `child`, the newest first; valid until `visit` returns, which says whether to go on.
Result reports_visit(Store *store, const char *child,
                     bool (*visit)(void *self, const SignedReport *report), void *self);

// `pdf` is to be freed. NOT_FOUND; DIFFERS: it is not as it was signed; FULL (memory), BUSY, LOST.
Result report_pdf(Store *store, const char *id, char **pdf, size_t *size);
