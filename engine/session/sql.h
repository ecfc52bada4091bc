// SPDX-License-Identifier: MIT
// sql.h: inside this module only: the open store, and short words for talking to SQLite. No code
// that SQLite returns is dropped: each becomes a Result, which must be used.
#pragma once

#include "session/store.h"

#include <sqlite3.h>

#define SQL_MUST_USE __attribute__((warn_unused_result))

#define SQL_LIMIT_US 4000000
#define SQL_KEPT_MAX 16

struct Store {
    sqlite3 *db;
    int lock_fd;  // of the file in which running recorders hold a byte each; -1: not open yet
    int64_t
        until;  // when the statement that runs has taken too long: SQL_LIMIT_US from its row before
    bool patient;                      // that it may take longer: the whole store is read
    bool held;                         // store_hold(): a transaction is a part of a larger one
    sqlite3_stmt *kept[SQL_KEPT_MAX];  // sql_keep(): the latest first
    char path[STORE_PATH_MAX];
};

// Turns the last error of `db` into a Result and a line: "<path>: <what>: <why>. <what to do>".
Result sql_fail(Store *store, const char *what);

SQL_MUST_USE Result sql_run(Store *store, const char *statements);  // constant text only
SQL_MUST_USE Result sql_prepare(Store *store, sqlite3_stmt **statement, const char *text);

// Binds `values` of the kinds that `kinds` names, from parameter `first` on: i int64_t, d double
// (NaN becomes NULL), t text (copied; NULL allowed), b a blob: const void *, int (not copied).
// FULL.
SQL_MUST_USE Result sql_bind_from(Store *store, sqlite3_stmt *statement, int first,
                                  const char *kinds, ...);
#define sql_bind(store, statement, ...) sql_bind_from(store, statement, 1, __VA_ARGS__)

// sql_prepare(), and binds from parameter 1 on.
SQL_MUST_USE Result sql_query(Store *store, sqlite3_stmt **statement, const char *text,
                              const char *kinds, ...);

// The next row of a query; `*row` false after the last.
SQL_MUST_USE Result sql_next(Store *store, sqlite3_stmt *statement, bool *row);

// Begins a transaction that writes, or a part of the one that is held.
SQL_MUST_USE Result sql_begin(Store *store);
// The same; what it frees is overwritten with zeros.
SQL_MUST_USE Result sql_begin_clean(Store *store);
// The same for reading alone: others may write meanwhile, but for within what store_hold() holds.
SQL_MUST_USE Result sql_begin_reading(Store *store);

// Ends a transaction: commits, or rolls back after a failure, which it returns.
SQL_MUST_USE Result sql_end(Store *store, Result result);

// Runs a statement that gives no rows, and resets it.
SQL_MUST_USE Result sql_finish(Store *store, sqlite3_stmt *statement);

// One statement that changes something, with its values as for sql_bind(), from start to end.
SQL_MUST_USE Result sql_change(Store *store, const char *text, const char *kinds, ...);

// Makes a query ready to be bound again.
void sql_reset(sqlite3_stmt *statement);

// Frees a statement, NULL too. What went wrong with it was told when it went wrong.
void sql_free(sqlite3_stmt *statement);

// The same, of a query that a page asks once a child: sql_prepare() of the same text takes it again
// instead of reading the text anew, which costs more than a few rows do. Its values are forgotten.
void sql_keep(Store *store, sqlite3_stmt *statement);
void sql_drop_kept(Store *store);

// The first column of the first row of a constant query.
SQL_MUST_USE Result sql_number(Store *store, const char *query, int64_t *value);

// 128 random bits as RFC 9562 writes them, version 4. UNAVAILABLE.
#define SQL_UUID_SIZE 37
SQL_MUST_USE Result sql_uuid(char text[SQL_UUID_SIZE]);

// The station that this store stands in, as a value of a statement.
#define SQL_STATION "(SELECT id FROM station WHERE here=1)"

// Text of a column, "" for NULL. Valid until the next step.
const char *sql_text(sqlite3_stmt *statement, int column);
double sql_real(sqlite3_stmt *statement, int column);  // NaN for NULL

// Whether a program is recording session `id` just now.
bool store_is_recording(Store *store, int64_t id);
// Whether any is.
SQL_MUST_USE Result store_any_recording(Store *store, bool *any);
// Tells others so, until the store is closed or the program ends in whatever way. NOT_PERMITTED ...
Result store_hold_recording(Store *store, int64_t id);
