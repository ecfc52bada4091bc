// SPDX-License-Identifier: MIT
// session.c: one play on its way into the store, as the main thread sees it.
#include "session/session.h"

#include "base/clock.h"
#include "base/log.h"
#include "session/describe.h"
#include "session/session_list.h"
#include "session/writer.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define SESSION_INSERT                                                                             \
    "INSERT INTO session(uuid, started_utc_ms, zone_minutes, child, game, game_version, level, "   \
    "seconds, seed, settings, status, play_version, changed_utc_ms, station) "                     \
    "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,'recording',?11,?2," SQL_STATION ")"

static const char *const status_names[SESSION_STATUS_COUNT] = {
#define X(name, stored) stored,
    SESSION_STATUS_LIST(X)
#undef X
};

const char *session_status_name(SessionStatus status)
{
    REQUIRE((unsigned)status < SESSION_STATUS_COUNT);
    return status_names[status];
}

static Result check_desc(const SessionDesc *desc)
{
    const PlaySetup *play = &desc->plan.play;
    REQUIRE(play->game && !(play->setup.success < 0));  // the share is found by now
    if (!plan_child_is_valid(desc->plan.child))
        return fail(RESULT_USAGE,
                    "'%.*s' cannot stand for a child: use 1 to %d letters, digits, - "
                    "and _, never a name",
                    PLAN_CHILD_MAX, desc->plan.child, PLAN_CHILD_MAX);
    bool finite = isfinite(play->height_cm) && isfinite(play->setup.profile.side_bias);
    for (int i = 0; i < play->game->knob_count; i++)
        finite = finite && isfinite(play->setup.knob[i]);
    return finite ? RESULT_OK : fail(RESULT_USAGE, "a setting of the session is not a number");
}

static Result insert_row(Session *session, const SessionDesc *desc)
{
    const PlaySetup *play = &desc->plan.play;
    sqlite3_stmt *insert = NULL;
    char uuid[SQL_UUID_SIZE];
    Result result = sql_uuid(uuid);
    if (result == RESULT_OK) result = sql_prepare(session->store, &insert, SESSION_INSERT);
    char *settings = describe_settings(desc);
    if (result == RESULT_OK && !settings)
        result = fail(RESULT_FULL, "out of memory: close other programs");
    if (result == RESULT_OK)
        result = sql_bind(session->store, insert, "tiittiiiiti", uuid, clock_utc_ms(),
                          (int64_t)clock_zone_minutes(), desc->plan.child, play->game->id,
                          (int64_t)play->game->version, (int64_t)play->setup.level,
                          (int64_t)play->setup.seconds, (int64_t)play->setup.seed, settings,
                          (int64_t)PLAY_VERSION);
    if (result == RESULT_OK) result = sql_finish(session->store, insert);
    sql_free(insert);
    free(settings);
    session->id = sqlite3_last_insert_rowid(session->store->db);
    return result;
}

// What will be read back is looked at as the reader does, before a child plays for nothing.
static Result check_row(Session *session)
{
    SessionInfo info;
    Result result = session_info(session->store, session->id, &info);
    if (result != RESULT_MALFORMED) return result;
    return fail(RESULT_USAGE, "the settings of the session, the machine's clock or its time zone "
                              "(TZ) lie outside of what can be read again: check them");
}

// The row appears together with the lock that says it is alive.
static Result begin(Session *session, const SessionDesc *desc)
{
    Result result = sql_begin(session->store);
    if (result == RESULT_OK) result = insert_row(session, desc);
    if (result == RESULT_OK) result = check_row(session);
    if (result == RESULT_OK) result = store_hold_recording(session->store, session->id);
    return sql_end(session->store, result);
}

// Signals are for the main thread.
static Result start_thread(Session *session)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&session->thread, NULL, writer_run, session);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (error == 0) return RESULT_OK;
    return fail(RESULT_FULL, "no thread for the recorder: %s: close other programs",
                strerror(error));
}

Result session_open(Session **session, const char *path, const SessionDesc *desc)
{
    *session = NULL;
    Result result = check_desc(desc);
    if (result != RESULT_OK) return result;
    Session *opened = calloc(1, sizeof *opened);
    if (!opened) return fail(RESULT_FULL, "out of memory: close other programs");
    opened->reserve_fd = -1;
    opened->may_block = desc->may_block;
    opened->status = SESSION_INTERRUPTED;
    ring_init(&opened->ring, opened->slot, sizeof(StepRecord), WRITER_RING);
    result = store_open(&opened->store, path, STORE_WRITE);
    if (result == RESULT_OK) result = writer_prepare(opened);
    if (result == RESULT_OK) result = begin(opened, desc);
    if (result == RESULT_OK) result = start_thread(opened);
    if (result != RESULT_OK) {
        writer_free(opened);
        return result;
    }
    log_info("session=%lld recording", (long long)opened->id);
    *session = opened;
    return RESULT_OK;
}

int64_t session_id(const Session *session)
{
    return session->id;
}

void session_record(Session *session, const PlayInput *in, const PoseRecord *pose,
                    const PlayOutput *out, uint64_t mark)
{
    StepRecord *record = &session->record;
    REQUIRE(atomic_load(&session->stage) == STAGE_RUN);
    REQUIRE(out->event_count <= PLAY_EVENTS_MAX && out->trial_count <= PLAY_TRIALS_MAX);
    REQUIRE(!in->has_pose || pose);
    record->in = *in;
    if (in->has_pose) record->pose = *pose;
    record->digest = mark;
    record->event_count = out->event_count;
    record->trial_count = out->trial_count;
    memcpy(record->event, out->event, sizeof out->event[0] * (size_t)out->event_count);
    memcpy(record->trial, out->trial, sizeof out->trial[0] * (size_t)out->trial_count);
    atomic_fetch_add(&session->recorded, 1);
    bool done = ring_put(&session->ring, record);
    while (!done && session->may_block && atomic_load(&session->result) == RESULT_OK) {
        clock_sleep_until(clock_us() + 1000);
        done = ring_put(&session->ring, record);
    }
    if (!done) atomic_fetch_add(&session->lost, 1);
}

SessionHealth session_health(const Session *session)
{
    return (SessionHealth){ .result = (Result)atomic_load(&session->result),
                            .steps_recorded = atomic_load(&session->recorded),
                            .steps_stored = atomic_load(&session->stored),
                            .steps_lost = atomic_load(&session->lost) };
}

void session_finish(Session *session, SessionStatus status, const SessionSummary *summary)
{
    REQUIRE(status == SESSION_COMPLETE || status == SESSION_STOPPED);
    REQUIRE(atomic_load(&session->stage) == STAGE_RUN);
    session->status = status;
    session->summary = *summary;
    session->has_summary = true;
    atomic_store(&session->stage, STAGE_END);
}

Result session_close(Session **session)
{
    if (!*session) return RESULT_OK;
    atomic_store(&(*session)->stage, STAGE_END);
    pthread_join((*session)->thread, NULL);
    SessionHealth health = session_health(*session);
    Result result = health.result;
    if (result == RESULT_OK && health.steps_lost) result = RESULT_FULL;
    if (result != RESULT_OK)
        result =
            fail(result,
                 "session %lld: %u of %u steps were not stored (%s): free some space on the disk "
                 "or check it; earlier sessions are safe",
                 (long long)(*session)->id, health.steps_lost, health.steps_recorded,
                 result_text(result));
    writer_free(*session);
    *session = NULL;
    return result;
}
