// SPDX-License-Identifier: MIT
// export_child.c: what is kept of a child beside its sessions, who looked at it, and its reports.
#include "clinic/export.h"

#include "base/whole_file.h"
#include "clinic/export_tables.h"
#include "clinic/report.h"
#include "session/audit.h"
#include "session/child_rows.h"
#include "session/reports.h"

#include <stdlib.h>
#include <string.h>

#define X(name, kind, unit, meaning) { name, CELL_##kind, unit, meaning },
static const ExportColumn kept_columns[] = { KEPT_COLUMNS(X) };
static const ExportColumn log_columns[] = { LOG_COLUMNS(X) };
#undef X

const ExportTable export_child_tables[EXPORT_OF_CHILD] = {
    [EXPORT_KEPT] = { "kept.csv", kept_columns, EXPORT_COUNT(kept_columns), NULL, NULL, false },
    [EXPORT_LOG] = { "audit.csv", log_columns, EXPORT_COUNT(log_columns), NULL, NULL, false },
};

typedef struct To {
    Cells *cells;
    const char *child;
} To;

static void write_time(Cells *cells, int64_t utc_ms)
{
    char text[32];
    report_iso(utc_ms, 0, text);
    cells_text(cells, text);
}

static bool write_kept(void *self, const ChildRow *row)
{
    const To *to = self;
    cells_text(to->cells, row->session);
    cells_text(to->cells, to->child);
    cells_text(to->cells, row->table);
    cells_text(to->cells, row->id);
    write_time(to->cells, row->changed_utc_ms);
    cells_object(to->cells, row->content);
    cells_row(to->cells);
    return true;
}

static bool write_line(void *self, const AuditLine *line)
{
    const To *to = self;
    bool session = !strcmp(line->object, audit_object_words(AUDIT_OF_SESSION));
    cells_text(to->cells, session ? line->id : "");
    cells_text(to->cells, to->child);
    cells_whole(to->cells, line->seq);
    write_time(to->cells, line->utc_ms);
    cells_text(to->cells, line->account);
    cells_text(to->cells, line->action);
    cells_text(to->cells, line->object);
    cells_text(to->cells, line->id);
    cells_row(to->cells);
    return true;
}

Result export_child_rows(Store *store, const char *child, int table, Cells *cells)
{
    To to = { cells, child };
    return table == EXPORT_KEPT ? child_rows_visit(store, child, write_kept, &to)
                                : audit_visit_child(store, child, write_line, &to);
}

// ---- signed reports -----------------------------------------------------------------------------

typedef struct Reports {
    Store *store;
    const char *folder;
    Result result;
} Reports;

static bool write_pdf(void *self, const SignedReport *report)
{
    Reports *to = self;
    char path[WHOLE_FILE_PATH_MAX], *pdf = NULL;
    size_t size = 0;
    WholeFile file = { 0 };
    Result result = report_pdf(to->store, report->id, &pdf, &size);
    if (!result &&
        snprintf(path, sizeof path, "%s/report_%s.pdf", to->folder, report->id) >= (int)sizeof path)
        result = fail(RESULT_USAGE, "the path of the folder is too long");
    if (!result) result = whole_file_open(&file, path);
    if (!result) {
        bool whole = fwrite(pdf, 1, size, file.to) == size;
        result = whole_file_close(&file, whole ? RESULT_OK : whole_file_fault(path));
    }
    free(pdf);
    to->result = result;
    return !result;
}

Result export_reports(Store *store, const char *child, const char *folder)
{
    Reports to = { .store = store, .folder = folder };
    Result result = reports_visit(store, child, write_pdf, &to);
    return result ? result : to.result;
}
