// SPDX-License-Identifier: MIT
// test_session_store.c: opening the store: new, newer, older, damaged, not ours, not writable.
#include "session_fixture.h"

#include "session/session_list.h"

#include "session/schema.h"

#include <sys/wait.h>

static void run_sql(const char *path, const char *statements)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, statements, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void make_session(uint32_t steps)
{
    SessionDesc desc = fixture_desc();
    Session *session = NULL;
    SessionSummary summary = { .pose_fps = 30 };
    desc.may_block = true;
    assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_OK);
    for (uint32_t i = 0; i < steps; i++) fixture_record(session, i);
    session_finish(session, SESSION_COMPLETE, &summary);
    assert_int_equal(session_close(&session), RESULT_OK);
}

static size_t read_file(const char *path, unsigned char *bytes, size_t size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t count = fread(bytes, 1, size, file);
    fclose(file);
    return count;
}

static void write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

// Opening gives `expected` both ways and leaves every byte of the file.
static void assert_refused(Result expected)
{
    static unsigned char before[1 << 20], after[1 << 20];
    size_t size = read_file(fixture_store, before, sizeof before);
    for (int mode = STORE_READ; mode <= STORE_WRITE; mode++) {
        Store *store = NULL;
        assert_int_equal(store_open(&store, fixture_store, (StoreMode)mode), expected);
        assert_null(store);
        assert_non_null(strstr(fail_text(), fixture_store));
        assert_int_equal(read_file(fixture_store, after, sizeof after), size);
        assert_memory_equal(before, after, size);
    }
}

static void test_path(void **state)
{
    (void)state;
    char path[STORE_PATH_MAX], expected[STORE_PATH_MAX];
    struct stat info;
    assert_int_equal(store_path(path, "x/y.db", true), RESULT_OK);
    assert_string_equal(path, "x/y.db");
    setenv("HOME", "/home/somebody", 1);
    setenv("XDG_DATA_HOME", "not/absolute", 1);
    assert_int_equal(store_path(path, NULL, false), RESULT_OK);
    assert_string_equal(path, "/home/somebody/.local/share/tiptoe/tiptoe.db");
    snprintf(expected, sizeof expected, "%s/data/deep", fixture_folder);
    setenv("XDG_DATA_HOME", expected, 1);
    assert_int_equal(store_path(path, NULL, true), RESULT_OK);
    strcat(expected, "/tiptoe");
    assert_int_equal(stat(expected, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
    strcat(expected, "/tiptoe.db");
    assert_string_equal(path, expected);
    unsetenv("XDG_DATA_HOME");
    unsetenv("HOME");
    assert_int_equal(store_path(path, NULL, true), RESULT_USAGE);
}

// What SQLite would take for an address: the sessions would be gone with the program.
static void test_a_name_is_a_file(void **state)
{
    (void)state;
    static const char *const names[] = { "", ":memory:", "file:x?mode=memory", "file::memory:" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        Store *store = NULL;
        char path[STORE_PATH_MAX];
        assert_int_equal(store_path(path, names[i], true), RESULT_USAGE);
        assert_int_equal(store_open_given(&store, names[i], STORE_WRITE), RESULT_USAGE);
        assert_int_equal(store_open(&store, names[i], STORE_WRITE), RESULT_USAGE);
        assert_non_null(strstr(fail_text(), "name a file"));
    }
}

// A table, view, trigger or column that our steps do not make; or one that is missing.
static void test_another_form_is_refused(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "CREATE VIEW more AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM session; END",
        "CREATE TABLE more(name TEXT)",
        "ALTER TABLE trial ADD COLUMN more TEXT",
        "DROP TABLE trial",
        "DROP INDEX session_by_time",
        "PRAGMA user_version=4",
        "PRAGMA foreign_keys=OFF; ALTER TABLE session RENAME TO hidden; CREATE VIEW session AS "
        "WITH "
        "RECURSIVE r(id) AS (SELECT 1 UNION ALL SELECT id+1 FROM r) SELECT id FROM r",
    };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        make_session(10);
        run_sql(fixture_store, forms[i]);
        assert_refused(RESULT_MALFORMED);
        unlink(fixture_store);
    }
}

static void test_new_store_is_private(void **state)
{
    (void)state;
    struct stat info;
    Store *store = NULL;
    assert_int_equal(store_open(&store, fixture_store, STORE_READ), RESULT_NOT_FOUND);
    assert_int_not_equal(stat(fixture_store, &info), 0);
    assert_int_equal(store_open(&store, fixture_store, STORE_WRITE), RESULT_OK);
    store_close(&store);
    assert_int_equal(stat(fixture_store, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_int_equal(store_open(&store, fixture_store, STORE_READ), RESULT_OK);
    store_close(&store);
}

static void test_newer_version_is_refused(void **state)
{
    (void)state;
    make_session(10);
    run_sql(fixture_store, "PRAGMA user_version=999");
    assert_refused(RESULT_VERSION);
    assert_non_null(strstr(fail_text(), "update Tiptoe"));
}

static void test_not_ours_is_refused(void **state)
{
    (void)state;
    run_sql(fixture_store, "CREATE TABLE recipe(name TEXT)");
    assert_refused(RESULT_MALFORMED);
    write_file(fixture_store, "hello", 5);
    assert_refused(RESULT_MALFORMED);
    unsigned char noise[5000];
    for (size_t i = 0; i < sizeof noise; i++) noise[i] = (unsigned char)(i * 37 + 5);
    write_file(fixture_store, noise, sizeof noise);
    assert_refused(RESULT_MALFORMED);
}

static void test_cut_short_is_refused(void **state)
{
    (void)state;
    static unsigned char bytes[1 << 20];
    make_session(600);
    size_t size = read_file(fixture_store, bytes, sizeof bytes);
    assert_above(size, 100000);
    assert_below(size, sizeof bytes);
    write_file(fixture_store, bytes, 4096 * 3 + 100);
    assert_refused(RESULT_MALFORMED);
    write_file(fixture_store, bytes, 50);
    assert_refused(RESULT_MALFORMED);
}

// Whatever bytes are damaged: opening and loading say so or give what was recorded; nothing faults.
static void test_random_damage(void **state)
{
    (void)state;
    static unsigned char bytes[1 << 20], broken[1 << 20];
    int refused = 0, rounds = getenv("TIPTOE_SOAK") ? 2000 : 150;
    make_session(300);
    size_t size = read_file(fixture_store, bytes, sizeof bytes);
    Rng rng = rng_seed(11);
    for (int round = 0; round < rounds; round++) {
        Store *store = NULL;
        Recording recording = { 0 };
        static SessionRow list[SESSION_PAGE_MAX];
        uint32_t count = 0;
        memcpy(broken, bytes, size);
        for (int k = 1 + round % 3; k > 0; k--) {
            unsigned char junk = (unsigned char)rng_next(&rng);
            broken[rng_below(&rng, (int)size)] = junk;
        }
        write_file(fixture_store, broken, size);
        Result result = store_open(&store, fixture_store, STORE_READ);
        if (result == RESULT_OK)
            result = session_page(store, NULL, NULL, SESSION_PAGE_MAX, list, &count);
        if (result == RESULT_OK) result = recording_load(&recording, store, 1);
        if (result == RESULT_OK) fixture_verify(&recording);
        refused += result != RESULT_OK;
        recording_free(&recording);
        store_close(&store);
    }
    print_message("%d of %d damaged stores refused\n", refused, rounds);
    assert_above(refused, rounds / 3);  // the rest met a page that holds nothing yet
}

static void test_hostile_rows(void **state)
{
    (void)state;
    const char *const damage[] = {
        "UPDATE session SET settings='{}'",
        "UPDATE session SET settings='[[[[[['",
        "UPDATE session SET level=77",
        "UPDATE session SET child='Robert''); DROP TABLE'",
        "UPDATE session SET calibration='{\"done\":3}'",
        "UPDATE track SET bytes=zeroblob(1000000), hash='0000000000000000'",
        "UPDATE track SET bytes=x'01'",
        "UPDATE track SET first_step=-5",
        "UPDATE track SET step_count=step_count+1",
        "DELETE FROM track",
        "UPDATE event SET event='dance' WHERE seq=1",
        "UPDATE event SET side=9 WHERE seq=1",
        "DELETE FROM event WHERE seq=3",
        "UPDATE event SET value=1e300 WHERE seq=0",
        "UPDATE trial SET hit=2",
        "UPDATE trial SET sparc_missing='because'",
        "UPDATE state_digest SET digest='xyz'",
    };
    for (size_t i = 0; i < sizeof damage / sizeof damage[0]; i++) {
        Store *store = NULL;
        Recording recording;
        static SessionRow list[SESSION_PAGE_MAX];
        uint32_t count = 0;
        make_session(100);
        run_sql(fixture_store, damage[i]);
        assert_int_equal(store_open(&store, fixture_store, STORE_READ), RESULT_OK);
        assert_int_equal(session_page(store, NULL, NULL, SESSION_PAGE_MAX, list, &count),
                         RESULT_OK);
        assert_int_equal(count, 1);
        assert_int_equal(recording_load(&recording, store, list[0].id), RESULT_MALFORMED);
        store_close(&store);
        unlink(fixture_store);
    }
}

// Chunks whose hash is right and whose content is not.
static void test_hostile_chunks(void **state)
{
    (void)state;
    Rng rng = rng_seed(3);
    make_session(1);
    for (int round = 0; round < 200; round++) {
        unsigned char bytes[300];
        char update[1024], *at = update;
        int size = rng_below(&rng, (int)sizeof bytes);
        for (int i = 0; i < size; i++)
            bytes[i] = (unsigned char)(rng_next(&rng) & (i % 3 ? 0xff : 0x77));
        const unsigned char head[] = { 1, 0, 0, 0, 0, 0 };
        memcpy(bytes, head, (size_t)size < sizeof head ? (size_t)size : sizeof head);
        at += sprintf(at, "UPDATE track SET hash='%016llx', bytes=x'",
                      (unsigned long long)bytes_hash(BYTES_HASH_START, bytes, (size_t)size));
        for (int i = 0; i < size; i++) at += sprintf(at, "%02x", bytes[i]);
        strcpy(at, "'");
        run_sql(fixture_store, update);
        Store *store = NULL;
        Recording recording;
        assert_int_equal(store_open(&store, fixture_store, STORE_READ), RESULT_OK);
        Result result = recording_load(&recording, store, 1);
        assert_true(result == RESULT_MALFORMED || result == RESULT_VERSION);
        store_close(&store);
    }
}

static void test_folder_that_cannot_be_written(void **state)
{
    (void)state;
    Store *store = NULL;
    char under[256];
    write_file(fixture_store, "", 0);
    snprintf(under, sizeof under, "%s/below.db", fixture_store);
    assert_int_equal(store_open(&store, under, STORE_WRITE), RESULT_CANNOT_CREATE);
    assert_non_null(strstr(fail_text(), "name another file"));
    assert_int_equal(store_open(&store, "/proc/tiptoe.db", STORE_WRITE), RESULT_CANNOT_CREATE);
    Result folder = store_open(&store, fixture_folder, STORE_WRITE);
    assert_true(folder == RESULT_CANNOT_CREATE || folder == RESULT_LOST);
    if (geteuid() == 0) {
        pid_t child = fork();
        if (child == 0) {
            chmod(fixture_folder, 0755);
            snprintf(under, sizeof under, "%s/other.db", fixture_folder);
            if (setgid(65534) != 0 || setuid(65534) != 0) _exit(2);
            _exit(store_open(&store, under, STORE_WRITE) == RESULT_NOT_PERMITTED ? 0 : 1);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
}

// A schema with two steps more than today's, as a later program will have.
static void test_migration(void **state)
{
    (void)state;
    SchemaStep steps[12];
    memcpy(steps, schema_current.step, 10 * sizeof steps[0]);
    steps[10] = (SchemaStep){ "CREATE TABLE later(name TEXT)", NULL, NULL };
    steps[11] = (SchemaStep){ "ALTER TABLE nothing ADD COLUMN note TEXT", NULL, NULL };
    const Schema wrong = { steps, 12 }, later = { steps, 11 };
    char backup[160];
    Store *store = NULL;
    int64_t value = 0;
    assert_int_equal(schema_current.version, 10);
    make_session(100);
    snprintf(backup, sizeof backup, "%s.v10-backup", fixture_store);

    assert_int_equal(store_open(&store, fixture_store, STORE_WRITE), RESULT_OK);
    assert_int_equal(schema_migrate(store, &wrong), RESULT_LOST);
    assert_int_equal(sql_number(store, "PRAGMA user_version", &value), RESULT_OK);
    assert_int_equal(value, 10);
    assert_int_equal(
        sql_number(store, "SELECT count(*) FROM sqlite_schema WHERE name='later'", &value),
        RESULT_OK);
    assert_int_equal(value, 0);

    assert_int_equal(schema_migrate(store, &later), RESULT_OK);
    assert_int_equal(sql_number(store, "PRAGMA user_version", &value), RESULT_OK);
    assert_int_equal(value, 11);
    assert_int_equal(schema_migrate(store, &later), RESULT_OK);
    store_close(&store);
    assert_int_equal(store_open(&store, fixture_store, STORE_READ), RESULT_VERSION);

    Recording recording;
    assert_int_equal(store_open(&store, backup, STORE_READ), RESULT_OK);
    assert_int_equal(recording_load(&recording, store, 1), RESULT_OK);
    fixture_verify(&recording);
    assert_int_equal(recording.input_count, 100);
    recording_free(&recording);
    store_close(&store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_path),
        TEST(test_a_name_is_a_file),
        TEST(test_another_form_is_refused),
        TEST(test_new_store_is_private),
        TEST(test_newer_version_is_refused),
        TEST(test_not_ours_is_refused),
        TEST(test_cut_short_is_refused),
        TEST(test_random_damage),
        TEST(test_hostile_rows),
        TEST(test_hostile_chunks),
        TEST(test_folder_that_cannot_be_written),
        TEST(test_migration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
