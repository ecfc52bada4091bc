// SPDX-License-Identifier: MIT
// child_rows.h: every row that the store keeps of a child, whatever its table: what a child's
// parents, or another clinic, may ask for. Found by the store's own shape, so that a new table is
// among them. Not the movement, and not the events and values that the tables of an export tell.
#pragma once

#include "session/store.h"

typedef struct ChildRow {
    const char *table;
    const char *id;       // random; "": the row has none of its own
    const char *session;  // uuid; "": of no session
    int64_t changed_utc_ms;
    const char *content;  // JSON: the row, column by column, without bytes
} ChildRow;

// Valid until `visit` returns, which says whether to go on. FULL, BUSY, LOST, MALFORMED.
Result child_rows_visit(Store *store, const char *child,
                        bool (*visit)(void *self, const ChildRow *row), void *self);
