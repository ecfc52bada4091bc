// SPDX-License-Identifier: MIT
// sql.c: short words for talking to SQLite.
#include "session/sql.h"

#include <math.h>
#include <stdarg.h>

Result sql_fail(const Store *store, const char *what)
{
    const char *why = sqlite3_errmsg(store->db);
    switch (sqlite3_errcode(store->db) & 0xff) {
    case SQLITE_FULL:
        return fail(RESULT_FULL, "%s: %s: the disk is full: free some space", store->path, what);
    case SQLITE_NOMEM:
        return fail(RESULT_FULL, "%s: %s: out of memory: close other programs", store->path, what);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail(RESULT_BUSY, "%s: %s: another program holds it: close it or try again",
                    store->path, what);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return fail(
            RESULT_MALFORMED,
            "%s: %s: damaged or not a session store (%s). It was left as it is: move it "
            "away or name another for the sessions; 'sqlite3 FILE .recover' can save much of it",
            store->path, what, why);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return fail(RESULT_NOT_PERMITTED,
                    "%s: %s: may not be written: change its permissions or "
                    "name another for the sessions",
                    store->path, what);
    case SQLITE_CANTOPEN:
        return fail(RESULT_CANNOT_CREATE,
                    "%s: %s: cannot be opened: check the folder or name "
                    "another for the sessions",
                    store->path, what);
    default: return fail(RESULT_LOST, "%s: %s: %s: check the disk", store->path, what, why);
    }
}

Result sql_run(const Store *store, const char *statements)
{
    int code = sqlite3_exec(store->db, statements, NULL, NULL, NULL);
    return code == SQLITE_OK ? RESULT_OK : sql_fail(store, "using the store");
}

Result sql_end(const Store *store, Result result)
{
    if (!result) result = sql_run(store, "COMMIT");
    if (!sqlite3_get_autocommit(store->db)) sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return result;
}

Result sql_prepare(const Store *store, sqlite3_stmt **statement, const char *text)
{
    int code = sqlite3_prepare_v2(store->db, text, -1, statement, NULL);
    return code == SQLITE_OK ? RESULT_OK : sql_fail(store, "reading the store");
}

void sql_bind(sqlite3_stmt *statement, const char *kinds, ...)
{
    va_list values;
    va_start(values, kinds);
    for (int i = 0; kinds[i]; i++) {
        int code = SQLITE_MISUSE;
        if (kinds[i] == 'i') code = sqlite3_bind_int64(statement, i + 1, va_arg(values, int64_t));
        if (kinds[i] == 'd') code = sqlite3_bind_double(statement, i + 1, va_arg(values, double));
        if (kinds[i] == 't')
            code = sqlite3_bind_text(statement, i + 1, va_arg(values, const char *), -1,
                                     SQLITE_TRANSIENT);
        REQUIRE(code == SQLITE_OK || code == SQLITE_NOMEM);
    }
    va_end(values);
}

Result sql_finish(const Store *store, sqlite3_stmt *statement)
{
    int code = sqlite3_step(statement);
    Result result = code == SQLITE_DONE || code == SQLITE_ROW
                        ? RESULT_OK
                        : sql_fail(store, "writing to the store");
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return result;
}

Result sql_number(const Store *store, const char *query, int64_t *value)
{
    sqlite3_stmt *statement = NULL;
    *value = 0;
    Result result = sql_prepare(store, &statement, query);
    if (result == RESULT_OK) {
        int code = sqlite3_step(statement);
        if (code == SQLITE_ROW)
            *value = sqlite3_column_int64(statement, 0);
        else if (code != SQLITE_DONE)
            result = sql_fail(store, "reading the store");
    }
    sqlite3_finalize(statement);
    return result;
}

const char *sql_text(sqlite3_stmt *statement, int column)
{
    REQUIRE(column >= 0 && column < sqlite3_column_count(statement));
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? text : "";
}

double sql_real(sqlite3_stmt *statement, int column)
{
    REQUIRE(column >= 0 && column < sqlite3_column_count(statement));
    if (sqlite3_column_type(statement, column) == SQLITE_NULL) return (double)NAN;
    return sqlite3_column_double(statement, column);
}
