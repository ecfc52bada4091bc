// SPDX-License-Identifier: MIT
// upgrade.c: what SQL alone cannot do when an older store is brought up to date.
#include "session/upgrade.h"

#include "base/bytes.h"
#include "base/log.h"
#include "session/describe.h"
#include "session/info.h"
#include "session/proof.h"
#include "session/rows.h"
#include "session/track.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// The events of schema 1 to 4, in the order in which their FNV digest counted them.
static const char *const old_events[] = {
    "offer",     "hit",        "miss",        "resting_hand", "help",    "seen",
    "lost",      "calibrated", "pause",       "resume",       "level",   "finish",
    "measure",   "difficulty", "scale_drift", "praise",       "support", "trial_begin",
    "trial_end", "trial_void", "model",       "skip",         "redo",
};

static int old_event(const char *name)
{
    int event = 0, count = (int)(sizeof old_events / sizeof old_events[0]);
    while (event < count && strcmp(name, old_events[event]) != 0) event++;
    return event;
}

static void put_real(Bytes *to, sqlite3_stmt *row, int column)
{
    float value = (float)sql_real(row, column);
    bytes_put_float(to, isnan(value) ? NAN : value + 0.0f);
}

static uint64_t hash_event(uint64_t hash, sqlite3_stmt *row)
{
    unsigned char bytes[25];
    Bytes to = bytes_over(bytes, sizeof bytes);
    bytes_put(&to, (uint64_t)sqlite3_column_int64(row, 0), 4);
    bytes_put(&to, (uint64_t)old_event(sql_text(row, 1)), 1);
    bytes_put(&to, (uint64_t)sqlite3_column_int64(row, 2), 4);
    bytes_put(&to, (uint64_t)sqlite3_column_int64(row, 3), 4);
    for (int i = 4; i < 7; i++) put_real(&to, row, i);
    return bytes_hash(hash, bytes, sizeof bytes);
}

// The steps of a page of format 1, after its head of version and first step.
static uint64_t hash_page(uint64_t hash, sqlite3_stmt *row)
{
    const unsigned char *bytes = sqlite3_column_blob(row, 0);
    int size = sqlite3_column_bytes(row, 0);
    return size < 5 ? hash : bytes_hash(hash, bytes + 5, (size_t)size - 5);
}

static Result hash_rows(Store *store, const char *text, int64_t id,
                        uint64_t (*add)(uint64_t, sqlite3_stmt *), uint64_t *hash)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    *hash = BYTES_HASH_START;
    Result result = sql_query(store, &query, text, "i", id);
    while (!result && !(result = sql_next(store, query, &row)) && row) *hash = add(*hash, query);
    sql_free(query);
    return result;
}

// The digests of before, as the row of the session has them.
static Result compare_old(Store *store, int64_t id, bool *sound)
{
    sqlite3_stmt *query = NULL;
    uint64_t inputs = 0, events = 0;
    bool row = false;
    Result result =
        hash_rows(store, "SELECT bytes FROM track WHERE session_id=?1 ORDER BY first_step", id,
                  hash_page, &inputs);
    if (!result)
        result = hash_rows(store,
                           "SELECT step, event, target, side, at_x, at_y, value FROM event "
                           "WHERE session_id=?1 ORDER BY seq",
                           id, hash_event, &events);
    if (!result)
        result = sql_query(store, &query,
                           "SELECT input_digest, event_digest FROM session WHERE id=?1", "i", id);
    if (!result) result = sql_next(store, query, &row);
    *sound = row;
    *sound = row && hex_read(sql_text(query, 0), sound) == inputs && *sound;
    *sound = *sound && hex_read(sql_text(query, 1), sound) == events && *sound;
    sql_free(query);
    return result;
}

// `*good` false: it has no summary, or one that cannot be read.
static Result read_summary(Store *store, int64_t id, SessionSummary *summary, bool *good)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(
        store, &query, "SELECT calibration, scores, quality FROM session WHERE id=?1", "i", id);
    if (!result) result = sql_next(store, query, &row);
    *good = row && sqlite3_column_type(query, 0) != SQLITE_NULL;
    if (!result && *good)
        result = describe_summary_read(summary, sql_text(query, 0), sql_text(query, 1),
                                       sql_text(query, 2));
    sql_free(query);
    *good = *good && !result;
    return result == RESULT_MALFORMED ? RESULT_OK : result;
}

static Result fill_listed(Store *store, int64_t id)
{
    sqlite3_stmt *update = NULL;
    SessionSummary summary = { 0 };
    bool good = false;
    Result result = read_summary(store, id, &summary, &good);
    if (result || !good) return result;
    result = sql_prepare(store, &update, LISTED_UPDATE);
    if (!result) result = listed_bind(store, update, id, &summary);
    if (!result) result = sql_finish(store, update);
    sql_free(update);
    return result;
}

static Result mark_damaged(Store *store, int64_t id)
{
    log_warn("session=%lld was damaged before; it is kept as it is", (long long)id);
    return sql_change(store, "UPDATE session SET signed_by='damaged' WHERE id=?1", "i", id);
}

static Result sign_results(Store *store, int64_t id)
{
    Result result = sql_change(store,
                               "INSERT INTO result_set SELECT session_id, " SQL_STATION ", "
                               "unixepoch() * 1000, '' FROM result WHERE session_id=?1 LIMIT 1",
                               "i", id);
    return result ? result : proof_sign_results_5(store, id);
}

static Result upgrade_session(Store *store, int64_t id)
{
    char track[SEAL_TEXT];
    int64_t page = 0;
    bool sound = false;
    Result result = compare_old(store, id, &sound);
    if (!result) result = fill_listed(store, id);
    if (!result) result = sign_results(store, id);
    if (result) return result;
    result = track_read(store, id, NULL, NULL, track, &page);
    if (result == RESULT_MALFORMED || result == RESULT_VERSION || (!result && !sound))
        return mark_damaged(store, id);
    return result ? result : proof_sign(store, id, "migration", track);
}

static Result each_session(Store *store)
{
    sqlite3_stmt *next = NULL;
    int64_t id = INT64_MIN;
    bool row = true;
    Result result =
        sql_prepare(store, &next, "SELECT id FROM session WHERE id>?1 ORDER BY id LIMIT 1");
    while (!result && row) {
        result = sql_bind(store, next, "i", id);
        if (!result) result = sql_next(store, next, &row);
        if (row) id = sqlite3_column_int64(next, 0);
        sql_reset(next);
        if (!result && row) result = upgrade_session(store, id);
    }
    sql_free(next);
    return result;
}

// Signs the rows of one table of which each has a digest of its own.
static Result each_row(Store *store, const char *unsigned_one,
                       Result (*sign)(Store *, const char *))
{
    sqlite3_stmt *next = NULL;
    bool row = true;
    Result result = sql_prepare(store, &next, unsigned_one);
    while (!result && row) {
        char id[SQL_UUID_SIZE] = "";
        result = sql_next(store, next, &row);
        if (row) snprintf(id, sizeof id, "%s", sql_text(next, 0));
        sql_reset(next);
        if (!result && row) result = sign(store, id);
    }
    sql_free(next);
    return result;
}

Result upgrade_5(Store *store)
{
    Result result = each_session(store);
    if (!result)
        result =
            each_row(store, "SELECT id FROM preset WHERE digest='' LIMIT 1", proof_sign_preset);
    if (!result)
        result = each_row(store, "SELECT id FROM goal WHERE digest='' LIMIT 1", proof_sign_goal);
    return result;
}
