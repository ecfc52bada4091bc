// SPDX-License-Identifier: MIT
// assets.c: where pictures, sounds, words and pages are.
#include "base/assets.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *assets_folder(void)
{
    static const char *const places[] = { "assets", "../share/tiptoe" };
    static char folder[PATH_MAX + 32];
    const char *given = getenv("TIPTOE_ASSETS");
    if (given && *given) return given;
    ssize_t length = readlink("/proc/self/exe", folder, PATH_MAX);
    while (length > 0 && folder[length - 1] != '/') length--;
    for (int i = 0; length > 0 && i < 2; i++) {
        strcpy(folder + length, places[i]);
        if (access(folder, R_OK) == 0) return folder;
    }
    return "/usr/share/tiptoe";
}
