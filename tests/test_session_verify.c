// SPDX-License-Identifier: MIT
// test_session_verify.c: whatever is changed of what was written is found, and told where; what is
// erased on purpose is not a fault.
#include "session_fixture.h"

#include "session/session_list.h"

#include "session/findings.h"
#include "session/presets.h"
#include "session/sql.h"
#include "session/verify.h"

#define LAST 300

static void make_store(void)
{
    SessionDesc desc = fixture_desc();
    SessionSummary summary = { .pose_fps = 30, .score = { .offered = 9, .hits = 7 } };
    Store *store = NULL;
    PlayPlan plan = desc.plan;
    WeeklyGoals goals = { { 300, 0, 40, 0 } };
    Finding finding = { .kind = CHECKUP_SQUAT,
                        .side = -1,
                        .measure = MEASURE_SWAY_RMS,
                        .unit = "mm",
                        .value = 5.25,
                        .error = 0.5,
                        .quality = 1 };
    desc.may_block = true;
    for (int i = 0; i < 2; i++) {
        Session *session = NULL;
        assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_OK);
        for (uint32_t step = 0; step < LAST; step++) fixture_record(session, step);
        session_finish(session, SESSION_COMPLETE, &summary);
        assert_int_equal(session_close(&session), RESULT_OK);
    }
    assert_int_equal(store_open(&store, fixture_store, STORE_WRITE), RESULT_OK);
    assert_int_equal(preset_save(store, &plan, "slow"), RESULT_OK);
    assert_int_equal(goals_save(store, desc.plan.child, &goals), RESULT_OK);
    assert_int_equal(findings_save(store, 1, "", &finding, 1), RESULT_OK);
    store_close(&store);
}

static void change(const char *statements)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(fixture_store, &db), SQLITE_OK);
    if (sqlite3_exec(db, statements, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", statements, sqlite3_errmsg(db));
    sqlite3_close(db);
}

static char told[2000];

static void tell(void *with, const VerifyFault *fault)
{
    (void)with;
    size_t used = strlen(told);
    snprintf(told + used, sizeof told - used, "%lld %s;", (long long)fault->session, fault->what);
}

static Result verify(int64_t id, VerifyReport *report)
{
    Store *store = NULL;
    *told = '\0';
    assert_int_equal(store_open(&store, fixture_store, STORE_READ), RESULT_OK);
    Result result = verify_store(store, id, tell, NULL, report);
    store_close(&store);
    return result;
}

static void test_what_was_written_verifies(void **state)
{
    (void)state;
    VerifyReport report;
    make_store();
    assert_int_equal(verify(0, &report), RESULT_OK);
    assert_string_equal(told, "");
    assert_int_equal(report.sessions, 2);
    assert_int_equal(report.presets, 1);
    assert_int_equal(report.goals, LIMB_COUNT);
    assert_int_equal(report.result_sets, 1);
    assert_int_equal(verify(2, &report), RESULT_OK);
    assert_int_equal(report.sessions, 1);
    assert_int_equal(verify(3, &report), RESULT_NOT_FOUND);
}

static void test_each_change_is_found_and_told_where(void **state)
{
    (void)state;
    static const struct {
        const char *change, *says;
    } changes[] = {
        { "UPDATE session SET scores=replace(scores,'\"hits\":7','\"hits\":8') WHERE id=1",
          "1 the session's own row;" },
        { "UPDATE session SET hits=8 WHERE id=1", "1 the session's own row;" },
        { "UPDATE session SET settings=replace(settings,'121.5','122.5') WHERE id=2",
          "2 the session's own row;" },
        { "UPDATE session SET child='BLUE-FOX_28' WHERE id=2", "2 the session's own row;" },
        { "UPDATE session SET signed_by='recovery' WHERE id=2", "2 the session's own row;" },
        { "UPDATE trial SET hit=0 WHERE session_id=1 AND seq=2", "1 trials;" },
        { "UPDATE trial SET reaction_s=0.32 WHERE session_id=2 AND seq=0", "2 trials;" },
        { "UPDATE event SET value=6.2 WHERE session_id=2 AND seq=4", "2 events;" },
        { "UPDATE event SET detail='{}' WHERE session_id=2 AND seq=4", "2 events;" },
        { "DELETE FROM event WHERE session_id=1 AND seq=3", "1 events;" },
        { "UPDATE state_digest SET digest='0123456789abcdef' WHERE session_id=1 AND step=59",
          "1 marks of behaviour;" },
        { "UPDATE track SET bytes=zeroblob(50) WHERE session_id=1", "1 the track from step 0 on;" },
        { "DELETE FROM track WHERE session_id=2", "2 the track;" },
        { "UPDATE session SET rows_digest=track_digest WHERE id=1", "1 its digests;" },
        { "UPDATE result SET value=5.26", "1 the results that are kept of it;" },
        { "DELETE FROM result_set", "1 the results that are kept of it;" },
        { "UPDATE preset SET knobs='{}'", "0 preset slow of kites of BLUE-FOX_27;" },
        { "UPDATE preset SET deleted_utc_ms=5", "0 preset slow of kites of BLUE-FOX_27;" },
        { "UPDATE goal SET reps=301 WHERE limb='arm_left'", "0 goal arm_left of BLUE-FOX_27;" },
        { "UPDATE session SET deleted_utc_ms=0 WHERE id=1", "what was erased is there" },
        { "INSERT INTO event VALUES(9,0,0,'hit',0,0,0,0,0,NULL)", "rows of no session in event" },
    };
    make_store();
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        char keep[160], text[400];
        VerifyReport report;
        snprintf(keep, sizeof keep, "%s.keep", fixture_store);
        snprintf(text, sizeof text, "VACUUM INTO '%s'", keep);
        change(text);
        change(changes[i].change);
        Result result = verify(0, &report);
        if (result != RESULT_DIFFERS || !strstr(told, changes[i].says))
            fail_msg("%s: %s", changes[i].change, told);
        assert_at_least(report.faults, 1);
        assert_int_equal(rename(keep, fixture_store), 0);
    }
}

static int64_t number(const char *query)
{
    Store *store = NULL;
    int64_t value = 0;
    assert_int_equal(store_open(&store, fixture_store, STORE_READ), RESULT_OK);
    assert_int_equal(sql_number(store, query, &value), RESULT_OK);
    store_close(&store);
    return value;
}

static void remove_from(Result (*remove_it)(Store *, int64_t), int64_t id, Result expected)
{
    Store *store = NULL;
    assert_int_equal(store_open(&store, fixture_store, STORE_WRITE), RESULT_OK);
    assert_int_equal(remove_it(store, id), expected);
    store_close(&store);
}

static void test_what_is_erased_leaves_a_tombstone(void **state)
{
    (void)state;
    VerifyReport report;
    static unsigned char bytes[1 << 20];
    make_store();
    remove_from(session_erase, 1, RESULT_OK);
    assert_int_equal(verify(0, &report), RESULT_OK);
    assert_int_equal(report.sessions, 2);
    assert_int_equal(report.erased, 1);
    assert_int_equal(number("SELECT count(*) FROM event WHERE session_id=1"), 0);
    assert_int_equal(number("SELECT count(*) FROM track WHERE session_id=1"), 0);
    assert_int_equal(number("SELECT count(*) FROM result"), 0);
    assert_int_equal(number("SELECT child='' AND settings='' AND scores IS NULL AND "
                            "length(uuid)=36 AND length(rows_digest)=64 FROM session WHERE id=1"),
                     1);
    remove_from(session_erase, 1, RESULT_NOT_FOUND);
    remove_from(session_erase, 7, RESULT_NOT_FOUND);
    Store *store = NULL;
    Recording recording;
    static SessionRow list[SESSION_PAGE_MAX];
    uint32_t count = 0;
    int64_t id = 0;
    assert_int_equal(store_open(&store, fixture_store, STORE_READ), RESULT_OK);
    assert_int_equal(session_page(store, NULL, NULL, SESSION_PAGE_MAX, list, &count), RESULT_OK);
    assert_int_equal(count, 1);
    assert_int_equal(recording_find(store, "1", &id), RESULT_NOT_FOUND);
    assert_int_equal(recording_load(&recording, store, 2), RESULT_OK);
    recording_free(&recording);
    store_close(&store);
    // Nor do its bytes lie about in what the file no longer uses.
    remove_from(session_erase, 2, RESULT_OK);
    FILE *file = fopen(fixture_store, "rb");
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    assert_null(memmem(bytes, size, "drawn child", 11));
}

static void test_a_dropped_track_leaves_the_rest(void **state)
{
    (void)state;
    VerifyReport report;
    Store *store = NULL;
    Recording recording;
    make_store();
    remove_from(track_drop, 2, RESULT_OK);
    assert_int_equal(verify(0, &report), RESULT_OK);
    assert_int_equal(report.trackless, 1);
    assert_int_equal(number("SELECT count(*) FROM track WHERE session_id=2"), 0);
    assert_int_equal(store_open(&store, fixture_store, STORE_READ), RESULT_OK);
    assert_int_equal(recording_load(&recording, store, 2), RESULT_OK);
    assert_true(recording.info.track_dropped);
    assert_int_equal(recording.input_count, 0);
    assert_int_equal(recording.trial_count, 5);
    recording_free(&recording);
    store_close(&store);
    change("UPDATE trial SET hit=0 WHERE session_id=2 AND seq=2");
    assert_int_equal(verify(0, &report), RESULT_DIFFERS);
    assert_string_equal(told, "2 trials;");
}

static void test_what_is_recorded_cannot_be_erased(void **state)
{
    (void)state;
    SessionDesc desc = fixture_desc();
    Session *session = NULL;
    VerifyReport report;
    assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_OK);
    remove_from(session_erase, 1, RESULT_BUSY);
    assert_int_equal(verify(0, &report), RESULT_OK);
    assert_int_equal(report.recording, 1);
    assert_int_equal(session_close(&session), RESULT_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_was_written_verifies),
        TEST(test_each_change_is_found_and_told_where),
        TEST(test_what_is_erased_leaves_a_tombstone),
        TEST(test_a_dropped_track_leaves_the_rest),
        TEST(test_what_is_recorded_cannot_be_erased),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
