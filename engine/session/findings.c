// SPDX-License-Identifier: MIT
// findings.c: the table `result`: written, read, and looked up over all check-ups.
#include "session/findings.h"

#include "base/clock.h"
#include "session/proof.h"
#include "session/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FINDINGS_MAX 4096

static const char *const statistics[] = {
#define X(name, stored) stored,
    FINDING_STATISTIC_LIST(X)
#undef X
};
static const char *const reasons[] = {
#define X(name, stored, text) stored,
    FINDING_REASON_LIST(X)
#undef X
};
static const char *const reason_texts[] = {
#define X(name, stored, text) text,
    FINDING_REASON_LIST(X)
#undef X
};

static const char *const intervals[] = {
#define X(name, stored, text) stored,
    FINDING_INTERVAL_LIST(X)
#undef X
};
static const char *const interval_texts[] = {
#define X(name, stored, text) text,
    FINDING_INTERVAL_LIST(X)
#undef X
};

const char *finding_statistic_name(FindingStatistic statistic)
{
    REQUIRE((unsigned)statistic < FINDING_STATISTIC_COUNT);
    return statistics[statistic];
}

const char *finding_reason_name(FindingReason reason)
{
    REQUIRE((unsigned)reason < FINDING_REASON_COUNT);
    return reasons[reason];
}

const char *finding_reason_text(FindingReason reason)
{
    REQUIRE((unsigned)reason < FINDING_REASON_COUNT);
    return reason_texts[reason];
}

const char *finding_interval_name(FindingInterval interval)
{
    REQUIRE((unsigned)interval < FINDING_INTERVAL_COUNT);
    return intervals[interval];
}

const char *finding_interval_text(FindingInterval interval)
{
    REQUIRE((unsigned)interval < FINDING_INTERVAL_COUNT);
    return interval_texts[interval];
}

static Result save_all(Store *store, sqlite3_stmt *insert, int64_t id, const Finding *list,
                       int count)
{
    Result result = RESULT_OK;
    for (int i = 0; i < count && result == RESULT_OK; i++) {
        const Finding *f = &list[i];
        result = sql_bind(store, insert, "iiitiittitdddtiiddddt", id, (int64_t)i, (int64_t)f->item,
                          checkup_name(f->kind), (int64_t)f->side, (int64_t)f->attempt,
                          finding_statistic_name(f->statistic), measure_info(f->measure)->name,
                          (int64_t)f->version, f->unit, f->value, f->error, f->quality,
                          finding_reason_name(f->reason), (int64_t)f->support, (int64_t)f->count,
                          f->measure_low, f->measure_high, f->value_low, f->value_high,
                          finding_interval_name(f->interval));
        if (!result) result = sql_finish(store, insert);
    }
    return result;
}

Result findings_save(Store *store, int64_t id, const char *formulas, const Finding *list, int count)
{
    REQUIRE(count >= 0 && count <= FINDINGS_MAX);
    sqlite3_stmt *insert = NULL;
    Result result = sql_begin(store);
    if (!result) result = sql_change(store, "DELETE FROM result WHERE session_id=?1", "i", id);
    if (!result)
        result = sql_change(store,
                            "INSERT OR REPLACE INTO result_set(session_id, station, "
                            "changed_utc_ms, formulas, digest) "
                            "VALUES(?1, " SQL_STATION ", ?2, ?3, '')",
                            "iit", id, clock_utc_ms(), formulas);
    if (!result)
        result = sql_prepare(store, &insert,
                             "INSERT INTO result(session_id, seq, " RESULT_COLUMNS
                             ", " RESULT_INTERVALS ") VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,"
                             "?12,?13,?14,?15,?16,?17,?18,?19,?20,?21)");
    if (!result) result = save_all(store, insert, id, list, count);
    if (!result) result = proof_sign_results(store, id);
    sql_free(insert);
    return sql_end(store, result);
}

// The place of a stored name in its list; `count` if it is not there.
static int place(const char *name, const char *const *names, int count)
{
    int i = 0;
    while (i < count && strcmp(name, names[i]) != 0) i++;
    return i;
}

static int kind_find(const char *name)
{
    int kind = 0;
    while (kind < CHECKUP_COUNT && strcmp(name, checkup_name((CheckupKind)kind)) != 0) kind++;
    return kind;
}

static bool read_row(sqlite3_stmt *row, Finding *f)
{
    bool good = true;
    memset(f, 0, sizeof *f);
    f->item = (int)whole_read(row, 0, 0, INT32_MAX, &good);
    f->kind = (CheckupKind)kind_find(sql_text(row, 1));
    f->side = (int)whole_read(row, 2, -1, SIDE_COUNT - 1, &good);
    f->attempt = (int)whole_read(row, 3, 0, INT32_MAX, &good);
    f->statistic = (FindingStatistic)place(sql_text(row, 4), statistics, FINDING_STATISTIC_COUNT);
    f->measure = measure_find(sql_text(row, 5));
    f->version = (int)whole_read(row, 6, 0, INT32_MAX, &good);
    snprintf(f->unit, sizeof f->unit, "%s", sql_text(row, 7));
    f->value = sql_real(row, 8);
    f->error = sql_real(row, 9);
    f->quality = sql_real(row, 10);
    f->reason = (FindingReason)place(sql_text(row, 11), reasons, FINDING_REASON_COUNT);
    f->support = (unsigned)whole_read(row, 12, 0, (1 << SUPPORT_COUNT) - 1, &good);
    f->count = (int)whole_read(row, 13, 0, INT32_MAX, &good);
    f->measure_low = sql_real(row, 14);
    f->measure_high = sql_real(row, 15);
    f->value_low = sql_real(row, 16);
    f->value_high = sql_real(row, 17);
    int interval = place(sql_text(row, 18), intervals, FINDING_INTERVAL_COUNT);
    f->interval = interval < FINDING_INTERVAL_COUNT ? (FindingInterval)interval  // an older row
                                                    : FINDING_NO_INTERVAL;
    return good && f->kind < CHECKUP_COUNT && f->statistic < FINDING_STATISTIC_COUNT &&
           f->measure < MEASURE_COUNT && f->reason < FINDING_REASON_COUNT;
}

Result findings_load(Store *store, int64_t id, Finding **list, int *count)
{
    sqlite3_stmt *query = NULL;
    uint32_t read = 0;
    bool row = false;
    *list = NULL;
    *count = 0;
    Result result =
        sql_query(store, &query,
                  "SELECT " RESULT_COLUMNS ", " RESULT_INTERVALS " FROM result WHERE session_id=?1 "
                  "ORDER BY seq",
                  "i", id);
    while (!result && read < FINDINGS_MAX && !(result = sql_next(store, query, &row)) && row) {
        result = rows_grow((void **)list, read, sizeof **list);
        if (!result && read_row(query, &(*list)[read])) read++;
    }
    sql_free(query);
    if (result) {
        free(*list);
        *list = NULL;
        read = 0;
    }
    *count = (int)read;
    return result;
}

Result findings_formulas(Store *store, int64_t id, char formulas[FINDING_FORMULAS_MAX])
{
    sqlite3_stmt *query = NULL;
    bool row = false;
    Result result =
        sql_query(store, &query, "SELECT formulas FROM result_set WHERE session_id=?1", "i", id);
    if (!result) result = sql_next(store, query, &row);
    snprintf(formulas, FINDING_FORMULAS_MAX, "%s", row ? sql_text(query, 0) : "");
    sql_free(query);
    return result;
}

Result findings_of(Store *store, const char *formulas, const Finding *like, FindingRow **list,
                   int *count)
{
    sqlite3_stmt *query = NULL;
    uint32_t read = 0;
    bool row = false;
    *list = NULL;
    Result result =
        sql_query(store, &query,
                  "SELECT session_id, value, unit, support FROM result "
                  "JOIN result_set USING(session_id) WHERE measure=?1 AND kind=?2 AND side=?3 AND "
                  "trial=0 AND value IS NOT NULL AND formulas=?4 ORDER BY session_id",
                  "ttit", measure_info(like->measure)->name, checkup_name(like->kind),
                  (int64_t)like->side, formulas);
    while (!result && read < INT32_MAX && !(result = sql_next(store, query, &row)) && row) {
        result = rows_grow((void **)list, read, sizeof **list);
        if (result) break;
        FindingRow *to = &(*list)[read];
        bool good = true;
        *to =
            (FindingRow){ .session = sqlite3_column_int64(query, 0), .value = sql_real(query, 1) };
        snprintf(to->unit, sizeof to->unit, "%s", sql_text(query, 2));
        to->support = (unsigned)whole_read(query, 3, 0, (1 << SUPPORT_COUNT) - 1, &good);
        read += good;
    }
    sql_free(query);
    if (result) {
        free(*list);
        *list = NULL;
        read = 0;
    }
    *count = (int)read;
    return result;
}
