// SPDX-License-Identifier: MIT
// forget.h: a child is forgotten: nothing of it is left in the store's folder, not in the pages
// that rows left behind and not in the copies beside the store.
#pragma once

#include "session/store.h"

typedef struct Forgotten {
    uint32_t rows;     // that became tombstones: their random ids and digests stay
    uint32_t backups;  // copies of the store from before it was brought up to date, removed
    uint32_t parts;    // files of exports and reports that were never finished, removed
} Forgotten;

// Erases all that is kept of `child` (child_record_delete()), makes the file of the store anew from
// what is left, and removes the copies beside it, which hold all children of their day, and what an
// export or a report that was cut off left there. Its code is blanked in the program's log. May be
// called again where it was cut off: then it finds no row, and removes the copies that hold the
// code. The store is open for writing by nobody else. USAGE: no child's code; BUSY: somebody plays,
// or another program has the store open; FULL: there is no room to write the store anew; LOST,
// NOT_PERMITTED.
Result child_forget(Store *store, const char *child, Forgotten *forgotten);

// For how many months the clinic keeps a child that does not come any more; 0: nobody said.
#define RETENTION_MONTHS_MAX 1200
Result retention_load(Store *store, int *months);
Result retention_save(Store *store, int months);  // USAGE: above the most

// Before when whoever was not here is past so many months. UTC.
int64_t retention_before(int months, int64_t now_utc_ms);

// Each whose newest session or page is older than that, the one seen first of all first; `visit`
// says whether to go on.
Result children_expired_visit(Store *store, int64_t before_utc_ms,
                              bool (*visit)(void *self, const char *child, int64_t seen_utc_ms),
                              void *self);

// Children whose newest session or page is older than `before_utc_ms`, one after another: `code`
// of the first one, empty if there is none. What is kept longer than a clinic's retention.
Result child_expired(Store *store, int64_t before_utc_ms, char *code, size_t size);
