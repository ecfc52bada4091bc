// SPDX-License-Identifier: MIT
// whole_file.h: a file that appears under its name only once it is whole.
#pragma once

#include "tiptoe/base.h"

#include <stdio.h>

#define WHOLE_FILE_PATH_MAX 4096

typedef struct WholeFile {
    FILE *to;  // NULL: not open
    char path[WHOLE_FILE_PATH_MAX];
} WholeFile;

// For its owner only, as all that tells of a child. USAGE, NOT_PERMITTED, CANNOT_CREATE, FULL.
Result whole_file_open(WholeFile *file, const char *path);
// Puts the file under its name, or, with a failure of who wrote it, away; that failure, or FULL.
Result whole_file_close(WholeFile *file, Result written);
// The last system call's failure on a path, in words.
Result whole_file_fault(const char *path);
