// SPDX-License-Identifier: MIT
// documents.c: documents as rows.
#include "session/documents.h"

#include "base/clock.h"
#include "session/proof.h"
#include "session/recording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SAVE                                                                                       \
    "INSERT INTO document(id, station, author, changed_utc_ms, kind, child, session, name, body, " \
    "digest) VALUES(?1, " SQL_STATION ", 'gym', ?2, ?3, ?4, ?5, ?6, ?7, '') "                      \
    "ON CONFLICT(kind, child, session, name) WHERE deleted_utc_ms IS NULL DO UPDATE SET "          \
    "station=excluded.station, author=excluded.author, changed_utc_ms=excluded.changed_utc_ms, "   \
    "body=excluded.body RETURNING id"
#define TOMBSTONE                                                                                  \
    "UPDATE document SET deleted_utc_ms=?1, changed_utc_ms=?1, child='', session='', name='', "    \
    "body='' WHERE "
#define REMOVE                                                                                     \
    TOMBSTONE "kind=?2 AND child=?3 AND session=?4 AND name=?5 AND deleted_utc_ms IS NULL "        \
              "RETURNING id"
#define FORGET                                                                                     \
    TOMBSTONE "id=(SELECT document.id FROM document JOIN session ON session=uuid "                 \
              "WHERE session.id=?2 AND document.deleted_utc_ms IS NULL LIMIT 1) RETURNING id"

static const char *kind_name(DocumentKind kind)
{
    static const char *const names[DOCUMENT_COUNT] = {
#define X(name, stored, words) stored,
        DOCUMENT_LIST(X)
#undef X
    };
    REQUIRE((unsigned)kind < DOCUMENT_COUNT);
    return names[kind];
}

static Result check(DocumentKey key, const char *body)
{
    if (key.child[0] && !plan_child_is_valid(key.child))
        return fail(RESULT_USAGE, "'%s' is no child's code: up to 32 letters, digits, - and _",
                    key.child);
    if (strlen(key.name) > DOCUMENT_NAME_MAX || strlen(key.session) > DOCUMENT_NAME_MAX)
        return fail(RESULT_USAGE, "a name is up to %d letters", DOCUMENT_NAME_MAX);
    if (strlen(body) >= DOCUMENT_BODY_MAX)
        return fail(RESULT_USAGE, "this is too long to be kept: shorten it");
    return RESULT_OK;
}

// Runs what names the row that it changed, and signs that row. A query that is bound already. `id`
// is empty if it changed none.
static Result sign_changed(Store *store, Result result, sqlite3_stmt *change,
                           char id[SQL_UUID_SIZE])
{
    bool row = false;
    id[0] = '\0';
    if (!result) result = sql_next(store, change, &row);
    if (row) snprintf(id, SQL_UUID_SIZE, "%s", sql_text(change, 0));
    if (row) result = sql_next(store, change, &row);
    sql_free(change);
    return result || !id[0] ? result : proof_sign_document(store, id);
}

Result document_save(Store *store, DocumentKey key, const char *body)
{
    sqlite3_stmt *change = NULL;
    char id[SQL_UUID_SIZE] = "";
    Result result = check(key, body);
    if (!result) result = sql_uuid(id);
    if (result) return result;
    result = sql_begin(store);
    if (!result) {
        result = sql_query(store, &change, SAVE, "tittttt", id, clock_utc_ms(), kind_name(key.kind),
                           key.child, key.session, key.name, body);
        result = sign_changed(store, result, change, id);
    }
    return sql_end(store, result);
}

Result document_remove(Store *store, DocumentKey key)
{
    sqlite3_stmt *change = NULL;
    char id[SQL_UUID_SIZE];
    Result result = sql_begin_clean(store);
    if (!result) {
        result = sql_query(store, &change, REMOVE, "itttt", clock_utc_ms(), kind_name(key.kind),
                           key.child, key.session, key.name);
        result = sign_changed(store, result, change, id);
    }
    return sql_end(store, result);
}

Result documents_forget_session(Store *store, int64_t session)
{
    char id[SQL_UUID_SIZE];
    Result result;
    do {
        sqlite3_stmt *change = NULL;
        result = sql_query(store, &change, FORGET, "ii", clock_utc_ms(), session);
        result = sign_changed(store, result, change, id);
    } while (!result && id[0]);
    return result;
}

Result document_load(Store *store, DocumentKey key, char **body)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    *body = NULL;
    Result result = sql_query(store, &query,
                              "SELECT body FROM document WHERE kind=?1 AND child=?2 AND session=?3 "
                              "AND name=?4 AND deleted_utc_ms IS NULL",
                              "tttt", kind_name(key.kind), key.child, key.session, key.name);
    if (!result) result = sql_next(store, query, &row);
    if (!result && row && !(*body = strdup(sql_text(query, 0))))
        result = fail(RESULT_FULL, "out of memory: close other programs");
    sql_keep(store, query);
    return !result && !row ? RESULT_NOT_FOUND : result;
}

Result documents_visit(Store *store, DocumentKind kind, const char *child, const char *session,
                       bool (*visit)(void *self, const Document *document), void *self)
{
    sqlite3_stmt *query = NULL;
    bool row = false, more = true;
    Result result =
        sql_query(store, &query,
                  "SELECT id, child, session, name, body, changed_utc_ms FROM document "
                  "WHERE kind=?1 AND (?2 IS NULL OR child=?2) AND (?3 IS NULL OR session=?3) "
                  "AND deleted_utc_ms IS NULL ORDER BY changed_utc_ms DESC, id",
                  "ttt", kind_name(kind), child, session);
    while (!result && more && !(result = sql_next(store, query, &row)) && row) {
        const Document document = {
            sql_text(query, 0), sql_text(query, 1), sql_text(query, 2),
            sql_text(query, 3), sql_text(query, 4), sqlite3_column_int64(query, 5),
        };
        more = visit(self, &document);
    }
    sql_free(query);
    return result;
}
