// SPDX-License-Identifier: MIT
// verify.h: whether what the store holds is what was written, and where it is not; and what may be
// erased of it so that the rest can still be verified.
#pragma once

#include "session/store.h"

// One thing that is not as it was written.
typedef struct VerifyFault {
    int64_t session;  // 0: of no session
    char what[192];   // "events", "the track from step 600 on", "goal arm_left of FOX-1" ...
} VerifyFault;

typedef struct VerifyReport {
    uint32_t sessions;   // looked at
    uint32_t erased;     // of these, tombstones
    uint32_t trackless;  // of these, without a track, as its dropping says
    uint32_t recording;  // of these, not signed yet
    uint32_t presets, goals, result_sets, baselines, primaries, verdicts, looks, documents, reports,
        accounts, audit_lines;
    uint32_t faults;
} VerifyReport;

// Takes each fault as it is found.
typedef void (*VerifyTell)(void *with, const VerifyFault *fault);

// Session `id`, or with 0 everything: every session and every row with a digest of its own, the
// file's own structure, and rows that belong to nothing. DIFFERS: something is not as it was
// written, and was told. NOT_FOUND; BUSY, LOST, FULL: it could not be read to the end.
Result verify_store(Store *store, int64_t id, VerifyTell tell, void *with, VerifyReport *report);

// Erases a session for good: its rows and its track go, and of its own row what tells of a person.
// The row stays as a tombstone with its digests. With a child's last session goes what was kept for
// the child to play with: its look. The store is open for writing. NOT_FOUND, BUSY
// (it is being recorded), LOST, FULL.
Result session_erase(Store *store, int64_t id);

// Removes the track of a session; what was computed from it stays. It cannot be watched or scored
// again. As session_erase().
Result track_drop(Store *store, int64_t id);
