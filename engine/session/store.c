// SPDX-License-Identifier: MIT
// store.c: finding, opening and checking the file that holds every session.
#include "session/proof.h"
#include "session/schema.h"
#include "session/track.h"

#include "base/clock.h"
#include "base/folders.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUSY_MS 2000  // how long one call waits for another program

#define RECORDING "SELECT id FROM session WHERE status='recording'"  // in every version
#define UNSIGNED  "SELECT id FROM session WHERE signed_by IS NULL"

static Result errno_result(int error)
{
    if (error == EACCES || error == EPERM || error == EROFS) return RESULT_NOT_PERMITTED;
    if (error == ENOSPC || error == EDQUOT) return RESULT_FULL;
    return RESULT_CANNOT_CREATE;
}

static Result make_folders(const char *path)
{
    char folder[STORE_PATH_MAX];
    int error = folders_make(path, folder, sizeof folder);
    return error ? fail(errno_result(error),
                        "%s: %s: make this folder or name a file for the sessions", folder,
                        strerror(error))
                 : RESULT_OK;
}

// SQLite would take some names for something else.
static Result need_file(const char *name)
{
    if (*name && *name != ':' && strncmp(name, "file:", 5) != 0) return RESULT_OK;
    return fail(RESULT_USAGE,
                "'%s' is no file's name: name a file for the sessions, './%s' if it is called so",
                name, *name ? name : "NAME");
}

Result store_path(char path[STORE_PATH_MAX], const char *given, bool make)
{
    if (given && need_file(given)) return RESULT_USAGE;
    if (given) {
        int length = snprintf(path, STORE_PATH_MAX, "%s", given);
        if (length >= STORE_PATH_MAX)
            return fail(RESULT_USAGE, "the path of the store is too long");
        return RESULT_OK;
    }
    if (!folders_file(path, STORE_PATH_MAX, "XDG_DATA_HOME", ".local/share", "tiptoe.db"))
        return fail(RESULT_USAGE,
                    "there is no HOME to keep the sessions in: name a file for the sessions");
    return make ? make_folders(path) : RESULT_OK;
}

// A new file is for its owner only. SQLite gives its journal the same mode.
static Result make_file(const char *path)
{
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    int error = errno;
    if (file >= 0) close(file);
    if (file >= 0 || error == EEXIST) return RESULT_OK;
    return fail(errno_result(error),
                "%s: the store cannot be made: %s: check the folder or name "
                "another file for the sessions",
                path, strerror(error));
}

static Result open_lock(Store *store, int flags)
{
    char path[STORE_PATH_MAX + 8];
    if (store->lock_fd >= 0) return RESULT_OK;
    snprintf(path, sizeof path, "%s-lock", store->path);
    store->lock_fd = open(path, flags | O_CLOEXEC, 0600);
    if (store->lock_fd >= 0) return RESULT_OK;
    int error = errno;
    return fail(errno_result(error), "%s: %s: check the folder", path, strerror(error));
}

bool store_is_recording(Store *store, int64_t id)
{
    struct flock probe = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = id, .l_len = 1 };
    char path[STORE_PATH_MAX + 8];
    snprintf(path, sizeof path, "%s-lock", store->path);
    if (store->lock_fd < 0) store->lock_fd = open(path, O_RDWR | O_CLOEXEC);
    return store->lock_fd >= 0 && fcntl(store->lock_fd, F_OFD_GETLK, &probe) == 0 &&
           probe.l_type != F_UNLCK;
}

Result store_hold_recording(Store *store, int64_t id)
{
    struct flock hold = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = id, .l_len = 1 };
    Result result = open_lock(store, O_RDWR | O_CREAT);
    if (result != RESULT_OK || fcntl(store->lock_fd, F_OFD_SETLK, &hold) == 0) return result;
    return fail(RESULT_BUSY, "%s-lock: cannot be locked: %s: is it on a network disk?", store->path,
                strerror(errno));
}

static Result quick_check(Store *store)
{
    sqlite3_stmt *check = NULL;
    bool row = false;
    Result result = sql_prepare(store, &check, "PRAGMA quick_check");
    if (result == RESULT_OK) result = sql_next(store, check, &row);
    if (result == RESULT_OK && (!row || strcmp(sql_text(check, 0), "ok") != 0))
        result = fail(RESULT_MALFORMED,
                      "%s: is damaged (%s). It was left as it is: move it away or "
                      "name another for the sessions; 'sqlite3 FILE .recover' can save much of it",
                      store->path, row ? sql_text(check, 0) : "");
    sql_free(check);
    return result;
}

// A session that is not signed: with `alive` one that a program is recording just now, else one
// whose program or machine went away, or found no room to sign it. 0: none.
static Result find_unsigned(Store *store, bool alive, int64_t *id)
{
    sqlite3_stmt *find = NULL;
    bool row = false;
    *id = 0;
    Result result = sql_prepare(store, &find, alive ? RECORDING : UNSIGNED);
    while (result == RESULT_OK && !*id && !(result = sql_next(store, find, &row)) && row)
        if (store_is_recording(store, sqlite3_column_int64(find, 0)) == alive)
            *id = sqlite3_column_int64(find, 0);
    sql_free(find);
    return result;
}

Result store_any_recording(Store *store, bool *any)
{
    int64_t id = 0;
    Result result = find_unsigned(store, true, &id);
    *any = id != 0;
    return result;
}

// What its program did not come to: the end, and the digests of what it stored.
static Result sign_interrupted(Store *store, int64_t dead)
{
    char track[SEAL_TEXT];
    int64_t page = 0;
    Result result = sql_change(
        store, "UPDATE session SET status='interrupted' WHERE id=?1 AND status='recording'", "i",
        dead);
    if (result) return result;
    result = track_read(store, dead, NULL, NULL, track, &page);
    if (result == RESULT_MALFORMED || result == RESULT_VERSION)
        return sql_change(store, "UPDATE session SET signed_by='damaged' WHERE id=?1", "i", dead);
    if (!result) result = track_seal(store, dead);
    return result ? result : proof_sign(store, dead, "recovery", track);
}

static Result mark_interrupted(Store *store, int64_t dead)
{
    Result result = RESULT_OK;
    while (result == RESULT_OK && dead) {
        log_warn("session=%lld was interrupted; what it stored is kept", (long long)dead);
        result = sql_begin(store);
        if (result == RESULT_OK) result = sign_interrupted(store, dead);
        result = sql_end(store, result);
        if (result == RESULT_OK) result = find_unsigned(store, false, &dead);
    }
    return result;
}

// After a crash everything is checked. On other days readers check what they read.
static Result check(Store *store, StoreMode mode)
{
    int64_t dead = 0;
    Result result = mode == STORE_WRITE ? find_unsigned(store, false, &dead) : RESULT_OK;
    if (result != RESULT_OK || !dead) return result;
    store->patient = true;
    result = quick_check(store);
    if (result == RESULT_OK) result = mark_interrupted(store, dead);
    store->patient = false;
    return result;
}

// A file from elsewhere must not hold us for ever.
static int out_of_time(void *with)
{
    const Store *store = with;
    return !store->patient && clock_us() > store->until;
}

// FULL: a commit is on the disk when it returns. TRUNCATE and not WAL: quality over speed, and
// several processes write. The last three: a file from elsewhere must not make us do things.
static Result configure(Store *store)
{
    sqlite3_progress_handler(store->db, 10000, out_of_time, store);
    if (sqlite3_busy_timeout(store->db, BUSY_MS) != SQLITE_OK ||
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) != SQLITE_OK ||
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) != SQLITE_OK)
        return sql_fail(store, "opening the store");
    return sql_run(store, "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL;"
                          "PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON;"
                          "PRAGMA cache_size=-16384");  // KiB: a page that looks at every child
}

// Readers open for writing too, where they may: after a crash the first to come rolls back.
static Result open_database(Store *store, StoreMode mode)
{
    if (mode == STORE_READ && access(store->path, F_OK) != 0)
        return fail(RESULT_NOT_FOUND, "%s: no sessions yet: play one, or name their file",
                    store->path);
    Result result = mode == STORE_WRITE ? make_file(store->path) : RESULT_OK;
    if (result != RESULT_OK) return result;
    if (sqlite3_open_v2(store->path, &store->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        return sql_fail(store, "opening the store");
    result = configure(store);
    if (result == RESULT_OK && mode == STORE_WRITE && sqlite3_db_readonly(store->db, "main"))
        result = fail(RESULT_NOT_PERMITTED,
                      "%s: may not be written: change its permissions or name "
                      "another for the sessions",
                      store->path);
    if (result == RESULT_OK) result = schema_migrate(store, &schema_current);
    if (result == RESULT_OK) result = check(store, mode);
    if (result == RESULT_OK && mode == STORE_READ) result = sql_run(store, "PRAGMA query_only=ON");
    return result;
}

Result store_open(Store **store, const char *path, StoreMode mode)
{
    *store = NULL;
    if (need_file(path)) return RESULT_USAGE;
    if (strlen(path) >= STORE_PATH_MAX)
        return fail(RESULT_USAGE, "the path of the store is too long");
    Store *opened = calloc(1, sizeof *opened);
    if (!opened) return fail(RESULT_FULL, "out of memory: close other programs");
    opened->lock_fd = -1;
    strcpy(opened->path, path);
    Result result = open_database(opened, mode);
    if (result != RESULT_OK) {
        store_close(&opened);
        return result;
    }
    *store = opened;
    return RESULT_OK;
}

Result store_open_given(Store **store, const char *given, StoreMode mode)
{
    char path[STORE_PATH_MAX];
    *store = NULL;
    Result result = store_path(path, given, mode == STORE_WRITE);
    return result ? result : store_open(store, path, mode);
}

void store_close(Store **store)
{
    if (!*store) return;
    sql_drop_kept(*store);
    sqlite3_close_v2((*store)->db);
    if ((*store)->lock_fd >= 0) close((*store)->lock_fd);
    free(*store);
    *store = NULL;
}
