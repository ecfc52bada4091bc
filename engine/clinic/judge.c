// SPDX-License-Identifier: MIT
// judge.c: from a history to a course of values, the pool of the clinic, and a word.
#include "clinic/judge.h"

#include "clinic/assess.h"
#include "clinic/norms.h"
#include "clinic/pool.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY_MS 86400000.0

// ---- which measures ----

#define KEY(kind, side, measure)                                                                   \
    {                                                                                              \
        CHECKUP_##kind, side, MEASURE_##measure                                                    \
    }

static const Primaries standing = {
    .key = { KEY(ONE_LEG, SIDE_RIGHT, SINGLE_LEG_STANCE),
             KEY(ONE_LEG, SIDE_LEFT, SINGLE_LEG_STANCE), KEY(REACH_SIDE, SIDE_RIGHT, LATERAL_REACH),
             KEY(REACH_SIDE, SIDE_LEFT, LATERAL_REACH), KEY(STAND_OPEN, -1, SWAY_RMS) },
    .count = 5
};
static const Primaries sitting = {
    .key = { KEY(REACH_SIDE, SIDE_RIGHT, LATERAL_REACH), KEY(REACH_SIDE, SIDE_LEFT, LATERAL_REACH),
             KEY(SIT_STILL, -1, SWAY_RMS), KEY(REACH_LARGE, SIDE_RIGHT, MOVEMENT_TIME),
             KEY(REACH_LARGE, SIDE_LEFT, MOVEMENT_TIME) },
    .count = 5
};

// The latest of the choices made up to then.
static void take_latest(Choices *c, int64_t until_ms)
{
    c->in_force = c->count - 1;
    while (c->in_force >= 0 && c->made[c->in_force].utc_ms > until_ms) c->in_force--;
    if (c->in_force >= 0) c->now = c->made[c->in_force];
}

// Which measures are primary for a child in this posture: the child's own, else the template's,
// else five (docs/clinical.md).
static Result choices_load(Choices *c, Store *store, const char *child, Posture posture,
                           int64_t until_ms)
{
    *c = (Choices){ .in_force = -1, .now = posture_is_seated(posture) ? sitting : standing };
    c->whose = "this child's own";
    Result result = primaries_log(store, child, "", c->made, &c->count);
    if (!result) take_latest(c, until_ms);
    if (result || c->in_force >= 0) return result;
    c->whose = "the clinic's template for this posture";
    result = primaries_log(store, "", posture_name(posture), c->made, &c->count);
    if (!result) take_latest(c, until_ms);
    if (!result && c->in_force < 0) c->whose = "the usual ones for this posture";
    return result;
}

static const KeptVerdict *find_said(const KeptVerdict *said, int count, const FindingKey *key)
{
    for (int i = 0; i < count; i++)
        if (said[i].key.kind == key->kind && said[i].key.side == key->side &&
            said[i].key.measure == key->measure)
            return &said[i];
    return NULL;
}

// What was judged when the check-up ended stays judged, whatever is chosen now.
static void keep_to_said(Primaries *p, const KeptVerdict *said, int count)
{
    Primaries kept = { .count = 0 };
    for (int i = 0; i < p->count; i++)
        if (find_said(said, count, &p->key[i])) kept.key[kept.count++] = p->key[i];
    for (int i = 0; i < count; i++) {
        bool there = false;
        for (int k = 0; k < kept.count; k++) there = there || find_said(&said[i], 1, &kept.key[k]);
        if (!there && kept.count < CHANGE_MEASURES_MAX) kept.key[kept.count++] = said[i].key;
    }
    *p = kept;
}

// ---- values ----

double judge_value(const Finding *f, double height_cm)
{
    if (f->reason != FINDING_NONE) return NAN;
    if (strncmp(f->unit, "cm", 2) != 0) return f->value;
    return height_cm > 0 ? 100 * f->value / height_cm : NAN;
}

void judge_unit(const char *unit, char body[FINDING_UNIT_MAX])
{
    bool length = !strncmp(unit, "cm", 2);
    snprintf(body, FINDING_UNIT_MAX, "%s%s", length ? "%H" : unit, length ? unit + 2 : "");
}

// Whether this visit's value may stand beside today's, apart from practice and baseline.
static LeftOut beside_today(const Visit *v, const Visit *today, const Finding *f,
                            const Finding *now)
{
    LeftOut why = comparable(&today->setup, &v->setup);
    if (!why && now && f->support != now->support) why = LEFT_OUT_SUPPORT;
    return why;
}

static void fill_point(CoursePoint *point, const History *h, int i, const FindingKey *key,
                       bool *practised)
{
    const Visit *v = &h->visit[i], *today = &h->visit[h->count - 1];
    const Finding *f = visit_find(v, key), *now = visit_find(today, key);
    *point = (CoursePoint){ .value = NAN, .left_out = v->left_out };
    if (point->left_out) return;
    if (f) point->value = judge_value(f, v->setup.height_cm);
    bool anew = h->from >= 0;
    if (!isfinite(point->value))
        point->left_out = LEFT_OUT_NOT_DONE;
    else if (anew && i < h->from)
        point->left_out = LEFT_OUT_BEFORE_BASELINE;
    else if (!anew && !*practised)
        point->left_out = LEFT_OUT_PRACTICE;
    else
        point->left_out = beside_today(v, today, f, now);
    if (isfinite(point->value)) *practised = true;
}

// The values that are compared. More than a course holds: the oldest after the baseline go.
static int gather(const Course *c, const History *h, double value[CHANGE_VALUES_MAX],
                  double day[CHANGE_VALUES_MAX])
{
    int count = 0;
    for (int i = 0; i < c->count; i++) {
        if (c->point[i].left_out) continue;
        if (count == CHANGE_VALUES_MAX) {
            size_t rest = (size_t)(--count - CHANGE_BASELINE) * sizeof *value;
            memmove(value + CHANGE_BASELINE, value + CHANGE_BASELINE + 1, rest);
            memmove(day + CHANGE_BASELINE, day + CHANGE_BASELINE + 1, rest);
        }
        value[count] = c->point[i].value;
        day[count++] = (double)h->visit[i].started_utc_ms / DAY_MS;
    }
    return count;
}

// In the unit of the verdict; NaN: not known.
static double worthwhile_of(const Finding *now, const SessionInfo *info)
{
    const Calibration *c = &info->summary.calibration;
    const Norm *norm = now ? norm_find(now, info->desc.plan.age_months, c->seated) : NULL;
    if (!norm) return NAN;
    Finding least = *now;
    least.value = norm_worthwhile(norm);
    return judge_value(&least, (double)c->height_cm);
}

static void judge_course_now(Course *c, const History *h, ChangePool pool, int measures,
                             double worthwhile)
{
    double value[CHANGE_VALUES_MAX], day[CHANGE_VALUES_MAX];
    KeptVerdict *said = &c->said;
    const Visit *today = &h->visit[h->count - 1];
    int count = gather(c, h, value, day);
    int baseline = change_baseline(count);
    bool time = !strcmp(said->unit, "s") && today->setup.pose_fps > 0;
    ChangeCourse course = { .value = value,
                            .day = day,
                            .count = count,
                            .baseline = baseline,
                            .better = measure_info(said->key.measure)->better,
                            .resolution = time ? 1 / today->setup.pose_fps : 0,
                            .worthwhile = worthwhile,
                            .pool = pool,
                            .measures = measures };
    change_judge(&course, &said->verdict);
    if (c->point[c->count - 1].left_out) {
        // The last that is compared is not today's: none of its figures are.
        double mean = said->verdict.baseline;
        change_judge(
            &(ChangeCourse){ .value = value, .day = day, .worthwhile = NAN, .measures = 1 },
            &said->verdict);
        said->verdict.why = CHANGE_UNKNOWN_NO_VALUE;
        said->verdict.baseline = mean;
    }
    said->pool = pool;
    said->measures = measures;
    said->values = count;
    said->baseline = baseline;
    said->worthwhile = worthwhile;
}

static Result course_open(Course *c, const History *h, const FindingKey *key)
{
    const Visit *today = &h->visit[h->count - 1];
    const Finding *now = visit_find(today, key);
    bool practised = false;
    int baseline = 0;
    *c = (Course){ .cm = NAN, .count = h->count };
    c->point = calloc((size_t)h->count, sizeof *c->point);
    if (!c->point) return fail(RESULT_FULL, "out of memory: close other programs");
    c->said.key = *key;
    c->said.version = measure_info(key->measure)->version;
    judge_unit(now ? now->unit : measure_info(key->measure)->unit, c->said.unit);
    if (!strncmp(c->said.unit, "%H", 2) && today->setup.height_cm > 0)
        c->cm = today->setup.height_cm / 100;
    for (int i = 0; i < h->count; i++) {
        fill_point(&c->point[i], h, i, key, &practised);
        c->point[i].baseline = !c->point[i].left_out && baseline++ < CHANGE_BASELINE;
    }
    return RESULT_OK;
}

// ---- a check-up ----

// By today's formulas, whatever is kept: only these may be compared.
static Result load_history(Judged *j, Store *store, const SessionInfo *info, const Finding *finding,
                           int count, bool current, bool keep)
{
    if (current) return history_load(&j->history, store, info, finding, count, keep);
    Finding *list = calloc(ASSESS_FINDINGS_MAX, sizeof *list);
    LeftOut why = LEFT_OUT_NONE;
    bool anew = false;
    if (!list) return fail(RESULT_FULL, "out of memory: close other programs");
    Result result = history_score(store, info->id, keep, list, &count, &anew, &why);
    if (!result) result = history_load(&j->history, store, info, list, why ? 0 : count, keep);
    if (!result && why) j->history.visit[j->history.count - 1].left_out = why;
    free(list);
    return result;
}

// More pairs for the pools' weight, of measures that are not judged: how alike the errors of the
// clinic's children are is told the better the more measures tell it.
static Result pool_beside(Pool **pool, Store *store, const SessionInfo *info, const Visit *today,
                          const Primaries *p, bool keep, ChangePairs pairs[CHANGE_POOLED_MAX],
                          int *count)
{
    Result result = RESULT_OK;
    for (int i = 0; i < today->count && *count < CHANGE_POOLED_MAX && !result; i++) {
        const Finding *f = &today->finding[i];
        bool judged = false;
        for (int k = 0; k < p->count; k++) judged = judged || visit_find(today, &p->key[k]) == f;
        bool has_a_way = measure_info(f->measure)->better != BETTER_NEITHER;
        if (judged || f->reason != FINDING_NONE || !has_a_way) continue;
        result = pool_pairs(pool, store, info, f, keep, &pairs[(*count)++]);
    }
    return result;
}

// The clinic's error of each measure that was not judged on that day.
static Result pool_all(Judged *j, Store *store, const SessionInfo *info, const Primaries *p,
                       const KeptVerdict *said, int said_count, bool keep, ChangePool *error)
{
    const Visit *today = &j->history.visit[j->history.count - 1];
    Pool *pool = NULL;
    ChangePairs pairs[CHANGE_POOLED_MAX] = { { 0 } };
    Result result = RESULT_OK;
    int count = p->count;
    for (int i = 0; i < p->count && !result; i++) {
        if (find_said(said, said_count, &p->key[i])) continue;
        const Finding *like = visit_find(today, &p->key[i]);
        result = pool_pairs(&pool, store, info, like, keep, &pairs[i]);
    }
    if (!result && said_count < p->count)
        result = pool_beside(&pool, store, info, today, p, keep, pairs, &count);
    j->waiting = pool_waiting(pool);
    pool_free(&pool);
    change_pools(pairs, count, error, p->count);
    for (int i = 0; i < p->count; i++) {
        const KeptVerdict *before = find_said(said, said_count, &p->key[i]);
        if (before) error[i] = before->pool;
    }
    return result;
}

static Result judge_all(Judged *j, Store *store, const SessionInfo *info, const Primaries *p,
                        const KeptVerdict *said, int said_count, bool keep)
{
    const History *h = &j->history;
    ChangePool error[CHANGE_MEASURES_MAX];
    int64_t set_ms = h->mark_in_force >= 0 ? h->mark[h->mark_in_force].utc_ms : INT64_MIN;
    Result result = pool_all(j, store, info, p, said, said_count, keep, error);
    for (int i = 0; i < p->count && !result; i++) {
        Course *c = &j->course[j->count];
        const KeptVerdict *before = find_said(said, said_count, &p->key[i]);
        const Finding *now = visit_find(&h->visit[h->count - 1], &p->key[i]);
        result = course_open(c, h, &p->key[i]);
        if (result) break;
        j->count++;
        if (before && before->utc_ms >= set_ms)
            c->said = *before;
        else
            judge_course_now(c, h, error[i], p->count, worthwhile_of(now, info));
    }
    return result;
}

static Result keep_verdicts(const Judged *j, Store *store, int64_t id)
{
    KeptVerdict list[CHANGE_MEASURES_MAX];
    for (int i = 0; i < j->count; i++) list[i] = j->course[i].said;
    return verdicts_save(store, id, list, j->count);
}

Result judge_checkup(Judged *j, Store *store, const SessionInfo *info, const Finding *finding,
                     int count, bool current, bool keep)
{
    KeptVerdict said[CHANGE_MEASURES_MAX];
    int said_count = 0;
    *j = (Judged){ .count = 0 };
    Result result = load_history(j, store, info, finding, count, current, keep);
    if (!result) result = verdicts_load(store, info->id, said, &said_count);
    if (!result)
        result = choices_load(&j->choices, store, info->desc.plan.child,
                              info->desc.plan.play.setup.profile.posture,
                              said_count ? said[0].utc_ms : INT64_MAX);
    if (!result && said_count) keep_to_said(&j->choices.now, said, said_count);
    if (!result) result = judge_all(j, store, info, &j->choices.now, said, said_count, keep);
    if (!result && keep) result = keep_verdicts(j, store, info->id);
    if (result) judge_free(j);
    return result;
}

void judge_free(Judged *j)
{
    for (int i = 0; i < j->count; i++) free(j->course[i].point);
    history_free(&j->history);
    *j = (Judged){ .count = 0 };
}

const Course *judge_course(const Judged *j, const Finding *f)
{
    FindingKey key = finding_key(f);
    for (int i = 0; i < j->count && f->item == 0; i++)
        if (find_said(&j->course[i].said, 1, &key)) return &j->course[i];
    return NULL;
}

double judge_exploratory(const Judged *j, const Finding *f)
{
    const FindingKey key = finding_key(f);
    double sum = 0;
    int values = 0;
    bool practised = false;
    CoursePoint point = { .value = NAN };
    for (int i = 0; i < j->history.count; i++) {
        fill_point(&point, &j->history, i, &key, &practised);
        if (i == j->history.count - 1 || point.left_out || values == CHANGE_BASELINE) continue;
        sum += point.value;
        values++;
    }
    return values < CHANGE_BASELINE_MIN || point.left_out ? (double)NAN
                                                          : point.value - sum / values;
}
