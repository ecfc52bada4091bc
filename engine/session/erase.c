// SPDX-License-Identifier: MIT
// erase.c: what is removed of a session for good. The file's pages that held it are overwritten.
#include "base/clock.h"
#include "session/documents.h"
#include "session/proof.h"
#include "session/verify.h"

#include <stdio.h>

static Result need_ended(Store *store, int64_t id)
{
    sqlite3_stmt *query = NULL;
    bool row = false, ended = false;
    Result result = sql_query(store, &query,
                              "SELECT signed_by NOTNULL FROM session WHERE id=?1 AND "
                              "deleted_utc_ms IS NULL",
                              "i", id);
    if (!result) result = sql_next(store, query, &row);
    if (row) ended = sqlite3_column_int(query, 0);
    sql_free(query);
    if (!result && !row)
        result = fail(RESULT_NOT_FOUND, "there is no session %lld: 'tiptoe sessions' lists them",
                      (long long)id);
    if (!result && !ended)
        result =
            fail(RESULT_BUSY, "session %lld is being recorded: let it end first", (long long)id);
    return result;
}

static Result drop_pages(Store *store, int64_t id)
{
    Result result = sql_change(store, "DELETE FROM track WHERE session_id=?1", "i", id);
    if (result) return result;
    return sql_change(store,
                      "UPDATE session SET track_dropped_utc_ms=?2, changed_utc_ms=?2 WHERE id=?1 "
                      "AND track_dropped_utc_ms IS NULL",
                      "ii", id, clock_utc_ms());
}

// With the last session of a child goes how it wanted to be seen: nobody needs it any more.
static Result forget_child(Store *store, int64_t id)
{
    sqlite3_stmt *update = NULL;
    char look[SQL_UUID_SIZE] = "";
    bool row = false;
    Result result = sql_query(
        store, &update,
        "UPDATE child_look SET deleted_utc_ms=?2, changed_utc_ms=?2, child='', look='', picture='' "
        "WHERE deleted_utc_ms IS NULL AND child=(SELECT child FROM session WHERE id=?1) AND NOT "
        "EXISTS(SELECT 1 FROM session AS other WHERE other.child=child_look.child AND "
        "other.id<>?1 AND other.deleted_utc_ms IS NULL) RETURNING id",
        "ii", id, clock_utc_ms());
    if (!result) result = sql_next(store, update, &row);
    if (row) snprintf(look, sizeof look, "%s", sql_text(update, 0));
    if (row) result = sql_next(store, update, &row);
    sql_free(update);
    return result || !look[0] ? result : proof_sign_look(store, look);
}

// Digests, ids, station and times stay.
static Result blank(Store *store, int64_t id)
{
    static const char *const clear[] = {
        "DELETE FROM event WHERE session_id=?1",        "DELETE FROM trial WHERE session_id=?1",
        "DELETE FROM state_digest WHERE session_id=?1", "DELETE FROM result WHERE session_id=?1",
        "DELETE FROM result_set WHERE session_id=?1",   "DELETE FROM verdict WHERE session_id=?1",
    };
    Result result = forget_child(store, id);
    if (!result) result = documents_forget_session(store, id);
    for (size_t i = 0; i < sizeof clear / sizeof clear[0] && !result; i++)
        result = sql_change(store, clear[i], "i", id);
    if (result) return result;
    return sql_change(
        store,
        "UPDATE session SET deleted_utc_ms=?2, changed_utc_ms=?2, started_utc_ms=0, "
        "zone_minutes=0, child='', game='', game_version=0, level=1, seconds=0, seed=0, "
        "settings='', status='', step_count=0, steps_lost=0, calibration=NULL, scores=NULL, "
        "quality=NULL, offered=NULL, hits=NULL, reps_arm_left=NULL, reps_arm_right=NULL, "
        "reps_leg_left=NULL, reps_leg_right=NULL, hand_steps_left=NULL, hand_steps_right=NULL, "
        "foot_steps_left=NULL, foot_steps_right=NULL, steps_played=NULL, poses=NULL, "
        "poses_found=NULL WHERE id=?1",
        "ii", id, clock_utc_ms());
}

// `change` in one transaction; what it frees is overwritten with zeros.
static Result remove_from(Store *store, int64_t id, Result (*also)(Store *, int64_t))
{
    Result result = sql_begin_clean(store);
    if (!result) result = need_ended(store, id);
    if (!result) result = drop_pages(store, id);
    if (!result && also) result = also(store, id);
    return sql_end(store, result);
}

Result session_erase(Store *store, int64_t id)
{
    return remove_from(store, id, blank);
}

Result track_drop(Store *store, int64_t id)
{
    return remove_from(store, id, NULL);
}
