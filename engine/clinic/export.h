// SPDX-License-Identifier: MIT
// export.h: sessions as tables or JSON for anybody's software, with a dictionary of their columns.
// Every row of every table begins with the session's uuid and the child's code. All forms are made
// from one list of columns (export_lists.h) by the same writers, so they cannot differ.
#pragma once

#include "clinic/clinic.h"

#include <stdio.h>

// None: one session.
typedef struct ExportOf {
    const char *child;  // a child's: with all that is kept of it; NULL: no child's
    bool all;           // the clinic's
    bool no_landmarks;
} ExportOf;

// ---- a folder of tables -------------------------------------------------------------------------

typedef struct Export Export;

// Opens sessions.csv, landmarks.csv, events.csv, trials.csv, reaches.csv, results.csv, analysis.csv
// (a row a session, a column a measure) and data_dictionary.csv in `folder`, which is made if it is
// missing; of one session alone also history.csv, scores.csv and plays.csv, which tell its past; of
// a child kept.csv and audit.csv. Files of these names are replaced, each only once all are whole.
// `folder` and the code stay the caller's until it is closed. CANNOT_CREATE, NOT_PERMITTED, FULL,
// USAGE (path too long).
Result export_open(Export **export, const char *folder, const ExportOf *of);

// Of a session in which nobody was measured, what there is. FULL (memory).
Result export_add(Export *export, const ClinicSession *session);

// Of a child's: every row of the store that is its own, and the audit log's lines about it. BUSY,
// LOST, FULL.
Result export_add_kept(Export *export, Store *store);

// Puts the files in place, or with a failure of who wrote them away; that failure, or FULL, LOST.
Result export_close(Export **export, Result written);  // NULL is allowed

// One session: open, add, close.
Result export_csv(const ClinicSession *session, const char *folder);

// The signed reports of `child` as report_<random id>.pdf in `folder`, which is there. Errors of
// report_pdf() and of writing.
Result export_reports(Store *store, const char *child, const char *folder);

// The unit of a column of such a table, which its first columns behind the keys tell; NULL: it is
// none of these.
const char *export_unit(const char *first, const char *second, const char *name);

// ---- JSON ---------------------------------------------------------------------------------------

// All but the movement (landmarks.csv), as docs/export.schema.json says; written as it is said, so
// that a clinic is not held in memory.
typedef struct ExportJson ExportJson;

// `to` stays the caller's, and open until it is closed. FULL (memory).
Result export_json_open(ExportJson **export, FILE *to, const ExportOf *of);
void export_json_add(ExportJson *export, const ClinicSession *session);
Result export_json_kept(ExportJson *export, Store *store);  // of a child's, once, at the end
// `written`, or FULL: memory was out, or `to` is full.
Result export_json_close(ExportJson **export, Result written);  // NULL is allowed

// Its JSON Schema (2020-12). FULL.
Result export_json_schema(FILE *to);
