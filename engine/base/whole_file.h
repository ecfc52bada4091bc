// SPDX-License-Identifier: MIT
// whole_file.h: a page, table or list that a command writes: under its name once it is whole, on
// the disk, and for its owner only; or not there, and what was there before still is.
#pragma once

#include "tiptoe/base.h"

#include <stdio.h>

#define WHOLE_FILE_PATH_MAX 4096

typedef struct WholeFile {
    FILE *to;     // NULL: not open
    bool beside;  // written as `part`, to be renamed; else straight: standard output, device, FIFO
    char path[WHOLE_FILE_PATH_MAX], part[WHOLE_FILE_PATH_MAX];
} WholeFile;

// "-" is the standard output. What is no file keeps what it is and is written through; a link is
// neither followed nor replaced, a file that may not be written stays. USAGE, NOT_PERMITTED,
// CANNOT_CREATE, FULL; then it is not open, and whole_file_close() may be called all the same.
Result whole_file_open(WholeFile *file, const char *path);

// Puts the file under its name, or, with a failure of who wrote it, away; that failure, or FULL,
// LOST, NOT_PERMITTED. The standard output stays open.
Result whole_file_close(WholeFile *file, Result written);
// The same of several that belong together: none is put under its name before all are on the disk.
Result whole_files_close(WholeFile *files, int count, Result written);

// Whether a file of that name is one that was never finished: its writer was cut off.
bool whole_file_is_part(const char *name);

// The last system call's failure on a path, in words.
Result whole_file_fault(const char *path);
