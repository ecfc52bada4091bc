// SPDX-License-Identifier: MIT
// web_rig.h: the server in a process of its own over a store in a folder that is gone afterwards,
// and a browser of the plainest kind: bytes over a socket.
#pragma once

#include "test.h"

#include "web/door.h"
#include "web/routes.h"
#include "web/server.h"

#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

#define RIG_PASSWORD "four plain words here"

static char rig_folder[] = "/tmp/tiptoe-web-XXXXXX";
static char rig_store[64], rig_code[32], rig_print[96];
static int rig_port;
static pid_t rig_server;
static char rig_answer[1 << 20];  // of the last request, whole
static size_t rig_size;

static void rig_ready(void *self, const char *url, const char *code, const char *print)
{
    char line[512];
    int length =
        snprintf(line, sizeof line, "%s %s %s\n", url, code ? code : "-", print ? print : "-");
    if (write(*(int *)self, line, (size_t)length) != length) _exit(3);
}

static volatile sig_atomic_t rig_stop;

static void rig_end(int number)
{
    (void)number;
    rig_stop = 1;
}

static void rig_start(WebOptions options)
{
    int ends[2];
    char line[512] = "", url[256], code[32];
    assert_int_equal(pipe(ends), 0);
    rig_server = fork();
    assert_true(rig_server >= 0);
    if (rig_server == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that fails leaves nothing behind
        signal(SIGTERM, rig_end);
        options.store = rig_store;
        options.ready = rig_ready;
        options.self = &ends[1];
        options.stop = &rig_stop;
        if (!options.address) options.address = "127.0.0.1";
        Result result = web_serve(&options);
        if (result) fprintf(stderr, "the server: %s\n", fail_text());
        _exit(result ? 1 : 0);
    }
    close(ends[1]);
    ssize_t size = 0, more;
    while (size < (ssize_t)sizeof line - 1 && !strchr(line, '\n') &&
           (more = read(ends[0], line + size, sizeof line - 1 - (size_t)size)) > 0)
        size += more;
    close(ends[0]);
    assert_int_equal(sscanf(line, "%255s %31s %95s", url, code, rig_print), 3);
    assert_non_null(strrchr(url, ':'));
    rig_port = atoi(strrchr(url, ':') + 1);
    snprintf(rig_code, sizeof rig_code, "%s", code);
}

// It must end well: a fault of memory or of ours is told here.
static void rig_finish(void)
{
    int status = 0;
    kill(rig_server, SIGTERM);
    assert_int_equal(waitpid(rig_server, &status, 0), rig_server);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static int rig_make_folder(void)
{
    if (!mkdtemp(rig_folder)) return -1;
    snprintf(rig_store, sizeof rig_store, "%s/tiptoe.db", rig_folder);
    return setenv("XDG_STATE_HOME", rig_folder, 1);
}

static int rig_remove_folder(void)
{
    char line[96];
    snprintf(line, sizeof line, "rm -rf '%s'", rig_folder);
    return system(line);
}

// ---- asking -------------------------------------------------------------------------------------

static int rig_connect(void)
{
    const struct sockaddr_in to = { .sin_family = AF_INET,
                                    .sin_port = htons((uint16_t)rig_port),
                                    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (const struct sockaddr *)&to, sizeof to), 0);
    return fd;
}

// Reads to the end of one answer, or until nothing comes for `wait_ms`; its status, 0: none came.
static int rig_read(int fd, int wait_ms)
{
    struct pollfd ready = { .fd = fd, .events = POLLIN };
    rig_size = 0;
    rig_answer[0] = '\0';
    while (rig_size < sizeof rig_answer - 1 && poll(&ready, 1, wait_ms) == 1) {
        ssize_t more = recv(fd, rig_answer + rig_size, sizeof rig_answer - 1 - rig_size, 0);
        if (more <= 0) break;
        rig_size += (size_t)more;
        rig_answer[rig_size] = '\0';
        const char *body = strstr(rig_answer, "\r\n\r\n");
        const char *length = strcasestr(rig_answer, "\r\nContent-Length: ");
        if (body && length && length < body &&
            rig_size >= (size_t)(body + 4 - rig_answer) + (size_t)atol(length + 18))
            break;
    }
    int status = 0;
    return sscanf(rig_answer, "HTTP/1.%*d %d", &status) == 1 ? status : 0;
}

static int rig_send(const void *bytes, size_t size)
{
    int fd = rig_connect();
    const char *from = bytes;
    while (size > 0) {
        ssize_t sent = send(fd, from, size, MSG_NOSIGNAL);
        if (sent <= 0) break;  // it does not want to hear the rest
        from += sent;
        size -= (size_t)sent;
    }
    int status =
        rig_read(fd, 60000);  // a passphrase takes its memory and its time, on a busy machine too
    close(fd);
    return status;
}

// Asks with the headers of a browser on a page of ours, and `more`, whole lines.
static int rig_ask(const char *method, const char *path, const char *cookie, const char *more,
                   const char *body)
{
    static char request[1 << 18];
    int length = snprintf(request, sizeof request,
                          "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
                          "Connection: close\r\n%s",
                          method, path, rig_port, more);
    if (cookie[0])
        length += snprintf(request + length, sizeof request - (size_t)length,
                           "Cookie: tiptoe=%s\r\n", cookie);
    if (body)
        length += snprintf(request + length, sizeof request - (size_t)length,
                           "Content-Type: application/x-www-form-urlencoded\r\n"
                           "Content-Length: %zu\r\n",
                           strlen(body));
    length +=
        snprintf(request + length, sizeof request - (size_t)length, "\r\n%s", body ? body : "");
    assert_below(length, sizeof request);
    return rig_send(request, (size_t)length);
}

static int rig_get(const char *path, const char *cookie)
{
    return rig_ask("GET", path, cookie, "", NULL);
}

static const char *rig_origin(void)
{
    static char line[64];
    snprintf(line, sizeof line, "Origin: http://127.0.0.1:%d\r\n", rig_port);
    return line;
}

// The value of what was set as cookie by the last answer; "" if none was.
static void rig_cookie(char cookie[TOKEN_TEXT])
{
    const char *set = strstr(rig_answer, "\r\nSet-Cookie: tiptoe=");
    snprintf(cookie, TOKEN_TEXT, "%.*s", set ? (int)strcspn(set + 21, ";") : 0,
             set ? set + 21 : "");
}

// The token of the form in the last answer.
static void rig_token(char token[TOKEN_TEXT])
{
    const char *at = strstr(rig_answer, "name=\"token\" value=\"");
    assert_non_null(at);
    snprintf(token, TOKEN_TEXT, "%s", at + 20);
}

static bool rig_has(const char *text)
{
    return strstr(rig_answer, text) != NULL;
}

// Where the last answer leads to.
static inline bool rig_leads(const char *path)
{
    char line[160];
    snprintf(line, sizeof line, "\r\nLocation: %s\r\n", path);
    return rig_has(line);
}

// Somebody who is, or is not yet, signed in.
typedef struct Guest {
    char cookie[TOKEN_TEXT], token[TOKEN_TEXT];
} Guest;

static int rig_post(const Guest *guest, const char *path, const char *fields)
{
    char body[1024];
    snprintf(body, sizeof body, "token=%s&%s", guest->token, fields);
    return rig_ask("POST", path, guest->cookie, rig_origin(), body);
}

// Asks for a page of the door and takes its cookie and token.
static void rig_come(Guest *guest, const char *path)
{
    assert_int_equal(rig_get(path, ""), 200);
    rig_cookie(guest->cookie);
    rig_token(guest->token);
}

// Signs in; the status of the answer.
static int rig_sign_in(Guest *guest, const char *name, const char *password)
{
    char fields[256];
    rig_come(guest, "/sign-in");
    snprintf(fields, sizeof fields, "name=%s&password=%s", name, password);
    int status = rig_post(guest, "/sign-in", fields);
    if (status != 303) return status;
    rig_cookie(guest->cookie);
    assert_int_equal(rig_get("/me", guest->cookie), 200);
    rig_token(guest->token);
    return status;
}

// The store gets an account of each role before the server starts, named as the role.
static void rig_accounts(void)
{
    Store *store = NULL;
    Account made;
    assert_int_equal(store_open(&store, rig_store, STORE_WRITE), RESULT_OK);
    for (int i = ACCOUNT_ROLE_COUNT - 1; i >= 0; i--)  // an admin first
        assert_int_equal(account_add(store, AUDIT_COMMAND, account_role_name((AccountRole)i),
                                     (AccountRole)i, RIG_PASSWORD, &made),
                         RESULT_OK);
    store_close(&store);
}

static void rig_sleep(long ms)
{
    nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}
