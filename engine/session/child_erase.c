// SPDX-License-Identifier: MIT
// child_erase.c: all that is kept of a child is removed for good.
#include "base/clock.h"
#include "session/child_record.h"
#include "session/proof.h"
#include "session/verify.h"

#include <stdio.h>
#include <string.h>

#define TOMBSTONE(table, blank)                                                                    \
    "UPDATE " table " SET deleted_utc_ms=?2, changed_utc_ms=?2, child='', " blank                  \
    " WHERE id=(SELECT id FROM " table                                                             \
    " WHERE child=?1 AND deleted_utc_ms IS NULL LIMIT 1) RETURNING id"

// What has a row of its own beside the sessions, and what signs it anew.
static const struct {
    const char *blank;
    Result (*sign)(Store *store, const char *id);
} kept[] = {
    { TOMBSTONE("document", "session='', name='', body=''"), proof_sign_document },
    { TOMBSTONE("child_look", "look='', picture=''"), proof_sign_look },
    { TOMBSTONE("preset", "game='', name='', knobs=''"), proof_sign_preset },
    { TOMBSTONE("goal", "limb='', reps=0"), proof_sign_goal },
    { TOMBSTONE("baseline", "session='', reason=''"), proof_sign_baseline },
    { TOMBSTONE("primary_set", "posture='', measures='', reason=''"), proof_sign_primaries },
    { TOMBSTONE("report", "kind='', formulas='', view='', pdf=x''"), proof_sign_report },
};

static Result blank_all(Store *store, const char *child, size_t which)
{
    char id[SQL_UUID_SIZE];
    Result result;
    do {
        sqlite3_stmt *update = NULL;
        bool row = false;
        result = sql_query(store, &update, kept[which].blank, "ti", child, clock_utc_ms());
        if (!result) result = sql_next(store, update, &row);
        snprintf(id, sizeof id, "%s", row ? sql_text(update, 0) : "");
        if (row) result = sql_next(store, update, &row);
        sql_free(update);
        if (!result && id[0]) result = kept[which].sign(store, id);
    } while (!result && id[0]);
    return result;
}

static Result erase_sessions(Store *store, const char *child)
{
    int64_t id = 0;
    Result result;
    do {
        sqlite3_stmt *query = NULL;
        bool row = false;
        result = sql_query(store, &query,
                           "SELECT id FROM session WHERE child=?1 AND deleted_utc_ms IS NULL "
                           "ORDER BY id LIMIT 1",
                           "t", child);
        if (!result) result = sql_next(store, query, &row);
        id = row ? sqlite3_column_int64(query, 0) : 0;
        sql_free(query);
        if (!result && id) result = session_erase(store, id);
    } while (!result && id);
    return result;
}

Result child_record_delete(Store *store, const char *child)
{
    if (!plan_child_is_valid(child) || !strcmp(child, PLAN_GUEST))
        return fail(RESULT_USAGE, "'%s' is no child's code", child);
    Result result = erase_sessions(store, child);
    if (!result) result = sql_begin_clean(store);
    if (result) return result;
    for (size_t i = 0; i < sizeof kept / sizeof *kept && !result; i++)
        result = blank_all(store, child, i);
    return sql_end(store, result);
}
