// SPDX-License-Identifier: MIT
// proof.c: digests of rows, and their signing.
#include "session/proof.h"

#include "session/rows.h"

#include <string.h>

// Everything that stays once the session has ended. What may change later is not in it: when it was
// changed, whether it was erased, and the digests themselves.
#define SESSION_PART                                                                               \
    "SELECT uuid, station, author, started_utc_ms, zone_minutes, child, game, game_version, "      \
    "play_version, level, seconds, seed, settings, status, step_count, steps_lost, calibration, "  \
    "scores, quality, " LISTED_COLUMNS ", signed_by FROM session WHERE id=?1"
#define EVENTS_PART "SELECT " EVENT_COLUMNS " FROM event WHERE session_id=?1 ORDER BY seq"
#define TRIALS_PART "SELECT " TRIAL_COLUMNS " FROM trial WHERE session_id=?1 ORDER BY seq"
#define MARKS_PART  "SELECT step, digest FROM state_digest WHERE session_id=?1 ORDER BY step"
#define RESULTS                                                                                    \
    "SELECT seq, " RESULT_COLUMNS ", station, changed_utc_ms FROM result_set "                     \
    "LEFT JOIN result USING(session_id) WHERE session_id=?1 ORDER BY seq"
#define RESULTS_OF_FORMULAS                                                                        \
    "SELECT seq, " RESULT_COLUMNS ", station, changed_utc_ms, formulas FROM result_set "           \
    "LEFT JOIN result USING(session_id) WHERE session_id=?1 ORDER BY seq"
#define RESULTS_OF_INTERVALS                                                                       \
    "SELECT seq, " RESULT_COLUMNS ", " RESULT_INTERVALS ", station, changed_utc_ms, formulas "     \
    "FROM result_set LEFT JOIN result USING(session_id) WHERE session_id=?1 ORDER BY seq"
#define PRESET                                                                                     \
    "SELECT id, station, author, changed_utc_ms, deleted_utc_ms, child, game, name, knobs "        \
    "FROM preset WHERE id=?1"
#define GOAL                                                                                       \
    "SELECT id, station, author, changed_utc_ms, deleted_utc_ms, child, limb, reps "               \
    "FROM goal WHERE id=?1"

#define BASELINE                                                                                   \
    "SELECT id, station, author, changed_utc_ms, deleted_utc_ms, child, session, reason "          \
    "FROM baseline WHERE id=?1"
// Without a reason it is of schema 6, and holds as it was signed there: one value fewer.
#define PRIMARY_SET                                                                                \
    "SELECT id, station, author, changed_utc_ms, deleted_utc_ms, child, posture, measures "        \
    "FROM primary_set WHERE id=?1"
#define PRIMARY_SET_OF_REASON                                                                      \
    "SELECT id, station, author, changed_utc_ms, deleted_utc_ms, child, posture, measures, "       \
    "reason FROM primary_set WHERE id=?1"
#define VERDICT                                                                                    \
    "SELECT id, station, author, changed_utc_ms, deleted_utc_ms, session_id, kind, side, "         \
    "measure, version, unit, change, detail FROM verdict WHERE id=?1"
#define LOOK                                                                                       \
    "SELECT id, station, author, changed_utc_ms, deleted_utc_ms, child, look, picture "            \
    "FROM child_look WHERE id=?1"
#define DOCUMENT                                                                                   \
    "SELECT id, station, author, changed_utc_ms, deleted_utc_ms, kind, child, session, name, "     \
    "body FROM document WHERE id=?1"

#define REPORT                                                                                     \
    "SELECT id, station, author, changed_utc_ms, deleted_utc_ms, child, kind, formulas, view, "    \
    "pdf FROM report WHERE id=?1"
#define ACCOUNT                                                                                    \
    "SELECT id, station, author, changed_utc_ms, deleted_utc_ms, name, role, password "            \
    "FROM account WHERE id=?1"

static void seal_value(Seal *seal, sqlite3_stmt *row, int column)
{
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL: seal_nothing(seal); break;
    case SQLITE_INTEGER: seal_whole(seal, sqlite3_column_int64(row, column)); break;
    case SQLITE_FLOAT: seal_real(seal, sqlite3_column_double(row, column)); break;
    default: {
        const void *bytes = sqlite3_column_blob(row, column);
        seal_bytes(seal, bytes, (size_t)sqlite3_column_bytes(row, column));
    }
    }
}

// Takes a query that is bound already, and frees it: all values of all rows, one after another.
static Result seal_rows(Store *store, Result result, sqlite3_stmt *query, char digest[SEAL_TEXT])
{
    Seal seal = seal_start();
    bool row = false;
    while (!result && !(result = sql_next(store, query, &row)) && row)
        for (int i = 0; i < sqlite3_column_count(query); i++) seal_value(&seal, query, i);
    sql_free(query);
    seal_text(&seal, digest);
    return result;
}

static Result of_session(Store *store, const char *text, int64_t id, char digest[SEAL_TEXT])
{
    sqlite3_stmt *query = NULL;
    Result result = sql_query(store, &query, text, "i", id);
    return seal_rows(store, result, query, digest);
}

static Result of_row(Store *store, const char *text, const char *id, char digest[SEAL_TEXT])
{
    sqlite3_stmt *query = NULL;
    Result result = sql_query(store, &query, text, "t", id);
    return seal_rows(store, result, query, digest);
}

void proof_over(Proof *proof)
{
    Seal seal = seal_start();
    for (int i = 0; i < PROOF_COUNT; i++) seal_bytes(&seal, proof->part[i], strlen(proof->part[i]));
    seal_text(&seal, proof->rows);
}

Result proof_rows(Store *store, int64_t id, Proof *proof)
{
    static const char *const queries[PROOF_COUNT] = { SESSION_PART, EVENTS_PART, TRIALS_PART,
                                                      MARKS_PART };
    Result result = RESULT_OK;
    for (int i = 0; i < PROOF_COUNT && !result; i++)
        result = of_session(store, queries[i], id, proof->part[i]);
    proof_over(proof);
    return result;
}

Result proof_sign(Store *store, int64_t id, const char *by, const char *track)
{
    Proof proof;
    Result result = sql_change(store, "UPDATE session SET signed_by=?2 WHERE id=?1", "it", id, by);
    if (!result) result = proof_rows(store, id, &proof);
    if (result) return result;
    return sql_change(store,
                      "UPDATE session SET session_digest=?2, events_digest=?3, trials_digest=?4, "
                      "marks_digest=?5, rows_digest=?6, track_digest=?7 WHERE id=?1",
                      "itttttt", id, proof.part[PROOF_SESSION], proof.part[PROOF_EVENTS],
                      proof.part[PROOF_TRIALS], proof.part[PROOF_MARKS], proof.rows, track);
}

// What a set holds tells which schema signed it: one of before 6 names no formulas, one of before
// 10 no intervals. Their digests stay as they were signed.
Result proof_results(Store *store, int64_t id, char digest[SEAL_TEXT])
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    const char *select = RESULTS;
    Result result = sql_query(store, &query,
                              "SELECT formulas<>'', EXISTS(SELECT 1 FROM result WHERE "
                              "session_id=?1 AND interval IS NOT NULL) FROM result_set "
                              "WHERE session_id=?1",
                              "i", id);
    if (!result) result = sql_next(store, query, &row);
    if (!result && row && sqlite3_column_int(query, 0))
        select = sqlite3_column_int(query, 1) ? RESULTS_OF_INTERVALS : RESULTS_OF_FORMULAS;
    sql_free(query);
    return result ? result : of_session(store, select, id, digest);
}

static Result sign_results(Store *store, int64_t id, Result result, const char *digest)
{
    if (result) return result;
    return sql_change(store, "UPDATE result_set SET digest=?2 WHERE session_id=?1", "it", id,
                      digest);
}

Result proof_sign_results(Store *store, int64_t id)
{
    char digest[SEAL_TEXT];
    return sign_results(store, id, proof_results(store, id, digest), digest);
}

Result proof_sign_results_5(Store *store, int64_t id)
{
    char digest[SEAL_TEXT];
    return sign_results(store, id, of_session(store, RESULTS, id, digest), digest);
}

static Result sign_row(Store *store, const char *select, const char *update, const char *id)
{
    char digest[SEAL_TEXT];
    Result result = of_row(store, select, id, digest);
    return result ? result : sql_change(store, update, "tt", id, digest);
}

Result proof_preset(Store *store, const char *id, char digest[SEAL_TEXT])
{
    return of_row(store, PRESET, id, digest);
}

Result proof_sign_preset(Store *store, const char *id)
{
    return sign_row(store, PRESET, "UPDATE preset SET digest=?2 WHERE id=?1", id);
}

Result proof_goal(Store *store, const char *id, char digest[SEAL_TEXT])
{
    return of_row(store, GOAL, id, digest);
}

Result proof_sign_goal(Store *store, const char *id)
{
    return sign_row(store, GOAL, "UPDATE goal SET digest=?2 WHERE id=?1", id);
}

Result proof_baseline(Store *store, const char *id, char digest[SEAL_TEXT])
{
    return of_row(store, BASELINE, id, digest);
}

Result proof_sign_baseline(Store *store, const char *id)
{
    return sign_row(store, BASELINE, "UPDATE baseline SET digest=?2 WHERE id=?1", id);
}

Result proof_primaries(Store *store, const char *id, char digest[SEAL_TEXT])
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result =
        sql_query(store, &query, "SELECT 1 FROM primary_set WHERE id=?1 AND reason<>''", "t", id);
    if (!result) result = sql_next(store, query, &row);
    sql_free(query);
    return result ? result : of_row(store, row ? PRIMARY_SET_OF_REASON : PRIMARY_SET, id, digest);
}

Result proof_sign_primaries(Store *store, const char *id)
{
    char digest[SEAL_TEXT];
    Result result = proof_primaries(store, id, digest);
    return result ? result
                  : sql_change(store, "UPDATE primary_set SET digest=?2 WHERE id=?1", "tt", id,
                               digest);
}

Result proof_verdict(Store *store, const char *id, char digest[SEAL_TEXT])
{
    return of_row(store, VERDICT, id, digest);
}

Result proof_sign_verdict(Store *store, const char *id)
{
    return sign_row(store, VERDICT, "UPDATE verdict SET digest=?2 WHERE id=?1", id);
}

Result proof_look(Store *store, const char *id, char digest[SEAL_TEXT])
{
    return of_row(store, LOOK, id, digest);
}

Result proof_sign_look(Store *store, const char *id)
{
    return sign_row(store, LOOK, "UPDATE child_look SET digest=?2 WHERE id=?1", id);
}

Result proof_document(Store *store, const char *id, char digest[SEAL_TEXT])
{
    return of_row(store, DOCUMENT, id, digest);
}

Result proof_sign_document(Store *store, const char *id)
{
    return sign_row(store, DOCUMENT, "UPDATE document SET digest=?2 WHERE id=?1", id);
}

Result proof_report(Store *store, const char *id, char digest[SEAL_TEXT])
{
    return of_row(store, REPORT, id, digest);
}

Result proof_sign_report(Store *store, const char *id)
{
    return sign_row(store, REPORT, "UPDATE report SET digest=?2 WHERE id=?1", id);
}

Result proof_account(Store *store, const char *id, char digest[SEAL_TEXT])
{
    return of_row(store, ACCOUNT, id, digest);
}

Result proof_sign_account(Store *store, const char *id)
{
    return sign_row(store, ACCOUNT, "UPDATE account SET digest=?2 WHERE id=?1", id);
}
