// SPDX-License-Identifier: MIT
// test_session_versions.c: stores that earlier versions made (tests/stores/vN.db: a whole play, and
// one that was killed) are brought up to date, at whatever moment that is cut off.
#include "session_fixture.h"

#include "session/findings.h"
#include "session/presets.h"
#include "session/schema.h"
#include "session/verdicts.h"
#include "session/verify.h"

#include <signal.h>
#include <sys/wait.h>

// Version 1 lived for an hour, with shorter poses under the same number.
enum { FIRST = 1, LAST = 9 };

// Steps and events of the two sessions, as the programs that made them told.
static const struct {
    uint32_t steps, killed_at;
} made[] = { { 0, 0 },     { 410, 74 },  { 570, 110 }, { 570, 84 },  { 570, 61 },
             { 570, 162 }, { 570, 162 }, { 570, 162 }, { 570, 162 }, { 570, 162 } };

static void copy_file(const char *from, const char *to)
{
    static unsigned char bytes[1 << 18];
    FILE *file = fopen(from, "rb");
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    assert_above(size, 0);
    assert_below(size, sizeof bytes);
    fclose(file);
    file = fopen(to, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void bring(int version)
{
    char from[64];
    snprintf(from, sizeof from, "tests/stores/v%d.db", version);
    copy_file(from, fixture_store);
}

static void tell_fault(void *with, const VerifyFault *fault)
{
    (void)with;
    print_message("%s\n", fault->what);
}

static int64_t number(const char *path, const char *query)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, query, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return value;
}

static Recording load(int64_t id)
{
    Store *store = NULL;
    Recording recording;
    Result result = store_open(&store, fixture_store, STORE_READ);
    if (result == RESULT_OK) result = recording_load(&recording, store, id);
    if (result != RESULT_OK) print_message("%s\n", fail_text());
    assert_int_equal(result, RESULT_OK);
    store_close(&store);
    return recording;
}

// Poses of then come as they were: rounding them as today would change them.
static void assert_own_poses(const Recording *recording)
{
    int changed = 0, found = 0;
    for (uint32_t i = 0; i < recording->input_count; i++) {
        Pose pose = recording->input[i].pose;
        if (!pose.found) continue;
        pose_quantise(&pose, &(PoseRecord){ 0 });
        changed += memcmp(&pose.image, &recording->input[i].pose.image, sizeof pose.image) != 0;
        found++;
    }
    assert_above(found, 30);
    assert_int_equal(changed, found);
}

static void assert_as_made(int version)
{
    Recording whole = load(1), killed = load(2);
    assert_int_equal(whole.input_count, made[version].steps);
    assert_int_equal(killed.input_count, made[version].killed_at);
    assert_int_equal(whole.info.status, SESSION_COMPLETE);
    assert_int_equal(killed.info.status, SESSION_INTERRUPTED);
    assert_int_equal(whole.info.play_version, version < 4 ? 1 : 2);
    assert_string_equal(whole.info.signed_by, version < 5 ? "migration" : "writer");
    assert_string_equal(killed.info.signed_by, version < 5 ? "migration" : "recovery");
    assert_true(whole.info.has_summary);
    assert_at_least(whole.trial_count, 2);
    if (version < 5) assert_own_poses(&whole);
    recording_free(&whole);
    recording_free(&killed);
}

static void test_each_is_brought_up_to_date(void **state)
{
    (void)state;
    for (int version = FIRST; version <= LAST; version++) {
        char backup[160];
        bring(version);
        assert_int_equal(number(fixture_store, "PRAGMA user_version"), version);
        assert_as_made(version);
        assert_int_equal(number(fixture_store, "PRAGMA user_version"), schema_current.version);
        snprintf(backup, sizeof backup, "%s.v%d-backup", fixture_store, version);
        assert_int_equal(number(backup, "PRAGMA user_version"), version);
        // Columns of lists are those of the scores; rows know their station.
        static const char *const listed =
            "SELECT hits=scores->>'hits' AND offered=scores->>'offered' AND "
            "poses_found=quality->>'poses_found' AND author='gym' AND "
            "station=(SELECT id FROM station) FROM session WHERE id=1";
        assert_int_equal(number(fixture_store, listed), 1);
        assert_int_equal(number(fixture_store, "SELECT hits IS NULL FROM session WHERE id=2"), 1);
        unlink(fixture_store);
    }
}

static void test_presets_and_goals_come_along(void **state)
{
    (void)state;
    for (int version = 3; version <= LAST; version++) {
        Store *store = NULL;
        WeeklyGoals goals;
        bring(version);
        assert_int_equal(store_open(&store, fixture_store, STORE_READ), RESULT_OK);
        assert_int_equal(goals_load(store, "FOX-1", &goals), RESULT_OK);
        assert_int_equal(goals.reps[LIMB_ARM_LEFT], 300);
        store_close(&store);
        assert_int_equal(number(fixture_store,
                                "SELECT count(*) FROM preset WHERE name='big' AND length(id)=36 "
                                "AND length(digest)=64 AND changed_utc_ms>0"),
                         1);
        assert_int_equal(number(fixture_store, "SELECT count(DISTINCT id) FROM goal "
                                               "WHERE length(digest)=64"),
                         4);
        unlink(fixture_store);
    }
}

// Results that schema 5 signed hold as they are; what schema 6 adds is empty.
static void test_results_of_5_hold(void **state)
{
    (void)state;
    Store *store = NULL;
    VerifyReport report;
    char formulas[FINDING_FORMULAS_MAX];
    bring(5);
    assert_int_equal(store_open(&store, fixture_store, STORE_READ), RESULT_OK);
    assert_int_equal(verify_store(store, 0, tell_fault, NULL, &report), RESULT_OK);
    assert_int_equal(report.result_sets, 1);
    assert_int_equal(report.verdicts + report.baselines + report.primaries, 0);
    assert_int_equal(findings_formulas(store, 3, formulas), RESULT_OK);
    assert_string_equal(formulas, "");
    store_close(&store);
}

// A choice of measures that schema 6 signed holds without a reason, and is told beside a new one.
static void test_choices_of_6_hold(void **state)
{
    (void)state;
    Store *store = NULL;
    VerifyReport report;
    Primaries list[CHOICES_SHOWN], choice;
    int count = 0;
    bring(6);
    assert_int_equal(store_open(&store, fixture_store, STORE_WRITE), RESULT_OK);
    assert_true(primaries_read(&choice, "reaches:left:movement_time"));
    strcpy(choice.author, "KJ");
    strcpy(choice.reason, "a new goal");
    assert_int_equal(primaries_set(store, "FOX-1", "", &choice), RESULT_OK);
    assert_int_equal(verify_store(store, 0, tell_fault, NULL, &report), RESULT_OK);
    assert_int_equal(report.primaries, 3);
    assert_int_equal(report.baselines, 1);
    assert_int_equal(primaries_log(store, "FOX-1", "", list, &count), RESULT_OK);
    assert_int_equal(count, 2);
    assert_string_equal(list[0].reason, "");
    assert_int_equal(list[0].count, 2);
    assert_string_equal(list[1].reason, "a new goal");
    assert_string_equal(list[1].author, "KJ");
    assert_at_least(list[1].utc_ms, list[0].utc_ms);
    // What was signed cannot be choice another's, nor its reason.
    assert_int_equal(sql_run(store, "UPDATE primary_set SET reason='none' WHERE reason<>''"),
                     RESULT_OK);
    assert_int_equal(verify_store(store, 0, tell_fault, NULL, &report), RESULT_DIFFERS);
    assert_int_equal(report.faults, 1);
    choice.reason[0] = '\0';
    assert_int_equal(primaries_set(store, "FOX-1", "", &choice), RESULT_USAGE);
    store_close(&store);
}

// What was damaged before stays told, it is not signed.
static void test_damage_is_not_signed(void **state)
{
    (void)state;
    static const char *const damage[] = {
        "UPDATE event SET value=value+1 WHERE session_id=1 AND seq=3",
        "DELETE FROM chunk WHERE session_id=1 AND first_step>200",
        "UPDATE chunk SET bytes=x'0100' WHERE session_id=1 AND first_step=0",
    };
    for (size_t i = 0; i < sizeof damage / sizeof damage[0]; i++) {
        sqlite3 *db = NULL;
        Store *store = NULL;
        Recording recording;
        bring(4);
        assert_int_equal(sqlite3_open(fixture_store, &db), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, damage[i], NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(db);
        assert_int_equal(store_open(&store, fixture_store, STORE_READ), RESULT_OK);
        assert_int_equal(recording_load(&recording, store, 1), RESULT_MALFORMED);
        assert_int_equal(recording_load(&recording, store, 2), RESULT_OK);
        recording_free(&recording);
        store_close(&store);
        unlink(fixture_store);
    }
}

// While a program of that version records it keeps its tables.
static void test_a_store_in_use_waits(void **state)
{
    (void)state;
    Store *holder = NULL, *store = NULL;
    char path[160];
    bring(4);
    assert_int_equal(store_open(&holder, fixture_store, STORE_WRITE), RESULT_OK);
    assert_int_equal(store_hold_recording(holder, 2), RESULT_OK);
    bring(4);
    snprintf(path, sizeof path, "%s-journal", fixture_store);
    unlink(path);
    assert_int_equal(store_open(&store, fixture_store, STORE_READ), RESULT_BUSY);
    assert_non_null(strstr(fail_text(), "is recording into it"));
    assert_int_equal(number(fixture_store, "PRAGMA user_version"), 4);
    store_close(&holder);
    assert_as_made(4);
}

// ---- kills ----

static sqlite3_io_methods real_file, killing_file;
static sqlite3_vfs killing;
static int (*real_open)(sqlite3_vfs *, const char *, sqlite3_file *, int, int *);
static int (*real_delete)(sqlite3_vfs *, const char *, int);
static long left;  // changes of files until the program is killed

static void count_down(void)
{
    if (--left < 0) raise(SIGKILL);
}

static int killing_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
    count_down();
    return real_file.xWrite(file, bytes, size, at);
}

static int killing_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    count_down();
    return real_file.xTruncate(file, size);
}

static int killing_sync(sqlite3_file *file, int flags)
{
    count_down();
    return real_file.xSync(file, flags);
}

static int killing_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    count_down();
    return real_delete(vfs, name, sync);
}

static int killing_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    int code = real_open(vfs, name, file, flags, out);
    if (code != SQLITE_OK || !name || !file->pMethods) return code;
    real_file = killing_file = *file->pMethods;
    killing_file.xWrite = killing_write;
    killing_file.xTruncate = killing_truncate;
    killing_file.xSync = killing_sync;
    file->pMethods = &killing_file;
    return code;
}

// Brings the store up to date in a child that dies before change number `change`. False: it did
// not live as long as that, it was done.
static bool migrate_and_die(long change)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        Store *store = NULL;
        killing = *sqlite3_vfs_find(NULL);
        killing.zName = "killing";
        real_open = killing.xOpen;
        real_delete = killing.xDelete;
        killing.xOpen = killing_open;
        killing.xDelete = killing_delete;
        left = change;
        sqlite3_vfs_register(&killing, 1);
        _exit(store_open(&store, fixture_store, STORE_READ) == RESULT_OK ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    assert_true(killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0));
    return killed;
}

// At every change of a file: what is there then is the old store or the new one.
static void test_killed_at_every_step(void **state)
{
    (void)state;
    for (int version = FIRST; version <= LAST; version++) {
        bool killed = true;
        long change = 0, stride = getenv("TIPTOE_SOAK") ? 1 : 7;
        int old = 0;
        for (; killed; change += stride) {
            fixture_close(NULL);
            fixture_open(NULL);
            bring(version);
            killed = migrate_and_die(change);
            int64_t now = number(fixture_store, "PRAGMA user_version");
            assert_true(now == version || now == schema_current.version);
            old += now == version;
            assert_as_made(version);
        }
        print_message("version %d: killed at %ld changes, %d of them before it was new\n", version,
                      change / stride, old);
        assert_at_least(old, 5);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_each_is_brought_up_to_date), TEST(test_presets_and_goals_come_along),
        TEST(test_results_of_5_hold),          TEST(test_choices_of_6_hold),
        TEST(test_damage_is_not_signed),       TEST(test_a_store_in_use_waits),
        TEST(test_killed_at_every_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
