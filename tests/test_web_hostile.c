// SPDX-License-Identifier: MIT
// test_web_hostile.c: requests that no browser sends. Each is refused, none is answered as a fault
// of the server (5xx), and whoever is signed in is served all the while.
#include "web_rig.h"

#define PLAIN "four+plain+words+here"

static int asked;

static void must_refuse(int status, const char *what)
{
    asked++;
    if (status == 505) return;  // an HTTP that is none: the library's own word for it
    if (status >= 500 || (status >= 200 && status < 400))
        fail_msg("%.80s: answered with %d", what, status);
}

// Ways out of the folder, as they have been written to other servers. A server that resolved one
// would answer with 200.
static void test_no_path_leads_out(void **state)
{
    (void)state;
    static const char *const up[] = {
        "../",
        "..%2f",
        "..%2F",
        "%2e%2e/",
        "%2e%2e%2f",
        "%2E%2E%2F",
        ".%2e/",
        "%2e./",
        "..%5c",
        "..\\",
        "%2e%2e%5c",
        "..%255c",
        "..%252f",
        "%252e%252e%252f",
        "%252e%252e/",
        "..%c0%af",
        "..%c0%9v",
        "%c0%ae%c0%ae/",
        "%c0%ae%c0%ae%c0%af",
        "..%c1%9c",
        "..%e0%80%af",
        "%e0%80%ae%e0%80%ae/",
        "%uff0e%uff0e/",
        "..%u2215",
        "..%u2216",
        "%u002e%u002e/",
        "..;/",
        "..;a=b/",
        ".../",
        "....//",
        "..././",
        ".%00./",
        "..%00/",
        "..%0d/",
        "..%0a/",
        "%2e%2e%2e/",
        "..%20/",
        "..%09/",
        "/../",
        "//../",
        "./../",
        ".\\..\\",
        "..%ef%bc%8f",
        "%ef%bc%8e%ef%bc%8e/",
        "..%f0%80%80%af",
        "..%f8%80%80%80%af",
        "%%32%65%%32%65/",
        "%25%32%65%25%32%65/",
        "..%3f/",
        "..%23/",
    };
    static const char *const from[] = { "/", "/clinic.css/", "/child/" };
    Guest guest;
    assert_int_equal(rig_sign_in(&guest, "lead", PLAIN), 303);
    assert_at_least(sizeof up / sizeof *up, 50);
    for (size_t i = 0; i < sizeof up / sizeof *up; i++)
        for (size_t k = 0; k < sizeof from / sizeof *from; k++) {
            char path[256];
            snprintf(path, sizeof path, "%s%s%s%setc/passwd", from[k], up[i], up[i], up[i]);
            must_refuse(rig_get(path, guest.cookie), path);
            assert_false(rig_has("root:"));
        }
}

// Whole requests, byte by byte. HOST stands for the right line.
static void test_requests_that_break_the_rules(void **state)
{
    (void)state;
    static const char *const requests[] = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: \r\n\r\n",
        "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: 0.0.0.0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: [::1]\r\n\r\n",
        "GET / HTTP/1.1\r\nHOST\r\nHOST\r\n\r\n",
        "GET / HTTP/1.1\r\nHOST\r\nHost: evil.example\r\n\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHOST\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHOST\r\n\r\n",
        "OPTIONS / HTTP/1.1\r\nHOST\r\n\r\n",
        "TRACE / HTTP/1.1\r\nHOST\r\n\r\n",
        "CONNECT evil.example:80 HTTP/1.1\r\nHOST\r\n\r\n",
        "PUT / HTTP/1.1\r\nHOST\r\nContent-Length: 1\r\n\r\na",
        "DELETE /accounts HTTP/1.1\r\nHOST\r\n\r\n",
        "PATCH / HTTP/1.1\r\nHOST\r\n\r\n",
        "PROPFIND / HTTP/1.1\r\nHOST\r\n\r\n",
        "get / HTTP/1.1\r\nHOST\r\n\r\n",
        "GARBAGE\r\n\r\n",
        " GET / HTTP/1.1\r\nHOST\r\n\r\n",
        "GET  / HTTP/1.1\r\nHOST\r\n\r\n",
        "GET /\x01 HTTP/1.1\r\nHOST\r\n\r\n",
        "GET /\xff\xfe HTTP/1.1\r\nHOST\r\n\r\n",
        "GET / HTTP/9.9\r\nHOST\r\n\r\n",
        "GET / HTTP/1.1\r\nHOST\r\nContent-Length: 5\r\n\r\nabcde",
        "GET / HTTP/1.1\r\nHOST\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\nHOST\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\nHOST\r\nContent-Length: -1\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\nHOST\r\nContent-Length: 0x10\r\n\r\n0123456789abcdef",
        "POST /sign-in HTTP/1.1\r\nHOST\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\nHOST\r\nContent-Length: 65537\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\nHOST\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\na=bc",
        "POST /sign-in HTTP/1.1\r\nHOST\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\na=b\r\n0\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\nHOST\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\nHOST\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\nHOST\r\nTransfer-Encoding: x-none\r\n\r\n0\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\nHOST\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        "POST /sign-in HTTP/1.1\r\nHOST\r\nContent-Length: 3\r\n\r\na=b",
        "POST /sign-in HTTP/1.1\r\nHOST\r\nContent-Type: text/plain\r\nContent-Length: "
        "3\r\n\r\na=b",
        "POST /sign-in HTTP/1.1\r\nHOST\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
        "\r\n{}",
        "POST /sign-in HTTP/1.1\r\nHOST\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        "Content-Length: 5\r\n\r\n--x--",
    };
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        char request[1024] = "";
        const char *rest = requests[i];
        for (const char *host; (host = strstr(rest, "HOST\r\n")); rest = host + 4) {
            size_t at = strlen(request);
            snprintf(request + at, sizeof request - at, "%.*sHost: 127.0.0.1:%d",
                     (int)(host - rest), rest, rig_port);
        }
        size_t at = strlen(request);
        snprintf(request + at, sizeof request - at, "%s", rest);
        char name[32];
        snprintf(name, sizeof name, "request %zu", i);
        int status = rig_send(request, strlen(request));
        // A page for who is not signed in is no answer to what was wrong, but no fault either.
        if (status == 303 && !strncmp(request, "GET", 3) && !strstr(request, "evil"))
            asked++;
        else
            must_refuse(status, name);
    }
}

static void test_too_long_is_too_long(void **state)
{
    (void)state;
    static char request[200000];
    Guest guest;
    static const size_t sizes[] = { 4000, 9000, 20000, 33000, 40000, 66000, 100000 };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        // Of a path, of a header, of a cookie, of a query, of many headers.
        for (int kind = 0; kind < 5; kind++) {
            size_t at =
                (size_t)snprintf(request, sizeof request, "GET /%s", kind == 3 ? "?a=" : "");
            if (kind == 0 || kind == 3) memset(request + at, 'a', sizes[i]), at += sizes[i];
            at += (size_t)snprintf(request + at, 128, " HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n",
                                   rig_port);
            if (kind == 1 || kind == 2) {
                at += (size_t)snprintf(request + at, 32, "%s: ", kind == 1 ? "X-Long" : "Cookie");
                memset(request + at, 'a', sizes[i]);
                at += sizes[i];
                at += (size_t)snprintf(request + at, 8, "\r\n");
            }
            for (size_t k = 0; kind == 4 && k < sizes[i] / 8; k++)
                at += (size_t)snprintf(request + at, 16, "A%03zu: b\r\n", k % 1000);
            at += (size_t)snprintf(request + at, 8, "\r\n");
            int status = rig_send(request, at);
            asked++;
            if (status != 303 && (status < 400 || status > 499) && status != 0)
                fail_msg("kind %d of %zu bytes: %d", kind, sizes[i], status);
            if (sizes[i] > 33000) assert_int_not_equal(status, 303);
        }
    }
    // A form as long as it may be, and longer than it says.
    rig_come(&guest, "/sign-in");
    static char body[(1 << 16) + 2];
    int at = snprintf(body, sizeof body, "token=%s&name=", guest.token);
    memset(body + at, 'a', (1 << 16) - (size_t)at);
    assert_int_equal(rig_ask("POST", "/sign-in", guest.cookie, rig_origin(), body), 403);
    body[1 << 16] = 'a';
    must_refuse(rig_ask("POST", "/sign-in", guest.cookie, rig_origin(), body), "a long form");
}

static void test_letters_that_nobody_types(void **state)
{
    (void)state;
    static const char *const values[] = { "%00",       "a%00b",        "%",   "%1",
                                          "%zz",       "%c0%af",       "%ff", "%e2%82",
                                          "%ed%a0%80", "%f5%80%80%80", "%07", "%1b[31m",
                                          "%7f" };
    Guest guest;
    rig_come(&guest, "/sign-in");
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        char fields[64];
        snprintf(fields, sizeof fields, "name=%s", values[i]);
        must_refuse(rig_post(&guest, "/sign-in", fields), values[i]);
        snprintf(fields, sizeof fields, "/sign-in?to=%s", values[i]);
        must_refuse(rig_get(fields, guest.cookie), fields);
    }
    // What is typed stands in the page as text.
    assert_int_equal(rig_post(&guest, "/sign-in",
                              "name=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E&password=" PLAIN),
                     403);
    assert_false(rig_has("<script>alert"));
    assert_true(rig_has("&lt;script&gt;alert"));
    // Nor does a sign-in lead anywhere else.
    static const char *const away[] = { "//evil.example", "http://evil.example/", "/\\evil.example",
                                        "/../evil",       "javascript:alert(1)",  "/no-such-page" };
    for (size_t i = 0; i < sizeof away / sizeof *away; i++) {
        char path[96];
        snprintf(path, sizeof path, "/sign-in?to=%s", away[i]);
        int status = rig_get(path, "");
        asked++;
        if (status != 200) continue;
        assert_true(rig_has("name=\"to\" value=\"/\""));
    }
}

static void test_cookies_that_are_none(void **state)
{
    (void)state;
    static const char *const cookies[] = {
        "tiptoe=",
        "tiptoe=a",
        "tiptoe=../../etc/passwd",
        "tiptoe=' OR 1=1 --",
        "tiptoe=0000000000000000000000000000000000000000000000000000000000000000",
        "tiptoe=ABCDEF0000000000000000000000000000000000000000000000000000000000",
        "tiptoe=\"x\"; tiptoe=y",
        "tiptoe",
        "=",
        ";;;;",
        "__Host-tiptoe=a",
    };
    for (size_t i = 0; i < sizeof cookies / sizeof *cookies; i++) {
        char line[160];
        snprintf(line, sizeof line, "Cookie: %s\r\n", cookies[i]);
        assert_int_equal(rig_ask("GET", "/accounts", "", line, NULL), 303);
        asked++;
        snprintf(line, sizeof line, "Cookie: %s\r\n%s", cookies[i], rig_origin());
        must_refuse(rig_ask("POST", "/accounts", "", line, "token=&name=x"), cookies[i]);
    }
}

// A request that stops at each of its bytes, and goes away.
static void test_torn_requests(void **state)
{
    (void)state;
    Guest guest;
    char request[600];
    rig_come(&guest, "/sign-in");
    int size = snprintf(request, sizeof request,
                        "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: tiptoe=%s\r\n%s"
                        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 80\r\n"
                        "\r\ntoken=%s",
                        rig_port, guest.cookie, rig_origin(), guest.token);
    for (int i = 0; i < size; i += 3) {
        int fd = rig_connect();
        assert_int_equal(send(fd, request, (size_t)i, MSG_NOSIGNAL), i);
        close(fd);
        asked++;
    }
    assert_int_equal(rig_get("/sign-in", guest.cookie), 200);
}

// 200 that send a byte now and then hold nobody up, and are cut off when their time is over,
// whatever they send.
static void test_slow_ones_hold_nobody_up(void **state)
{
    (void)state;
    enum { SLOW = 200 };
    int fd[SLOW], open = 0;
    Guest guest;
    assert_int_equal(rig_sign_in(&guest, "therapist", PLAIN), 303);
    for (int i = 0; i < SLOW; i++) {
        fd[i] = rig_connect();
        assert_int_equal(send(fd[i], "GET / HTTP/1.1\r\nX", 17, MSG_NOSIGNAL), 17);
    }
    for (int turn = 0; turn < 8; turn++) {
        for (int i = 0; i < SLOW; i++) (void)!send(fd[i], "a", 1, MSG_NOSIGNAL);
        assert_int_equal(rig_get("/worklist", guest.cookie), 200);
        rig_sleep(350);
    }
    for (int i = 0; i < SLOW; i++) {
        struct pollfd end = { .fd = fd[i], .events = POLLIN };
        open += poll(&end, 1, 0) == 0;
        close(fd[i]);
        asked++;
    }
    assert_int_equal(open, 0);
    // A body that dribbles, likewise.
    int slow = rig_connect();
    char head[256];
    int size = snprintf(head, sizeof head,
                        "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: "
                        "application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n",
                        rig_port);
    assert_int_equal(send(slow, head, (size_t)size, MSG_NOSIGNAL), size);
    bool cut = false;
    for (int i = 0; i < 100 && !cut; i++) {
        struct pollfd end = { .fd = slow, .events = POLLIN };
        (void)!send(slow, "a", 1, MSG_NOSIGNAL);
        cut = poll(&end, 1, 50) != 0;
    }
    close(slow);
    assert_true(cut);
}

static void test_there_were_many(void **state)
{
    (void)state;
    assert_at_least(asked, 250);
    // And the server is as it was: it ends well, and its log of what was done holds together.
    Guest guest;
    assert_int_equal(rig_sign_in(&guest, "admin", PLAIN), 303);
    assert_int_equal(rig_get("/audit?check=1", guest.cookie), 200);
    assert_true(rig_has("follow one another"));
}

static int setup(void **state)
{
    (void)state;
    if (rig_make_folder()) return -1;
    rig_accounts();
    WebTimes times = WEB_TIMES_USUAL;
    times.head = 1500;
    times.body = 1500;
    rig_start((WebOptions){ .times = times });
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    rig_finish();
    return rig_remove_folder();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_path_leads_out),
        cmocka_unit_test(test_requests_that_break_the_rules),
        cmocka_unit_test(test_too_long_is_too_long),
        cmocka_unit_test(test_letters_that_nobody_types),
        cmocka_unit_test(test_cookies_that_are_none),
        cmocka_unit_test(test_torn_requests),
        cmocka_unit_test(test_slow_ones_hold_nobody_up),
        cmocka_unit_test(test_there_were_many),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
