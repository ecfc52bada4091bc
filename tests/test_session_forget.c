// SPDX-License-Identifier: MIT
// test_session_forget.c: a canary in every field that is a child's own is nowhere in the store's
// folder once the child is forgotten, and all that is left verifies.
#include "session_fixture.h"

#include "base/clock.h"
#include "base/log.h"
#include "session/child_look.h"
#include "session/child_record.h"
#include "session/documents.h"
#include "session/forget.h"
#include "session/presets.h"
#include "session/sql.h"
#include "session/verify.h"

#include <errno.h>

#define CANARY "CANARY-7"
#define OTHER  "OWL-2"

// Of a row's texts these say nothing of the child: what is kept, who wrote it and where, random
// ids, digests.
#define NOT_THE_CHILDS                                                                             \
    "'id','kind','uuid','station','author','signed_by','digest','session_digest','events_digest'," \
    "'trials_digest','marks_digest','rows_digest','track_digest'"

static Store *open_store(void)
{
    Store *store = NULL;
    assert_int_equal(store_open(&store, fixture_store, STORE_WRITE), RESULT_OK);
    return store;
}

static void play(const char *child)
{
    SessionDesc desc = fixture_desc();
    const SessionSummary summary = { .pose_fps = 30, .score = { .offered = 9, .hits = 7 } };
    Session *session = NULL;
    snprintf(desc.plan.child, sizeof desc.plan.child, "%s", child);
    assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_OK);
    for (uint32_t step = 0; step < 100; step++) fixture_record(session, step);
    session_finish(session, SESSION_COMPLETE, &summary);
    assert_int_equal(session_close(&session), RESULT_OK);
}

static void keep_all(Store *store, const char *child)
{
    static char body[20000];
    PlayPlan plan = { .play = { .game = &fixture_game, .knobs_set = 1 } };
    const WeeklyGoals goals = { .reps = { 10, 20, 30, 40 } };
    const ChildRecord record = child_record_new(child, &plan);
    memcpy(plan.child, record.child, sizeof plan.child);
    play(child);
    play(child);
    assert_int_equal(child_record_save(store, &record), RESULT_OK);
    assert_int_equal(child_look_save(store, child, &(ChildLook){ "a", "b" }), RESULT_OK);
    assert_int_equal(preset_save(store, &plan, "1"), RESULT_OK);
    assert_int_equal(goals_save(store, child, &goals), RESULT_OK);
    for (int kind = 0; kind < DOCUMENT_COUNT; kind++) {
        const DocumentKey key = { (DocumentKind)kind, child, "", "x" };
        // A long one, then a short one: what was longer stays in a page that is free.
        char *at = body + sprintf(body, "{\"a\":\"");
        for (int i = 0; i < 1000; i++) at += sprintf(at, "%s ", child);
        strcpy(at, "\"}");
        assert_int_equal(document_save(store, key, body), RESULT_OK);
        assert_int_equal(document_save(store, key, "{}"), RESULT_OK);
    }
    assert_int_equal(
        sql_change(
            store,
            "INSERT INTO report(id, station, author, changed_utc_ms, child, kind, formulas, "
            "view, pdf, digest) VALUES(hex(randomblob(16)), 'here', 'gym', 0, ?1, 'clinic', '', "
            "?1, CAST(?1 AS BLOB), '')",
            "t", child),
        RESULT_OK);
    assert_int_equal(
        sql_change(store,
                   "INSERT INTO baseline(id, station, author, changed_utc_ms, child, "
                   "session, reason, digest) VALUES(hex(randomblob(16)), 'here', 'gym', 0, ?1, "
                   "'', ?1, '')",
                   "t", child),
        RESULT_OK);
    assert_int_equal(
        sql_change(store,
                   "INSERT INTO primary_set(id, station, author, changed_utc_ms, "
                   "child, posture, measures, reason, digest) VALUES(hex(randomblob(16)), "
                   "'here', 'gym', 0, ?1, '', ?1, ?1, '')",
                   "t", child),
        RESULT_OK);
}

// Every other text of every row that is the child's.
static void write_canary(Store *store)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    int columns = 0;
    assert_int_equal(
        sql_prepare(
            store, &query,
            "SELECT 'UPDATE ' || m.name || ' SET ' || c.name || '=' || c.name || ' || ''" CANARY
            "'' WHERE ' || CASE WHEN EXISTS(SELECT 1 FROM pragma_table_info(m.name) "
            "WHERE name='child') THEN 'child LIKE ''" CANARY "%''' ELSE 'session_id IN "
            "(SELECT id FROM session WHERE child LIKE ''" CANARY "%'')' END "
            "FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type='table' "
            "AND c.type='TEXT' AND c.name NOT IN (" NOT_THE_CHILDS ",'child') AND "
            "EXISTS(SELECT 1 FROM pragma_table_info(m.name) WHERE name IN "
            "('child','session_id'))"),
        RESULT_OK);
    while (sql_next(store, query, &row) == RESULT_OK && row) {
        assert_int_equal(sql_change(store, sql_text(query, 0), ""), RESULT_OK);
        columns++;
    }
    sql_free(query);
    assert_above(columns, 40);
}

static bool holds_canary(const char *path)
{
    static char bytes[1 << 22];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    assert_below(size, sizeof bytes);
    fclose(file);
    return memmem(bytes, size, CANARY, strlen(CANARY)) != NULL;
}

static int with_canary;

static int look_for_canary(const char *path, const struct stat *info, int type, struct FTW *at)
{
    (void)info;
    if (type != FTW_F || !holds_canary(path)) return 0;
    print_message("%s holds it\n", path + at->base);
    with_canary++;
    return 0;
}

// Hidden ones too.
static int files_with_canary(void)
{
    with_canary = 0;
    assert_int_equal(nftw(fixture_folder, look_for_canary, 8, FTW_PHYS), 0);
    return with_canary;
}

static void copy_store(const char *ending)
{
    char command[512];
    snprintf(command, sizeof command, "cp %s %s%s", fixture_store, fixture_store, ending);
    assert_int_equal(system(command), 0);
}

static void tell_fault(void *with, const VerifyFault *fault)
{
    (void)with;
    print_message("%s\n", fault->what);
}

// In the folder of the store, which is that of the log here.
static void plant(const char *name, const char *bytes)
{
    char path[160];
    bool log = !strncmp(name, "tiptoe.log", 10);
    snprintf(path, sizeof path, "%s/tiptoe", fixture_folder);
    assert_true(mkdir(path, 0700) == 0 || errno == EEXIST);
    snprintf(path, sizeof path, "%s/%s%s", fixture_folder, log ? "tiptoe/" : "", name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(bytes, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void test_nothing_is_left(void **state)
{
    (void)state;
    Store *store = open_store();
    Forgotten gone;
    VerifyReport report;
    keep_all(store, OTHER);
    assert_int_equal(sql_run(store, "DELETE FROM report; DELETE FROM baseline; "
                                    "DELETE FROM primary_set"),
                     RESULT_OK);
    keep_all(store, CANARY);
    write_canary(store);
    copy_store(".v9-backup");
    copy_store(".v10-backup.part");
    plant(".tiptoe-Ab12Cd", "half of an export of " CANARY);
    plant("tiptoe.log", "... page fault=7 the page of " CANARY " is damaged\n");
    plant("tiptoe.log.1", CANARY "\n");
    assert_int_equal(files_with_canary(), 6);

    assert_int_equal(child_forget(store, CANARY, &gone), RESULT_OK);
    assert_int_equal(gone.backups, 2);
    assert_int_equal(gone.parts, 1);
    assert_int_equal(gone.rows, 2 + 1 + DOCUMENT_COUNT + 1 + 1 + LIMB_COUNT + 3);
    assert_int_equal(files_with_canary(), 0);
    Result result = verify_store(store, 0, tell_fault, NULL, &report);
    assert_int_equal(result, RESULT_OK);
    assert_int_equal(report.sessions, 4);
    assert_int_equal(report.erased, 2);
    assert_int_equal(report.reports, 1);

    // Again: there is nothing to do but with a copy that holds the child.
    copy_store(".v8-backup");
    assert_int_equal(child_forget(store, CANARY, &gone), RESULT_OK);
    assert_int_equal(gone.backups, 0);
    char path[160];
    snprintf(path, sizeof path, "%s.v7-backup", fixture_store);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (int i = 0; i < (1 << 16) - 3; i++) fputc('.', file);  // so that two pieces share the code
    fputs(CANARY, file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(child_forget(store, CANARY, &gone), RESULT_OK);
    assert_int_equal(gone.backups, 1);
    assert_int_equal(child_forget(store, CANARY, &gone), RESULT_OK);
    assert_int_equal(gone.rows + gone.backups, 0);
    assert_int_equal(child_forget(store, PLAN_GUEST, &gone), RESULT_USAGE);
    store_close(&store);
}

// Another's longer code stays, and so does the length of every line.
static void test_the_log_is_blanked(void **state)
{
    (void)state;
    char path[160], text[64] = "";
    plant("tiptoe.log", CANARY " 1\n" CANARY "0 x" CANARY " " CANARY);
    assert_true(log_blank(CANARY));
    snprintf(path, sizeof path, "%s/tiptoe/tiptoe.log", fixture_folder);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(text, "........ 1\n" CANARY "0 x" CANARY " ........");
    assert_true(log_blank("not-there"));
}

// Where SQLite does not overwrite what it frees, blank rows leave what was in them: the new file is
// what cleans.
static void test_blank_rows_are_not_enough(void **state)
{
    (void)state;
    Store *store = open_store();
    assert_int_equal(sql_run(store, "PRAGMA secure_delete=OFF"), RESULT_OK);
    keep_all(store, CANARY);
    assert_int_equal(child_record_delete(store, CANARY), RESULT_OK);
    assert_int_equal(files_with_canary(), 1);
    store_close(&store);
}

static void test_somebody_plays(void **state)
{
    (void)state;
    Store *store = open_store();
    SessionDesc desc = fixture_desc();
    Session *session = NULL;
    Forgotten gone;
    assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_OK);
    assert_int_equal(child_forget(store, OTHER, &gone), RESULT_BUSY);
    session_finish(session, SESSION_STOPPED, &(SessionSummary){ .pose_fps = 30 });
    assert_int_equal(session_close(&session), RESULT_OK);
    store_close(&store);
}

static void test_who_was_not_here_for_long(void **state)
{
    (void)state;
    Store *store = open_store();
    char code[PLAN_CHILD_MAX + 1];
    int64_t now = clock_utc_ms();
    play("FOX-1");
    play(OTHER);
    play(PLAN_GUEST);
    assert_int_equal(sql_run(store, "UPDATE session SET started_utc_ms=1000 WHERE child<>'OWL-2'"),
                     RESULT_OK);
    assert_int_equal(child_expired(store, now - 60000, code, sizeof code), RESULT_OK);
    assert_string_equal(code, "FOX-1");
    // Its page was changed since: it is awaited.
    const ChildRecord record = child_record_new("FOX-1", &(PlayPlan){ 0 });
    assert_int_equal(child_record_save(store, &record), RESULT_OK);
    assert_int_equal(child_expired(store, now - 60000, code, sizeof code), RESULT_OK);
    assert_string_equal(code, "");
    store_close(&store);
}

static bool write_code(void *self, const char *child, int64_t seen_utc_ms)
{
    char *text = self;
    assert_above(seen_utc_ms, 0);
    strcat(strcat(text, child), " ");
    return true;
}

static void test_how_long_a_child_is_kept(void **state)
{
    (void)state;
    Store *store = open_store();
    char text[128] = "";
    int months = -1;
    int64_t now = clock_utc_ms();
    assert_int_equal(retention_load(store, &months), RESULT_OK);
    assert_int_equal(months, 0);
    assert_int_equal(retention_save(store, RETENTION_MONTHS_MAX + 1), RESULT_USAGE);
    assert_int_equal(retention_save(store, 24), RESULT_OK);
    assert_int_equal(retention_load(store, &months), RESULT_OK);
    assert_int_equal(months, 24);
    play("FOX-1");
    play(OTHER);
    play("MOLE-3");
    assert_int_equal(sql_run(store, "UPDATE session SET started_utc_ms=2000 WHERE child='FOX-1'; "
                                    "UPDATE session SET started_utc_ms=1000 WHERE child='MOLE-3'"),
                     RESULT_OK);
    assert_int_equal(children_expired_visit(store, retention_before(months, now), write_code, text),
                     RESULT_OK);
    assert_string_equal(text, "MOLE-3 FOX-1 ");
    assert_int_equal(retention_save(store, 0), RESULT_OK);
    assert_int_equal(retention_load(store, &months), RESULT_OK);
    assert_int_equal(months, 0);
    store_close(&store);
}

static int open_folder(void **state)
{
    int status = fixture_open(state);
    return status ? status : setenv("XDG_STATE_HOME", fixture_folder, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_folder, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_nothing_is_left),           TEST(test_the_log_is_blanked),
        TEST(test_blank_rows_are_not_enough), TEST(test_somebody_plays),
        TEST(test_who_was_not_here_for_long), TEST(test_how_long_a_child_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
