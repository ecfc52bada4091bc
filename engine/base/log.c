// SPDX-License-Identifier: MIT
// log.c: one line a record to stderr, written whole so that threads do not mix.
#include "base/log.h"

#include "base/clock.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int lowest = -1;

static const char *const level_names[] = { "debug", "info", "warn", "error" };

static int level_from_environment(void)
{
    const char *wish = getenv("TIPTOE_LOG");
    for (int i = 0; wish && i <= LOG_ERROR; i++)
        if (!strcmp(wish, level_names[i])) return i;
    return LOG_WARN;
}

void log_level_set(LogLevel level)
{
    atomic_store(&lowest, (int)level);
}

void log_write(LogLevel level, const char *format, ...)
{
    if (atomic_load(&lowest) < 0) atomic_store(&lowest, level_from_environment());
    if ((int)level < atomic_load(&lowest)) return;

    char line[512];
    int64_t now = clock_us();
    int used = snprintf(line, sizeof line, "%lld.%03lld %s ", (long long)(now / 1000000),
                        (long long)(now / 1000 % 1000), level_names[level]);
    va_list args;
    va_start(args, format);
    int more = vsnprintf(line + used, sizeof line - (size_t)used - 1, format, args);
    va_end(args);
    if (more < 0) return;
    size_t length = strlen(line);
    line[length++] = '\n';
    ssize_t written = write(STDERR_FILENO, line, length);
    (void)written;  // a log that can't be written is nobody's fault
}
