// SPDX-License-Identifier: MIT
// schema.h: the shape of the store, as numbered steps from nothing to today. Inside this module
// only.
#pragma once

#include "session/sql.h"

#define SCHEMA_APPLICATION_ID 0x54697074  // "Tipt", in the header of the file

// One version to the next: statements, then what SQL cannot do, then statements. NULL: nothing.
typedef struct SchemaStep {
    const char *sql;
    Result (*convert)(Store *store);
    const char *after;
} SchemaStep;

// Step i leads from version i to i + 1. Steps that were released are never changed: add another.
typedef struct Schema {
    const SchemaStep *step;
    int version;  // number of steps
} Schema;

extern const Schema schema_current;

// Brings the store to the schema's version in one transaction. A store that holds something is
// copied before, to "<path>.v<old version>-backup". VERSION: the store is newer. MALFORMED: it is
// not ours. BUSY: an older Tiptoe is recording into it.
Result schema_migrate(Store *store, const Schema *schema);
