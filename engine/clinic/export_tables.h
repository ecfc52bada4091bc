// SPDX-License-Identifier: MIT
// export_tables.h: the tables of an export: their columns, and what of a session stands in them.
// Inside this module only.
#pragma once

#include "clinic/cells.h"
#include "clinic/clinic.h"
#include "clinic/export_lists.h"

#define EXPORT_COUNT(list) ((int)(sizeof(list) / sizeof(list)[0]))
#define EXPORT_TABLES      9
#define EXPORT_SESSIONS    0  // which of them has the session itself
#define EXPORT_LANDMARKS   1  // ... and which a row a pose

#define X(suffix, kind, unit, meaning) +1
enum { EXPORT_PARTS = 0 PART_LIST(X) };  // of a landmark
#undef X

typedef struct ExportColumn {
    const char *name;
    CellKind kind;
    const char *unit, *meaning;
} ExportColumn;

typedef void (*ExportName)(void *with, const ExportColumn *column);

typedef struct ExportTable {
    const char *file;
    const ExportColumn *column;
    int columns;
    void (*more)(ExportName tell, void *with);  // further columns; NULL: none
    void (*write)(const ClinicSession *session, Cells *cells);
    bool alone;  // tells a session's past: of one session only
} ExportTable;

extern const ExportTable export_tables[EXPORT_TABLES];

// Of one child, not of a session: KEPT_COLUMNS and LOG_COLUMNS (export_child.c).
enum { EXPORT_KEPT, EXPORT_LOG, EXPORT_OF_CHILD };
extern const ExportTable export_child_tables[EXPORT_OF_CHILD];
Result export_child_rows(Store *store, const char *child, int table, Cells *cells);

// Every column of a table, behind the keys.
void export_columns(const ExportTable *table, ExportName tell, void *with);

// The values of SESSION_COLUMNS, without the row's end.
void export_session(const ClinicSession *session, Cells *cells);
// The values of ANALYSIS_COLUMNS, without the row's end.
void export_analysis(const ClinicSession *session, Cells *cells);
