// SPDX-License-Identifier: MIT
// sql.h: inside this module only: the open store, and short words for talking to SQLite.
#pragma once

#include "session/store.h"

#include <sqlite3.h>

struct Store {
    sqlite3 *db;
    int lock_fd;  // of the file in which running recorders hold a byte each; -1: not open yet
    char path[STORE_PATH_MAX];
};

// Turns the last error of `db` into a Result and a line: "<path>: <what>: <why>. <what to do>".
Result sql_fail(const Store *store, const char *what);

Result sql_run(const Store *store, const char *statements);  // constant text only
Result sql_prepare(const Store *store, sqlite3_stmt **statement, const char *text);

// Binds `values` of the kinds that `kinds` names, from parameter 1 on: i int64_t, d double (NaN
// becomes NULL), t text (copied; NULL allowed).
void sql_bind(sqlite3_stmt *statement, const char *kinds, ...);

// Ends a transaction: commits, or rolls back after a failure, which it returns.
Result sql_end(const Store *store, Result result);

// Runs a statement that gives no rows, and resets it.
Result sql_finish(const Store *store, sqlite3_stmt *statement);

// The first column of the first row of a constant query.
Result sql_number(const Store *store, const char *query, int64_t *value);

// Text of a column, "" for NULL. Valid until the next step.
const char *sql_text(sqlite3_stmt *statement, int column);
double sql_real(sqlite3_stmt *statement, int column);  // NaN for NULL

// Whether a program is recording session `id` just now.
bool store_is_recording(Store *store, int64_t id);
// Tells others so, until the store is closed or the program ends in whatever way. NOT_PERMITTED ...
Result store_hold_recording(Store *store, int64_t id);
