// program.h: runs the program itself, as its users do, in a folder that is gone afterwards. To be
// included after cmocka.h; TIPTOE_PROGRAM is the build's.
#pragma once

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

static int make_folder(void)
{
    return mkdtemp(folder) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    char line[128];
    snprintf(line, sizeof line, "rm -rf '%s'", folder);
    return system(line);
}
