// SPDX-License-Identifier: MIT
// whole_file.c: written beside its name, then renamed.
#include "clinic/whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define PART_MAX (WHOLE_FILE_PATH_MAX + 8)

static void part_of(const WholeFile *file, char part[PART_MAX])
{
    snprintf(part, PART_MAX, "%s.part", file->path);
}

Result whole_file_fault(const char *path)
{
    int error = errno;
    Result result = error == EACCES || error == EPERM || error == EROFS ? RESULT_NOT_PERMITTED
                    : error == ENOSPC                                   ? RESULT_FULL
                                                                        : RESULT_CANNOT_CREATE;
    return fail(result, "%s: %s: name another place", path, strerror(error));
}

Result whole_file_open(WholeFile *file, const char *path)
{
    char part[PART_MAX];
    file->to = NULL;
    if (snprintf(file->path, sizeof file->path, "%s", path) >= (int)sizeof file->path)
        return fail(RESULT_USAGE, "the path of the file is too long");
    part_of(file, part);
    file->to = fopen(part, "wxe");
    // What an earlier program left half written.
    if (!file->to && errno == EEXIST && unlink(part) == 0) file->to = fopen(part, "wxe");
    return file->to ? RESULT_OK : whole_file_fault(part);
}

Result whole_file_close(WholeFile *file, Result written)
{
    char part[PART_MAX];
    REQUIRE(file->to);
    part_of(file, part);
    bool failed = ferror(file->to) || fflush(file->to);
    failed = fclose(file->to) || failed;
    file->to = NULL;
    if (!written && failed)
        written = fail(RESULT_FULL, "%s could not be written: make room on the disk", file->path);
    if (!written && rename(part, file->path) != 0) written = whole_file_fault(file->path);
    if (written) unlink(part);
    return written;
}
