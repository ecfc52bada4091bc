// SPDX-License-Identifier: MIT
// session_list.c: lists of sessions. What is asked here has an index, and nothing is parsed.
#include "session/session_list.h"

#include "session/info.h"
#include "session/rows.h"

#include <stdio.h>
#include <string.h>

#define ROW_COLUMNS                                                                                \
    "id, uuid, started_utc_ms, zone_minutes, status, child, game, level, seconds, " LISTED_COLUMNS
#define ROW_PAGE                                                                                   \
    " AND (started_utc_ms, id) < (?2, ?3) AND deleted_utc_ms IS NULL "                             \
    "ORDER BY started_utc_ms DESC, id DESC LIMIT ?4"

enum { LISTED_AT = 9 };  // the first of LISTED_COLUMNS

static void listed_read(sqlite3_stmt *row, SessionRow *to, bool *good)
{
    uint32_t *const listed[] = {
        &to->offered,
        &to->hits,
        &to->reps[LIMB_ARM_LEFT],
        &to->reps[LIMB_ARM_RIGHT],
        &to->reps[LIMB_LEG_LEFT],
        &to->reps[LIMB_LEG_RIGHT],
        &to->hand_steps[SIDE_LEFT],
        &to->hand_steps[SIDE_RIGHT],
        &to->foot_steps[SIDE_LEFT],
        &to->foot_steps[SIDE_RIGHT],
        &to->steps_played,
        &to->poses,
        &to->poses_found,
    };
    to->has_summary = sqlite3_column_type(row, LISTED_AT) != SQLITE_NULL;
    for (size_t i = 0; to->has_summary && i < sizeof listed / sizeof listed[0]; i++)
        *listed[i] = (uint32_t)whole_read(row, LISTED_AT + (int)i, 0, UINT32_MAX, good);
}

static void row_read(Store *store, sqlite3_stmt *row, SessionRow *to)
{
    bool good = true;
    memset(to, 0, sizeof *to);
    to->id = sqlite3_column_int64(row, 0);
    to->key = (SessionKey){ sqlite3_column_int64(row, 2), to->id };
    good = text_read(to->uuid, sizeof to->uuid, sql_text(row, 1)) && good;
    to->started_utc_ms = whole_read(row, 2, 0, STARTED_MAX_MS, &good);
    to->zone_minutes = (int)whole_read(row, 3, -ZONE_MAX_MINUTES, ZONE_MAX_MINUTES, &good);
    to->status = status_read(store, to->id, sql_text(row, 4), &good);
    good = text_read(to->child, sizeof to->child, sql_text(row, 5)) && good;
    good = plan_child_is_valid(to->child) && good;
    good = text_read(to->game_id, sizeof to->game_id, sql_text(row, 6)) && good;
    to->level = (int)whole_read(row, 7, 1, GAME_LEVELS, &good);
    to->seconds = (uint32_t)whole_read(row, 8, 0, UINT32_MAX, &good);
    listed_read(row, to, &good);
    to->damaged = !good;
}

Result session_page(Store *store, const char *child, const SessionKey *before, uint32_t limit,
                    SessionRow *rows, uint32_t *count)
{
    REQUIRE(limit > 0 && limit <= SESSION_PAGE_MAX);
    const SessionKey key = before ? *before : (SessionKey){ INT64_MAX, INT64_MAX };
    sqlite3_stmt *query = NULL;
    bool row = false;
    *count = 0;
    Result result =
        sql_query(store, &query,
                  child ? "SELECT " ROW_COLUMNS " FROM session WHERE child=?1" ROW_PAGE
                        : "SELECT " ROW_COLUMNS " FROM session WHERE ?1 IS NULL" ROW_PAGE,
                  "tiii", child, key.started_utc_ms, key.id, (int64_t)limit);
    while (!result && *count < limit && !(result = sql_next(store, query, &row)) && row)
        row_read(store, query, &rows[(*count)++]);
    sql_keep(store, query);
    return result;
}

Result session_children(Store *store, char (*children)[PLAN_CHILD_MAX + 1], int room, int *count)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    *count = 0;
    Result result = sql_query(store, &query,
                              "SELECT child FROM session WHERE deleted_utc_ms IS NULL "
                              "GROUP BY child ORDER BY max(started_utc_ms) DESC LIMIT ?1",
                              "i", (int64_t)room);
    while (!result && *count < room && !(result = sql_next(store, query, &row)) && row) {
        const char *child = sql_text(query, 0);
        if (plan_child_is_valid(child))
            snprintf(children[(*count)++], PLAN_CHILD_MAX + 1, "%s", child);
    }
    sql_free(query);
    return result;
}

Result session_best(Store *store, int64_t id, uint32_t *hits)
{
    sqlite3_stmt *query = NULL;
    bool row = false, good = true;
    Result result = sql_query(store, &query,
                              "SELECT max(other.hits) FROM session AS own JOIN session AS other "
                              "USING(child, game, level, seconds) WHERE own.id=?1 AND "
                              "other.id<own.id AND other.deleted_utc_ms IS NULL",
                              "i", id);
    if (!result) result = sql_next(store, query, &row);
    *hits = row ? (uint32_t)whole_read(query, 0, 0, UINT32_MAX, &good) : 0;
    sql_free(query);
    return result;
}

Result session_plays(Store *store, const char *child, uint32_t *plays, uint32_t *ends, int room)
{
    sqlite3_stmt *query = NULL;
    bool row = false, good = true;
    memset(plays, 0, (size_t)room * sizeof *plays);
    memset(ends, 0, (size_t)room * sizeof *ends);
    Result result =
        sql_query(store, &query,
                  "SELECT game, count(*), sum(status='complete') FROM session WHERE child=?1 AND "
                  "steps_played>0 AND deleted_utc_ms IS NULL GROUP BY game",
                  "t", child);
    while (!result && !(result = sql_next(store, query, &row)) && row)
        for (int i = 0; i < game_count && i < room; i++)
            if (!strcmp(game_list[i]->id, sql_text(query, 0))) {
                plays[i] = (uint32_t)whole_read(query, 1, 0, UINT32_MAX, &good);
                ends[i] = (uint32_t)whole_read(query, 2, 0, UINT32_MAX, &good);
            }
    sql_free(query);
    return result;
}

Result session_info(Store *store, int64_t id, SessionInfo *info)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query, INFO_SELECT "WHERE id=?1", "i", id);
    if (!result) result = sql_next(store, query, &row);
    if (row) result = info_read(store, query, info);
    sql_keep(store, query);
    if (!result && !row)
        result = fail(RESULT_NOT_FOUND, "there is no session %lld: 'tiptoe sessions' lists them",
                      (long long)id);
    if (!result && info->damaged)
        result = fail(RESULT_MALFORMED, "session %lld: its settings or results are damaged",
                      (long long)id);
    return result;
}
