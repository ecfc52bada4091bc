// SPDX-License-Identifier: MIT
// test_session_documents.c: what people keep beside what was recorded.
#include "session_fixture.h"

#include "session/documents.h"
#include "session/session_list.h"
#include "session/sql.h"
#include "session/verify.h"

static Store *open_store(void)
{
    Store *store = NULL;
    assert_int_equal(store_open(&store, fixture_store, STORE_WRITE), RESULT_OK);
    return store;
}

static void assert_body(Store *store, DocumentKey key, const char *expected)
{
    char *body = NULL;
    Result result = document_load(store, key, &body);
    assert_int_equal(result, expected ? RESULT_OK : RESULT_NOT_FOUND);
    if (expected) assert_string_equal(body, expected);
    free(body);
}

static void assert_whole(Store *store, uint32_t documents)
{
    VerifyReport report;
    assert_int_equal(verify_store(store, 0, NULL, NULL, &report), RESULT_OK);
    assert_int_equal(report.documents, documents);
}

static void test_a_document_comes_back(void **state)
{
    (void)state;
    Store *store = open_store();
    const DocumentKey fox = { DOCUMENT_CHILD, "FOX-1", "", "" };
    const DocumentKey plan = { DOCUMENT_PLAN, "", "", "balance" };
    assert_body(store, fox, NULL);
    assert_int_equal(document_save(store, fox, "{\"age\":60}"), RESULT_OK);
    assert_int_equal(document_save(store, plan, "{}"), RESULT_OK);
    assert_int_equal(document_save(store, fox, "{\"age\":61}"), RESULT_OK);
    assert_body(store, fox, "{\"age\":61}");
    assert_whole(store, 2);
    assert_int_equal(document_remove(store, fox), RESULT_OK);
    assert_int_equal(document_remove(store, fox), RESULT_OK);  // it is gone already
    assert_body(store, fox, NULL);
    assert_int_equal(document_save(store, fox, "{}"), RESULT_OK);
    assert_whole(store, 3);  // the tombstone too
    store_close(&store);
}

static void test_what_is_no_document_is_refused(void **state)
{
    (void)state;
    Store *store = open_store();
    char long_name[DOCUMENT_NAME_MAX + 2];
    static char body[DOCUMENT_BODY_MAX + 1];
    memset(long_name, 'x', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    memset(body, ' ', sizeof body - 1);
    assert_int_equal(
        document_save(store, (DocumentKey){ DOCUMENT_CHILD, "Ann Smith", "", "" }, "{}"),
        RESULT_USAGE);
    assert_int_equal(document_save(store, (DocumentKey){ DOCUMENT_PLAN, "", "", long_name }, "{}"),
                     RESULT_USAGE);
    assert_int_equal(document_save(store, (DocumentKey){ DOCUMENT_PLAN, "", "", "a" }, body),
                     RESULT_USAGE);
    assert_whole(store, 0);
    store_close(&store);
}

typedef struct Seen {
    int count, most;
    char names[64];
} Seen;

static bool see(void *self, const Document *document)
{
    Seen *seen = self;
    strcat(seen->names, document->name);
    assert_true(document->id[0] && document->changed_utc_ms > 0);
    return ++seen->count < seen->most;
}

static void test_documents_are_visited(void **state)
{
    (void)state;
    Store *store = open_store();
    static const char *const children[] = { "FOX-1", "OWL-2", "FOX-1" };
    static const char *const names[] = { "a", "b", "c" };
    for (int i = 0; i < 3; i++)
        assert_int_equal(
            document_save(store, (DocumentKey){ DOCUMENT_PLAN, children[i], "", names[i] }, "{}"),
            RESULT_OK);
    Seen all = { .most = 9 }, foxes = { .most = 9 }, first = { .most = 1 }, hours = { .most = 9 };
    assert_int_equal(documents_visit(store, DOCUMENT_PLAN, NULL, NULL, see, &all), RESULT_OK);
    assert_int_equal(all.count, 3);
    assert_int_equal(documents_visit(store, DOCUMENT_PLAN, "FOX-1", NULL, see, &foxes), RESULT_OK);
    assert_int_equal(foxes.count, 2);
    assert_null(strchr(foxes.names, 'b'));
    assert_int_equal(documents_visit(store, DOCUMENT_PLAN, NULL, "", see, &first), RESULT_OK);
    assert_int_equal(first.count, 1);
    assert_int_equal(documents_visit(store, DOCUMENT_HOUR, NULL, NULL, see, &hours), RESULT_OK);
    assert_int_equal(hours.count, 0);
    store_close(&store);
}

static void tell(void *with, const VerifyFault *fault)
{
    (void)with;
    assert_non_null(strstr(fault->what, "child"));
}

static void test_a_changed_document_is_found(void **state)
{
    (void)state;
    Store *store = open_store();
    VerifyReport report;
    assert_int_equal(document_save(store, (DocumentKey){ DOCUMENT_CHILD, "FOX-1", "", "" }, "{}"),
                     RESULT_OK);
    assert_int_equal(sql_run(store, "UPDATE document SET body='{\"age\":1}'"), RESULT_OK);
    assert_int_equal(verify_store(store, 0, tell, NULL, &report), RESULT_DIFFERS);
    store_close(&store);
}

static void test_a_session_takes_its_documents_with_it(void **state)
{
    (void)state;
    SessionDesc desc = fixture_desc();
    SessionSummary summary = { .pose_fps = 30 };
    Session *session = NULL;
    assert_int_equal(session_open(&session, fixture_store, &desc), RESULT_OK);
    session_finish(session, SESSION_COMPLETE, &summary);
    assert_int_equal(session_close(&session), RESULT_OK);
    Store *store = open_store();
    SessionInfo info;
    assert_int_equal(session_info(store, 1, &info), RESULT_OK);
    const DocumentKey marks[] = { { DOCUMENT_MARK, "FOX-1", info.uuid, "1" },
                                  { DOCUMENT_MARK, "FOX-1", info.uuid, "2" },
                                  { DOCUMENT_MARK, "FOX-1", "another", "1" } };
    for (int i = 0; i < 3; i++) assert_int_equal(document_save(store, marks[i], "{}"), RESULT_OK);
    assert_int_equal(session_erase(store, 1), RESULT_OK);
    assert_body(store, marks[0], NULL);
    assert_body(store, marks[1], NULL);
    assert_body(store, marks[2], "{}");
    assert_whole(store, 3);
    store_close(&store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_document_comes_back),
        TEST(test_what_is_no_document_is_refused),
        TEST(test_documents_are_visited),
        TEST(test_a_changed_document_is_found),
        TEST(test_a_session_takes_its_documents_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
