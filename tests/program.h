// SPDX-License-Identifier: MIT
// program.h: runs the program itself, as its users do, in a folder that is gone afterwards.
// TIPTOE_PROGRAM is the build's.
#pragma once

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

static char folder[] = "/tmp/tiptoe-test-XXXXXX";
static char output[1 << 20];

// Runs `tiptoe ARGS`; gives its exit status. What it printed, both ways, is in `output`.
__attribute__((format(printf, 1, 2))) static int tiptoe(const char *format, ...)
{
    char args[512], line[1200];
    va_list list;
    va_start(list, format);
    vsnprintf(args, sizeof args, format, list);
    va_end(list);
    snprintf(line, sizeof line, "'%s' %s 2>&1", TIPTOE_PROGRAM, args);
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    size_t length = fread(output, 1, sizeof output - 1, pipe);
    output[length] = '\0';
    int status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

// Runs a command line of the shell; gives its exit status, and what it printed in `output`.
__attribute__((format(printf, 1, 2))) static inline int shell(const char *format, ...)
{
    char line[2048];
    va_list list;
    va_start(list, format);
    vsnprintf(line, sizeof line, format, list);
    va_end(list);
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    output[fread(output, 1, sizeof output - 1, pipe)] = '\0';
    int status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

// The test is skipped where the program finds no pose models.
#define need_tracking() need_tracking_at(__FILE__, __LINE__)
static inline void need_tracking_at(const char *file, int line)
{
    static int status = -1;
    if (status < 0) status = tiptoe("track --camera demo --model lite --frames 1 --json /dev/null");
    if (status == 0) return;
    test_skip_at(file, line, true, "the pose models are missing: tools/setup fetches them");
}

static int make_folder(void)
{
    // What the program tells its log is not left in the tester's own, nor are the tester's settings
    // read.
    return mkdtemp(folder) && !setenv("XDG_STATE_HOME", folder, 1) &&
                   !setenv("XDG_CONFIG_HOME", folder, 1)
               ? 0
               : -1;
}

static int teardown(void **state)
{
    (void)state;
    char line[128];
    snprintf(line, sizeof line, "rm -rf '%s'", folder);
    return system(line);
}
