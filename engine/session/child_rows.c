// SPDX-License-Identifier: MIT
// child_rows.c: a query for each table that knows a child or a session.
#include "session/child_rows.h"

#include "session/fields.h"
#include "session/sql.h"

#include <stdlib.h>
#include <string.h>

// What the tables of an export tell, and digests of it.
#define TOLD "'track','state_digest','event','trial','result'"

#define IS_JSON "substr(\"' || c.name || '\", 1, 1) IN (''{'', ''['') AND "
// The query of each table, as SQL makes it of the store's shape: id, session, time, content.
#define QUERIES                                                                                    \
    "SELECT m.name, 'SELECT ' || CASE WHEN m.name='session' THEN 'uuid' WHEN "                     \
    "sum(c.name='id' AND c.type='TEXT') THEN 'id' ELSE '''''' END || ', ' || "                     \
    "CASE WHEN m.name='session' THEN 'uuid' WHEN sum(c.name='session') THEN 'session' "            \
    "WHEN sum(c.name='session_id') THEN '(SELECT uuid FROM session s WHERE s.id=session_id)' "     \
    "ELSE '''''' END || ', changed_utc_ms, json_object(' || group_concat(CASE WHEN "               \
    "c.type='TEXT' THEN quote(c.name) || ', CASE WHEN " IS_JSON "json_valid(\"' || c.name || "     \
    "'\") THEN json(\"' || c.name || '\") ELSE \"' || c.name || '\" END' "                         \
    "WHEN c.type='BLOB' THEN NULL ELSE quote(c.name) || ', \"' || c.name || '\"' END) || "         \
    "') FROM ' || m.name || ' WHERE ' || CASE WHEN sum(c.name='child') THEN 'child=?1' "           \
    "ELSE 'session_id IN (SELECT id FROM session WHERE child=?1)' END || ' ORDER BY 3, 1' "        \
    "FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type='table' AND m.name "       \
    "NOT IN (" TOLD ") GROUP BY m.name HAVING sum(c.name IN ('child','session_id')) ORDER BY "     \
    "m.name"

// A store may hold any bytes: what is no UTF-8 is told with a question mark for each.
static Result as_json(char *content)
{
    json_t *tree = NULL;
    Result result = fields_parse(content, &tree);
    fields_free(tree);
    if (result != RESULT_MALFORMED) return result;
    for (char *c = content; *c; c++)
        if ((unsigned char)*c >= 0x80) *c = '?';
    result = fields_parse(content, &tree);
    fields_free(tree);
    return result;
}

typedef struct Visit {
    Store *store;
    const char *child;
    bool (*visit)(void *self, const ChildRow *row);
    void *self;
    bool more;
} Visit;

static Result visit_row(Visit *v, const char *table, sqlite3_stmt *query)
{
    char *content = strdup(sql_text(query, 3));
    if (!content) return fail(RESULT_FULL, "out of memory: close other programs");
    Result result = as_json(content);
    const ChildRow row = { table, sql_text(query, 0), sql_text(query, 1),
                           sqlite3_column_int64(query, 2), content };
    if (!result) v->more = v->visit(v->self, &row);
    free(content);
    return result;
}

static Result visit_table(Visit *v, const char *table, const char *text)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result = sql_query(v->store, &query, text, "t", v->child);
    while (!result && v->more && !(result = sql_next(v->store, query, &row)) && row)
        result = visit_row(v, table, query);
    sql_free(query);
    return result;
}

Result child_rows_visit(Store *store, const char *child,
                        bool (*visit)(void *self, const ChildRow *row), void *self)
{
    Visit v = { store, child, visit, self, true };
    sqlite3_stmt *tables = NULL;
    bool row = false;
    Result result = sql_prepare(store, &tables, QUERIES);
    while (!result && v.more && !(result = sql_next(store, tables, &row)) && row)
        result = visit_table(&v, sql_text(tables, 0), sql_text(tables, 1));
    sql_free(tables);
    return result;
}
