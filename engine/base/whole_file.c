// SPDX-License-Identifier: MIT
// whole_file.c: written beside its name, then renamed.
#include "base/whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Result whole_file_fault(const char *path)
{
    int error = errno;
    Result result = error == EACCES || error == EPERM || error == EROFS     ? RESULT_NOT_PERMITTED
                    : error == ENOSPC || error == EDQUOT || error == ENOMEM ? RESULT_FULL
                                                                            : RESULT_CANNOT_CREATE;
    return fail(result, "%s: %s: name another place", path, strerror(error));
}

// Length of the folder's part of a path, its slash with it; 0: the folder where we are.
static int folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (int)(slash - path) + 1 : 0;
}

static Result is_link(const char *path)
{
    return fail(RESULT_NOT_PERMITTED,
                "%s is a symbolic link, which is not followed: name the file itself, or remove the "
                "link",
                path);
}

// A device or FIFO stays what it is. Should it have become a file meanwhile, that is not cut.
static Result open_through(WholeFile *file)
{
    struct stat is;
    int fd = open(file->path, O_WRONLY | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC);
    if (fd < 0 && errno == ELOOP) return is_link(file->path);
    if (fd >= 0 && fstat(fd, &is) == 0 && !S_ISREG(is.st_mode)) file->to = fdopen(fd, "w");
    if (file->to) return RESULT_OK;
    Result result = whole_file_fault(file->path);
    if (fd >= 0) close(fd);
    return result;
}

#define PART       ".tiptoe-XXXXXX"
#define PART_FIXED (sizeof PART - 1 - 6)  // the six letters are chance's

bool whole_file_is_part(const char *name)
{
    return strlen(name) == sizeof PART - 1 && !strncmp(name, PART, PART_FIXED);
}

static Result open_beside(WholeFile *file)
{
    int length =
        snprintf(file->part, sizeof file->part, "%.*s" PART, folder_length(file->path), file->path);
    if (length >= (int)sizeof file->part)
        return fail(RESULT_USAGE, "the path of the file is too long");
    int fd = mkostemp(file->part, O_CLOEXEC);
    if (fd < 0) return whole_file_fault(file->path);
    if (fchmod(fd, 0600) == 0) file->to = fdopen(fd, "w");
    file->beside = file->to != NULL;
    if (file->beside) return RESULT_OK;
    Result result = whole_file_fault(file->path);
    close(fd);
    unlink(file->part);
    return result;
}

Result whole_file_open(WholeFile *file, const char *path)
{
    struct stat is;
    file->to = NULL;
    file->beside = false;
    if (snprintf(file->path, sizeof file->path, "%s", path) >= (int)sizeof file->path)
        return fail(RESULT_USAGE, "the path of the file is too long");
    if (!strcmp(path, "-")) {
        file->to = stdout;
        return RESULT_OK;
    }
    if (lstat(path, &is) != 0) return errno == ENOENT ? open_beside(file) : whole_file_fault(path);
    if (S_ISLNK(is.st_mode)) return is_link(path);
    if (S_ISDIR(is.st_mode)) return fail(RESULT_CANNOT_CREATE, "%s is a folder: name a file", path);
    if (!S_ISREG(is.st_mode)) return open_through(file);
    return access(path, W_OK) == 0 ? open_beside(file) : whole_file_fault(path);
}

// All of it is with the system, and what is a file on the disk.
static bool write_out(WholeFile *file)
{
    bool good = fflush(file->to) == 0 && !ferror(file->to);
    good = good && (!file->beside || fsync(fileno(file->to)) == 0);
    if (file->to != stdout) good = fclose(file->to) == 0 && good;
    file->to = NULL;
    return good;
}

// A folder that may be entered but not read, or that cannot be synced, keeps what the system keeps.
static Result sync_folder(const WholeFile *file)
{
    char folder[WHOLE_FILE_PATH_MAX];
    int length = folder_length(file->path);
    snprintf(folder, sizeof folder, "%.*s", length ? length : 1, length ? file->path : ".");
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 && errno == EACCES) return RESULT_OK;
    bool good = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
    if (fd >= 0) close(fd);
    return good ? RESULT_OK : fail(RESULT_LOST, "%s may not be on the disk: check it", file->path);
}

static Result put_in_place(WholeFile *file)
{
    struct stat is;
    if (lstat(file->path, &is) == 0 && !S_ISREG(is.st_mode))
        return fail(RESULT_BUSY, "%s became something else meanwhile: try again", file->path);
    if (rename(file->part, file->path) != 0) return whole_file_fault(file->path);
    file->beside = false;
    return sync_folder(file);
}

Result whole_files_close(WholeFile *files, int count, Result written)
{
    for (int i = 0; i < count; i++) {
        if (!files[i].to) continue;
        if (!write_out(&files[i]) && !written)
            written = fail(RESULT_FULL, "%s could not be written: make room", files[i].path);
    }
    for (int i = 0; i < count; i++) {
        if (!written && files[i].beside) written = put_in_place(&files[i]);
        if (files[i].beside) unlink(files[i].part);
        files[i].beside = false;
    }
    return written;
}

Result whole_file_close(WholeFile *file, Result written)
{
    return whole_files_close(file, 1, written);
}
