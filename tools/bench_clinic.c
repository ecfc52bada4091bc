// SPDX-License-Identifier: MIT
// bench_clinic.c: the clinic's pages over a seeded store: how long each kind of page takes, what a
// report costs, and whether a play beside a server under load misses more presents than without.
#include "tools/bench.h"

#include "base/clock.h"
#include "session/accounts.h"
#include "session/audit.h"
#include "session/session_list.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE_LIMIT_MS 200  // of 95 in a hundred
#define REPORT_LIMIT  2.0  // s of processor
#define MORE_MISSED   0.002
#define CHILDREN_MAX  256
#define EACH          40  // pages of a kind
#define REPORTS       5
#define LOADERS       4  // who ask without a pause, beside the play
#define PASSWORD      "bench plain words"
#define ANSWER_MAX    (8 << 20)

typedef struct Clinic {
    pid_t server;
    int port;
    char cookie[80], name[32];
    char (*child)[PLAN_CHILD_MAX + 1];
    int children;
    SessionRow *session;
    uint32_t sessions;
    char *answer;
} Clinic;

// ---- the server ---------------------------------------------------------------------------------

static Result start_server(Clinic *clinic, const char *store)
{
    char program[PATH_MAX], line[256];
    int ends[2];
    posix_spawn_file_actions_t actions;
    Result result = bench_program(program);
    if (result) return result;
    char *const args[] = {
        program, "review", "--store", (char *)store, "--review-port", "0", NULL
    };
    if (pipe2(ends, O_CLOEXEC) != 0 || posix_spawn_file_actions_init(&actions) != 0)
        return fail(RESULT_FULL, "no memory to start the server");
    bool started = posix_spawn_file_actions_adddup2(&actions, ends[1], 1) == 0 &&
                   posix_spawn(&clinic->server, program, &actions, NULL, args, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    FILE *said = fdopen(ends[0], "r");
    while (started && said && !clinic->port && fgets(line, sizeof line, said))
        if (strstr(line, "http://")) clinic->port = atoi(strrchr(line, ':') + 1);
    if (said) fclose(said);
    return clinic->port ? RESULT_OK : fail(RESULT_UNAVAILABLE, "the server did not start");
}

// One request from start to end; the status, 0: none. The answer is in clinic->answer.
static int ask(Clinic *clinic, const char *method, const char *path, const char *body)
{
    char request[1024];
    const struct sockaddr_in to = { .sin_family = AF_INET,
                                    .sin_port = htons((uint16_t)clinic->port),
                                    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int size =
        snprintf(request, sizeof request,
                 "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\n"
                 "Cookie: tiptoe=%s\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                 "Content-Length: %zu\r\nConnection: close\r\n\r\n%s",
                 method, path, clinic->port, clinic->port, clinic->cookie, strlen(body), body);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), status = 0;
    size_t got = 0;
    ssize_t more = 0;
    if (fd >= 0 && connect(fd, (const struct sockaddr *)&to, sizeof to) == 0 &&
        send(fd, request, (size_t)size, MSG_NOSIGNAL) == size)
        while (got < ANSWER_MAX - 1 &&
               (more = recv(fd, clinic->answer + got, ANSWER_MAX - 1 - got, 0)) > 0)
            got += (size_t)more;
    if (fd >= 0) close(fd);
    clinic->answer[got] = '\0';
    return sscanf(clinic->answer, "HTTP/1.%*d %d", &status) == 1 ? status : 0;
}

static void take_cookie(Clinic *clinic)
{
    const char *set = strstr(clinic->answer, "Set-Cookie: tiptoe=");
    if (set) snprintf(clinic->cookie, sizeof clinic->cookie, "%.64s", set + 19);
}

static Result sign_in(Clinic *clinic)
{
    char body[256];
    int status = ask(clinic, "GET", "/sign-in", "");
    const char *token = strstr(clinic->answer, "name=\"token\" value=\"");
    take_cookie(clinic);
    if (status == 200 && token) {
        snprintf(body, sizeof body, "token=%.64s&name=%s&password=bench+plain+words", token + 20,
                 clinic->name);
        status = ask(clinic, "POST", "/sign-in", body);
        take_cookie(clinic);
    }
    return status == 303 ? RESULT_OK
                         : fail(RESULT_UNAVAILABLE, "signing in was answered with %d", status);
}

// ---- what is in the store -----------------------------------------------------------------------

// An account of its own, which is removed at the end; and an admin, if there is nobody yet.
static Result make_account(Store *store, Clinic *clinic, Account *account)
{
    static Account list[ACCOUNTS_MAX];
    Account admin;
    int count = 0;
    Result result = accounts_list(store, list, &count);
    snprintf(clinic->name, sizeof clinic->name, "bench-%d", (int)getpid());
    if (!result && !count)
        result = account_add(store, AUDIT_COMMAND, "bench", ACCOUNT_ADMIN, PASSWORD, &admin);
    return result ? result
                  : account_add(store, AUDIT_COMMAND, clinic->name, ACCOUNT_THERAPIST, PASSWORD,
                                account);
}

static Result look_around(Store *store, Clinic *clinic)
{
    Result result = session_children(store, clinic->child, CHILDREN_MAX, &clinic->children);
    if (!result)
        result =
            session_page(store, NULL, NULL, SESSION_PAGE_MAX, clinic->session, &clinic->sessions);
    if (!result && (!clinic->children || !clinic->sessions))
        result = fail(RESULT_NOT_FOUND, "nobody played in this store: tools/seed-clinic fills one");
    return result;
}

// ---- pages --------------------------------------------------------------------------------------

static void path_of(const Clinic *clinic, const char *kind, int i, char path[128])
{
    const char *child = clinic->child[i * 7 % clinic->children];
    const char *session = clinic->session[(uint32_t)i * 11 % clinic->sessions].uuid;
    if (strstr(kind, "/children/%s"))
        snprintf(path, 128, kind, child);
    else if (strstr(kind, "/sessions/%s"))
        snprintf(path, 128, kind, session);
    else
        snprintf(path, 128, "%s", kind);
}

static const char *const kinds[] = {
    "/worklist",    "/children", "/children/%s", "/children/%s/page", "/children/%s/plan",
    "/sessions/%s", "/me",       "/sign-in",     "/clinic.css"
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static Result time_pages(Clinic *clinic)
{
    bench_heading("a page, from asking to its end, ms");
    for (int k = 0; k < KINDS; k++) {
        static Histogram times;
        times = (Histogram){ 0 };
        for (int i = 0; i < EACH; i++) {
            char path[128];
            path_of(clinic, kinds[k], i, path);
            int64_t from_us = clock_us();
            int status = ask(clinic, "GET", path, "");
            histogram_add(&times, clock_us() - from_us);
            if (status != 200 && status != 303)
                return fail(RESULT_LOST, "%s was answered with %d", path, status);
        }
        bench_row(kinds[k], &times);
        if (histogram_ms(&times, 0.95) > PAGE_LIMIT_MS)
            printf("    ABOVE the limit of %d ms\n", PAGE_LIMIT_MS);
    }
    return RESULT_OK;
}

// What the program itself takes for a report, of processor time.
static Result time_reports(const Clinic *clinic, const char *store)
{
    char program[PATH_MAX];
    Result result = bench_program(program);
    printf("\na report of a session, s of processor (limit %.0f):", REPORT_LIMIT);
    for (int i = 0; i < REPORTS && !result; i++) {
        struct rusage used = { 0 };
        pid_t pid;
        int status = -1;
        const char *uuid = clinic->session[(uint32_t)i * 13 % clinic->sessions].uuid;
        char *const args[] = { program,       "report", "--session", (char *)uuid, "--store",
                               (char *)store, "--html", "/dev/null", NULL };
        if (posix_spawn(&pid, program, NULL, NULL, args, environ) != 0 ||
            wait4(pid, &status, 0, &used) != pid || status != 0)
            result = fail(RESULT_UNAVAILABLE, "tiptoe report ended with %d", status);
        double took_s = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                        (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
        printf(" %.2f%s", took_s, took_s > REPORT_LIMIT ? " ABOVE" : "");
    }
    putchar('\n');
    return result;
}

// ---- beside a play ------------------------------------------------------------------------------

static pid_t start_loader(Clinic *clinic, int number)
{
    pid_t pid = fork();
    if (pid) return pid;
    for (int i = number;; i++) {
        char path[128];
        path_of(clinic, kinds[i % 6], i, path);  // those that read the store
        if (!ask(clinic, "GET", path, "")) _exit(1);
    }
}

static Result play_beside(Clinic *clinic, double seconds)
{
    pid_t loader[LOADERS];
    double alone = 0, beside = 0;
    Result result = bench_missed("a play alone, ms", seconds, &alone);
    for (int i = 0; i < LOADERS && !result; i++) loader[i] = start_loader(clinic, i);
    if (result) return result;
    result = bench_missed("a play beside the server under load, ms", seconds, &beside);
    for (int i = 0; i < LOADERS; i++) {
        if (loader[i] <= 0) continue;
        kill(loader[i], SIGKILL);
        waitpid(loader[i], NULL, 0);
    }
    printf("\npresents missed: %.2f %% alone, %.2f %% beside the server (limit: %.1f %% more)%s\n",
           100 * alone, 100 * beside, 100 * MORE_MISSED,
           beside - alone > MORE_MISSED ? "  ABOVE" : "");
    return result;
}

static Result run(Clinic *clinic, const char *path, double seconds)
{
    Store *store = NULL;
    Account account = { 0 };
    Result result = store_open(&store, path, STORE_WRITE);
    if (!result) result = look_around(store, clinic);
    if (!result) result = make_account(store, clinic, &account);
    if (!result) result = start_server(clinic, path);
    if (!result) result = sign_in(clinic);
    if (!result) result = time_pages(clinic);
    if (!result) result = time_reports(clinic, path);
    if (!result) result = play_beside(clinic, seconds);
    if (clinic->server > 0) {
        kill(clinic->server, SIGTERM);
        waitpid(clinic->server, NULL, 0);
    }
    if (account.id[0]) {
        Result removed = account_remove(store, AUDIT_COMMAND, account.id);
        if (!result) result = removed;
    }
    store_close(&store);
    return result;
}

Result bench_clinic(const char *store, double seconds)
{
    Clinic clinic = {
        .child = calloc(CHILDREN_MAX, sizeof *clinic.child),
        .session = calloc(SESSION_PAGE_MAX, sizeof *clinic.session),
        .answer = malloc(ANSWER_MAX),
    };
    Result result = clinic.child && clinic.session && clinic.answer
                        ? run(&clinic, store, seconds)
                        : fail(RESULT_FULL, "out of memory: close other programs");
    free(clinic.child);
    free(clinic.session);
    free(clinic.answer);
    return result;
}
