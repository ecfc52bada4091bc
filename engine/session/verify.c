// SPDX-License-Identifier: MIT
// verify.c: digests computed again and compared with those that are kept.
#include "session/verify.h"

#include "session/audit.h"
#include "session/proof.h"
#include "session/track.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct Verifier {
    Store *store;
    VerifyTell tell;
    void *with;
    VerifyReport *report;
} Verifier;

// What a session's row says of its digests.
typedef struct Signed {
    int64_t id;
    bool erased, trackless;
    char by[16];
    Proof proof;
    char track[SEAL_TEXT];
} Signed;

static void differs(Verifier *v, int64_t session, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void differs(Verifier *v, int64_t session, const char *format, ...)
{
    VerifyFault fault = { .session = session };
    va_list values;
    va_start(values, format);
    vsnprintf(fault.what, sizeof fault.what, format, values);
    va_end(values);
    v->report->faults++;
    v->tell(v->with, &fault);
}

static bool same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static Result read_signed(Store *store, int64_t id, Signed *s)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query,
                              "SELECT signed_by, deleted_utc_ms NOTNULL, track_dropped_utc_ms "
                              "NOTNULL, track_digest, rows_digest, "
#define X(name, column, words) #column ", "
                              PROOF_LIST(X)
#undef X
                                  "id FROM session WHERE id=?1",
                              "i", id);
    if (!result) result = sql_next(store, query, &row);
    *s = (Signed){ .id = id };
    if (row) {
        snprintf(s->by, sizeof s->by, "%s", sql_text(query, 0));
        s->erased = sqlite3_column_int(query, 1);
        s->trackless = sqlite3_column_int(query, 2);
        snprintf(s->track, sizeof s->track, "%s", sql_text(query, 3));
        snprintf(s->proof.rows, sizeof s->proof.rows, "%s", sql_text(query, 4));
        for (int i = 0; i < PROOF_COUNT; i++)
            snprintf(s->proof.part[i], SEAL_TEXT, "%s", sql_text(query, 5 + i));
    }
    sql_free(query);
    if (!result && !row)
        result = fail(RESULT_NOT_FOUND, "there is no session %lld: 'tiptoe sessions' lists them",
                      (long long)id);
    return result;
}

// Of the rows of a session in the tables beside it.
static Result count_rows(Store *store, const char *text, int64_t id, int64_t *count)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query, text, "i", id);
    if (!result) result = sql_next(store, query, &row);
    *count = row ? sqlite3_column_int64(query, 0) : 0;
    sql_free(query);
    return result;
}

static Result verify_rows(Verifier *v, const Signed *s)
{
    static const char *const words[PROOF_COUNT] = {
#define X(name, column, words) words,
        PROOF_LIST(X)
#undef X
    };
    Proof now, over = s->proof;
    Result result = s->erased ? RESULT_OK : proof_rows(v->store, s->id, &now);
    for (int i = 0; i < PROOF_COUNT && !result && !s->erased; i++)
        if (!same(now.part[i], s->proof.part[i])) differs(v, s->id, "%s", words[i]);
    proof_over(&over);
    if (!result && !same(over.rows, s->proof.rows)) differs(v, s->id, "its digests");
    return result;
}

static Result verify_track(Verifier *v, const Signed *s)
{
    char track[SEAL_TEXT];
    int64_t page = 0, pages = 0;
    Result result =
        count_rows(v->store, "SELECT count(*) FROM track WHERE session_id=?1", s->id, &pages);
    if (result) return result;
    if (s->trackless || s->erased) {
        if (pages) differs(v, s->id, "a track that was dropped is there");
        return RESULT_OK;
    }
    result = track_read(v->store, s->id, NULL, NULL, track, &page);
    if (result == RESULT_MALFORMED || result == RESULT_VERSION) {
        differs(v, s->id, "the track from step %lld on", (long long)page);
        return RESULT_OK;
    }
    if (!result && !same(track, s->track)) differs(v, s->id, "the track");
    return result;
}

static Result verify_results(Verifier *v, int64_t id)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    char now[SEAL_TEXT];
    int64_t kept = 0;
    Result result =
        count_rows(v->store, "SELECT count(*) FROM result WHERE session_id=?1", id, &kept);
    if (!result)
        result = sql_query(v->store, &query, "SELECT digest FROM result_set WHERE session_id=?1",
                           "i", id);
    if (!result) result = sql_next(v->store, query, &row);
    if (!result && row) result = proof_results(v->store, id, now);
    if (!result && row) v->report->result_sets++;
    if (!result && (row ? !same(now, sql_text(query, 0)) : kept > 0))
        differs(v, id, "the results that are kept of it");
    sql_free(query);
    return result;
}

// A tombstone has nothing but its row.
static Result verify_erased(Verifier *v, const Signed *s)
{
    int64_t rows = 0;
    Result result = count_rows(v->store,
                               "SELECT (SELECT count(*) FROM event WHERE session_id=?1) + "
                               "(SELECT count(*) FROM trial WHERE session_id=?1) + "
                               "(SELECT count(*) FROM state_digest WHERE session_id=?1) + "
                               "(SELECT count(*) FROM result WHERE session_id=?1) + "
                               "(SELECT length(child) FROM session WHERE id=?1)",
                               s->id, &rows);
    if (!result && rows) differs(v, s->id, "what was erased is there");
    v->report->erased++;
    return result;
}

static Result verify_session(Verifier *v, int64_t id)
{
    Signed s;
    Result result = read_signed(v->store, id, &s);
    if (result) return result;
    v->report->sessions++;
    if (!*s.by) {
        v->report->recording++;
        return RESULT_OK;
    }
    if (same(s.by, "damaged")) {
        differs(v, id, "it was damaged before the store was brought up to date");
        return RESULT_OK;
    }
    result = verify_rows(v, &s);
    if (!result) result = verify_track(v, &s);
    if (!result) result = s.erased ? verify_erased(v, &s) : verify_results(v, id);
    v->report->trackless += s.trackless && !s.erased;
    return result;
}

static Result verify_sessions(Verifier *v)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_prepare(v->store, &query, "SELECT id FROM session ORDER BY id");
    while (!result && !(result = sql_next(v->store, query, &row)) && row)
        result = verify_session(v, sqlite3_column_int64(query, 0));
    sql_free(query);
    return result;
}

// Every row of a table that has a digest in each: columns id, digest, and words for it.
static Result verify_each(Verifier *v, const char *text, uint32_t *count,
                          Result (*proof)(Store *, const char *, char[SEAL_TEXT]))
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_prepare(v->store, &query, text);
    while (!result && !(result = sql_next(v->store, query, &row)) && row) {
        char now[SEAL_TEXT];
        result = proof(v->store, sql_text(query, 0), now);
        if (!result && !same(now, sql_text(query, 1))) differs(v, 0, "%s", sql_text(query, 2));
        ++*count;
    }
    sql_free(query);
    return result;
}

// Each row is a fault, in words, but for those that say "ok".
static Result verify_file(Verifier *v, const char *text)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_prepare(v->store, &query, text);
    while (!result && !(result = sql_next(v->store, query, &row)) && row)
        if (!same(sql_text(query, 0), "ok")) differs(v, 0, "the file: %.150s", sql_text(query, 0));
    sql_free(query);
    return result;
}

static Result verify_audit(Verifier *v)
{
    int64_t broken = 0;
    Result result = audit_verify(v->store, &v->report->audit_lines, &broken);
    if (!result && broken) differs(v, 0, "the audit log from its line %lld on", (long long)broken);
    return result;
}

static Result verify_all(Verifier *v)
{
    Result result = verify_file(v, "PRAGMA integrity_check");
    if (!result)
        result = verify_file(v, "SELECT 'rows of no session in ' || \"table\" FROM "
                                "pragma_foreign_key_check GROUP BY 1");
    if (!result) result = verify_sessions(v);
    if (!result)
        result = verify_each(v,
                             "SELECT id, digest, 'preset ' || name || ' of ' || game || ' of ' || "
                             "child FROM preset",
                             &v->report->presets, proof_preset);
    if (!result)
        result = verify_each(v, "SELECT id, digest, 'goal ' || limb || ' of ' || child FROM goal",
                             &v->report->goals, proof_goal);
    if (!result)
        result = verify_each(v, "SELECT id, digest, 'a baseline of ' || child FROM baseline",
                             &v->report->baselines, proof_baseline);
    if (!result)
        result = verify_each(v,
                             "SELECT id, digest, 'the primary measures of ' || child || posture "
                             "FROM primary_set",
                             &v->report->primaries, proof_primaries);
    if (!result)
        result = verify_each(v,
                             "SELECT id, digest, 'the verdict on ' || measure || ' of session ' || "
                             "session_id FROM verdict",
                             &v->report->verdicts, proof_verdict);
    if (!result)
        result = verify_each(v, "SELECT id, digest, 'the look of ' || child FROM child_look",
                             &v->report->looks, proof_look);
    if (!result)
        result = verify_each(v,
                             "SELECT id, digest, 'the ' || kind || ' ' || name || ' of ' || child "
                             "FROM document",
                             &v->report->documents, proof_document);
    if (!result)
        result = verify_each(v, "SELECT id, digest, 'a report on ' || child FROM report",
                             &v->report->reports, proof_report);
    if (!result)
        result = verify_each(v, "SELECT id, digest, 'account ' || name FROM account",
                             &v->report->accounts, proof_account);
    return result ? result : verify_audit(v);
}

Result verify_store(Store *store, int64_t id, VerifyTell tell, void *with, VerifyReport *report)
{
    Verifier v = { store, tell, with, report };
    *report = (VerifyReport){ 0 };
    store->patient = true;
    Result result = sql_begin_reading(store);
    if (!result) result = id ? verify_session(&v, id) : verify_all(&v);
    if (result == RESULT_MALFORMED) {  // SQLite could not go on
        differs(&v, id, "the file: %.150s", fail_text());
        result = RESULT_OK;
    }
    result = sql_end(store, result);
    store->patient = false;
    return !result && report->faults ? RESULT_DIFFERS : result;
}
