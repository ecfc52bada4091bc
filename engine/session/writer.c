// SPDX-License-Identifier: MIT
// writer.c: the recorder's thread: takes steps from the ring, commits them three times a second,
// and keeps what could not be committed until it can.
#include "session/writer.h"

#include "base/clock.h"
#include "base/log.h"
#include "session/describe.h"
#include "session/proof.h"
#include "session/rows.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DIGEST_INSERT                                                                              \
    "INSERT OR REPLACE INTO state_digest(session_id, step, digest) VALUES(?1,?2,?3)"
#define PROGRESS_UPDATE                                                                            \
    "UPDATE session SET step_count=max(step_count,?2), steps_lost=?3 WHERE id=?1"
#define END_UPDATE                                                                                 \
    "UPDATE session SET status=?2, calibration=?3, scores=?4, quality=?5, changed_utc_ms=?6 "      \
    "WHERE id=?1"

// A file without a name, as large as the reserve: given back to the disk when that is full.
static int make_reserve(Store *store)
{
    char path[STORE_PATH_MAX + 16];
    snprintf(path, sizeof path, "%s-reserve-XXXXXX", store->path);
    int file = mkostemp(path, O_CLOEXEC);
    if (file < 0) return -1;
    unlink(path);
    if (posix_fallocate(file, 0, WRITER_RESERVE) == 0) return file;
    log_warn("the disk is nearly full: no reserve for this session; free some space");
    close(file);
    return -1;
}

static bool release_reserve(Session *session)
{
    if (session->reserve_fd < 0) return false;
    close(session->reserve_fd);
    session->reserve_fd = -1;
    return true;
}

// What is committed is forgotten, but for the steps of the page that grows.
static void batch_forget(Session *session)
{
    Batch *batch = &session->batch;
    const Reach *sealed = &session->sealed;
    size_t left = sizeof batch->bytes - batch->to.left - sealed->bytes;
    session->event_seq += batch->event_count;
    session->trial_seq += batch->trial_count;
    batch->event_count = batch->trial_count = batch->digest_count = 0;
    if (sealed->bytes) memmove(batch->bytes, batch->bytes + sealed->bytes, left);
    batch->to = (Bytes){ batch->bytes + left, sizeof batch->bytes - left, true };
    if (sealed->bytes) batch->first = sealed->next;
    batch->count -= sealed->count;
    batch->safe = (Reach){ left, batch->count, batch->next };
    session->sealed = (Reach){ 0 };
}

static bool batch_has_room(const Batch *batch)
{
    return batch->to.left >= INPUT_RECORD_MAX &&
           batch->event_count + PLAY_EVENTS_MAX <= WRITER_EVENTS &&
           batch->trial_count + PLAY_TRIALS_MAX <= WRITER_TRIALS &&
           batch->digest_count < WRITER_DIGESTS;
}

static bool batch_is_half_full(const Batch *batch)
{
    return batch->to.left < WRITER_BYTES / 2 || batch->event_count > WRITER_EVENTS / 2 ||
           batch->trial_count > WRITER_TRIALS / 2 || batch->digest_count > WRITER_DIGESTS / 2;
}

static bool batch_is_new(const Batch *batch)
{
    return batch->count > batch->safe.count;
}

static void batch_add(Session *session, const StepRecord *step)
{
    Batch *batch = &session->batch;
    if (batch->count == 0) batch->first = step->in.step;
    if (batch->count == batch->safe.count) batch->new_first = step->in.step;
    const unsigned char *start = batch->to.at;
    input_pack(&batch->to, &step->in, &step->pose, batch->next);
    seal_add(&session->track_seal, start, (size_t)(batch->to.at - start));
    batch->next = step->in.step + 1;
    batch->count++;
    for (int i = 0; i < step->event_count; i++)
        batch->event[batch->event_count++] = (RecordedEvent){ step->in.step, step->event[i] };
    for (int i = 0; i < step->trial_count; i++) {
        batch->trial_step[batch->trial_count] = step->in.step;
        batch->trial[batch->trial_count++] = step->trial[i];
    }
    if (batch->next % SESSION_DIGEST_STEPS == 0)
        batch->digest[batch->digest_count++] = (RecordedDigest){ step->in.step, step->digest };
    REQUIRE(batch->to.good);
}

// When the batch is full the ring fills, and then session_record() counts what is lost.
static void drain(Session *session)
{
    while (batch_has_room(&session->batch) && ring_take(&session->ring, &session->taken))
        batch_add(session, &session->taken);
}

static void hex(char text[17], uint64_t value)
{
    snprintf(text, 17, "%016llx", (unsigned long long)value);
}

static Result write_page(Session *session, const TrackPage *page)
{
    char hash[17];
    page_hash(hash, page);
    Result result =
        sql_bind(session->store, session->page, "iiitb", session->id, (int64_t)page->first,
                 (int64_t)page->steps, hash, (const void *)page->bytes, (int)page->size);
    return result ? result : sql_finish(session->store, session->page);
}

// The new steps as a small page; or, when a page is whole or the session ends, all that are not in
// a whole page yet as whole pages and a small rest.
static Result write_pages(Session *session, bool last)
{
    const Batch *batch = &session->batch;
    bool seal = last || batch->count >= TRACK_STEPS_MAX;
    size_t size = sizeof batch->bytes - batch->to.left, at = seal ? 0 : batch->safe.bytes;
    uint32_t first = seal ? batch->first : batch->new_first;
    uint32_t count = batch->count - (seal ? 0 : batch->safe.count);
    session->sealed = (Reach){ 0 };
    Result result = sql_bind(session->store, session->drop, "ii", session->id, (int64_t)first);
    if (result == RESULT_OK && count) result = sql_finish(session->store, session->drop);
    while (result == RESULT_OK && count) {
        bool whole = last || count >= TRACK_STEPS_MAX;
        TrackPage page = track_pack(session->work, batch->bytes + at, size - at, first, whole);
        at += page.used;
        count -= page.steps;
        first = page.next;
        result = write_page(session, &page);
        if (whole) session->sealed = (Reach){ at, session->sealed.count + page.steps, first };
    }
    return result;
}

static Result write_rows(Session *session)
{
    const Batch *batch = &session->batch;
    Store *store = session->store;
    Result result = RESULT_OK;
    for (uint32_t i = 0; result == RESULT_OK && i < batch->event_count; i++) {
        result = event_bind(store, session->event, session->id, session->event_seq + i,
                            &batch->event[i]);
        if (!result) result = sql_finish(store, session->event);
    }
    for (uint32_t i = 0; result == RESULT_OK && i < batch->trial_count; i++) {
        result = trial_bind(store, session->trial, session->id, session->trial_seq + i,
                            batch->trial_step[i], &batch->trial[i]);
        if (!result) result = sql_finish(store, session->trial);
    }
    for (uint32_t i = 0; result == RESULT_OK && i < batch->digest_count; i++) {
        char digest[17];
        hex(digest, batch->digest[i].digest);
        result = sql_bind(store, session->digest, "iit", session->id,
                          (int64_t)batch->digest[i].step, digest);
        if (!result) result = sql_finish(store, session->digest);
    }
    return result;
}

static Result write_progress(Session *session)
{
    int64_t steps = session->batch.count ? session->batch.next : 0;
    Result result = sql_bind(session->store, session->progress, "iii", session->id, steps,
                             (int64_t)atomic_load(&session->lost));
    return result ? result : sql_finish(session->store, session->progress);
}

static Result write_summary(Session *session)
{
    Result result = listed_bind(session->store, session->listed, session->id, &session->summary);
    return result ? result : sql_finish(session->store, session->listed);
}

// The session's end, its outcome, and the digests of all that is stored by now.
static Result write_end(Session *session)
{
    SessionStatus status = atomic_load(&session->lost) ? SESSION_INCOMPLETE : session->status;
    char *calibration = NULL, *score = NULL, *quality = NULL, track[SEAL_TEXT];
    if (session->has_summary) {
        calibration = describe_calibration(&session->summary.calibration);
        score = describe_score(&session->summary.score);
        quality = describe_quality(&session->summary);
    }
    Result result = RESULT_OK;
    if (session->has_summary && !(calibration && score && quality))
        result = fail(RESULT_FULL, "out of memory: close other programs");
    if (!result)
        result = sql_bind(session->store, session->end, "itttti", session->id,
                          session_status_name(status), calibration, score, quality, clock_utc_ms());
    free(calibration);
    free(score);
    free(quality);
    if (!result) result = sql_finish(session->store, session->end);
    if (!result && session->has_summary) result = write_summary(session);
    seal_text(&session->track_seal, track);
    return result ? result : proof_sign(session->store, session->id, "writer", track);
}

static Result write_transaction(Session *session, bool last)
{
    Result result = sql_begin(session->store);
    if (result == RESULT_OK) result = write_pages(session, last);
    if (result == RESULT_OK) result = write_rows(session);
    if (result == RESULT_OK) result = write_progress(session);
    if (result == RESULT_OK && last) result = write_end(session);
    return sql_end(session->store, result);
}

static bool commit(Session *session, bool last)
{
    Result result = write_transaction(session, last);
    if ((result == RESULT_FULL || result == RESULT_LOST) && release_reserve(session))
        result = write_transaction(session, last);
    atomic_store(&session->result, (int)result);
    if (result != RESULT_OK) return false;
    atomic_fetch_add(&session->stored, session->batch.count - session->batch.safe.count);
    session->track_stored = session->track_seal;
    batch_forget(session);
    return true;
}

// How it ended, without a summary: needs no more room than the row has.
static Result write_word(Session *session)
{
    return sql_change(session->store,
                      "UPDATE session SET status='incomplete', steps_lost=?2 WHERE id=?1", "ii",
                      session->id, (int64_t)atomic_load(&session->lost));
}

// The disk takes nothing more: counts what is lost, and tries to leave word of it, which needs no
// room but the journal's. If even that fails, the next opening finds the session interrupted; what
// is not signed here is signed there.
static void give_up(Session *session)
{
    Result why = (Result)atomic_load(&session->result);
    Batch *batch = &session->batch;
    unsigned lost = batch->count - batch->safe.count;
    while (ring_take(&session->ring, &session->taken)) lost++;
    atomic_fetch_add(&session->lost, lost);
    session->track_seal = session->track_stored;
    batch->to = bytes_over(batch->bytes + batch->safe.bytes, WRITER_BYTES - batch->safe.bytes);
    batch->count = batch->safe.count;
    batch->next = batch->safe.next;
    batch->event_count = batch->trial_count = batch->digest_count = 0;
    log_error("session=%lld steps_lost=%u: %s", (long long)session->id, lost, result_text(why));
    bool told = commit(session, true);
    if (!told) {
        batch->count = batch->safe.count = 0;  // the small pages stay as they are
        told = commit(session, true);
    }
    if (!told && write_word(session) != RESULT_OK)
        log_error("session=%lld no word of it could be left", (long long)session->id);
    atomic_store(&session->result, (int)why);
}

static void write_last(Session *session)
{
    int64_t until = clock_us() + WRITER_GIVE_UP_US;
    bool last = false, done = false;
    do {
        drain(session);
        last = ring_count(&session->ring) == 0;
        done = commit(session, last);
        if (!done) clock_sleep_until(clock_us() + WRITER_RETRY_US / 4);
    } while (!(last && done) && (done || clock_us() < until));
    if (!done) give_up(session);
}

void *writer_run(void *argument)
{
    Session *session = argument;
    int64_t next = clock_us() + WRITER_COMMIT_US;
    while (atomic_load(&session->stage) == STAGE_RUN) {
        drain(session);
        bool due = clock_us() >= next;
        if (batch_is_new(&session->batch) && (due || (batch_is_half_full(&session->batch) &&
                                                      atomic_load(&session->result) == RESULT_OK)))
            next = clock_us() + (commit(session, false) ? WRITER_COMMIT_US : WRITER_RETRY_US);
        clock_sleep_until(clock_us() + WRITER_POLL_US);
    }
    write_last(session);
    return NULL;
}

Result writer_prepare(Session *session)
{
    const struct {
        sqlite3_stmt **statement;
        const char *text;
    } all[] = {
        { &session->drop, TRACK_DROP },      { &session->page, TRACK_INSERT },
        { &session->event, EVENT_INSERT },   { &session->trial, TRIAL_INSERT },
        { &session->digest, DIGEST_INSERT }, { &session->progress, PROGRESS_UPDATE },
        { &session->end, END_UPDATE },       { &session->listed, LISTED_UPDATE },
    };
    Result result = RESULT_OK;
    for (size_t i = 0; result == RESULT_OK && i < sizeof all / sizeof all[0]; i++)
        result = sql_prepare(session->store, all[i].statement, all[i].text);
    session->track_seal = session->track_stored = seal_start();
    session->reserve_fd = make_reserve(session->store);
    session->batch.to = bytes_over(session->batch.bytes, sizeof session->batch.bytes);
    session->work = track_work_open();
    if (!session->work) return fail(RESULT_FULL, "out of memory: close other programs");
    return result;
}

void writer_free(Session *session)
{
    sqlite3_stmt *const all[] = { session->drop,  session->page,   session->event,
                                  session->trial, session->digest, session->progress,
                                  session->end,   session->listed };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) sql_free(all[i]);
    release_reserve(session);
    track_work_close(session->work);
    store_close(&session->store);
    free(session);
}
