// SPDX-License-Identifier: MIT
// checkup_due.c: when a child should do the check-up again.
#include "session/checkup_due.h"

#include "base/clock.h"
#include "session/sql.h"
#include "tiptoe/game.h"

#include <string.h>

bool checkup_is_due(int days, int visits)
{
    if (days < 0) return visits > 0;
    return days >= CHECKUP_DUE_DAYS || visits >= CHECKUP_DUE_VISITS;
}

Result checkup_due(Store *store, const char *child, int64_t now_utc_ms, int zone_minutes,
                   CheckupDue *due)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    int64_t today = clock_day(now_utc_ms, zone_minutes), last = INT64_MIN, checkup = INT64_MIN;
    *due = (CheckupDue){ .days = -1 };
    Result result =
        sql_query(store, &query,
                  "SELECT started_utc_ms, zone_minutes, game, status='complete' FROM session "
                  "WHERE child=?1 AND steps_played>0 AND deleted_utc_ms IS NULL "
                  "ORDER BY started_utc_ms",
                  "t", child);
    while (!result && !(result = sql_next(store, query, &row)) && row) {
        int64_t day = clock_day(sqlite3_column_int64(query, 0), sqlite3_column_int(query, 1));
        if (day > today) continue;  // of a clock that was wrong
        if (game_is_assessment(sql_text(query, 2)) && sqlite3_column_int(query, 3)) {
            checkup = day;
            due->visits = 0;
        } else if (day != last && day != today && day != checkup) {
            due->visits++;
        }
        last = day;
    }
    sql_free(query);
    if (checkup != INT64_MIN) due->days = (int)(today - checkup);
    due->due = !result && checkup_is_due(due->days, due->visits);
    return result;
}
