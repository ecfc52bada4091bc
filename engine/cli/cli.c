// SPDX-License-Identifier: MIT
// cli.c: what every sub-command shares: how a fault is told, and that what was printed arrived.
#include "cli/cli.h"

#include "base/plain.h"
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

// One of our two streams to the terminal.
typedef struct Outlet {
    int fd;
    unsigned char kept;
} Outlet;

static bool write_all(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t n = write(fd, bytes, size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes += n;
        size -= (size_t)n;
    }
    return true;
}

static ssize_t write_plain(void *cookie, const char *bytes, size_t size)
{
    enum { PIECE = 1024 };
    Outlet *outlet = cookie;
    char out[PLAIN_GROWS * (PIECE + 1)];
    for (size_t at = 0; at < size;) {
        size_t piece = size - at < PIECE ? size - at : PIECE;
        size_t n = plain_text(out, bytes + at, piece, &outlet->kept);
        if (!write_all(outlet->fd, out, n)) return 0;
        at += piece;
    }
    return (ssize_t)size;
}

// Whatever prints, ours and the libraries', and whosever words it prints: a terminal is never told
// what to do by a name. NULL: out of memory, the stream stays as it is.
static FILE *plain_stream(Outlet *outlet, bool lines)
{
    FILE *stream = fopencookie(outlet, "w", (cookie_io_functions_t){ .write = write_plain });
    if (stream && lines) setvbuf(stream, NULL, _IOLBF, BUFSIZ);
    return stream;
}

static void make_plain(void)
{
    static Outlet out = { STDOUT_FILENO, 0 }, err = { STDERR_FILENO, 0 };
    FILE *plain_out = plain_stream(&out, isatty(STDOUT_FILENO)),
         *plain_err = plain_stream(&err, true);
    if (plain_out) stdout = plain_out;
    if (plain_err) stderr = plain_err;
}

void cli_watch_output(void)
{
    // The number of a closed stream would be given to the next file that is opened, a store.
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd) abort();
    signal(SIGXFSZ, SIG_IGN);  // a file as long as it may be is a full disk, no death
    make_plain();
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
