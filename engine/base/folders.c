// SPDX-License-Identifier: MIT
// folders.c: where the program's own files lie.
#include "base/folders.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool folders_file(char *path, size_t size, const char *variable, const char *usual,
                  const char *file)
{
    const char *given = getenv(variable), *home = getenv("HOME");
    int length = -1;
    if (given && *given == '/')
        length = snprintf(path, size, "%s/tiptoe/%s", given, file);
    else if (home && *home == '/')
        length = snprintf(path, size, "%s/%s/tiptoe/%s", home, usual, file);
    bool fits = length > 0 && (size_t)length < size;
    if (!fits) *path = '\0';
    return fits;
}

int folders_make(const char *path, char *failed, size_t size)
{
    for (const char *end = strchr(path + 1, '/'); end; end = strchr(end + 1, '/')) {
        snprintf(failed, size, "%.*s", (int)(end - path), path);
        if (mkdir(failed, 0700) != 0 && errno != EEXIST) return errno;
    }
    return 0;
}
