// SPDX-License-Identifier: MIT
// verdicts.c: baselines, primary measures and verdicts as rows.
#include "session/verdicts.h"

#include "base/clock.h"
#include "session/fields.h"
#include "session/proof.h"
#include "session/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool printable(const char *text, size_t most)
{
    size_t length = strlen(text);
    bool good = length > 0 && length <= most;
    for (size_t i = 0; i < length && good; i++) good = (unsigned char)text[i] >= ' ';
    return good;
}

static Result check_child(const char *child)
{
    if (plan_child_is_valid(child)) return RESULT_OK;
    return fail(RESULT_USAGE, "'%s' is no child's code: up to 32 letters, digits, - and _", child);
}

// Who says so, and why.
static Result check_words(const char *author, const char *reason)
{
    if (!printable(author, VERDICT_AUTHOR_MAX))
        return fail(RESULT_USAGE, "who says so is 1 to %d plain characters", VERDICT_AUTHOR_MAX);
    if (!printable(reason, BASELINE_REASON_MAX))
        return fail(RESULT_USAGE, "a reason is 1 to %d plain characters", BASELINE_REASON_MAX);
    return RESULT_OK;
}

// ---- baselines ----

#define BASELINE_INSERT                                                                            \
    "INSERT INTO baseline(id, station, author, changed_utc_ms, child, session, reason, digest) "   \
    "VALUES(?1, " SQL_STATION ", ?2, ?3, ?4, ?5, ?6, '')"

Result baseline_set(Store *store, const char *child, const BaselineMark *mark)
{
    char id[SQL_UUID_SIZE] = "";
    Result result = check_child(child);
    if (!result) result = check_words(mark->author, mark->reason);
    if (!result) result = sql_uuid(id);
    if (result) return result;
    result = sql_begin(store);
    if (!result)
        result = sql_change(store, BASELINE_INSERT, "ttittt", id, mark->author, clock_utc_ms(),
                            child, mark->session, mark->reason);
    if (!result) result = proof_sign_baseline(store, id);
    return sql_end(store, result);
}

Result baseline_log(Store *store, const char *child, BaselineMark mark[BASELINE_MARKS_SHOWN],
                    int *count)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    *count = 0;
    Result result = sql_query(store, &query,
                              "SELECT session, reason, author, changed_utc_ms FROM (SELECT * FROM "
                              "baseline WHERE child=?1 AND deleted_utc_ms IS NULL ORDER BY "
                              "changed_utc_ms DESC, id DESC LIMIT ?2) ORDER BY changed_utc_ms, id",
                              "ti", child, (int64_t)BASELINE_MARKS_SHOWN);
    while (!result && *count < BASELINE_MARKS_SHOWN && !(result = sql_next(store, query, &row)) &&
           row) {
        BaselineMark *to = &mark[(*count)++];
        memset(to, 0, sizeof *to);
        snprintf(to->session, sizeof to->session, "%s", sql_text(query, 0));
        snprintf(to->reason, sizeof to->reason, "%s", sql_text(query, 1));
        snprintf(to->author, sizeof to->author, "%s", sql_text(query, 2));
        to->utc_ms = sqlite3_column_int64(query, 3);
    }
    sql_free(query);
    return result;
}

// ---- keys ----

static int kind_find(const char *name)
{
    int kind = 0;
    while (kind < CHECKUP_COUNT && strcmp(name, checkup_name((CheckupKind)kind)) != 0) kind++;
    return kind;
}

static const char *const sides[1 + SIDE_COUNT] = { "-", "left", "right" };

// One of the text's keys, up to its comma.
static bool key_read(FindingKey *key, const char *text, size_t length)
{
    char word[96], *at = word, *part[3];
    if (length >= sizeof word) return false;
    memcpy(word, text, length);
    word[length] = '\0';
    for (int i = 0; i < 3; i++) {
        part[i] = at;
        char *end = strchr(at, ':');
        if (!end != (i == 2)) return false;
        if (end) {
            *end = '\0';
            at = end + 1;
        }
    }
    int side = 0;
    while (side <= SIDE_COUNT && strcmp(part[1], sides[side]) != 0) side++;
    *key = (FindingKey){ (CheckupKind)kind_find(part[0]), side - 1, measure_find(part[2]) };
    return key->kind < CHECKUP_COUNT && side <= SIDE_COUNT && key->measure < MEASURE_COUNT;
}

static bool key_same(const FindingKey *a, const FindingKey *b)
{
    return a->kind == b->kind && a->side == b->side && a->measure == b->measure;
}

bool primaries_read(Primaries *primaries, const char *text)
{
    Primaries read = { .count = 0 };
    for (bool more = true; more;) {
        size_t length = strcspn(text, ",");
        if (read.count == CHANGE_MEASURES_MAX) return false;
        FindingKey *key = &read.key[read.count];
        if (!key_read(key, text, length)) return false;
        for (int i = 0; i < read.count; i++)
            if (key_same(&read.key[i], key)) return false;
        read.count++;
        more = text[length] == ',';
        text += length + 1;
    }
    *primaries = read;
    return true;
}

void primaries_write(const Primaries *p, char text[PRIMARIES_TEXT_MAX])
{
    size_t used = 0;
    text[0] = '\0';
    for (int i = 0; i < p->count && used < PRIMARIES_TEXT_MAX; i++)
        used += (size_t)snprintf(text + used, PRIMARIES_TEXT_MAX - used, "%s%s:%s:%s", i ? "," : "",
                                 checkup_name(p->key[i].kind), sides[p->key[i].side + 1],
                                 measure_info(p->key[i].measure)->name);
}

#define PRIMARIES_INSERT                                                                           \
    "INSERT INTO primary_set(id, station, author, changed_utc_ms, child, posture, measures, "      \
    "reason, digest) VALUES(?1, " SQL_STATION ", ?2, ?3, ?4, ?5, ?6, ?7, '')"

Result primaries_set(Store *store, const char *child, const char *posture,
                     const Primaries *primaries)
{
    char text[PRIMARIES_TEXT_MAX], id[SQL_UUID_SIZE] = "";
    REQUIRE(primaries->count > 0 && primaries->count <= CHANGE_MEASURES_MAX);
    Result result = *child ? check_child(child) : RESULT_OK;
    if (!result) result = check_words(primaries->author, primaries->reason);
    if (!result) result = sql_uuid(id);
    if (result) return result;
    primaries_write(primaries, text);
    result = sql_begin(store);
    if (!result)
        result = sql_change(store, PRIMARIES_INSERT, "ttitttt", id, primaries->author,
                            clock_utc_ms(), child, posture, text, primaries->reason);
    if (!result) result = proof_sign_primaries(store, id);
    return sql_end(store, result);
}

#define PRIMARIES_NEWEST                                                                           \
    "SELECT measures, reason, author, changed_utc_ms FROM (SELECT * FROM primary_set "             \
    "WHERE child=?1 AND posture=?2 AND deleted_utc_ms IS NULL "                                    \
    "ORDER BY changed_utc_ms DESC, id DESC LIMIT ?3) ORDER BY changed_utc_ms, id"

Result primaries_log(Store *store, const char *child, const char *posture,
                     Primaries list[CHOICES_SHOWN], int *count)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    *count = 0;
    Result result =
        sql_query(store, &query, PRIMARIES_NEWEST, "tti", child, posture, (int64_t)CHOICES_SHOWN);
    while (!result && *count < CHOICES_SHOWN && !(result = sql_next(store, query, &row)) && row) {
        Primaries *to = &list[*count];
        if (!primaries_read(to, sql_text(query, 0))) continue;  // of measures that this one lacks
        snprintf(to->reason, sizeof to->reason, "%s", sql_text(query, 1));
        snprintf(to->author, sizeof to->author, "%s", sql_text(query, 2));
        to->utc_ms = sqlite3_column_int64(query, 3);
        ++*count;
    }
    sql_free(query);
    return result;
}

// ---- verdicts ----

#define NUMBER(member, name) FIELD(KeptVerdict, DOUBLE, member, name)
#define WHOLE(member, name)  FIELD(KeptVerdict, INT, member, name)

static const Field verdict_fields[] = {
    WHOLE(measures, "measures"),
    WHOLE(values, "values"),
    WHOLE(baseline, "baseline_values"),
    WHOLE(verdict.toward, "toward"),
    FIELD(KeptVerdict, BOOL, verdict.worthwhile, "is_worthwhile"),
    NUMBER(worthwhile, "worthwhile"),
    NUMBER(pool.sem, "pool_sem"),
    NUMBER(pool.df, "pool_df"),
    NUMBER(pool.weight, "pool_weight"),
    NUMBER(verdict.baseline, "baseline"),
    NUMBER(verdict.difference, "difference"),
    NUMBER(verdict.low, "low"),
    NUMBER(verdict.high, "high"),
    NUMBER(verdict.least, "least"),
    NUMBER(verdict.slope, "slope"),
    NUMBER(verdict.slope_low, "slope_low"),
    NUMBER(verdict.slope_high, "slope_high"),
    NUMBER(verdict.sem, "sem"),
    NUMBER(verdict.sem_df, "sem_df"),
    NUMBER(verdict.nap, "nap"),
    NUMBER(verdict.tau, "tau"),
    NUMBER(verdict.tau_low, "tau_low"),
    NUMBER(verdict.tau_high, "tau_high"),
};
#define VERDICT_FIELDS (sizeof verdict_fields / sizeof *verdict_fields)

static void verdict_write(JsonOut *json, const void *from)
{
    const KeptVerdict *kept = from;
    json_begin(json, NULL);
    json_text(json, "why", change_unknown_name(kept->verdict.why));
    for (size_t i = 0; i < VERDICT_FIELDS; i++) field_write(json, &verdict_fields[i], from);
    json_end(json);
}

#define VERDICT_INSERT                                                                             \
    "INSERT INTO verdict(id, station, author, changed_utc_ms, session_id, kind, side, measure, "   \
    "version, unit, change, detail, digest) "                                                      \
    "VALUES(?1, " SQL_STATION ", 'gym', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, '') "                 \
    "ON CONFLICT(session_id, kind, side, measure) WHERE deleted_utc_ms IS NULL DO NOTHING"

static Result save_verdict(Store *store, int64_t session, const KeptVerdict *v)
{
    char id[SQL_UUID_SIZE] = "";
    char *detail = json_string_of(verdict_write, v, 17);
    if (!detail) return fail(RESULT_FULL, "out of memory: close other programs");
    Result result = sql_uuid(id);
    if (!result)
        result = sql_change(store, VERDICT_INSERT, "tiititittt", id, clock_utc_ms(), session,
                            checkup_name(v->key.kind), (int64_t)v->key.side,
                            measure_info(v->key.measure)->name, (int64_t)v->version, v->unit,
                            change_name(v->verdict.change), detail);
    if (!result && sqlite3_changes(store->db) > 0) result = proof_sign_verdict(store, id);
    free(detail);
    return result;
}

Result verdicts_save(Store *store, int64_t id, const KeptVerdict *list, int count)
{
    REQUIRE(count >= 0 && count <= CHANGE_MEASURES_MAX);
    Result result = sql_begin(store);
    for (int i = 0; i < count && !result; i++) result = save_verdict(store, id, &list[i]);
    return sql_end(store, result);
}

static Change change_find(const char *name)
{
    int change = 0;
    while (change < CHANGE_COUNT && strcmp(name, change_name((Change)change)) != 0) change++;
    return (Change)change;
}

static bool detail_read(KeptVerdict *v, const char *text)
{
    json_t *object = NULL;
    if (fields_parse(text, &object)) return false;
    bool good = fields_read(verdict_fields, VERDICT_FIELDS, v, object);
    const char *why = json_string_value(json_object_get(object, "why"));
    int unknown = 0;
    while (why && unknown < CHANGE_UNKNOWN_COUNT &&
           strcmp(why, change_unknown_name((ChangeUnknown)unknown)) != 0)
        unknown++;
    v->verdict.why = (ChangeUnknown)unknown;
    fields_free(object);
    return good && why && unknown < CHANGE_UNKNOWN_COUNT && v->verdict.toward >= -1 &&
           v->verdict.toward <= 1;
}

static bool verdict_read(sqlite3_stmt *row, KeptVerdict *v)
{
    bool good = true;
    *v = (KeptVerdict){ .worthwhile = 0 };
    v->key.kind = (CheckupKind)kind_find(sql_text(row, 0));
    v->key.side = (int)whole_read(row, 1, -1, SIDE_COUNT - 1, &good);
    v->key.measure = measure_find(sql_text(row, 2));
    v->version = (int)whole_read(row, 3, 0, INT32_MAX, &good);
    snprintf(v->unit, sizeof v->unit, "%s", sql_text(row, 4));
    v->verdict.change = change_find(sql_text(row, 5));
    v->utc_ms = whole_read(row, 7, 0, INT64_MAX, &good);
    return good && v->key.kind < CHECKUP_COUNT && v->key.measure < MEASURE_COUNT &&
           v->verdict.change < CHANGE_COUNT && detail_read(v, sql_text(row, 6));
}

Result verdicts_load(Store *store, int64_t id, KeptVerdict list[CHANGE_MEASURES_MAX], int *count)
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    *count = 0;
    Result result = sql_query(store, &query,
                              "SELECT kind, side, measure, version, unit, change, detail, "
                              "changed_utc_ms FROM verdict WHERE session_id=?1 AND deleted_utc_ms "
                              "IS NULL ORDER BY kind, side, measure",
                              "i", id);
    while (!result && *count < CHANGE_MEASURES_MAX && !(result = sql_next(store, query, &row)) &&
           row)
        if (verdict_read(query, &list[*count])) ++*count;
    sql_keep(store, query);
    return result;
}

#define LIVING "AND deleted_utc_ms IS NULL ORDER BY child, started_utc_ms, id"

Result checkups_of(Store *store, const char *child, const char *game, int64_t **ids, int *count)
{
    sqlite3_stmt *query = NULL;
    uint32_t read = 0;
    bool row = false;
    *ids = NULL;
    // Two texts: "?2 IS NULL OR child=?2" would read every session of the clinic for each child.
    Result result = sql_query(store, &query,
                              child ? "SELECT id FROM session WHERE game=?1 AND child=?2 " LIVING
                                    : "SELECT id FROM session WHERE game=?1 AND ?2 IS NULL " LIVING,
                              "tt", game, child);
    while (!result && read < INT32_MAX && !(result = sql_next(store, query, &row)) && row) {
        result = rows_grow((void **)ids, read, sizeof **ids);
        if (!result) (*ids)[read++] = sqlite3_column_int64(query, 0);
    }
    sql_keep(store, query);
    if (result) {
        free(*ids);
        *ids = NULL;
        read = 0;
    }
    *count = (int)read;
    return result;
}
