// SPDX-License-Identifier: MIT
// cli.c: what every sub-command shares: how a fault is told, and that what was printed arrived.
#include "cli/cli.h"

#include "cli/config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int from_config;  // arguments of the command that is being read

// A command's own failure goes before. Some disks tell only at the end that they are full.
static void check_output(int status, void *unused)
{
    (void)unused;
    bool good = fflush(stdout) == 0 && !ferror(stdout);
    good = close(STDOUT_FILENO) == 0 && good;
    if (status || good) return;
    fprintf(stderr, "tiptoe: the standard output could not be written: make room there\n");
    _exit(result_exit_status(RESULT_FULL));
}

void cli_watch_output(void)
{
    // The number of a closed stream would be given to the next file that is opened, a store.
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd) abort();
    signal(SIGXFSZ, SIG_IGN);  // a file as long as it may be is a full disk, no death
    if (on_exit(check_output, NULL) != 0) abort();
}

int cli_fault(const char *command, Result result)
{
    fprintf(stderr, "tiptoe %s: %s\n", command, fail_text());
    return result_exit_status(result);
}

// What a command refuses may stand in a file rather than in what was typed.
static void tell_config(int status, void *unused)
{
    (void)unused;
    if (status == result_exit_status(RESULT_USAGE) && from_config)
        fprintf(stderr, "tiptoe: %d of its options stand elsewhere: `tiptoe config` tells where\n",
                from_config);
}

int cli_parse(const char *command, const struct argp *argp, int argc, char **argv, void *input)
{
    int count = 0;
    char **all = config_arguments(argp, argc, argv, &count);
    if (!all) return cli_fault(command, RESULT_USAGE);
    from_config = count - argc;
    if (from_config && on_exit(tell_config, NULL) != 0) abort();
    error_t bad = argp_parse(argp, count, all, 0, NULL, input);
    free(all);
    from_config = 0;
    if (!bad) return 0;
    Result result = bad == ENOMEM ? RESULT_FULL : RESULT_USAGE;
    return cli_fault(command, fail(result, "reading the options: %s", strerror(bad)));
}
