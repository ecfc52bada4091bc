// SPDX-License-Identifier: MIT
// checkup_due.c: when a child should do the check-up again.
#include "session/checkup_due.h"

#include "base/clock.h"
#include "session/sql.h"
#include "tiptoe/game.h"

bool checkup_is_due(int days, int visits)
{
    if (days < 0) return visits > 0;
    return days >= CHECKUP_DUE_DAYS || visits >= CHECKUP_DUE_VISITS;
}

// When the newest check-up that was done to its end began, up to the day `today`; INT64_MIN: none.
static Result find_newest(Store *store, const char *child, const char *game, int64_t today,
                          int64_t *utc_ms, int64_t *day)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query,
                              "SELECT started_utc_ms, zone_minutes FROM session WHERE child=?1 AND "
                              "game=?2 AND steps_played>0 AND status='complete' AND "
                              "deleted_utc_ms IS NULL ORDER BY started_utc_ms DESC",
                              "tt", child, game);
    while (!result && !(result = sql_next(store, query, &row)) && row) {
        int64_t at_ms = sqlite3_column_int64(query, 0);
        int64_t of_day = clock_day(at_ms, sqlite3_column_int(query, 1));
        if (of_day > today) continue;  // of a clock that was wrong
        if (at_ms > *utc_ms) {
            *utc_ms = at_ms;
            *day = of_day;
        }
        break;
    }
    sql_keep(store, query);
    return result;
}

// Only what came after the check-up is read: of a child that has come for years, little.
static Result count_visits(Store *store, const char *child, int64_t today, int64_t after_ms,
                           int64_t checkup, CheckupDue *due)
{
    sqlite3_stmt *query = NULL;
    bool row = false, never = checkup == INT64_MIN;
    int64_t last = checkup;
    Result result = sql_query(store, &query,
                              "SELECT started_utc_ms, zone_minutes FROM session WHERE child=?1 AND "
                              "started_utc_ms>?2 AND steps_played>0 AND deleted_utc_ms IS NULL "
                              "ORDER BY started_utc_ms",
                              "ti", child, after_ms);
    while (!result && !(never && due->visits) && !(result = sql_next(store, query, &row)) && row) {
        int64_t day = clock_day(sqlite3_column_int64(query, 0), sqlite3_column_int(query, 1));
        if (day > today) continue;
        if (day != last && day != today && day != checkup) due->visits++;
        last = day;
    }
    sql_keep(store, query);
    return result;
}

Result checkup_due(Store *store, const char *child, int64_t now_utc_ms, int zone_minutes,
                   CheckupDue *due)
{
    int64_t today = clock_day(now_utc_ms, zone_minutes), at_ms = INT64_MIN, checkup = INT64_MIN;
    Result result = RESULT_OK;
    *due = (CheckupDue){ .days = -1 };
    for (int g = 0; g < game_count && !result; g++)
        if (game_is_assessment(game_list[g]->id))
            result = find_newest(store, child, game_list[g]->id, today, &at_ms, &checkup);
    if (!result) result = count_visits(store, child, today, at_ms, checkup, due);
    if (checkup != INT64_MIN) due->days = (int)(today - checkup);
    due->due = !result && checkup_is_due(due->days, due->visits);
    return result;
}
