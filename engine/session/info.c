// SPDX-License-Identifier: MIT
// info.c: the rows of sessions: the list of them, and which one a person means.
#include "session/info.h"

#include "session/describe.h"
#include "session/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIVES "deleted_utc_ms IS NULL"

bool text_read(char *to, size_t size, const char *text)
{
    return (size_t)snprintf(to, size, "%s", text) < size;
}

uint64_t hex_read(const char *text, bool *good)
{
    char *end = NULL;
    uint64_t value = strtoull(text, &end, 16);
    *good = *good && strlen(text) == 16 && *end == '\0';
    return value;
}

SessionStatus status_read(Store *store, int64_t id, const char *name, bool *good)
{
    int status = 0;
    while (status < SESSION_STATUS_COUNT &&
           strcmp(name, session_status_name((SessionStatus)status)) != 0)
        status++;
    *good = *good && status < SESSION_STATUS_COUNT;
    if (status == SESSION_STATUS_COUNT) return SESSION_INCOMPLETE;
    if (status == SESSION_RECORDING && !store_is_recording(store, id)) return SESSION_INTERRUPTED;
    return (SessionStatus)status;
}

static bool signature_read(sqlite3_stmt *row, SessionInfo *info)
{
    bool good = text_read(info->signed_by, sizeof info->signed_by, sql_text(row, 21));
    if (!*info->signed_by) return good;
    good = text_read(info->track_digest, sizeof info->track_digest, sql_text(row, 14)) && good;
    good = text_read(info->events_digest, sizeof info->events_digest, sql_text(row, 15)) && good;
    return text_read(info->rows_digest, sizeof info->rows_digest, sql_text(row, 20)) && good;
}

Result info_read(Store *store, sqlite3_stmt *row, SessionInfo *info)
{
    SessionDesc *desc = &info->desc;
    bool good = true;
    memset(info, 0, sizeof *info);
    info->id = sqlite3_column_int64(row, 0);
    good = text_read(info->uuid, sizeof info->uuid, sql_text(row, 1)) && good;
    info->started_utc_ms = whole_read(row, 2, 0, STARTED_MAX_MS, &good);
    info->zone_minutes = (int)whole_read(row, 3, -ZONE_MAX_MINUTES, ZONE_MAX_MINUTES, &good);
    good = text_read(desc->plan.child, sizeof desc->plan.child, sql_text(row, 4)) && good;
    good = plan_child_is_valid(desc->plan.child) && good;
    good = text_read(info->game_id, sizeof info->game_id, sql_text(row, 5)) && good;
    info->game_version = (int)whole_read(row, 6, 0, INT32_MAX, &good);
    info->play_version = (int)whole_read(row, 19, 1, INT32_MAX, &good);
    desc->plan.play.setup.level = (int)whole_read(row, 7, 1, GAME_LEVELS, &good);
    desc->plan.play.setup.seconds = (uint32_t)whole_read(row, 8, 0, UINT32_MAX, &good);
    desc->plan.play.setup.seed = (uint64_t)sqlite3_column_int64(row, 9);
    Result settings = describe_settings_read(desc, sql_text(row, 10)), summary = RESULT_OK;
    info->status = status_read(store, info->id, sql_text(row, 11), &good);
    info->step_count = (uint32_t)whole_read(row, 12, 0, UINT32_MAX, &good);
    info->steps_lost = (uint32_t)whole_read(row, 13, 0, UINT32_MAX, &good);
    good = signature_read(row, info) && good;
    info->track_dropped = sqlite3_column_type(row, 22) != SQLITE_NULL;
    info->has_summary = sqlite3_column_type(row, 16) != SQLITE_NULL;
    if (info->has_summary)
        summary = describe_summary_read(&info->summary, sql_text(row, 16), sql_text(row, 17),
                                        sql_text(row, 18));
    info->damaged = !good || settings || summary;
    bool memory = settings == RESULT_FULL || summary == RESULT_FULL;
    if (memory) return fail(RESULT_FULL, "out of memory: close other programs");
    return sqlite3_errcode(store->db) == SQLITE_NOMEM ? sql_fail(store, "reading a session")
                                                      : RESULT_OK;
}

// One session by a query with the one parameter `text`. NOT_FOUND without a line.
static Result find_by(Store *store, const char *query_text, const char *text, int64_t *id)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query, query_text, "t", text);
    if (result == RESULT_OK) result = sql_next(store, query, &row);
    if (result == RESULT_OK && !row) result = RESULT_NOT_FOUND;
    if (row) *id = sqlite3_column_int64(query, 0);
    if (row) result = sql_next(store, query, &row);
    if (result == RESULT_OK && row)
        result = fail(RESULT_USAGE, "several sessions begin with '%s': give more of it", text);
    sql_free(query);
    return result;
}

Result recording_find(Store *store, const char *text, int64_t *id)
{
    Result result = RESULT_NOT_FOUND;
    size_t length = strlen(text);
    if (!strcmp(text, "last"))
        result = find_by(
            store, "SELECT id FROM session WHERE ?1 NOTNULL AND " LIVES " ORDER BY id DESC LIMIT 1",
            text, id);
    else if (length > 0 && length < 10 && strspn(text, "0123456789") == length)
        result = find_by(store, "SELECT id FROM session WHERE id=CAST(?1 AS INTEGER) AND " LIVES,
                         text, id);
    if (result == RESULT_NOT_FOUND && length >= 4)
        result = find_by(
            store, "SELECT id FROM session WHERE uuid>=?1 AND uuid<?1||'~' AND " LIVES " LIMIT 2",
            text, id);
    if (result == RESULT_NOT_FOUND)
        result =
            fail(RESULT_NOT_FOUND, "there is no session '%s': 'tiptoe sessions' lists them", text);
    return result;
}
