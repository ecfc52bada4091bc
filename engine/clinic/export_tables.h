// SPDX-License-Identifier: MIT
// export_tables.h: the tables of an export: their columns, and what of a session stands in them.
// Inside this module only.
#pragma once

#include "clinic/clinic.h"
#include "clinic/csv.h"
#include "clinic/export_lists.h"

#define EXPORT_COUNT(list) ((int)(sizeof(list) / sizeof(list)[0]))
#define EXPORT_TABLES      9
#define EXPORT_LANDMARKS   1  // which of them has a row a pose

#define X(suffix, unit, meaning) +1
enum { EXPORT_PARTS = 0 PART_LIST(X) };  // of a landmark
#undef X

typedef struct ExportColumn {
    const char *name, *unit, *meaning;
} ExportColumn;

typedef void (*ExportName)(void *with, const char *name, const char *unit, const char *meaning);

typedef struct ExportTable {
    const char *file;
    const ExportColumn *column;
    int columns;
    void (*more)(ExportName tell, void *with);  // further columns; NULL: none
    void (*write)(const ClinicSession *session, Csv *csv);
    bool alone;  // tells a session's past: of one session only
} ExportTable;

extern const ExportTable export_tables[EXPORT_TABLES];

// The values of ANALYSIS_COLUMNS, without the row's end.
void export_analysis(const ClinicSession *session, Csv *csv);
