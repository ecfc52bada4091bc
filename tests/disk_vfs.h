// SPDX-License-Identifier: MIT
// disk_vfs.h: SQLite's own way to the disk with a hook before every call: a test notes the calls,
// or makes one fail.
#pragma once

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define DISK_SECTOR 512

typedef enum DiskCall {
    DISK_OPEN,
    DISK_READ,
    DISK_WRITE,
    DISK_TRUNCATE,
    DISK_SYNC,
    DISK_SYNCED,  // after it
    DISK_SIZE,
    DISK_LOCK,
    DISK_ACCESS,
    DISK_DELETE,
} DiskCall;

// `file`: 0 the store, 1 its journal, -1 another. Not SQLITE_OK: the call fails with that.
typedef int DiskHook(DiskCall call, int file, int64_t offset, int64_t size, const void *bytes);

static struct {
    sqlite3_vfs vfs, *below;
    DiskHook *hook;  // NULL: nothing is watched
} disk_vfs;

typedef struct DiskFile {
    sqlite3_file base;
    int file;
    sqlite3_file *below;
} DiskFile;

static inline int disk_call(DiskCall call, int file, int64_t offset, int64_t size,
                            const void *bytes)
{
    return disk_vfs.hook ? disk_vfs.hook(call, file, offset, size, bytes) : SQLITE_OK;
}

#define DISK_FILE(f)  ((DiskFile *)(void *)(f))
#define DISK_BELOW(f) (DISK_FILE(f)->below)
// Calls below, unless the hook fails it.
#define DISK_PASS(f, call, offset, size, bytes, ...)                                               \
    do {                                                                                           \
        int code_ = disk_call(call, DISK_FILE(f)->file, offset, size, bytes);                      \
        return code_ ? code_ : DISK_BELOW(f)->pMethods->__VA_ARGS__;                               \
    } while (0)

static inline int disk_close(sqlite3_file *f)
{
    return DISK_BELOW(f)->pMethods ? DISK_BELOW(f)->pMethods->xClose(DISK_BELOW(f)) : SQLITE_OK;
}
static inline int disk_read(sqlite3_file *f, void *to, int size, sqlite3_int64 offset)
{
    DISK_PASS(f, DISK_READ, offset, size, NULL, xRead(DISK_BELOW(f), to, size, offset));
}
static inline int disk_write(sqlite3_file *f, const void *from, int size, sqlite3_int64 offset)
{
    DISK_PASS(f, DISK_WRITE, offset, size, from, xWrite(DISK_BELOW(f), from, size, offset));
}
static inline int disk_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    DISK_PASS(f, DISK_TRUNCATE, 0, size, NULL, xTruncate(DISK_BELOW(f), size));
}
static inline int disk_sync(sqlite3_file *f, int flags)
{
    int code = disk_call(DISK_SYNC, DISK_FILE(f)->file, 0, 0, NULL);
    if (code == SQLITE_OK) code = DISK_BELOW(f)->pMethods->xSync(DISK_BELOW(f), flags);
    if (code == SQLITE_OK) disk_call(DISK_SYNCED, DISK_FILE(f)->file, 0, 0, NULL);
    return code;
}
static inline int disk_size(sqlite3_file *f, sqlite3_int64 *size)
{
    DISK_PASS(f, DISK_SIZE, 0, 0, NULL, xFileSize(DISK_BELOW(f), size));
}
static inline int disk_lock(sqlite3_file *f, int lock)
{
    DISK_PASS(f, DISK_LOCK, 0, 0, NULL, xLock(DISK_BELOW(f), lock));
}
static inline int disk_unlock(sqlite3_file *f, int lock)
{
    return DISK_BELOW(f)->pMethods->xUnlock(DISK_BELOW(f), lock);
}
static inline int disk_reserved(sqlite3_file *f, int *out)
{
    return DISK_BELOW(f)->pMethods->xCheckReservedLock(DISK_BELOW(f), out);
}
static inline int disk_control(sqlite3_file *f, int op, void *argument)
{
    return DISK_BELOW(f)->pMethods->xFileControl(DISK_BELOW(f), op, argument);
}
static inline int disk_sector(sqlite3_file *f)
{
    (void)f;
    return DISK_SECTOR;
}
static inline int disk_device(sqlite3_file *f)
{
    (void)f;
    return 0;  // promises nothing: no atomic writes, no safe appending, no order
}

static inline int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags,
                            int *out)
{
    static const sqlite3_io_methods methods = {
        .iVersion = 1,
        .xClose = disk_close,
        .xRead = disk_read,
        .xWrite = disk_write,
        .xTruncate = disk_truncate,
        .xSync = disk_sync,
        .xFileSize = disk_size,
        .xLock = disk_lock,
        .xUnlock = disk_unlock,
        .xCheckReservedLock = disk_reserved,
        .xFileControl = disk_control,
        .xSectorSize = disk_sector,
        .xDeviceCharacteristics = disk_device,
    };
    (void)vfs;
    DiskFile *file = DISK_FILE(f);
    file->below = (sqlite3_file *)(void *)(file + 1);
    file->file = flags & SQLITE_OPEN_MAIN_DB ? 0 : flags & SQLITE_OPEN_MAIN_JOURNAL ? 1 : -1;
    file->base.pMethods = NULL;
    int code = disk_call(DISK_OPEN, file->file, 0, 0, NULL);
    if (code != SQLITE_OK) return code;
    code = disk_vfs.below->xOpen(disk_vfs.below, name, file->below, flags, out);
    file->base.pMethods = file->below->pMethods ? &methods : NULL;
    return code;
}

static inline int disk_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    size_t length = strlen(name);
    bool journal = length > 8 && !strcmp(name + length - 8, "-journal");
    int code = disk_call(DISK_DELETE, journal ? 1 : -1, 0, 0, NULL);
    return code ? code : disk_vfs.below->xDelete(disk_vfs.below, name, sync);
}

static inline int disk_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    (void)vfs;
    int code = disk_call(DISK_ACCESS, -1, 0, 0, NULL);
    return code ? code : disk_vfs.below->xAccess(disk_vfs.below, name, flags, out);
}

// Every store that is opened from now on goes this way.
static inline int disk_vfs_install(void)
{
    disk_vfs.below = sqlite3_vfs_find(NULL);
    disk_vfs.vfs = *disk_vfs.below;
    disk_vfs.vfs.zName = "disk";
    disk_vfs.vfs.pNext = NULL;
    disk_vfs.vfs.szOsFile = (int)sizeof(DiskFile) + disk_vfs.below->szOsFile;
    disk_vfs.vfs.xOpen = disk_open;
    disk_vfs.vfs.xDelete = disk_delete;
    disk_vfs.vfs.xAccess = disk_access;
    return sqlite3_vfs_register(&disk_vfs.vfs, 1);
}

static inline void disk_vfs_remove(void)
{
    disk_vfs.hook = NULL;
    sqlite3_vfs_unregister(&disk_vfs.vfs);
}
