// SPDX-License-Identifier: MIT
// audit.c: lines as rows, and their chain.
#include "session/audit.h"

#include "base/clock.h"
#include "base/log.h"
#include "session/seal.h"
#include "session/sql.h"

#include <stdio.h>
#include <string.h>

#define LAST "SELECT seq, digest FROM audit ORDER BY seq DESC LIMIT 1"

static const char *const action_names[AUDIT_ACTION_COUNT][2] = {
#define X(name, stored, words) { stored, words },
    AUDIT_ACTION_LIST(X)
#undef X
};
static const char *const object_names[AUDIT_OBJECT_COUNT][2] = {
#define X(name, stored, words) { stored, words },
    AUDIT_OBJECT_LIST(X)
#undef X
};

const char *audit_action_words(AuditAction action)
{
    REQUIRE((unsigned)action < AUDIT_ACTION_COUNT);
    return action_names[action][1];
}

const char *audit_object_words(AuditObject object)
{
    REQUIRE((unsigned)object < AUDIT_OBJECT_COUNT);
    return object_names[object][1];
}

Result audit_child(Store *store, const char *child, char id[AUDIT_ID])
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query,
                              "SELECT coalesce((SELECT id FROM document WHERE kind='child' AND "
                              "child=?1 AND deleted_utc_ms IS NULL), (SELECT uuid FROM session "
                              "WHERE child=?1 ORDER BY id LIMIT 1), '')",
                              "t", child);
    if (!result) result = sql_next(store, query, &row);
    snprintf(id, AUDIT_ID, "%s", row ? sql_text(query, 0) : "");
    sql_free(query);
    return result;
}

Result audit_session(Store *store, int64_t number, char id[AUDIT_ID])
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(store, &query, "SELECT uuid FROM session WHERE id=?1", "i", number);
    if (!result) result = sql_next(store, query, &row);
    snprintf(id, AUDIT_ID, "%s", row ? sql_text(query, 0) : "");
    sql_free(query);
    return result;
}

// One line, after the one whose digest is `before`.
typedef struct Link {
    int64_t seq, utc_ms;
    const char *account, *action, *object, *id;
} Link;

static void seal_link(const Link *link, const char *before, char digest[SEAL_TEXT])
{
    Seal seal = seal_start();
    seal_bytes(&seal, before, strlen(before));
    seal_whole(&seal, link->seq);
    seal_whole(&seal, link->utc_ms);
    seal_bytes(&seal, link->account, strlen(link->account));
    seal_bytes(&seal, link->action, strlen(link->action));
    seal_bytes(&seal, link->object, strlen(link->object));
    seal_bytes(&seal, link->id, strlen(link->id));
    seal_text(&seal, digest);
}

static Result last_of(Store *store, int64_t *seq, char digest[SEAL_TEXT])
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_prepare(store, &query, LAST);
    if (!result) result = sql_next(store, query, &row);
    *seq = row ? sqlite3_column_int64(query, 0) : 0;
    snprintf(digest, SEAL_TEXT, "%s", row ? sql_text(query, 1) : "");
    sql_free(query);
    return result;
}

Result audit_add(Store *store, const char *account, AuditAction action, AuditObject object,
                 const char *id)
{
    char before[SEAL_TEXT], digest[SEAL_TEXT];
    int64_t last = 0;
    REQUIRE((unsigned)action < AUDIT_ACTION_COUNT && (unsigned)object < AUDIT_OBJECT_COUNT);
    Result result = sql_begin(store);
    if (result) return result;
    result = last_of(store, &last, before);
    if (!result) {
        const Link link = {
            last + 1, clock_utc_ms(), account, action_names[action][0], object_names[object][0], id
        };
        seal_link(&link, before, digest);
        result = sql_change(store,
                            "INSERT INTO audit(seq, utc_ms, account, action, object, id, digest) "
                            "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                            "iittttt", link.seq, link.utc_ms, link.account, link.action,
                            link.object, link.id, digest);
    }
    return sql_end(store, result);
}

Result audit_look(Store *store, AuditAction action, AuditObject object, const char *id)
{
    int64_t reads = 0;
    Result result = sql_number(store, "PRAGMA query_only", &reads);
    if (!result && sqlite3_db_readonly(store->db, "main")) result = RESULT_NOT_PERMITTED;
    if (!result && reads) result = sql_run(store, "PRAGMA query_only=OFF");
    if (!result) result = audit_add(store, AUDIT_COMMAND, action, object, id);
    Result back = reads ? sql_run(store, "PRAGMA query_only=ON") : RESULT_OK;
    if (!result) result = back;
    if (result != RESULT_NOT_PERMITTED && result != RESULT_CANNOT_CREATE) return result;
    log_warn("%s: may not be written: who reads it stands in no audit log", store->path);
    return RESULT_OK;
}

Result audit_look_child(Store *store, AuditAction action, const char *child)
{
    char id[AUDIT_ID];
    Result result = audit_child(store, child, id);
    return result ? result : audit_look(store, action, AUDIT_OF_CHILD, id);
}

static const char *words_of(const char *const (*names)[2], int count, const char *stored)
{
    for (int i = 0; i < count; i++)
        if (!strcmp(names[i][0], stored)) return names[i][1];
    return stored;
}

#define LINES                                                                                      \
    "SELECT seq, utc_ms, audit.account, coalesce(name, ''), action, object, audit.id "             \
    "FROM audit LEFT JOIN account ON account.id=audit.account "
#define OF_CHILD                                                                                   \
    LINES "WHERE audit.id IN (SELECT id FROM document WHERE child=?1 UNION SELECT uuid FROM "      \
          "session WHERE child=?1 UNION SELECT id FROM report WHERE child=?1) ORDER BY seq"

// Takes the query.
static Result visit_lines(Store *store, Result result, sqlite3_stmt *query,
                          bool (*visit)(void *self, const AuditLine *line), void *self)
{
    bool row = false, more = true;
    while (!result && more && !(result = sql_next(store, query, &row)) && row) {
        const AuditLine line = {
            sqlite3_column_int64(query, 0),
            sqlite3_column_int64(query, 1),
            sql_text(query, 2),
            sql_text(query, 3),
            words_of(action_names, AUDIT_ACTION_COUNT, sql_text(query, 4)),
            words_of(object_names, AUDIT_OBJECT_COUNT, sql_text(query, 5)),
            sql_text(query, 6),
        };
        more = visit(self, &line);
    }
    sql_free(query);
    return result;
}

Result audit_visit(Store *store, int64_t before, const char *account,
                   bool (*visit)(void *self, const AuditLine *line), void *self)
{
    sqlite3_stmt *query = NULL;
    Result result = sql_query(store, &query,
                              LINES "WHERE (?1=0 OR seq<?1) AND (?2 IS NULL OR audit.account=?2) "
                                    "ORDER BY seq DESC",
                              "it", before, account);
    return visit_lines(store, result, query, visit, self);
}

Result audit_visit_child(Store *store, const char *child,
                         bool (*visit)(void *self, const AuditLine *line), void *self)
{
    sqlite3_stmt *query = NULL;
    Result result = sql_query(store, &query, OF_CHILD, "t", child);
    return visit_lines(store, result, query, visit, self);
}

Result audit_verify(Store *store, uint32_t *lines, int64_t *broken)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    char before[SEAL_TEXT] = "", digest[SEAL_TEXT];
    int64_t last = 0, expected = 0;
    *lines = 0;
    *broken = 0;
    Result result = sql_prepare(store, &query,
                                "SELECT seq, utc_ms, account, action, object, id, digest FROM "
                                "audit ORDER BY seq");
    while (!result && !*broken && !(result = sql_next(store, query, &row)) && row) {
        const Link link = { sqlite3_column_int64(query, 0),
                            sqlite3_column_int64(query, 1),
                            sql_text(query, 2),
                            sql_text(query, 3),
                            sql_text(query, 4),
                            sql_text(query, 5) };
        seal_link(&link, before, digest);
        if (link.seq != last + 1 || strcmp(digest, sql_text(query, 6)) != 0) *broken = last + 1;
        snprintf(before, sizeof before, "%s", sql_text(query, 6));
        last = link.seq;
        ++*lines;
    }
    sql_free(query);
    // The counter of the table knows of lines that were cut off at the end.
    if (!result)
        result = sql_number(store,
                            "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE "
                            "name='audit'), 0)",
                            &expected);
    if (!result && !*broken && last != expected) *broken = last + 1;
    return result;
}
