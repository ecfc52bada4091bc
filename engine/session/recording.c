// SPDX-License-Identifier: MIT
// recording.c: whole sessions read back, with every doubt about what the file says.
#include "session/recording.h"

#include "session/info.h"
#include "session/input_record.h"
#include "session/track_page.h"

#include <stdlib.h>
#include <string.h>

// What is being read, and the digests of what was read so far.
typedef struct Loading {
    Recording *recording;
    TrackWork *work;  // NULL: no page of format 2 was met yet
    uint64_t inputs, events;
} Loading;

static Result load_info(Recording *recording, Store *store, int64_t id)
{
    sqlite3_stmt *query = NULL;
    Result result = sql_prepare(store, &query, INFO_SELECT "WHERE id=?1");
    if (result != RESULT_OK) return result;
    sql_bind(query, "i", id);
    int code = sqlite3_step(query);
    if (code == SQLITE_ROW)
        info_read(store, query, &recording->info);
    else if (code == SQLITE_DONE)
        result = fail(RESULT_NOT_FOUND, "there is no session %lld: 'tiptoe sessions' lists them",
                      (long long)id);
    else
        result = sql_fail(store, "reading a session");
    sqlite3_finalize(query);
    if (result == RESULT_OK && recording->info.damaged)
        result = fail(RESULT_MALFORMED, "session %lld: its settings or results are damaged",
                      (long long)id);
    return result;
}

static Result chunk_damaged(const Recording *recording, int64_t step)
{
    return fail(RESULT_MALFORMED, "session %lld: what was recorded from step %lld on is damaged",
                (long long)recording->info.id, (long long)step);
}

static Result load_steps(Recording *recording, Bytes *from, uint32_t first)
{
    uint32_t next = first;
    Result result = RESULT_OK;
    while (result == RESULT_OK && from->left > 0) {
        if (recording->input_count == RECORDING_STEPS_MAX)
            return fail(RESULT_FULL, "session %lld is longer than can be read",
                        (long long)recording->info.id);
        result = GROW(recording->input, recording->input_count);
        if (result != RESULT_OK) return result;
        PlayInput *in = &recording->input[recording->input_count];
        result = input_unpack(from, in, next);
        if (result == RESULT_OK && (in->step < next || in->step == UINT32_MAX))
            result = chunk_damaged(recording, next);
        next = in->step + 1;
        recording->input_count += result == RESULT_OK;
    }
    return result;
}

// Format 1 holds the step records as they are, each page as if it were the first.
static Result open_page(Loading *loading, const unsigned char *bytes, size_t size, Bytes *records,
                        int64_t *first)
{
    TrackPage page;
    const unsigned char *unpacked;
    size_t unpacked_size;
    *records = bytes_over((void *)bytes, size);
    if (bytes_get(records, 1) <= 1) {
        *first = (int64_t)bytes_get(records, 4);
        return records->good && bytes[0] == 1 ? RESULT_OK : RESULT_MALFORMED;
    }
    if (!loading->work) loading->work = track_work_open();
    if (!loading->work) return fail(RESULT_FULL, "out of memory: close other programs");
    Result result = track_unpack(loading->work, bytes, size, &page, &unpacked, &unpacked_size);
    if (result != RESULT_OK) return result;
    *records = bytes_over((void *)unpacked, unpacked_size);
    *first = page.first;
    return RESULT_OK;
}

static Result load_chunk(Loading *loading, sqlite3_stmt *row)
{
    Recording *recording = loading->recording;
    int64_t first = sqlite3_column_int64(row, 0), count = sqlite3_column_int64(row, 1), told = 0;
    const void *blob = sqlite3_column_blob(row, 3);
    size_t size = (size_t)sqlite3_column_bytes(row, 3);
    uint32_t before = recording->input_count;
    int64_t next = before ? (int64_t)recording->input[before - 1].step + 1 : 0;
    bool good = blob && first >= next && first <= UINT32_MAX;
    good = good && hex_read(sql_text(row, 2), &good) == bytes_hash(BYTES_HASH_START, blob, size);
    if (!good) return chunk_damaged(recording, first);
    Bytes records;
    Result result = open_page(loading, blob, size, &records, &told);
    if (result == RESULT_VERSION)
        return fail(RESULT_VERSION, "session %lld: was recorded by a newer Tiptoe: update Tiptoe",
                    (long long)recording->info.id);
    if (result == RESULT_FULL) return result;
    if (result != RESULT_OK || told != first) return chunk_damaged(recording, first);
    loading->inputs = bytes_hash(loading->inputs, records.at, records.left);
    bool plain = *(const unsigned char *)blob == 1;
    result = load_steps(recording, &records, (uint32_t)(plain ? first : next));
    if (result == RESULT_OK && (count < 1 || recording->input_count - before != count ||
                                recording->input[before].step != first))
        result = chunk_damaged(recording, first);
    return result;
}

static Result load_event(Loading *loading, sqlite3_stmt *row)
{
    Recording *recording = loading->recording;
    Result result = GROW(recording->event, recording->event_count);
    if (result != RESULT_OK) return result;
    RecordedEvent *event = &recording->event[recording->event_count++];
    if (!event_read(row, event))
        return fail(RESULT_MALFORMED, "session %lld: event %u is damaged",
                    (long long)recording->info.id, recording->event_count);
    loading->events = event_hash(loading->events, event->step, &event->event);
    return RESULT_OK;
}

static Result load_trial(Loading *loading, sqlite3_stmt *row)
{
    Recording *recording = loading->recording;
    Result result = GROW(recording->trial, recording->trial_count);
    if (result == RESULT_OK && !trial_read(row, &recording->trial[recording->trial_count++]))
        result = fail(RESULT_MALFORMED, "session %lld: trial %u is damaged",
                      (long long)recording->info.id, recording->trial_count);
    return result;
}

static Result load_digest(Loading *loading, sqlite3_stmt *row)
{
    Recording *recording = loading->recording;
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

static Result load_rows(Loading *loading, Store *store, const char *select,
                        Result (*load)(Loading *, sqlite3_stmt *))
{
    sqlite3_stmt *query = NULL;
    Result result = sql_prepare(store, &query, select);
    int code = SQLITE_DONE;
    if (result == RESULT_OK) sql_bind(query, "i", loading->recording->info.id);
    while (result == RESULT_OK && (code = sqlite3_step(query)) == SQLITE_ROW)
        result = load(loading, query);
    if (result == RESULT_OK && code != SQLITE_DONE) result = sql_fail(store, "reading a session");
    sqlite3_finalize(query);
    return result;
}

// The rows of the tables belong together: read in one transaction, while others may be writing.
Result recording_load(Recording *recording, Store *store, int64_t id)
{
    Loading loading = { recording, NULL, BYTES_HASH_START, BYTES_HASH_START };
    memset(recording, 0, sizeof *recording);
    Result result = sql_run(store, "BEGIN");
    if (result == RESULT_OK) result = load_info(recording, store, id);
    if (result == RESULT_OK)
        result = load_rows(&loading, store,
                           "SELECT first_step, step_count, hash, bytes FROM chunk "
                           "WHERE session_id=?1 ORDER BY first_step",
                           load_chunk);
    if (result == RESULT_OK) result = load_rows(&loading, store, EVENT_SELECT, load_event);
    if (result == RESULT_OK) result = load_rows(&loading, store, TRIAL_SELECT, load_trial);
    if (result == RESULT_OK)
        result = load_rows(&loading, store,
                           "SELECT step, digest FROM state_digest "
                           "WHERE session_id=?1 ORDER BY step",
                           load_digest);
    result = sql_end(store, result);
    track_work_close(loading.work);
    if (result == RESULT_OK && (loading.inputs != recording->info.input_digest ||
                                loading.events != recording->info.event_digest))
        result = fail(RESULT_MALFORMED, "session %lld: a part of it is missing or was changed",
                      (long long)id);
    if (result != RESULT_OK) recording_free(recording);
    return result;
}

void recording_free(Recording *recording)
{
    free(recording->input);
    free(recording->event);
    free(recording->trial);
    free(recording->digest);
    memset(recording, 0, sizeof *recording);
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
