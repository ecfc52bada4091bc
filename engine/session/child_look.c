// SPDX-License-Identifier: MIT
// child_look.c: a child's look as a row.
#include "session/child_look.h"

#include "base/clock.h"
#include "session/proof.h"
#include "session/recording.h"

#include <stdio.h>

#define LOOK_UPSERT                                                                                \
    "INSERT INTO child_look(id, station, author, changed_utc_ms, child, look, picture, digest) "   \
    "VALUES(?1, " SQL_STATION ", 'gym', ?2, ?3, ?4, ?5, '') "                                      \
    "ON CONFLICT(child) WHERE deleted_utc_ms IS NULL DO UPDATE SET "                               \
    "station=excluded.station, author=excluded.author, changed_utc_ms=excluded.changed_utc_ms, "   \
    "look=excluded.look, picture=excluded.picture RETURNING id"

static Result write_look(Store *store, const char *child, const ChildLook *look)
{
    sqlite3_stmt *insert = NULL;
    char id[SQL_UUID_SIZE] = "";
    bool row = false;
    Result result = sql_uuid(id);
    if (!result)
        result = sql_query(store, &insert, LOOK_UPSERT, "tittt", id, clock_utc_ms(), child,
                           look->look, look->picture);
    if (!result) result = sql_next(store, insert, &row);
    if (row) snprintf(id, sizeof id, "%s", sql_text(insert, 0));
    if (row) result = sql_next(store, insert, &row);
    sql_free(insert);
    return result ? result : proof_sign_look(store, id);
}

Result child_look_save(Store *store, const char *child, const ChildLook *look)
{
    if (!plan_child_is_valid(child))
        return fail(RESULT_USAGE, "'%s' is no child's code: up to 32 letters, digits, - and _",
                    child);
    Result result = sql_begin(store);
    if (!result) result = write_look(store, child, look);
    return sql_end(store, result);
}

Result child_look_load(Store *store, const char *child, ChildLook *look)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    *look = (ChildLook){ 0 };
    Result result =
        sql_query(store, &query,
                  "SELECT look, picture FROM child_look WHERE child=?1 AND deleted_utc_ms IS NULL",
                  "t", child);
    if (!result) result = sql_next(store, query, &row);
    if (row) {
        snprintf(look->look, sizeof look->look, "%s", sql_text(query, 0));
        snprintf(look->picture, sizeof look->picture, "%s", sql_text(query, 1));
    }
    sql_free(query);
    if (!result && !row)
        result = fail(RESULT_NOT_FOUND, "%s has chosen no look yet: choose one", child);
    return result;
}
