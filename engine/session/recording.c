// SPDX-License-Identifier: MIT
// recording.c: whole sessions read back, with every doubt about what the file says.
#include "session/recording.h"

#include "session/info.h"
#include "session/proof.h"
#include "session/session_list.h"
#include "session/track.h"

#include <stdlib.h>
#include <string.h>

static Result load_step(void *with, const PlayInput *in)
{
    Recording *recording = with;
    if (recording->input_count == RECORDING_STEPS_MAX)
        return fail(RESULT_FULL, "session %lld is longer than can be read",
                    (long long)recording->info.id);
    Result result = GROW(recording->input, recording->input_count);
    if (result == RESULT_OK) recording->input[recording->input_count++] = *in;
    return result;
}

static Result load_event(Recording *recording, sqlite3_stmt *row)
{
    Result result = GROW(recording->event, recording->event_count);
    if (result != RESULT_OK) return result;
    result = event_read(row, &recording->event[recording->event_count++]);
    if (result == RESULT_MALFORMED)
        result = fail(RESULT_MALFORMED, "session %lld: event %u is damaged",
                      (long long)recording->info.id, recording->event_count);
    return result;
}

static Result load_trial(Recording *recording, sqlite3_stmt *row)
{
    Result result = GROW(recording->trial, recording->trial_count);
    if (result == RESULT_OK && !trial_read(row, &recording->trial[recording->trial_count++]))
        result = fail(RESULT_MALFORMED, "session %lld: trial %u is damaged",
                      (long long)recording->info.id, recording->trial_count);
    return result;
}

static Result load_digest(Recording *recording, sqlite3_stmt *row)
{
    bool good = true;
    Result result = GROW(recording->digest, recording->digest_count);
    if (result != RESULT_OK) return result;
    RecordedDigest *digest = &recording->digest[recording->digest_count++];
    digest->step = (uint32_t)whole_read(row, 0, 0, UINT32_MAX, &good);
    digest->digest = hex_read(sql_text(row, 1), &good);
    if (good) return RESULT_OK;
    return fail(RESULT_MALFORMED, "session %lld: digest %u is damaged",
                (long long)recording->info.id, recording->digest_count);
}

static Result load_rows(Recording *recording, Store *store, const char *select,
                        Result (*load)(Recording *, sqlite3_stmt *))
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query, select, "i", recording->info.id);
    while (result == RESULT_OK && !(result = sql_next(store, query, &row)) && row)
        result = load(recording, query);
    sql_free(query);
    return result;
}

// A session that is being recorded, or was cut off and not found yet, is not signed. `track` NULL:
// its digest was not made.
static Result compare(const Recording *recording, Store *store, const char *track)
{
    const SessionInfo *info = &recording->info;
    Proof proof;
    if (!*info->signed_by) return RESULT_OK;
    Result result = proof_rows(store, info->id, &proof);
    if (result == RESULT_OK &&
        (strcmp(proof.rows, info->rows_digest) != 0 ||
         (track && !info->track_dropped && strcmp(track, info->track_digest) != 0)))
        result = fail(
            RESULT_MALFORMED,
            "session %lld: a part of it is missing or was changed: 'tiptoe verify %lld' says which",
            (long long)info->id, (long long)info->id);
    return result;
}

// The rows of the tables belong together: read in one transaction, while others may be writing.
static Result load_whole(Recording *recording, Store *store, int64_t id, bool shown)
{
    char digest[SEAL_TEXT], *track = shown ? NULL : digest;
    int64_t page = 0;
    memset(recording, 0, sizeof *recording);
    Result result = sql_begin_reading(store);
    if (result == RESULT_OK) result = session_info(store, id, &recording->info);
    if (result == RESULT_OK) result = track_read(store, id, load_step, recording, track, &page);
    if (result == RESULT_OK) result = load_rows(recording, store, EVENT_SELECT, load_event);
    if (result == RESULT_OK) result = load_rows(recording, store, TRIAL_SELECT, load_trial);
    if (result == RESULT_OK && !shown)
        result = load_rows(recording, store,
                           "SELECT step, digest FROM state_digest "
                           "WHERE session_id=?1 ORDER BY step",
                           load_digest);
    if (result == RESULT_OK)
        result = marks_load(store, recording->info.uuid, &recording->mark, &recording->mark_count);
    if (result == RESULT_OK) result = compare(recording, store, track);
    result = sql_end(store, result);
    if (result != RESULT_OK) recording_free(recording);
    return result;
}

Result recording_load(Recording *recording, Store *store, int64_t id)
{
    return load_whole(recording, store, id, false);
}

Result recording_load_shown(Recording *recording, Store *store, int64_t id)
{
    return load_whole(recording, store, id, true);
}

Result recording_load_part(Recording *recording, Store *store, int64_t id, uint32_t from,
                           uint32_t to)
{
    memset(recording, 0, sizeof *recording);
    Result result = sql_begin_reading(store);
    if (result == RESULT_OK) result = session_info(store, id, &recording->info);
    if (result == RESULT_OK) result = track_read_part(store, id, from, to, load_step, recording);
    if (result == RESULT_OK) result = load_rows(recording, store, EVENT_SELECT, load_event);
    if (result == RESULT_OK) result = load_rows(recording, store, TRIAL_SELECT, load_trial);
    result = sql_end(store, result);
    if (result != RESULT_OK) recording_free(recording);
    return result;
}

void recording_free(Recording *recording)
{
    free(recording->input);
    free(recording->event);
    free(recording->trial);
    free(recording->digest);
    free(recording->mark);
    memset(recording, 0, sizeof *recording);
}

Result recording_track_size(Store *store, int64_t id, int64_t *bytes)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query,
                              "SELECT coalesce(sum(length(bytes)), 0) FROM track "
                              "WHERE session_id=?1",
                              "i", id);
    if (result == RESULT_OK) result = sql_next(store, query, &row);
    *bytes = row ? sqlite3_column_int64(query, 0) : 0;
    sql_free(query);
    return result;
}

bool recording_is_comparable(const SessionInfo *info)
{
    const Game *game = info->desc.plan.play.game;
    REQUIRE(game);
    return info->play_version == PLAY_VERSION && info->game_version == game->version;
}

// The store keeps no sign of zero and one kind of NaN.
static bool same(float a, float b)
{
    return a == b || (isnan(a) && isnan(b));
}

bool recording_event_same(const GameEvent *one, const GameEvent *other)
{
    const GameEvent flat[] = { event_to_form1(one), event_to_form1(other) };
    const GameEvent *a = &flat[0], *b = &flat[1];
    return a->event == b->event && a->target == b->target && a->side == b->side &&
           same(a->at.x, b->at.x) && same(a->at.y, b->at.y) && same(a->value, b->value);
}
