// SPDX-License-Identifier: MIT
// log.c: one line a record, written whole so that threads do not mix.
#include "base/log.h"

#include "base/clock.h"
#include "base/folders.h"
#include "base/plain.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PATH_SIZE  4096
#define BYTES_MOST (1 << 20)

static atomic_int lowest = -1;
static atomic_bool to_file;
static int log_fd = STDERR_FILENO;  // set once, by open_log()
static pthread_once_t opened = PTHREAD_ONCE_INIT;

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

void log_to_file(void)
{
    atomic_store(&to_file, !getenv("TIPTOE_LOG"));
}

static bool find_log(char path[PATH_SIZE])
{
    return folders_file(path, PATH_SIZE, "XDG_STATE_HOME", ".local/state", "tiptoe.log");
}

// Where there is no such file the lines go on to stderr.
static void open_log(void)
{
    char path[PATH_SIZE], old[PATH_SIZE + 2];
    struct stat before;
    if (!find_log(path)) return;
    if (folders_make(path, old, sizeof old)) return;
    snprintf(old, sizeof old, "%s.1", path);
    if (stat(path, &before) == 0 && before.st_size > BYTES_MOST) (void)rename(path, old);
    int file =
        open(path, O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (file >= 0) log_fd = file;
}

// On stderr the time is that of the machine's start, as all others of the program; in a file, which
// is read days later, the date's.
static int write_time(char *line, size_t size)
{
    char text[32];
    if (log_fd == STDERR_FILENO) {
        int64_t now = clock_us();
        return snprintf(line, size, "%lld.%03lld", (long long)(now / 1000000),
                        (long long)(now / 1000 % 1000));
    }
    int64_t now_ms = clock_utc_ms();
    time_t seconds = (time_t)(now_ms / 1000);
    struct tm utc;
    if (!gmtime_r(&seconds, &utc) || !strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc))
        text[0] = '\0';
    return snprintf(line, size, "%s.%03dZ [%d]", text, (int)(now_ms % 1000), (int)getpid());
}

void log_write(LogLevel level, const char *format, ...)
{
    if (atomic_load(&lowest) < 0) atomic_store(&lowest, level_from_environment());
    if ((int)level < atomic_load(&lowest)) return;
    if (atomic_load(&to_file)) pthread_once(&opened, open_log);

    char line[512];
    int used = write_time(line, sizeof line);
    used += snprintf(line + used, sizeof line - (size_t)used, " %s ", level_names[level]);
    va_list args;
    va_start(args, format);
    int more = vsnprintf(line + used, sizeof line - (size_t)used - 1, format, args);
    va_end(args);
    if (more < 0) return;
    size_t length = strlen(line);
    line[length++] = '\n';
    char plain[PLAIN_GROWS * (sizeof line + 1)];
    unsigned char kept = 0;
    length = plain_text(plain, line, length, &kept);
    ssize_t written = write(log_fd, plain, length);
    (void)written;  // a log that can't be written is nobody's fault
}

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || c == '-' || c == '_';
}

// In its place, without a rename: who has the file open goes on writing at its end.
static bool blank_in(const char *path, const char *word)
{
    struct stat is;
    size_t length = strlen(word);
    int file = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0) return errno == ENOENT;
    bool good = fstat(file, &is) == 0 && S_ISREG(is.st_mode);
    size_t size = good ? (size_t)is.st_size : 0;
    char *bytes = good ? malloc(size + 1) : NULL;
    good = bytes && pread(file, bytes, size, 0) == (ssize_t)size;
    for (char *at = bytes; good && (at = memmem(at, (size_t)(bytes + size - at), word, length));) {
        char *end = at + length;
        bool whole =
            (at == bytes || !is_word_byte(at[-1])) && (end == bytes + size || !is_word_byte(*end));
        if (whole) {
            memset(at, '.', length);
            good = pwrite(file, at, length, at - bytes) == (ssize_t)length;
        }
        at = whole ? end : at + 1;
    }
    good = good && fsync(file) == 0;
    free(bytes);
    close(file);
    return good;
}

bool log_blank(const char *word)
{
    char path[PATH_SIZE], old[PATH_SIZE + 2];
    if (!word[0] || !find_log(path)) return true;
    snprintf(old, sizeof old, "%s.1", path);
    bool first = blank_in(path, word);
    return blank_in(old, word) && first;
}
