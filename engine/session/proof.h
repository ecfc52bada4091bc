// SPDX-License-Identifier: MIT
// proof.h: SHA-256 over what the store holds of a session, part by part, so that a change is found
// and told where. Inside this module only. docs/recording.md says which columns in which order.
#pragma once

#include "session/seal.h"
#include "session/sql.h"

// The parts of a session's rows. X(name, column of session, words)
#define PROOF_LIST(X)                                                                              \
    X(SESSION, session_digest, "the session's own row")                                            \
    X(EVENTS, events_digest, "events")                                                             \
    X(TRIALS, trials_digest, "trials")                                                             \
    X(MARKS, marks_digest, "marks of behaviour")

typedef enum ProofPart {
#define X(name, column, words) PROOF_##name,
    PROOF_LIST(X)
#undef X
        PROOF_COUNT
} ProofPart;

typedef struct Proof {
    char part[PROOF_COUNT][SEAL_TEXT];
    char rows[SEAL_TEXT];  // over those of the parts
} Proof;

// What the rows of session `id` give now. BUSY, LOST, FULL, MALFORMED.
SQL_MUST_USE Result proof_rows(Store *store, int64_t id, Proof *proof);

// Over the parts that were given.
void proof_over(Proof *proof);

// Signs session `id` in the running transaction: its row says who (`by`) and keeps the digests.
// `track`: of its step records.
SQL_MUST_USE Result proof_sign(Store *store, int64_t id, const char *by, const char *track);

// Likewise the results kept of a session; and, by its id, one row of the tables in which each
// has its own.
SQL_MUST_USE Result proof_results(Store *store, int64_t id, char digest[SEAL_TEXT]);
SQL_MUST_USE Result proof_sign_results(Store *store, int64_t id);
// As schema 5 signed them, for the upgrade to it.
SQL_MUST_USE Result proof_sign_results_5(Store *store, int64_t id);
SQL_MUST_USE Result proof_preset(Store *store, const char *id, char digest[SEAL_TEXT]);
SQL_MUST_USE Result proof_sign_preset(Store *store, const char *id);
SQL_MUST_USE Result proof_goal(Store *store, const char *id, char digest[SEAL_TEXT]);
SQL_MUST_USE Result proof_sign_goal(Store *store, const char *id);
SQL_MUST_USE Result proof_baseline(Store *store, const char *id, char digest[SEAL_TEXT]);
SQL_MUST_USE Result proof_sign_baseline(Store *store, const char *id);
SQL_MUST_USE Result proof_primaries(Store *store, const char *id, char digest[SEAL_TEXT]);
SQL_MUST_USE Result proof_sign_primaries(Store *store, const char *id);
SQL_MUST_USE Result proof_verdict(Store *store, const char *id, char digest[SEAL_TEXT]);
SQL_MUST_USE Result proof_sign_verdict(Store *store, const char *id);
SQL_MUST_USE Result proof_look(Store *store, const char *id, char digest[SEAL_TEXT]);
SQL_MUST_USE Result proof_sign_look(Store *store, const char *id);
SQL_MUST_USE Result proof_document(Store *store, const char *id, char digest[SEAL_TEXT]);
SQL_MUST_USE Result proof_sign_document(Store *store, const char *id);
SQL_MUST_USE Result proof_report(Store *store, const char *id, char digest[SEAL_TEXT]);
SQL_MUST_USE Result proof_sign_report(Store *store, const char *id);
SQL_MUST_USE Result proof_account(Store *store, const char *id, char digest[SEAL_TEXT]);
SQL_MUST_USE Result proof_sign_account(Store *store, const char *id);
