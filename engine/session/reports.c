// SPDX-License-Identifier: MIT
// reports.c: frozen reports as rows.
#include "session/reports.h"

#include "base/clock.h"
#include "session/proof.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define PDF_MAX (16 << 20)

Result report_sign(Store *store, const ReportToSign *r, char id[REPORT_ID])
{
    if (r->size > PDF_MAX)
        return fail(RESULT_USAGE, "the report is too large to be kept: shorten the comment");
    Result result = sql_uuid(id);
    if (!result) result = sql_begin(store);
    if (result) return result;
    result = sql_change(store,
                        "INSERT INTO report(id, station, author, changed_utc_ms, child, kind, "
                        "formulas, view, pdf, digest) VALUES(?1, " SQL_STATION
                        ", ?2, ?3, ?4, ?5, ?6, ?7, ?8, '')",
                        "ttittttb", id, r->author, clock_utc_ms(), r->child, r->kind, r->formulas,
                        r->view, r->pdf, (int)r->size);
    if (!result) result = proof_sign_report(store, id);
    return sql_end(store, result);
}

Result reports_visit(Store *store, const char *child,
                     bool (*visit)(void *self, const SignedReport *report), void *self)
{
    sqlite3_stmt *query = NULL;
    bool row = false, more = true;
    Result result =
        sql_query(store, &query,
                  "SELECT id, kind, author, formulas, changed_utc_ms FROM report WHERE child=?1 "
                  "AND deleted_utc_ms IS NULL ORDER BY changed_utc_ms DESC, id",
                  "t", child);
    while (!result && more && !(result = sql_next(store, query, &row)) && row) {
        const SignedReport report = { sql_text(query, 0), sql_text(query, 1), sql_text(query, 2),
                                      sql_text(query, 3), sqlite3_column_int64(query, 4) };
        more = visit(self, &report);
    }
    sql_free(query);
    return result;
}

static Result take_pdf(sqlite3_stmt *row, char **pdf, size_t *size)
{
    *size = (size_t)sqlite3_column_bytes(row, 1);
    *pdf = malloc(*size + 1);
    if (!*pdf) return fail(RESULT_FULL, "out of memory: close other programs");
    if (*size) memcpy(*pdf, sqlite3_column_blob(row, 1), *size);
    return RESULT_OK;
}

Result report_pdf(Store *store, const char *id, char **pdf, size_t *size)
{
    sqlite3_stmt *query = NULL;
    char now[SEAL_TEXT];
    bool row = false;
    *pdf = NULL;
    Result result = proof_report(store, id, now);
    if (!result)
        result = sql_query(store, &query,
                           "SELECT digest, pdf FROM report WHERE id=?1 AND deleted_utc_ms IS NULL",
                           "t", id);
    if (!result) result = sql_next(store, query, &row);
    if (!result && !row) result = fail(RESULT_NOT_FOUND, "there is no report of that name");
    if (!result && strcmp(now, sql_text(query, 0)) != 0)
        result = fail(RESULT_DIFFERS, "the report is not as it was signed: 'tiptoe verify' tells");
    if (!result) result = take_pdf(query, pdf, size);
    sql_free(query);
    return result;
}
