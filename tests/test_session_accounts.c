// SPDX-License-Identifier: MIT
// test_session_accounts.c: accounts, random texts, and the log of who did what.
#include "test.h"

#include "session/accounts.h"
#include "session/audit.h"
#include "session/documents.h"
#include "session/sql.h"
#include "session/token.h"
#include "session/verify.h"
#include "tiptoe/game.h"

#include <string.h>

#define WORDS "four plain words here"

// No game is asked for here.
const Game *const game_list[] = { NULL };
const int game_count = 0;

static char path[] = "/tmp/tiptoe-accounts-XXXXXX";

static Store *opened(void)
{
    Store *store = NULL;
    assert_int_equal(mkstemp(path) >= 0, 1);
    unlink(path);
    assert_int_equal(store_open(&store, path, STORE_WRITE), RESULT_OK);
    return store;
}

static void closed(Store *store)
{
    char line[96];
    store_close(&store);
    snprintf(line, sizeof line, "rm -f '%s'*", path);
    assert_int_equal(system(line), 0);
    memcpy(path + sizeof path - 7, "XXXXXX", 6);
}

static void count(void *with, const VerifyFault *fault)
{
    char *what = with;
    snprintf(what, 192, "%s", fault->what);
}

static void test_an_account_signs_in_with_its_words_alone(void **state)
{
    (void)state;
    Store *store = opened();
    Account ann, found;
    assert_int_equal(account_add(store, "command", "ann", ACCOUNT_ADMIN, WORDS, &ann), RESULT_OK);
    assert_int_equal(account_sign_in(store, "ann", WORDS, &found), RESULT_OK);
    assert_string_equal(found.id, ann.id);
    assert_int_equal(account_sign_in(store, "ann", WORDS "!", &found), RESULT_NOT_PERMITTED);
    assert_int_equal(account_sign_in(store, "nobody", WORDS, &found), RESULT_NOT_PERMITTED);
    assert_int_equal(account_sign_in(store, "", "", &found), RESULT_NOT_PERMITTED);
    // Of the words only argon2id is in the file.
    char line[128];
    snprintf(line, sizeof line, "grep -qF '" WORDS "' '%s'", path);
    assert_int_not_equal(system(line), 0);
    snprintf(line, sizeof line, "grep -qF '$argon2id$v=19$m=65536,t=2' '%s'", path);
    assert_int_equal(system(line), 0);
    closed(store);
}

static void test_what_is_no_account_is_told(void **state)
{
    (void)state;
    Store *store = opened();
    Account ann, other;
    assert_int_equal(account_add(store, "command", "bob", ACCOUNT_LEAD, WORDS, &other),
                     RESULT_USAGE);  // nobody could let others in
    assert_int_equal(account_add(store, "command", "ann", ACCOUNT_ADMIN, WORDS, &ann), RESULT_OK);
    assert_int_equal(account_add(store, ann.id, "ann", ACCOUNT_LEAD, WORDS, &other), RESULT_USAGE);
    assert_int_equal(account_add(store, ann.id, "a b", ACCOUNT_LEAD, WORDS, &other), RESULT_USAGE);
    assert_int_equal(account_add(store, ann.id, "", ACCOUNT_LEAD, WORDS, &other), RESULT_USAGE);
    // Letters count, not bytes.
    assert_int_equal(account_add(store, ann.id, "c", ACCOUNT_LEAD, "äääääääää", &other),
                     RESULT_USAGE);
    assert_int_equal(account_add(store, ann.id, "c", ACCOUNT_LEAD, "ääääääääää", &other),
                     RESULT_OK);
    assert_int_equal(account_set_role(store, ann.id, ann.id, ACCOUNT_LEAD), RESULT_USAGE);
    assert_int_equal(account_remove(store, ann.id, ann.id), RESULT_USAGE);
    assert_int_equal(account_set_role(store, ann.id, other.id, ACCOUNT_ADMIN), RESULT_OK);
    assert_int_equal(account_remove(store, other.id, ann.id), RESULT_OK);
    assert_int_equal(account_find(store, ann.id, &ann), RESULT_NOT_FOUND);
    assert_int_equal(account_remove(store, other.id, "no-such-id"), RESULT_NOT_FOUND);
    // The name is free again; the tombstone and all others are as they were signed.
    assert_int_equal(account_add(store, other.id, "ann", ACCOUNT_LEAD, WORDS, &ann), RESULT_OK);
    VerifyReport report;
    char what[192] = "";
    assert_int_equal(verify_store(store, 0, count, what, &report), RESULT_OK);
    assert_int_equal(report.accounts, 3);
    assert_int_equal(
        sqlite3_exec(store->db, "UPDATE account SET role='admin' WHERE name='ann'", 0, 0, 0),
        SQLITE_OK);
    assert_int_equal(verify_store(store, 0, count, what, &report), RESULT_DIFFERS);
    assert_string_equal(what, "account ann");
    closed(store);
}

static bool first_line(void *self, const AuditLine *line)
{
    char *text = self;
    snprintf(text, 256, "%s %s %s %s", line->name, line->action, line->object, line->id);
    return false;
}

// The log as it was, and after each way of changing it.
static void test_no_line_is_changed_or_taken_out_unseen(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "UPDATE audit SET utc_ms=utc_ms+1 WHERE seq=3",
        "UPDATE audit SET account='x' WHERE seq=3",
        "UPDATE audit SET action='write' WHERE seq=3",
        "UPDATE audit SET object='session' WHERE seq=3",
        "UPDATE audit SET id='y' WHERE seq=3",
        "UPDATE audit SET digest='z' WHERE seq=3",
        "DELETE FROM audit WHERE seq=3",
        "DELETE FROM audit WHERE seq>=3",
        "UPDATE audit SET id=action, action=id WHERE seq=3",
        "UPDATE audit SET seq=99 WHERE seq=3",
    };
    Store *store = opened();
    Account ann;
    char text[256];
    uint32_t lines = 0;
    int64_t broken = 0;
    assert_int_equal(account_add(store, "command", "ann", ACCOUNT_ADMIN, WORDS, &ann), RESULT_OK);
    for (int i = 0; i < 6; i++)
        assert_int_equal(audit_add(store, ann.id, AUDIT_READ, AUDIT_OF_CHILD, "some-id"),
                         RESULT_OK);
    assert_int_equal(audit_visit(store, 0, NULL, first_line, text), RESULT_OK);
    assert_string_equal(text, "ann read a child some-id");
    assert_int_equal(audit_verify(store, &lines, &broken), RESULT_OK);
    assert_int_equal(lines, 6);
    assert_int_equal(broken, 0);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        assert_int_equal(sqlite3_exec(store->db, "BEGIN", 0, 0, 0), SQLITE_OK);
        assert_int_equal(sqlite3_exec(store->db, changes[i], 0, 0, 0), SQLITE_OK);
        assert_int_equal(audit_verify(store, &lines, &broken), RESULT_OK);
        if (broken != 3) fail_msg("%s: broken from line %lld", changes[i], (long long)broken);
        assert_int_equal(sqlite3_exec(store->db, "ROLLBACK", 0, 0, 0), SQLITE_OK);
    }
    VerifyReport report;
    assert_int_equal(verify_store(store, 0, count, text, &report), RESULT_OK);
    assert_int_equal(report.audit_lines, 6);
    closed(store);
}

// What is held is one change: where its line cannot be written, nothing is.
static void test_a_change_and_its_line_are_one(void **state)
{
    (void)state;
    const DocumentKey key = { DOCUMENT_COMMENT, "FOX-1", "", "" };
    Store *store = opened();
    char *body = NULL;
    uint32_t lines = 0;
    int64_t broken = 0;
    for (int fails = 1; fails >= 0; fails--) {
        const char *trigger = fails ? "CREATE TEMP TRIGGER no BEFORE INSERT ON audit BEGIN "
                                      "SELECT RAISE(FAIL, 'no'); END"
                                    : "DROP TRIGGER no";
        assert_int_equal(sqlite3_exec(store->db, trigger, 0, 0, 0), SQLITE_OK);
        store_hold(store);
        assert_int_equal(document_save(store, key, "{\"a\":1}"), RESULT_OK);
        Result result = audit_add(store, "x", AUDIT_WRITE, AUDIT_OF_CHILD, "id");
        assert_int_equal(result, fails ? RESULT_LOST : RESULT_OK);
        assert_int_equal(store_release(store, result), result);
        assert_int_equal(document_load(store, key, &body), fails ? RESULT_NOT_FOUND : RESULT_OK);
        free(body);
        assert_int_equal(audit_verify(store, &lines, &broken), RESULT_OK);
        assert_int_equal(lines, !fails);
        assert_int_equal(broken, 0);
    }
    // A part that fails takes the other parts with it, and the store goes on.
    const DocumentKey bad = { DOCUMENT_COMMENT, "no code!", "", "" };
    store_hold(store);
    assert_int_equal(document_save(store, key, "{\"a\":2}"), RESULT_OK);
    Result result = document_save(store, bad, "{}");
    assert_int_equal(result, RESULT_USAGE);
    assert_int_equal(store_release(store, result), RESULT_USAGE);
    assert_int_equal(document_load(store, key, &body), RESULT_OK);
    assert_string_equal(body, "{\"a\":1}");
    free(body);
    // What reads many rows in one go does so within it too.
    static VerifyReport report;
    store_hold(store);
    assert_int_equal(verify_store(store, 0, NULL, NULL, &report), RESULT_OK);
    assert_int_equal(document_save(store, key, "{\"a\":3}"), RESULT_OK);
    assert_int_equal(verify_store(store, 0, NULL, NULL, &report), RESULT_OK);
    assert_int_equal(store_release(store, RESULT_OK), RESULT_OK);
    assert_int_equal(document_load(store, key, &body), RESULT_OK);
    assert_string_equal(body, "{\"a\":3}");
    free(body);
    // Nothing was written: nothing is left open.
    store_hold(store);
    assert_int_equal(store_release(store, RESULT_OK), RESULT_OK);
    assert_int_equal(sqlite3_get_autocommit(store->db), 1);
    closed(store);
}

// A reader writes its line, and can change nothing else after it.
static void test_readers_are_logged(void **state)
{
    (void)state;
    Store *store = opened();
    uint32_t lines = 0;
    int64_t broken = 0;
    store_close(&store);
    assert_int_equal(store_open(&store, path, STORE_READ), RESULT_OK);
    assert_int_equal(audit_look(store, AUDIT_READ, AUDIT_OF_CLINIC, ""), RESULT_OK);
    assert_int_equal(audit_look_child(store, AUDIT_EXPORT, "FOX-1"), RESULT_OK);
    assert_int_equal(audit_verify(store, &lines, &broken), RESULT_OK);
    assert_int_equal(lines, 2);
    const DocumentKey key = { DOCUMENT_COMMENT, "FOX-1", "", "" };
    assert_int_not_equal(document_save(store, key, "{}"), RESULT_OK);
    closed(store);
}

static void test_tokens(void **state)
{
    (void)state;
    char one[TOKEN_TEXT], two[TOKEN_TEXT], of_one[TOKEN_TEXT], again[TOKEN_TEXT], code[TOKEN_CODE];
    assert_int_equal(token_make(one), RESULT_OK);
    assert_int_equal(token_make(two), RESULT_OK);
    assert_int_equal(strlen(one), TOKEN_TEXT - 1);
    assert_string_not_equal(one, two);
    assert_true(token_is(one, one));
    assert_false(token_is(one, two));
    char none[TOKEN_TEXT] = "";
    assert_false(token_is(none, ""));
    token_digest(one, "text", of_one);
    token_digest(one, "text", again);
    assert_string_equal(of_one, again);
    token_digest(two, "text", again);
    assert_string_not_equal(of_one, again);
    assert_int_equal(token_code(code), RESULT_OK);
    assert_true(token_code_is(code, code));
    char typed[40];
    snprintf(typed, sizeof typed, " %.4s %.4s%.4s ", code, code + 5, code + 10);
    for (char *c = typed; *c; c++) *c |= *c >= 'A' ? 0x20 : 0;
    assert_true(token_code_is(code, typed));
    assert_false(token_code_is(code, "AAAA-AAAA-AAA"));
    assert_false(token_code_is(code, "AAAA-AAAA-AAAA-A"));
    assert_false(token_code_is(none, ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_account_signs_in_with_its_words_alone),
        cmocka_unit_test(test_what_is_no_account_is_told),
        cmocka_unit_test(test_a_change_and_its_line_are_one),
        cmocka_unit_test(test_readers_are_logged),
        cmocka_unit_test(test_no_line_is_changed_or_taken_out_unseen),
        cmocka_unit_test(test_tokens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
