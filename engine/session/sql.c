// SPDX-License-Identifier: MIT
// sql.c: short words for talking to SQLite.
#include "session/sql.h"

#include "base/clock.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

Result sql_fail(Store *store, const char *what)
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
    case SQLITE_INTERRUPT:
        return fail(RESULT_MALFORMED, "%s: %s: takes too long: it is damaged, or not made by us",
                    store->path, what);
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

static void give_time(Store *store)
{
    store->until = clock_us() + SQL_LIMIT_US;
}

Result sql_run(Store *store, const char *statements)
{
    give_time(store);
    int code = sqlite3_exec(store->db, statements, NULL, NULL, NULL);
    return code == SQLITE_OK ? RESULT_OK : sql_fail(store, "using the store");
}

Result sql_begin(Store *store)
{
    bool first = sqlite3_get_autocommit(store->db);
    Result result = !store->held || first ? sql_run(store, "BEGIN IMMEDIATE") : RESULT_OK;
    return !result && store->held ? sql_run(store, "SAVEPOINT part") : result;
}

Result sql_begin_clean(Store *store)
{
    Result result = sql_run(store, "PRAGMA secure_delete=ON");
    return result ? result : sql_begin(store);
}

Result sql_begin_reading(Store *store)
{
    // What is held will write: a lock for reading might not become one for writing later.
    return store->held ? sql_begin(store) : sql_run(store, "BEGIN");
}

static Result end_with(Store *store, Result result, const char *good, const char *bad)
{
    if (!result) result = sql_run(store, good);
    if (!result || sqlite3_get_autocommit(store->db)) return result;
    Result undone = sql_run(store, bad);  // SQLite does it at the next opening if it cannot
    return result ? result : undone;
}

Result sql_end(Store *store, Result result)
{
    if (store->held)
        return end_with(store, result, "RELEASE part", "ROLLBACK TO part; RELEASE part");
    return end_with(store, result, "COMMIT", "ROLLBACK");
}

void store_hold(Store *store)
{
    REQUIRE(!store->held && sqlite3_get_autocommit(store->db));
    store->held = true;
}

Result store_hold_reading(Store *store)
{
    store_hold(store);
    Result result = sql_run(store, "BEGIN");
    if (result) store->held = false;
    return result;
}

Result store_release(Store *store, Result result)
{
    store->held = false;
    if (sqlite3_get_autocommit(store->db)) return result;  // nothing was written, or all undone
    return sql_end(store, result);
}

static sqlite3_stmt *take_kept(Store *store, const char *text)
{
    for (int i = 0; i < SQL_KEPT_MAX && store->kept[i]; i++) {
        sqlite3_stmt *found = store->kept[i];
        if (strcmp(sqlite3_sql(found), text) != 0) continue;
        int after = SQL_KEPT_MAX - 1 - i;
        memmove(&store->kept[i], &store->kept[i + 1], (size_t)after * sizeof(sqlite3_stmt *));
        store->kept[SQL_KEPT_MAX - 1] = NULL;
        return found;
    }
    return NULL;
}

void sql_keep(Store *store, sqlite3_stmt *statement)
{
    if (!statement) return;
    sql_reset(statement);
    sql_free(store->kept[SQL_KEPT_MAX - 1]);
    memmove(&store->kept[1], &store->kept[0], (SQL_KEPT_MAX - 1) * sizeof(sqlite3_stmt *));
    store->kept[0] = statement;
}

void sql_drop_kept(Store *store)
{
    for (int i = 0; i < SQL_KEPT_MAX; i++) sql_free(store->kept[i]);
    memset(store->kept, 0, sizeof store->kept);
}

Result sql_prepare(Store *store, sqlite3_stmt **statement, const char *text)
{
    give_time(store);
    if ((*statement = take_kept(store, text))) return RESULT_OK;
    int code = sqlite3_prepare_v2(store->db, text, -1, statement, NULL);
    return code == SQLITE_OK ? RESULT_OK : sql_fail(store, "reading the store");
}

static Result bind_values(Store *store, sqlite3_stmt *statement, int first, const char *kinds,
                          va_list values)
{
    int code = SQLITE_OK;
    for (int i = 0; kinds[i] && code == SQLITE_OK; i++) {
        const int at = first + i;
        code = SQLITE_MISUSE;
        if (kinds[i] == 'i') code = sqlite3_bind_int64(statement, at, va_arg(values, int64_t));
        if (kinds[i] == 'd') code = sqlite3_bind_double(statement, at, va_arg(values, double));
        if (kinds[i] == 't')
            code = sqlite3_bind_text(statement, at, va_arg(values, const char *), -1,
                                     SQLITE_TRANSIENT);
        if (kinds[i] == 'b') {
            const void *bytes = va_arg(values, const void *);
            code = sqlite3_bind_blob(statement, at, bytes, va_arg(values, int), SQLITE_STATIC);
        }
        REQUIRE(code != SQLITE_MISUSE && code != SQLITE_RANGE);
    }
    return code == SQLITE_OK ? RESULT_OK : sql_fail(store, "using the store");
}

Result sql_bind_from(Store *store, sqlite3_stmt *statement, int first, const char *kinds, ...)
{
    va_list values;
    va_start(values, kinds);
    Result result = bind_values(store, statement, first, kinds, values);
    va_end(values);
    return result;
}

Result sql_query(Store *store, sqlite3_stmt **statement, const char *text, const char *kinds, ...)
{
    Result result = sql_prepare(store, statement, text);
    va_list values;
    va_start(values, kinds);
    if (!result) result = bind_values(store, *statement, 1, kinds, values);
    va_end(values);
    return result;
}

Result sql_next(Store *store, sqlite3_stmt *statement, bool *row)
{
    give_time(store);
    int code = sqlite3_step(statement);
    *row = code == SQLITE_ROW;
    return *row || code == SQLITE_DONE ? RESULT_OK : sql_fail(store, "reading the store");
}

Result sql_finish(Store *store, sqlite3_stmt *statement)
{
    give_time(store);
    int code = sqlite3_step(statement);
    Result result = code == SQLITE_DONE || code == SQLITE_ROW
                        ? RESULT_OK
                        : sql_fail(store, "writing to the store");
    sql_reset(statement);
    return result;
}

Result sql_change(Store *store, const char *text, const char *kinds, ...)
{
    sqlite3_stmt *statement = NULL;
    Result result = sql_prepare(store, &statement, text);
    va_list values;
    va_start(values, kinds);
    if (!result) result = bind_values(store, statement, 1, kinds, values);
    va_end(values);
    if (!result) result = sql_finish(store, statement);
    sql_free(statement);
    return result;
}

void sql_reset(sqlite3_stmt *statement)
{
    (void)sqlite3_reset(statement);           // says again what the last step said
    (void)sqlite3_clear_bindings(statement);  // is always OK
}

void sql_free(sqlite3_stmt *statement)
{
    (void)sqlite3_finalize(statement);  // says again what the last step said
}

Result sql_number(Store *store, const char *query, int64_t *value)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    *value = 0;
    Result result = sql_prepare(store, &statement, query);
    if (!result) result = sql_next(store, statement, &row);
    if (row) *value = sqlite3_column_int64(statement, 0);
    sql_free(statement);
    return result;
}

Result sql_uuid(char text[SQL_UUID_SIZE])
{
    unsigned char b[16];
    if (getrandom(b, sizeof b, 0) != (ssize_t)sizeof b)
        return fail(RESULT_UNAVAILABLE, "the system gives no random numbers: start it again");
    b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
    b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
    snprintf(text, SQL_UUID_SIZE,
             "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1],
             b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14],
             b[15]);
    return RESULT_OK;
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
