// SPDX-License-Identifier: MIT
// bench_start.c: from the command to the first picture, and to the first pose: the program itself
// is started, and what it logs on its way tells when each part of it was there.
#include "tools/bench.h"

#include "base/clock.h"
#include "tiptoe/game.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TURNS            10
#define FIRST_PICTURE_MS 1500
#define LINE_MAX_LENGTH  512

// What is logged as `start part=NAME` when it is there. Networks, camera and sound are opened
// beside the window, so that the times are no sum.
#define PART_LIST(X)                                                                               \
    X(process, "the program has read its options")                                                 \
    X(window, "a window is open")                                                                  \
    X(letters, "the font is read")                                                                 \
    X(pictures, "the garden is read")                                                              \
    X(first, "FIRST PICTURE presented")                                                            \
    X(networks, "the networks are open")                                                           \
    X(camera, "the camera is open")                                                                \
    X(sound, "sounds are read")                                                                    \
    X(play, "first picture of the play presented")                                                 \
    X(pose, "FIRST POSE taken")

enum {
#define X(name, words) PART_##name,
    PART_LIST(X)
#undef X
        PART_COUNT
};

static const char *const part_names[PART_COUNT] = {
#define X(name, words) #name,
    PART_LIST(X)
#undef X
};

static const char *const part_words[PART_COUNT] = {
#define X(name, words) words,
    PART_LIST(X)
#undef X
};

// On the machine's busiest turn and on its quietest.
typedef struct Times {
    int64_t least_us;
    Histogram all;
} Times;

static int find_part(const char *name)
{
    int part = 0;
    while (part < PART_COUNT && strcmp(part_names[part], name) != 0) part++;
    return part;
}

// Reads the log until the first pose, or until its end. A part that is told twice, as by a second
// opening, counts when it came first.
static void read_log(FILE *log, int64_t from_us, int64_t at_us[PART_COUNT])
{
    char line[LINE_MAX_LENGTH], name[16];
    while (!at_us[PART_pose] && fgets(line, sizeof line, log)) {
        char *rest = NULL;
        double seconds = strtod(line, &rest);
        if (sscanf(rest, " info start part=%15s", name) != 1) continue;
        int part = find_part(name);
        if (part < PART_COUNT && !at_us[part]) at_us[part] = (int64_t)(seconds * 1e6) - from_us;
    }
}

static Result start_program(char *const args[], int output, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return fail(RESULT_FULL, "no memory to start %s", args[0]);
    bool started = posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0) == 0 &&
                   posix_spawn_file_actions_adddup2(&actions, output, 2) == 0 &&
                   posix_spawn(pid, args[0], &actions, NULL, args, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    return started ? RESULT_OK : fail(RESULT_UNAVAILABLE, "%s did not start", args[0]);
}

// Starts a play of the drawn child and ends it at its first pose.
static Result one_turn(const char *path, const char *store, bool window, int64_t at_us[PART_COUNT])
{
    char *const args[] = {
        (char *)path, "play",    "--game",      (char *)game_list[0]->id,     "--camera",
        "demo",       "--store", (char *)store, window ? NULL : "--headless", NULL
    };
    int ends[2];
    pid_t pid;
    if (pipe2(ends, O_CLOEXEC) != 0) return fail(RESULT_UNAVAILABLE, "no pipe");
    int64_t from_us = clock_us();
    Result result = start_program(args, ends[1], &pid);
    close(ends[1]);
    FILE *log = fdopen(ends[0], "r");
    if (!result && log) read_log(log, from_us, at_us);
    if (log) fclose(log);
    if (result) return result;
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
    if (at_us[PART_pose]) return RESULT_OK;
    return fail(RESULT_UNAVAILABLE, "%s play came to no pose", path);
}

static void print_turns(const char *title, const Times times[PART_COUNT])
{
    printf("\n%-42s %8s %8s %8s\n", title, "least", "p50", "max");
    for (int i = 0; i < PART_COUNT; i++)
        printf("  %-40s %8.0f %8.0f %8.0f\n", part_words[i], (double)times[i].least_us / 1000,
               histogram_ms(&times[i].all, 0.5), (double)times[i].all.largest / 1000);
    double ms = histogram_ms(&times[PART_first].all, 0.5);
    printf("  first picture after %.2f of the %d ms allowed%s\n", ms / FIRST_PICTURE_MS,
           FIRST_PICTURE_MS, ms > FIRST_PICTURE_MS ? "  ABOVE" : "");
}

static void add_turn(Times times[PART_COUNT], const int64_t at_us[PART_COUNT])
{
    for (int i = 0; i < PART_COUNT; i++) {
        Times *t = &times[i];
        if (!at_us[i]) continue;
        if (!t->all.count || at_us[i] < t->least_us) t->least_us = at_us[i];
        histogram_add(&t->all, at_us[i]);
    }
}

static Result run_turns(const char *path, const char *title, bool window)
{
    static Times times[PART_COUNT];
    char store[64];
    memset(times, 0, sizeof times);
    snprintf(store, sizeof store, "%s/tiptoe-bench-%d.db", P_tmpdir, (int)getpid());
    BenchLoad load = bench_load_start();
    Result result = RESULT_OK;
    for (int turn = 0; turn <= TURNS && !result; turn++) {
        int64_t at_us[PART_COUNT] = { 0 };
        result = one_turn(path, store, window, at_us);
        if (turn > 0) add_turn(times, at_us);  // the first one finds nothing in the cache
    }
    unlink(store);
    if (result) return result;
    print_turns(title, times);
    bench_load_end(load);
    return RESULT_OK;
}

Result bench_start(void)
{
    char path[PATH_MAX];
    Result result = bench_program(path);
    if (result) return result;
    setenv("TIPTOE_LOG", "info", 1);
    result = run_turns(path, "from the command, no window, ms", false);
    if (result) return result;
    if (!bench_has_display()) {
        puts("\nfrom the command, in a window: no display here, not measured");
        return RESULT_OK;
    }
    return run_turns(path, "from the command, in a window, ms", true);
}
