// SPDX-License-Identifier: MIT
// track.c: a session's inputs, with every doubt about what the file says.
#include "session/track.h"

#include "session/info.h"
#include "session/input_record.h"
#include "session/track_page.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Reader {
    int64_t session, first, next;  // first: of this page; next: the number that may come next
    TrackVisit visit;
    void *with;
    TrackWork *work;  // NULL: no page of format 2 was met yet
    bool oldest;      // the poses of this page are those of schema 1
    Seal *seal;       // NULL: nothing is digested
} Reader;

static Result damaged(const Reader *reader)
{
    return fail(RESULT_MALFORMED, "session %lld: what was recorded from step %lld on is damaged",
                (long long)reader->session, (long long)reader->first);
}

static Result unpack(const Reader *reader, Bytes *from, PlayInput *in)
{
    return reader->oldest ? input_unpack_first(from, in, (uint32_t)reader->next)
                          : input_unpack(from, in, (uint32_t)reader->next);
}

// Schema 1 had a shorter pose under the same number: it is tried where the usual one does not fit.
static bool is_oldest(Bytes records, uint32_t first)
{
    Bytes again = records;
    PlayInput in;
    Result result = RESULT_OK;
    for (uint32_t next = first; !result && records.left > 0; next = in.step + 1)
        result = input_unpack(&records, &in, next);
    if (!result) return false;
    result = RESULT_OK;
    for (uint32_t next = first; !result && again.left > 0; next = in.step + 1)
        result = input_unpack_first(&again, &in, next);
    return !result;
}

// Format 1 holds the step records as they are, each page as if it were the first.
static Result open_page(Reader *reader, const unsigned char *bytes, size_t size, Bytes *records,
                        int64_t *first)
{
    TrackPage page;
    const unsigned char *unpacked;
    size_t unpacked_size;
    *records = bytes_over((void *)bytes, size);
    if (bytes_get(records, 1) <= 1) {
        *first = (int64_t)bytes_get(records, 4);
        reader->next = *first;
        reader->oldest = is_oldest(*records, (uint32_t)*first);
        return records->good && bytes[0] == 1 ? RESULT_OK : RESULT_MALFORMED;
    }
    reader->oldest = false;
    if (!reader->work) reader->work = track_work_open();
    if (!reader->work) return fail(RESULT_FULL, "out of memory: close other programs");
    Result result = track_unpack(reader->work, bytes, size, &page, &unpacked, &unpacked_size);
    if (result != RESULT_OK) return result;
    *records = bytes_over((void *)unpacked, unpacked_size);
    *first = page.first;
    return RESULT_OK;
}

static Result read_steps(Reader *reader, Bytes *from, int64_t count)
{
    int64_t read = 0;
    if (reader->seal) seal_add(reader->seal, from->at, from->left);
    while (from->left > 0) {
        PlayInput in;
        Result result = unpack(reader, from, &in);
        if (result) return result;
        bool good = in.step >= reader->next && in.step != UINT32_MAX;
        if (!good || (read == 0 && in.step != reader->first)) return damaged(reader);
        reader->next = (int64_t)in.step + 1;
        result = reader->visit ? reader->visit(reader->with, &in) : RESULT_OK;
        if (result) return result;
        read++;
    }
    return read == count ? RESULT_OK : damaged(reader);
}

static Result read_page(Reader *reader, sqlite3_stmt *row)
{
    const void *blob = sqlite3_column_blob(row, 3);
    size_t size = (size_t)sqlite3_column_bytes(row, 3);
    int64_t count = sqlite3_column_int64(row, 1), told = 0;
    bool good = true;
    reader->first = sqlite3_column_int64(row, 0);
    good = blob && reader->first >= reader->next && reader->first < UINT32_MAX && count > 0;
    good = good && hex_read(sql_text(row, 2), &good) == bytes_hash(BYTES_HASH_START, blob, size);
    if (!good) return damaged(reader);
    Bytes records;
    Result result = open_page(reader, blob, size, &records, &told);
    if (result == RESULT_VERSION)
        return fail(RESULT_VERSION, "session %lld: was recorded by a newer Tiptoe: update Tiptoe",
                    (long long)reader->session);
    if (result == RESULT_FULL) return result;
    if (result != RESULT_OK || told != reader->first) return damaged(reader);
    return read_steps(reader, &records, count);
}

Result track_read(Store *store, int64_t id, TrackVisit visit, void *with, char digest[SEAL_TEXT],
                  int64_t *page)
{
    Seal seal = seal_start();
    Reader reader = { .session = id, .visit = visit, .with = with, .seal = digest ? &seal : NULL };
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query,
                              "SELECT first_step, step_count, hash, bytes FROM track "
                              "WHERE session_id=?1 ORDER BY first_step",
                              "i", id);
    while (!result && !(result = sql_next(store, query, &row)) && row)
        result = read_page(&reader, query);
    sql_free(query);
    track_work_close(reader.work);
    if (digest) seal_text(&seal, digest);
    *page = reader.first;
    return result;
}

Result track_read_part(Store *store, int64_t id, uint32_t from, uint32_t to, TrackVisit visit,
                       void *with)
{
    Reader reader = { .session = id, .visit = visit, .with = with };
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query,
                              "SELECT first_step, step_count, hash, bytes FROM track WHERE "
                              "session_id=?1 AND first_step<=?3 AND first_step+step_count>?2 "
                              "ORDER BY first_step",
                              "iii", id, (int64_t)from, (int64_t)to);
    while (!result && !(result = sql_next(store, query, &row)) && row) {
        reader.next = sqlite3_column_int64(query, 0);  // what lies before was passed over
        result = read_page(&reader, query);
    }
    sql_free(query);
    track_work_close(reader.work);
    return result;
}

// The records of the small pages after the last whole one, one after the other.
typedef struct Tail {
    TrackWork *work;
    Bytes to;
    uint32_t first, steps;
    size_t size;
    unsigned char records[TRACK_STEPS_MAX * INPUT_RECORD_MAX];
} Tail;

static Result take_page(Tail *tail, sqlite3_stmt *row)
{
    TrackPage page;
    const unsigned char *records;
    size_t size;
    const void *blob = sqlite3_column_blob(row, 0);
    Result result = track_unpack(tail->work, blob, (size_t)sqlite3_column_bytes(row, 0), &page,
                                 &records, &size);
    if (result) return result;
    if (tail->steps == 0) tail->first = page.first;
    tail->steps += page.steps;
    unsigned char *room = bytes_next(&tail->to, size);
    if (!room || tail->steps > TRACK_STEPS_MAX) return RESULT_MALFORMED;
    memcpy(room, records, size);
    tail->size += size;
    return RESULT_OK;
}

static Result take_tail(Tail *tail, Store *store, int64_t id)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query,
                              "SELECT bytes FROM track WHERE session_id=?1 AND first_step>"
                              "coalesce((SELECT max(first_step) FROM track WHERE session_id=?1"
                              " AND step_count>=?2), -1) ORDER BY first_step",
                              "ii", id, (int64_t)TRACK_STEPS_MAX);
    while (!result && !(result = sql_next(store, query, &row)) && row)
        result = take_page(tail, query);
    sql_free(query);
    return result;
}

static Result put_tail(Tail *tail, Store *store, int64_t id)
{
    TrackPage page = track_pack(tail->work, tail->records, tail->size, tail->first, true);
    Result result = sql_change(store, TRACK_DROP, "ii", id, (int64_t)tail->first);
    if (result) return result;
    char hash[17];
    page_hash(hash, &page);
    return sql_change(store, TRACK_INSERT, "iiitb", id, (int64_t)page.first, (int64_t)page.steps,
                      hash, (const void *)page.bytes, (int)page.size);
}

Result track_seal(Store *store, int64_t id)
{
    Tail *tail = calloc(1, sizeof *tail);
    TrackWork *work = track_work_open();
    Result result =
        tail && work ? RESULT_OK : fail(RESULT_FULL, "out of memory: close other programs");
    if (!result) {
        tail->work = work;
        tail->to = bytes_over(tail->records, sizeof tail->records);
        result = take_tail(tail, store, id);
    }
    bool left_alone = result == RESULT_MALFORMED || result == RESULT_VERSION;
    if (!result && tail->steps) result = put_tail(tail, store, id);
    track_work_close(work);
    free(tail);
    return left_alone ? RESULT_OK : result;
}
