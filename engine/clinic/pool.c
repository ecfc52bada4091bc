// SPDX-License-Identifier: MIT
// pool.c: the check-ups of the clinic, child after child, and their pairs of values.
#include "clinic/pool.h"

#include "clinic/assess.h"
#include "clinic/judge.h"
#include "session/session_list.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct PoolVisit {
    int64_t id;
    bool first;   // of its child
    bool beside;  // comparable with today's
    double height_cm;
} PoolVisit;

struct Pool {
    PoolVisit *visit;  // child after child, oldest first
    double *value;     // room for as many
    int count, waiting;
};

static void add_visit(Pool *p, const SessionInfo *info, const CheckupSetup *today,
                      char child[PLAN_CHILD_MAX + 1])
{
    CheckupSetup setup = comparable_setup(info);
    bool ended = info->has_summary && info->summary.calibration.done && !info->track_dropped;
    PoolVisit *v = &p->visit[p->count++];
    v->id = info->id;
    v->first = strcmp(child, info->desc.plan.child) != 0;
    v->beside = ended && comparable(today, &setup) == LEFT_OUT_NONE;
    v->height_cm = setup.height_cm;
    memcpy(child, info->desc.plan.child, PLAN_CHILD_MAX + 1);
}

static Result read_visits(Pool *p, Store *store, const SessionInfo *today, const int64_t *id,
                          int count)
{
    char child[PLAN_CHILD_MAX + 1] = "";
    CheckupSetup setup = comparable_setup(today);
    for (int i = 0; i < count; i++) {
        SessionInfo info;
        Result result = session_info(store, id[i], &info);
        if (result == RESULT_MALFORMED || result == RESULT_NOT_FOUND) continue;
        if (result) return result;
        bool other = strcmp(info.desc.plan.child, today->desc.plan.child) != 0 &&
                     strcmp(info.desc.plan.child, PLAN_GUEST) != 0;
        if (other && info.started_utc_ms <= today->started_utc_ms)
            add_visit(p, &info, &setup, child);
    }
    return RESULT_OK;
}

// By today's formulas before anything is compared. What cannot be scored has no row of these.
static Result score_visits(Pool *p, Store *store, bool keep)
{
    char formulas[FINDING_FORMULAS_MAX], then[FINDING_FORMULAS_MAX];
    Finding *list = calloc(ASSESS_FINDINGS_MAX, sizeof *list);
    Result result = list ? RESULT_OK : fail(RESULT_FULL, "out of memory: close other programs");
    assess_formulas(formulas);
    for (int i = 0; i < p->count && !result; i++) {
        int count = 0;
        bool anew = false;
        LeftOut why = LEFT_OUT_NONE;
        if (!p->visit[i].beside) continue;
        result = findings_formulas(store, p->visit[i].id, then);
        if (result || !strcmp(formulas, then)) continue;
        if (keep)
            result = history_score(store, p->visit[i].id, true, list, &count, &anew, &why);
        else
            p->waiting++;
    }
    free(list);
    return result;
}

static Result pool_open(Pool **pool, Store *store, const SessionInfo *today, bool keep)
{
    int64_t *id = NULL;
    int count = 0;
    Result result = checkups_of(store, NULL, today->game_id, &id, &count);
    Pool *p = *pool = result ? NULL : calloc(1, sizeof *p);
    if (p) {
        p->visit = calloc((size_t)count + 1, sizeof *p->visit);
        p->value = calloc((size_t)count + 1, sizeof *p->value);
    }
    if (!result && !(p && p->visit && p->value))
        result = fail(RESULT_FULL, "out of memory: close other programs");
    if (!result) result = read_visits(p, store, today, id, count);
    if (!result) result = score_visits(p, store, keep);
    free(id);
    return result;
}

void pool_free(Pool **pool)
{
    if (!*pool) return;
    free((*pool)->visit);
    free((*pool)->value);
    free(*pool);
    *pool = NULL;
}

int pool_waiting(const Pool *pool)
{
    return pool ? pool->waiting : 0;
}

static int by_session(const void *a, const void *b)
{
    int64_t x = ((const FindingRow *)a)->session, y = ((const FindingRow *)b)->session;
    return (x > y) - (x < y);
}

static double value_of(const PoolVisit *v, const FindingRow *row, unsigned support)
{
    Finding f = { .value = row->value };
    memcpy(f.unit, row->unit, sizeof f.unit);
    return v->beside && row->support == support ? judge_value(&f, v->height_cm) : NAN;
}

// The values of each child, one after another.
static ChangePairs pairs_of(Pool *p, const FindingRow *row, int rows, unsigned support)
{
    ChangePairs pairs = { 0 };
    int values = 0;
    for (int i = 0; i < p->count; i++) {
        const PoolVisit *v = &p->visit[i];
        if (v->first) {
            change_pool_add(&pairs, p->value, values);
            values = 0;
        }
        FindingRow key = { .session = v->id };
        const FindingRow *found =
            rows ? bsearch(&key, row, (size_t)rows, sizeof *row, by_session) : NULL;
        if (found) p->value[values++] = value_of(v, found, support);
    }
    change_pool_add(&pairs, p->value, values);
    return pairs;
}

Result pool_pairs(Pool **pool, Store *store, const SessionInfo *today, const Finding *like,
                  bool keep, ChangePairs *pairs)
{
    char formulas[FINDING_FORMULAS_MAX];
    FindingRow *row = NULL;
    int rows = 0;
    *pairs = (ChangePairs){ 0 };
    Result result = *pool ? RESULT_OK : pool_open(pool, store, today, keep);
    if (result || !like) return result;
    assess_formulas(formulas);
    result = findings_of(store, formulas, like, &row, &rows);
    if (!result) *pairs = pairs_of(*pool, row, rows, like->support);
    free(row);
    return result;
}
