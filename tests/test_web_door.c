// SPDX-License-Identifier: MIT
// test_web_door.c: who gets in, how long, and to which pages.
#include "web_rig.h"

#include "session/sql.h"

#define PLAIN "four+plain+words+here"

static void no_accounts(void)
{
    for (const char *const *end = (const char *const[]){ "", "-lock", "-journal", NULL }; *end;
         end++) {
        char path[80];
        snprintf(path, sizeof path, "%s%s", rig_store, *end);
        unlink(path);
    }
}

static void test_the_first_account_needs_the_code(void **state)
{
    (void)state;
    Guest guest;
    char fields[256];
    no_accounts();
    rig_start((WebOptions){ .times = WEB_TIMES_USUAL });
    assert_int_equal(strlen(rig_code), TOKEN_CODE - 1);
    assert_int_equal(rig_get("/", ""), 303);
    assert_int_equal(rig_get("/sign-in", ""), 303);
    assert_true(rig_leads("/first"));
    rig_come(&guest, "/first");
    assert_int_equal(rig_post(&guest, "/first",
                              "code=AAAA-BBBB-CCCC&name=boss&password=" PLAIN
                              "&password_again=" PLAIN),
                     403);
    snprintf(fields, sizeof fields, "code=%s&name=boss&password=short&password_again=short",
             rig_code);
    assert_int_equal(rig_post(&guest, "/first", fields), 400);
    assert_true(rig_has("10 letters or more"));
    snprintf(fields, sizeof fields, "code=%s&name=boss&password=" PLAIN "&password_again=" PLAIN,
             rig_code);
    assert_int_equal(rig_post(&guest, "/first", fields), 303);
    // Never again, nor with the same code.
    assert_int_equal(rig_get("/first", ""), 404);
    assert_int_equal(rig_post(&guest, "/first", fields), 404);
    rig_finish();
    rig_start((WebOptions){ .times = WEB_TIMES_USUAL });
    assert_string_equal(rig_code, "-");
    assert_int_equal(rig_sign_in(&guest, "boss", PLAIN), 303);
    rig_finish();
}

static void test_a_planted_cookie_opens_nothing(void **state)
{
    (void)state;
    Guest planted, guest;
    rig_start((WebOptions){ .times = WEB_TIMES_USUAL });
    rig_come(&planted, "/sign-in");
    assert_true(rig_has("; Path=/; HttpOnly; SameSite=Strict\r\n"));
    assert_int_equal(rig_post(&planted, "/sign-in", "name=lead&password=" PLAIN), 303);
    rig_cookie(guest.cookie);
    assert_true(rig_has("; Path=/; HttpOnly; SameSite=Strict\r\n"));
    assert_string_not_equal(guest.cookie, planted.cookie);
    assert_int_equal(rig_get("/worklist", guest.cookie), 200);
    assert_int_equal(rig_get("/worklist", planted.cookie), 303);
    // One that the server never gave is not taken over.
    char made_up[TOKEN_TEXT];
    memset(made_up, 'a', sizeof made_up - 1);
    made_up[TOKEN_TEXT - 1] = '\0';
    assert_int_equal(rig_get("/worklist", made_up), 303);
    rig_finish();
}

// Every page of the table as nobody and as each role: what is not theirs is refused.
static void test_each_role_sees_its_pages_alone(void **state)
{
    (void)state;
    Guest role[ACCOUNT_ROLE_COUNT];
    char password[] = PLAIN;
    rig_start((WebOptions){ .times = WEB_TIMES_USUAL });
    for (int r = 0; r < ACCOUNT_ROLE_COUNT; r++)
        assert_int_equal(rig_sign_in(&role[r], account_role_name((AccountRole)r), password), 303);
    int looked = 0;
    for (int i = 0; i < web_route_count; i++) {
        const WebRoute *route = &web_routes[i];
        bool posts = !strcmp(route->method, "POST");
        char path[160] = "";
        for (const char *c = route->path; *c; c++) {
            size_t at = strlen(path);
            snprintf(path + at, sizeof path - at, *c == '*' ? "FOX-1" : "%c", *c);
        }
        if (route->roles == WEB_ANYBODY || !strcmp(path, "/sign-out")) continue;
        int status = posts ? rig_ask("POST", path, "", rig_origin(), "a=b") : rig_get(path, "");
        assert_int_equal(status, posts ? 403 : 303);
        for (int r = 0; r < ACCOUNT_ROLE_COUNT; r++) {
            bool may = route->roles & 1u << r;
            if (may && posts) continue;  // it would be done
            status = posts ? rig_post(&role[r], path, "a=b") : rig_get(path, role[r].cookie);
            if (may ? status == 403 || status >= 500 : status != 403)
                fail_msg("%s %s as %s: %d", route->method, path, account_role_name((AccountRole)r),
                         status);
            looked++;
        }
    }
    assert_at_least(looked, 12);
    rig_finish();
}

static void test_a_form_comes_from_our_own_page(void **state)
{
    (void)state;
    Guest guest, other;
    char body[256], foreign[TOKEN_TEXT];
    rig_start((WebOptions){ .times = WEB_TIMES_USUAL });
    assert_int_equal(rig_sign_in(&guest, "admin", PLAIN), 303);
    assert_int_equal(rig_sign_in(&other, "admin", PLAIN), 303);
    memset(foreign, '0', sizeof foreign);
    foreign[TOKEN_TEXT - 1] = '\0';
    snprintf(body, sizeof body, "token=%s", guest.token);
    const struct {
        const char *more, *token;
        int status;
    } cases[] = {
        { rig_origin(), guest.token, 200 },
        { rig_origin(), other.token, 403 },
        { rig_origin(), foreign, 403 },
        { rig_origin(), "", 403 },
        { "", guest.token, 403 },
        { "Origin: null\r\n", guest.token, 403 },
        { "Origin: http://evil.example\r\n", guest.token, 403 },
        { "Origin: http://127.0.0.1\r\n", guest.token, 403 },
        { "Sec-Fetch-Site: same-origin\r\n", guest.token, 200 },
        { "Sec-Fetch-Site: cross-site\r\n", guest.token, 403 },
        { "Sec-Fetch-Site: same-site\r\n", guest.token, 403 },
        { "Sec-Fetch-Site: none\r\n", guest.token, 403 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sent[TOKEN_TEXT + 16];
        snprintf(sent, sizeof sent, "token=%s", cases[i].token);
        int status = rig_ask("POST", "/alive", guest.cookie, cases[i].more, sent);
        if (status != cases[i].status) fail_msg("case %zu: %d", i, status);
    }
    rig_finish();
}

static void test_pages_lock_and_end(void **state)
{
    (void)state;
    Guest guest;
    WebTimes times = WEB_TIMES_USUAL;
    times.idle = 1500;
    rig_start((WebOptions){ .times = times });
    assert_int_equal(rig_sign_in(&guest, "therapist", PLAIN), 303);
    assert_int_equal(rig_get("/worklist", guest.cookie), 200);
    rig_sleep(1800);
    assert_int_equal(rig_get("/worklist", guest.cookie), 303);
    assert_true(rig_leads("/sign-in?to=/worklist"));
    // What was typed meanwhile comes back, but for what is secret.
    assert_int_equal(rig_post(&guest, "/me", "name=typed%20text&password=hidden-words"), 403);
    assert_true(rig_has("typed text"));
    assert_false(rig_has("hidden-words"));
    assert_int_equal(rig_sign_in(&guest, "therapist", PLAIN), 303);
    assert_int_equal(rig_post(&guest, "/sign-out", ""), 303);
    assert_int_equal(rig_get("/worklist", guest.cookie), 303);
    rig_finish();
}

static void test_a_changed_passphrase_ends_other_pages(void **state)
{
    (void)state;
    Guest here, there, admin;
    rig_start((WebOptions){ .times = WEB_TIMES_USUAL });
    assert_int_equal(rig_sign_in(&here, "lead", PLAIN), 303);
    assert_int_equal(rig_sign_in(&there, "lead", PLAIN), 303);
    assert_int_equal(rig_post(&here, "/me",
                              "password_now=not%20this%20one&password=" PLAIN
                              "&password_again=" PLAIN),
                     400);
    assert_int_equal(
        rig_post(&here, "/me", "password_now=" PLAIN "&password=" PLAIN "&password_again=" PLAIN),
        303);
    assert_int_equal(rig_get("/worklist", here.cookie), 200);
    assert_int_equal(rig_get("/worklist", there.cookie), 303);
    // Who is removed is out at once; the last admin stays.
    assert_int_equal(rig_sign_in(&admin, "admin", PLAIN), 303);
    assert_int_equal(rig_get("/accounts", admin.cookie), 200);
    const char *form = strstr(rig_answer, "Remove lead");
    assert_non_null(form);
    char path[96] = "";
    const char *action = form;
    while (strncmp(action, "action=\"", 8) != 0) action--;
    snprintf(path, sizeof path, "%.*s", (int)strcspn(action + 8, "\""), action + 8);
    assert_int_equal(rig_post(&admin, path, ""), 303);
    assert_int_equal(rig_get("/worklist", here.cookie), 303);
    rig_finish();
}

// Many wrong passphrases: five are looked at, and one more for each wait that passed meanwhile; a
// name that does not exist is answered alike. test_waits_grow() has the exact numbers.
static void test_guessing_is_slowed(void **state)
{
    (void)state;
    static const char *const names[] = { "lead", "nobody" };
    Guest guest;
    rig_start((WebOptions){ .times = WEB_TIMES_USUAL });
    rig_come(&guest, "/sign-in");
    for (int n = 0; n < 2; n++) {
        int looked_at = 0;
        char fields[96];
        time_t begun = time(NULL);
        snprintf(fields, sizeof fields, "name=%s&password=wrong+words+again", names[n]);
        for (int i = 0; i < 12; i++) {
            int status = rig_post(&guest, "/sign-in", fields);
            looked_at += status == 403;
            if (status != 403) assert_int_equal(status, 429);
        }
        assert_at_least(looked_at, THROTTLE_FREE);
        assert_at_most(looked_at,
                       THROTTLE_FREE + 1 + (time(NULL) - begun) * 1000 / THROTTLE_WAIT_MS);
    }
    rig_finish();
}

static void test_waits_grow(void **state)
{
    (void)state;
    static Throttle t;
    int64_t now = 1000000, tries = 0;
    for (int i = 0; i < 15 * 60; i++, now += 1000) {
        if (throttle_try(&t, "Ann", "10.0.0.1", now)) continue;
        throttle_failed(&t, "ann", now);  // large and small letters are one name
        tries++;
    }
    assert_at_most(tries, 10);
    assert_int_equal(throttle_try(&t, "bob", "10.0.0.2", now), 0);
    throttle_passed(&t, "ann");
    assert_int_equal(throttle_try(&t, "ann", "10.0.0.3", now), 0);
}

// Letters are kept by a browser, all that could tell of a child or of today is not.
static void test_letters_come_along_and_are_kept(void **state)
{
    (void)state;
    rig_start((WebOptions){ .times = WEB_TIMES_USUAL });
    assert_int_equal(rig_get("/clinic.css", ""), 200);
    assert_true(rig_has("Cache-Control: no-store"));
    assert_int_equal(rig_get("/letters.css", ""), 200);
    assert_true(rig_has("url(\"/Andika-Bold.ttf\")"));
    assert_int_equal(rig_get("/Andika-Bold.ttf", ""), 200);
    assert_true(rig_has("Content-Type: font/ttf"));
    assert_true(rig_has("max-age="));
    assert_false(rig_has("no-store"));
    assert_int_equal(rig_get("/sign-in", ""), 200);
    assert_true(rig_has("no-store"));
    rig_finish();
}

static int setup(void **state)
{
    (void)state;
    if (rig_make_folder()) return -1;
    rig_accounts();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    return rig_remove_folder();
}

static int64_t count_of(Store *store, const char *query)
{
    int64_t count = -1;
    assert_int_equal(sql_number(store, query, &count), RESULT_OK);
    return count;
}

// Where its line cannot be written a change is not made, and a page is not shown.
static void test_nothing_without_its_line(void **state)
{
    (void)state;
    Guest guest;
    Store *store = NULL;
    char password[] = PLAIN;
    rig_start((WebOptions){ .times = WEB_TIMES_USUAL });
    assert_int_equal(rig_sign_in(&guest, "therapist", password), 303);
    assert_int_equal(store_open(&store, rig_store, STORE_WRITE), RESULT_OK);
    int64_t lines = count_of(store, "SELECT count(*) FROM audit");
    assert_int_equal(sql_run(store, "CREATE TRIGGER no BEFORE INSERT ON audit BEGIN "
                                    "SELECT RAISE(FAIL, 'no'); END"),
                     RESULT_OK);
    assert_int_equal(rig_post(&guest, "/children", "child=OWL-9"), 500);
    assert_int_equal(rig_get("/children", guest.cookie), 500);
    assert_int_equal(count_of(store, "SELECT count(*) FROM document WHERE child='OWL-9'"), 0);
    assert_int_equal(count_of(store, "SELECT count(*) FROM audit"), lines);
    assert_int_equal(sql_run(store, "DROP TRIGGER no"), RESULT_OK);
    assert_int_equal(rig_post(&guest, "/children", "child=OWL-9"), 303);
    assert_int_equal(count_of(store, "SELECT count(*) FROM document WHERE child='OWL-9'"), 1);
    assert_int_equal(count_of(store, "SELECT count(*) FROM audit"), lines + 1);
    store_close(&store);
    rig_finish();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_waits_grow),
        cmocka_unit_test(test_nothing_without_its_line),
        cmocka_unit_test(test_a_planted_cookie_opens_nothing),
        cmocka_unit_test(test_each_role_sees_its_pages_alone),
        cmocka_unit_test(test_a_form_comes_from_our_own_page),
        cmocka_unit_test(test_pages_lock_and_end),
        cmocka_unit_test(test_guessing_is_slowed),
        cmocka_unit_test(test_letters_come_along_and_are_kept),
        cmocka_unit_test(test_a_changed_passphrase_ends_other_pages),
        cmocka_unit_test(test_the_first_account_needs_the_code),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
