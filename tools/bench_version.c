// SPDX-License-Identifier: MIT
// bench_version.c: how long the program needs before it does anything: `tiptoe --version` beside
// /bin/true, turn by turn, and how many libraries come with it.
#include "tools/bench.h"

#include "base/clock.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TURNS         200
#define VERSION_US    20000  // what was asked for; a ratio on this machine says more
#define LIBRARIES_MAX 20

// Runs it to its end, what it says to `output`; its time in us, -1: it failed.
static int64_t run_once(const char *path, const char *option, char *const environment[], int output)
{
    char *const args[] = { (char *)path, (char *)option, NULL };
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status = -1;
    if (posix_spawn_file_actions_init(&actions) != 0) return -1;
    int64_t from_us = clock_us();
    if (posix_spawn_file_actions_adddup2(&actions, output, 1) == 0 &&
        posix_spawn(&pid, path, &actions, NULL, args, environment) == 0)
        waitpid(pid, &status, 0);
    int64_t took_us = clock_us() - from_us;
    posix_spawn_file_actions_destroy(&actions);
    return status == 0 ? took_us : -1;
}

// Lines that the loader says of what it would bring; 0: it could not be asked.
static int libraries(const char *path)
{
    static char *const trace[] = { "LD_TRACE_LOADED_OBJECTS=1", NULL };
    int ends[2], count = 0;
    if (pipe2(ends, O_CLOEXEC) != 0) return 0;
    bool asked = run_once(path, NULL, trace, ends[1]) >= 0;  // its few lines fit into the pipe
    close(ends[1]);
    FILE *said = fdopen(ends[0], "r");
    for (int c = 0; asked && said && (c = getc(said)) != EOF;) count += c == '\n';
    if (said) fclose(said);
    return count;
}

Result bench_version(void)
{
    static char *const nothing[] = { NULL };
    char path[PATH_MAX];
    Result result = bench_program(path);
    if (result) return result;
    int sink = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (sink < 0) return fail(RESULT_UNAVAILABLE, "/dev/null cannot be written to");
    static Histogram truth, version;
    for (int i = 0; i < TURNS && !result; i++) {
        int64_t least_us = run_once("/bin/true", NULL, nothing, sink);
        int64_t took_us = run_once(path, "--version", nothing, sink);
        if (least_us < 0 || took_us < 0)
            result = fail(RESULT_UNAVAILABLE, "/bin/true or %s did not run", path);
        histogram_add(&truth, least_us);
        histogram_add(&version, took_us);
    }
    close(sink);
    if (result) return result;
    bench_heading("the program itself, ms");
    bench_row("/bin/true", &truth);
    bench_row("tiptoe --version", &version);
    double ratio = histogram_ms(&version, 0.5) / histogram_ms(&truth, 0.5);
    printf("  %.1f times /bin/true%s; %d shared libraries (at most %d)\n", ratio,
           histogram_quantile(&version, 0.5) > VERSION_US ? ", and more than 20 ms" : "",
           libraries(path), LIBRARIES_MAX);
    return RESULT_OK;
}
