// SPDX-License-Identifier: MIT
// test_session_recorder.c: recording and reading back; several programs at once; a killed program;
// a disk that is full, slow or broken.
#include "session_fixture.h"

#include "session/session_list.h"

#include "base/clock.h"
#include "session/writer.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

static SessionSummary make_summary(void)
{
    SessionSummary summary = { .pose_fps = 29.4, .frames_dropped = 3, .steps_late = 2 };
    summary.calibration = (Calibration){ .done = true,
                                         .seated = true,
                                         .height = 5.1f,
                                         .arm = { 2.2f, 2.3f },
                                         .leg = { 3.3f, 3.4f },
                                         .shoulder = { { 7, 4 }, { 9, 4.5f } },
                                         .origin_px = { 320, 470 },
                                         .noise = 0.003f };
    summary.score = (PlayScore){ .offered = 20, .hits = 17, .misses = 3, .hits_by_side = { 8, 9 } };
    summary.quality = (PlayQuality){ .poses = 300, .found = 290, .age_sum_ms = 1234.5 };
    return summary;
}

static Session *open_session(const char *child, bool may_block)
{
    SessionDesc desc = fixture_desc();
    Session *session = NULL;
    snprintf(desc.plan.child, sizeof desc.plan.child, "%s", child);
    desc.may_block = may_block;
    assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_OK);
    return session;
}

static int64_t record_whole(const char *child, uint32_t steps)
{
    SessionSummary summary = make_summary();
    Session *session = open_session(child, true);
    int64_t id = session_id(session);
    for (uint32_t i = 0; i < steps; i++) fixture_record(session, i);
    session_finish(session, SESSION_COMPLETE, &summary);
    assert_int_equal(session_close(&session), RESULT_OK);
    assert_null(session);
    return id;
}

static Store *open_store(StoreMode mode)
{
    Store *store = NULL;
    assert_int_equal(store_open(&store, fixture_store, mode), RESULT_OK);
    return store;
}

static Recording load(int64_t id)
{
    Recording recording;
    Store *store = open_store(STORE_READ);
    Result result = recording_load(&recording, store, id);
    if (result != RESULT_OK) print_message("%s\n", fail_text());
    assert_int_equal(result, RESULT_OK);
    store_close(&store);
    return recording;
}

static void wait_for_stored(const Session *session, uint32_t steps)
{
    while (session_health(session).steps_stored < steps) clock_sleep_until(clock_us() + 5000);
}

static void test_round_trip(void **state)
{
    (void)state;
    int64_t id = record_whole("BLUE-FOX_27", 1000);
    Recording recording = load(id);
    const SessionInfo *info = &recording.info;
    SessionDesc desc = fixture_desc();
    SessionSummary summary = make_summary();
    fixture_verify(&recording);
    assert_int_equal(recording.input_count, 1000);
    assert_int_equal(info->status, SESSION_COMPLETE);
    assert_int_equal(strlen(info->uuid), 36);
    assert_int_equal(info->uuid[14], '4');
    assert_below(llabs(info->started_utc_ms - clock_utc_ms()), 3600000);
    assert_int_equal(info->zone_minutes, clock_zone_minutes());
    assert_string_equal(info->game_id, "kites");
    assert_int_equal(info->game_version, 3);
    assert_null(info->desc.plan.play.game);
    desc.plan.play.game = NULL;
    assert_memory_equal(&info->desc.plan.play.setup, &desc.plan.play.setup,
                        sizeof desc.plan.play.setup);
    assert_int_equal(info->desc.plan.play.knobs_set, 2);
    assert_float_equal(info->desc.plan.play.height_cm, 121.5f, 0);
    assert_string_equal(info->desc.plan.child, desc.plan.child);
    assert_string_equal(info->desc.model, "full");
    assert_string_equal(info->desc.camera_kind, "demo");
    assert_string_equal(info->desc.camera_name, desc.camera_name);
    assert_true(info->desc.camera_fps == 29.97);
    assert_int_equal(info->desc.camera_height, 480);
    assert_string_equal(info->desc.build, "0.1.0-test");
    assert_true(info->has_summary);
    assert_memory_equal(&info->summary.calibration, &summary.calibration, sizeof(Calibration));
    assert_memory_equal(&info->summary.score, &summary.score, sizeof(PlayScore));
    assert_memory_equal(&info->summary.quality, &summary.quality, sizeof(PlayQuality));
    assert_true(info->summary.pose_fps == 29.4);
    assert_int_equal(info->summary.frames_dropped, 3);
    recording_free(&recording);
}

static void test_trials_come_back(void **state)
{
    (void)state;
    Recording recording = load(record_whole("A", 300));
    assert_int_equal(recording.trial_count, 5);
    for (uint32_t i = 0; i < 5; i++) {
        PlayOutput out;
        fixture_output(&out, i * 60 + 30);
        const Trial *a = &out.trial[0], *b = &recording.trial[i];
        assert_int_equal(a->target, b->target);
        assert_int_equal(a->offer_step, b->offer_step);
        assert_int_equal(a->end_step, b->end_step);
        assert_int_equal(a->side, b->side);
        assert_true(b->hit);
        assert_float_equal(a->at.y, b->at.y, 0);
        assert_float_equal(a->radius_al, b->radius_al, 0);
        assert_float_equal(a->distance_al, b->distance_al, 0);
        assert_true(isnan(b->reach.sparc));
        assert_memory_equal(a->reach.reason, b->reach.reason, sizeof a->reach.reason);
        for (int f = 0; f < REACH_FIELD_COUNT; f++)
            if (f != REACH_AT_sparc)
                assert_true(reach_field(&a->reach, (ReachField)f) ==
                            reach_field(&b->reach, (ReachField)f));
        assert_true(a->reach.onset_s == b->reach.onset_s && a->reach.quality == b->reach.quality);
    }
    recording_free(&recording);
}

static void test_same_play_same_digest(void **state)
{
    (void)state;
    Recording a = load(record_whole("A", 700)), b = load(record_whole("B", 700));
    Recording c = load(record_whole("C", 701));
    assert_string_equal(a.info.track_digest, b.info.track_digest);
    assert_string_equal(a.info.events_digest, b.info.events_digest);
    assert_string_not_equal(a.info.uuid, b.info.uuid);
    assert_string_not_equal(a.info.track_digest, c.info.track_digest);
    recording_free(&a);
    recording_free(&b);
    recording_free(&c);
}

static void test_no_session_without_a_pseudonym(void **state)
{
    (void)state;
    const char *const bad[] = {
        "", "Anna Maria", "a/b", "\xc3\x84nne", "x'--", "a\n", "012345678901234567890123456789012"
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(plan_child_is_valid(bad[i]));
    assert_true(plan_child_is_valid("01234567890123456789012345678901"));
    SessionDesc desc = fixture_desc();
    Session *session = NULL;
    strcpy(desc.plan.child, "Anna Maria");
    assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_USAGE);
    desc = fixture_desc();
    desc.plan.play.setup.knob[1] = NAN;
    assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_USAGE);
    assert_null(session);
    assert_int_not_equal(access(fixture_store, F_OK), 0);
}

static void test_name_that_is_not_text(void **state)
{
    (void)state;
    SessionDesc desc = fixture_desc();
    Session *session = NULL;
    strcpy(desc.camera_name, "clip\xff\xfe.mp4");
    assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_OK);
    assert_int_equal(session_close(&session), RESULT_OK);
    Recording recording = load(1);
    assert_string_equal(recording.info.desc.camera_name, "clip??.mp4");
    assert_int_equal(recording.info.status, SESSION_INTERRUPTED);
    assert_int_equal(recording.input_count, 0);
    assert_false(recording.info.has_summary);
    recording_free(&recording);
}

static void test_list_and_find(void **state)
{
    (void)state;
    static SessionRow list[SESSION_PAGE_MAX];
    uint32_t count = 0;
    int64_t id = 0;
    char some[5];
    const char *const child[] = { "A", "B", "A", "C", "A" };
    for (int i = 0; i < 5; i++) record_whole(child[i], 30);
    Store *store = open_store(STORE_READ);
    assert_int_equal(session_page(store, NULL, NULL, SESSION_PAGE_MAX, list, &count), RESULT_OK);
    assert_int_equal(count, 5);
    assert_int_equal(list[0].id, 5);
    assert_int_equal(list[4].id, 1);
    snprintf(some, sizeof some, "%.4s", list[2].uuid);
    assert_int_equal(recording_find(store, some, &id), RESULT_OK);
    assert_int_equal(id, 3);
    assert_int_equal(recording_find(store, list[1].uuid, &id), RESULT_OK);
    assert_int_equal(id, 4);
    assert_int_equal(session_page(store, "A", NULL, 2, list, &count), RESULT_OK);
    assert_int_equal(count, 2);
    assert_int_equal(list[1].id, 3);
    assert_string_equal(list[1].child, "A");
    assert_int_equal(recording_find(store, "last", &id), RESULT_OK);
    assert_int_equal(id, 5);
    assert_int_equal(recording_find(store, "2", &id), RESULT_OK);
    assert_int_equal(id, 2);
    assert_int_equal(recording_find(store, "6", &id), RESULT_NOT_FOUND);
    assert_int_equal(recording_find(store, "zzzz", &id), RESULT_NOT_FOUND);
    assert_int_equal(recording_find(store, "", &id), RESULT_NOT_FOUND);
    Recording recording;
    assert_int_equal(recording_load(&recording, store, 99), RESULT_NOT_FOUND);
    store_close(&store);
}

static void test_last_of_an_empty_store(void **state)
{
    (void)state;
    int64_t id = 0;
    Store *store = open_store(STORE_WRITE);
    assert_int_equal(recording_find(store, "last", &id), RESULT_NOT_FOUND);
    store_close(&store);
}

static int64_t ask(const char *query)
{
    int64_t number = -1;
    Store *store = open_store(STORE_READ);
    assert_int_equal(sql_number(store, query, &number), RESULT_OK);
    store_close(&store);
    return number;
}

// What could not be read back is not recorded.
static void test_what_the_reader_refuses_is_not_written(void **state)
{
    (void)state;
    SessionDesc desc = fixture_desc();
    Session *session = NULL;
    setenv("TZ", "UTC+25:59:59", 1);
    tzset();
    assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_USAGE);
    assert_non_null(strstr(fail_text(), "TZ"));
    unsetenv("TZ");
    tzset();
    assert_int_equal(ask("SELECT count(*) FROM session"), 0);
}

// While it is recorded the track grows by small pages; these become whole ones of 30 s, and the
// last one when the session ends. Any mix is read.
static void test_small_pages_become_whole(void **state)
{
    (void)state;
    Session *session = open_session("A", true);
    SessionSummary summary = make_summary();
    for (uint32_t i = 0; i < 4000; i++) {
        fixture_record(session, i);
        if (i % 500 == 499) wait_for_stored(session, i + 1);
    }
    Recording recording = load(1);
    fixture_verify(&recording);
    recording_free(&recording);
    assert_at_least(ask("SELECT count(*) FROM track WHERE step_count=1800"), 1);
    assert_at_least(ask("SELECT count(*) FROM track"), 3);
    session_finish(session, SESSION_COMPLETE, &summary);
    assert_int_equal(session_close(&session), RESULT_OK);
    assert_int_equal(ask("SELECT count(*) FROM track"), 3);
    assert_int_equal(ask("SELECT sum(step_count) FROM track"), 4000);
    assert_int_equal(ask("SELECT step_count FROM track ORDER BY first_step DESC LIMIT 1"), 400);
    recording = load(1);
    fixture_verify(&recording);
    recording_free(&recording);
}

// Two recorders and a reader in one store; a running session is not taken for a dead one.
static void test_several_at_once(void **state)
{
    (void)state;
    Session *a = open_session("A", true), *b = open_session("B", true);
    SessionSummary summary = make_summary();
    for (uint32_t i = 0; i < 300; i++) {
        fixture_record(a, i);
        fixture_record(b, i);
    }
    wait_for_stored(a, 300);
    wait_for_stored(b, 300);
    Store *writer = open_store(STORE_WRITE);
    store_close(&writer);
    Recording recording = load(session_id(a));
    assert_int_equal(recording.info.status, SESSION_RECORDING);
    assert_int_equal(recording.input_count, 300);
    fixture_verify(&recording);
    recording_free(&recording);
    session_finish(a, SESSION_STOPPED, &summary);
    assert_int_equal(session_close(&a), RESULT_OK);
    assert_int_equal(session_close(&b), RESULT_OK);
    recording = load(1);
    assert_int_equal(recording.info.status, SESSION_STOPPED);
    recording_free(&recording);
    recording = load(2);
    assert_int_equal(recording.info.status, SESSION_INTERRUPTED);
    fixture_verify(&recording);
    recording_free(&recording);
}

// The disk answers to nobody for a while: the game goes on, and the loss is told and stored.
static void test_overflow_is_told(void **state)
{
    (void)state;
    Session *session = open_session("A", false);
    SessionSummary summary = make_summary();
    sqlite3 *other = NULL;
    for (uint32_t i = 0; i < 10; i++) fixture_record(session, i);
    wait_for_stored(session, 10);
    assert_int_equal(sqlite3_open(fixture_store, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
    fixture_record(session, 10);
    while (ring_count(&session->ring)) clock_sleep_until(clock_us() + 1000);
    clock_sleep_until(clock_us() + 2 * WRITER_COMMIT_US);  // the writer is waiting for the lock now
    for (uint32_t i = 11; i < 3011; i++) fixture_record(session, i);
    SessionHealth health = session_health(session);
    assert_int_equal(health.steps_recorded, 3011);
    assert_int_equal(health.steps_stored, 10);
    assert_int_equal(health.steps_lost, 3000 - WRITER_RING);
    assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    wait_for_stored(session, 11 + WRITER_RING);
    fixture_record(session, 3011);
    session_finish(session, SESSION_COMPLETE, &summary);
    assert_int_equal(session_close(&session), RESULT_FULL);
    Recording recording = load(1);
    assert_int_equal(recording.info.status, SESSION_INCOMPLETE);
    assert_int_equal(recording.info.steps_lost, 3000 - WRITER_RING);
    assert_int_equal(recording.input_count, 12 + WRITER_RING);
    assert_int_equal(recording.info.step_count, 3012);
    assert_int_equal(recording.input[10 + WRITER_RING].step, 10 + WRITER_RING);
    assert_int_equal(recording.input[11 + WRITER_RING].step, 3011);
    recording_free(&recording);
}

// A short stall loses nothing.
static void test_stall_loses_nothing(void **state)
{
    (void)state;
    Session *session = open_session("A", false);
    SessionSummary summary = make_summary();
    sqlite3 *other = NULL;
    assert_int_equal(sqlite3_open(fixture_store, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
    for (uint32_t i = 0; i < 900; i++) fixture_record(session, i);
    while (session_health(session).result == RESULT_OK) clock_sleep_until(clock_us() + 10000);
    assert_int_equal(session_health(session).result, RESULT_BUSY);
    sqlite3_close(other);
    session_finish(session, SESSION_COMPLETE, &summary);
    assert_int_equal(session_close(&session), RESULT_OK);
    Recording recording = load(1);
    assert_int_equal(recording.info.status, SESSION_COMPLETE);
    assert_int_equal(recording.input_count, 900);
    fixture_verify(&recording);
    recording_free(&recording);
}

// In a child process: no file may grow beyond a limit, as on a broken or full disk.
static int record_under_limit(bool lifted)
{
    Session *session = open_session("A", false);
    SessionSummary summary = make_summary();
    struct rlimit limit = { 300000, RLIM_INFINITY };
    uint32_t step = 0;
    for (; step < 300; step++) fixture_record(session, step);
    wait_for_stored(session, 300);
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    for (; session_health(session).result == RESULT_OK; step++) {
        fixture_record(session, step);
        clock_sleep_until(clock_us() + 1000);
    }
    if (lifted) {
        limit.rlim_cur = RLIM_INFINITY;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    session_finish(session, SESSION_COMPLETE, &summary);
    Result result = session_close(&session);
    return result == (lifted ? RESULT_OK : RESULT_LOST) ? 0 : 1;
}

static int in_child(int (*work)(bool), bool argument)
{
    int status = 0;
    pid_t child = fork();
    assert_at_least(child, 0);
    if (child == 0) _exit(work(argument));
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void test_disk_that_fails(void **state)
{
    (void)state;
    int64_t earlier = record_whole("EARLIER", 120);
    assert_int_equal(in_child(record_under_limit, false), 0);
    Recording recording = load(2);
    assert_at_least(recording.input_count, 300);
    assert_above(recording.info.steps_lost, 0);
    assert_int_equal(recording.info.status, SESSION_INCOMPLETE);
    fixture_verify(&recording);
    recording_free(&recording);
    recording = load(earlier);
    assert_int_equal(recording.info.status, SESSION_COMPLETE);
    fixture_verify(&recording);
    recording_free(&recording);
}

static void test_disk_that_recovers(void **state)
{
    (void)state;
    assert_int_equal(in_child(record_under_limit, true), 0);
    Recording recording = load(1);
    assert_above(recording.input_count, 300);
    assert_int_equal(recording.info.status, SESSION_COMPLETE);
    fixture_verify(&recording);
    recording_free(&recording);
}

#define NOT_ALLOWED 77

static void fill_disk(const char *folder)
{
    static const char block[4096];
    char path[256];
    snprintf(path, sizeof path, "%s/filler", folder);
    int file = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    while (write(file, block, sizeof block) > 0) {}
    close(file);
}

// A small disk of our own that somebody else fills up: the reserve is used, then memory, then it is
// told.
static int record_on_full_disk(bool long_session)
{
    if (unshare(CLONE_NEWNS | (geteuid() ? CLONE_NEWUSER : 0)) != 0 ||
        mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("none", fixture_folder, "tmpfs", 0, "size=24m") != 0)
        return NOT_ALLOWED;
    Session *session = open_session("A", true);
    SessionSummary summary = make_summary();
    uint32_t steps = long_session ? 140000 : 6000, step = 0;
    for (; step < 60; step++) fixture_record(session, step);
    wait_for_stored(session, 60);
    fill_disk(fixture_folder);
    for (; step < steps; step++) fixture_record(session, step);
    session_finish(session, SESSION_COMPLETE, &summary);
    Result result = session_close(&session);
    Recording recording = load(1);
    fixture_verify(&recording);
    bool good = recording.input_count == 6000 && recording.info.status == SESSION_COMPLETE &&
                result == RESULT_OK;
    if (long_session)
        good = recording.input_count > 20000 && recording.info.steps_lost > 0 &&
               recording.input_count + recording.info.steps_lost == steps &&
               recording.info.status == SESSION_INCOMPLETE && result == RESULT_FULL;
    print_message("full disk: %u of %u steps kept, %s\n", recording.input_count, steps,
                  session_status_name(recording.info.status));
    recording_free(&recording);
    return good ? 0 : 1;
}

static void test_full_disk(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        int result = in_child(record_on_full_disk, i);
        if (result == NOT_ALLOWED) skip_not_allowed("this user may not mount a disk of his own");
        assert_int_equal(result, 0);
    }
}

// What the killed program told before its end, seen by the one that killed it.
typedef struct Witness {
    atomic_uint opened, stored, recorded;
    atomic_llong at_us[1 << 16];  // when each step was handed over
} Witness;

static void record_until_killed(Witness *witness)
{
    Session *session = open_session("KILLED", false);
    atomic_store(&witness->opened, 1);
    for (uint32_t step = 0; step < 1 << 16; step++) {
        atomic_store(&witness->at_us[step], clock_us());
        fixture_record(session, step);
        atomic_store(&witness->recorded, step + 1);
        atomic_store(&witness->stored, session_health(session).steps_stored);
        clock_sleep_until(clock_us() + 3000);
    }
    _exit(1);
}

static double kill_once(Witness *witness, Rng *rng)
{
    memset(witness, 0, sizeof *witness);
    pid_t child = fork();
    assert_at_least(child, 0);
    if (child == 0) record_until_killed(witness);
    clock_sleep_until(clock_us() + 1000 * rng_below(rng, 900));
    kill(child, SIGKILL);
    int64_t killed_us = clock_us();
    assert_int_equal(waitpid(child, NULL, 0), child);

    // Whoever comes first, to read or to write, finds it interrupted.
    static SessionRow list[SESSION_PAGE_MAX];
    uint32_t count = 0;
    Store *store = open_store(rng_below(rng, 2) ? STORE_READ : STORE_WRITE);
    assert_int_equal(session_page(store, "KILLED", NULL, 1, list, &count), RESULT_OK);
    store_close(&store);
    if (!atomic_load(&witness->opened)) {
        return 0;
    }
    assert_int_equal(count, 1);
    assert_int_equal(list[0].status, SESSION_INTERRUPTED);
    Recording recording = load(list[0].id);
    fixture_verify(&recording);
    assert_at_least(recording.input_count, atomic_load(&witness->stored));
    assert_at_most(recording.input_count, atomic_load(&witness->recorded) + 1);
    bool all = recording.input_count >= atomic_load(&witness->recorded);
    double lost_ms =
        all ? 0 : (double)(killed_us - atomic_load(&witness->at_us[recording.input_count])) / 1000;
    recording_free(&recording);
    return lost_ms;
}

static void test_killed_at_any_moment(void **state)
{
    (void)state;
    const char *soak = getenv("TIPTOE_SOAK");
    int rounds = soak ? atoi(soak) : 20;
    double worst_ms = 0;
    Rng rng = rng_seed(soak ? (uint64_t)clock_us() : 5);
    Witness *witness =
        mmap(NULL, sizeof *witness, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(witness != MAP_FAILED);
    int64_t earlier = record_whole("EARLIER", 120);
    for (int i = 0; i < rounds; i++) worst_ms = fmax(worst_ms, kill_once(witness, &rng));
    print_message("killed %d times, at most the last %.0f ms lost\n", rounds, worst_ms);
    if (soak) assert_at_most(worst_ms, 500);
    munmap(witness, sizeof *witness);
    // Whoever found them put their small pages into one.
    assert_int_equal(ask("SELECT count(*) FROM track a JOIN track b USING(session_id) WHERE "
                         "a.first_step<b.first_step AND a.step_count<1800"),
                     0);
    Recording recording = load(earlier);
    assert_int_equal(recording.input_count, 120);
    fixture_verify(&recording);
    recording_free(&recording);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_round_trip),
        TEST(test_trials_come_back),
        TEST(test_same_play_same_digest),
        TEST(test_no_session_without_a_pseudonym),
        TEST(test_name_that_is_not_text),
        TEST(test_list_and_find),
        TEST(test_what_the_reader_refuses_is_not_written),
        TEST(test_last_of_an_empty_store),
        TEST(test_small_pages_become_whole),
        TEST(test_several_at_once),
        TEST(test_overflow_is_told),
        TEST(test_stall_loses_nothing),
        TEST(test_disk_that_fails),
        TEST(test_disk_that_recovers),
        TEST(test_full_disk),
        TEST(test_killed_at_any_moment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
