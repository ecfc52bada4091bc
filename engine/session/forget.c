// SPDX-License-Identifier: MIT
// forget.c: rows first, then the file's free pages, then the copies.
#include "session/forget.h"

#include "base/log.h"
#include "base/whole_file.h"
#include "session/child_record.h"
#include "session/documents.h"
#include "session/fields.h"
#include "session/sql.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static Result need_rest(Store *store)
{
    bool any = false;
    Result result = store_any_recording(store, &any);
    if (result || !any) return result;
    return fail(RESULT_BUSY, "somebody plays just now: let the play end first");
}

static Result count_rows(Store *store, const char *child, uint32_t *count)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query,
                              "SELECT (SELECT count(*) FROM session WHERE child=?1) "
                              "+ (SELECT count(*) FROM document WHERE child=?1) "
                              "+ (SELECT count(*) FROM child_look WHERE child=?1) "
                              "+ (SELECT count(*) FROM preset WHERE child=?1) "
                              "+ (SELECT count(*) FROM goal WHERE child=?1) "
                              "+ (SELECT count(*) FROM baseline WHERE child=?1) "
                              "+ (SELECT count(*) FROM primary_set WHERE child=?1) "
                              "+ (SELECT count(*) FROM report WHERE child=?1)",
                              "t", child);
    if (!result) result = sql_next(store, query, &row);
    *count = row ? (uint32_t)sqlite3_column_int64(query, 0) : 0;
    sql_free(query);
    return result;
}

// "<store>.v<number>-backup", and one that was never finished.
static bool is_backup(const char *store, const char *file)
{
    size_t length = strlen(store);
    if (strncmp(file, store, length) || strncmp(file + length, ".v", 2)) return false;
    const char *end = file + length + 2;
    end += strspn(end, "0123456789");
    return !strcmp(end, "-backup") || !strcmp(end, "-backup.part");
}

// Whether the code stands anywhere in the file. One that can't be read may hold it.
static bool may_hold(const char *path, const char *code)
{
    char bytes[1 << 16];
    size_t length = strlen(code), kept = 0, got;
    bool found = false;
    FILE *file = fopen(path, "rbe");
    if (!file) return true;
    while (!found && (got = fread(bytes + kept, 1, sizeof bytes - kept, file)) > 0) {
        size_t size = kept + got;
        found = memmem(bytes, size, code, length) != NULL;
        kept = size < length ? size : length - 1;  // it may begin here and end in the next piece
        memmove(bytes, bytes + size - kept, kept);
    }
    found = found || ferror(file);
    fclose(file);
    return found;
}

// Copies: with a `code` only those that hold it; NULL: all. Unfinished files may be packed: all of
// them.
static Result remove_beside(const char *path, const char *code, Forgotten *gone)
{
    char folder[STORE_PATH_MAX], file[STORE_PATH_MAX + NAME_MAX + 2];
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    const char *name = slash ? path + (slash - folder) + 1 : path;
    if (slash)
        slash[slash == folder] = '\0';
    else
        strcpy(folder, ".");
    DIR *dir = opendir(folder);
    if (!dir) return whole_file_fault(folder);
    Result result = RESULT_OK;
    for (struct dirent *entry; !result && (entry = readdir(dir));) {
        bool part = whole_file_is_part(entry->d_name);
        if (!part && !is_backup(name, entry->d_name)) continue;
        snprintf(file, sizeof file, "%s/%s", folder, entry->d_name);
        if (!part && code && !may_hold(file, code)) continue;
        if (unlink(file) == 0)
            ++*(part ? &gone->parts : &gone->backups);
        else if (errno != ENOENT)
            result = whole_file_fault(file);
    }
    closedir(dir);
    return result;
}

Result child_forget(Store *store, const char *child, Forgotten *forgotten)
{
    *forgotten = (Forgotten){ 0 };
    Result result = need_rest(store);
    if (!result) result = count_rows(store, child, &forgotten->rows);
    if (!result) result = child_record_delete(store, child);
    store->patient = true;
    // Rows were once changed and removed without being overwritten: only a new file is clean.
    if (!result) result = sql_run(store, "VACUUM");
    store->patient = false;
    if (!result) result = remove_beside(store->path, forgotten->rows ? NULL : child, forgotten);
    if (!result && !log_blank(child))
        result = fail(RESULT_LOST, "the program's log may still hold the code: remove it");
    return result;
}

#define RETENTION "retention"
#define MONTH_MS  INT64_C(2629746000)  // a twelfth of a year

Result retention_load(Store *store, int *months)
{
    const DocumentKey key = { DOCUMENT_CLINIC, "", "", RETENTION };
    char *body = NULL;
    json_t *tree = NULL;
    *months = 0;
    Result result = document_load(store, key, &body);
    if (result == RESULT_NOT_FOUND) return RESULT_OK;
    if (!result) result = fields_parse(body, &tree);
    if (!result) *months = (int)json_integer_value(json_object_get(tree, "months"));
    fields_free(tree);
    free(body);
    return result;
}

Result retention_save(Store *store, int months)
{
    const DocumentKey key = { DOCUMENT_CLINIC, "", "", RETENTION };
    char body[48];
    if (months < 0 || months > RETENTION_MONTHS_MAX)
        return fail(RESULT_USAGE, "months are 0 to %d", RETENTION_MONTHS_MAX);
    snprintf(body, sizeof body, "{\"months\":%d}", months);
    return months ? document_save(store, key, body) : document_remove(store, key);
}

int64_t retention_before(int months, int64_t now_utc_ms)
{
    return now_utc_ms - months * MONTH_MS;
}

Result children_expired_visit(Store *store, int64_t before_utc_ms,
                              bool (*visit)(void *self, const char *child, int64_t seen_utc_ms),
                              void *self)
{
    sqlite3_stmt *query = NULL;
    bool row = false, more = true;
    Result result = sql_query(
        store, &query,
        "SELECT child, max(utc_ms) FROM (SELECT child, started_utc_ms AS utc_ms FROM session "
        "WHERE deleted_utc_ms IS NULL UNION ALL SELECT child, changed_utc_ms FROM document "
        "WHERE deleted_utc_ms IS NULL) WHERE child<>'' AND child<>?2 "
        "GROUP BY child HAVING max(utc_ms)<?1 ORDER BY 2, child",
        "it", before_utc_ms, PLAN_GUEST);
    while (!result && more && !(result = sql_next(store, query, &row)) && row)
        more = visit(self, sql_text(query, 0), sqlite3_column_int64(query, 1));
    sql_free(query);
    return result;
}

typedef struct First {
    char *code;
    size_t size;
} First;

static bool take_first(void *self, const char *child, int64_t seen_utc_ms)
{
    const First *first = self;
    (void)seen_utc_ms;
    snprintf(first->code, first->size, "%s", child);
    return false;
}

Result child_expired(Store *store, int64_t before_utc_ms, char *code, size_t size)
{
    First first = { code, size };
    *code = '\0';
    return children_expired_visit(store, before_utc_ms, take_first, &first);
}
