// SPDX-License-Identifier: MIT
// history.c: check-ups read one by one, scored, and what is over their items kept.
#include "clinic/history.h"

#include "clinic/assess.h"
#include "session/session_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Whatever of one check-up cannot be read leaves the others alone.
static bool only_this_one(Result result)
{
    return result == RESULT_MALFORMED || result == RESULT_VERSION || result == RESULT_NOT_FOUND;
}

static Result score_anew(Store *store, int64_t id, Finding *list, int *count, LeftOut *why)
{
    Recording recording = { 0 };
    Kinematics kinematics = { 0 };
    Result result = recording_load(&recording, store, id);
    if (only_this_one(result)) {
        *why = LEFT_OUT_DAMAGED;
        return RESULT_OK;
    }
    if (!result && !kinematics_possible(&recording)) {
        *why = recording.info.track_dropped ? LEFT_OUT_NO_TRACK : LEFT_OUT_INTERRUPTED;
    } else if (!result) {
        result = kinematics_open(&kinematics, &recording);
        if (!result) result = assess(&kinematics, list, count);
        kinematics_close(&kinematics);
    }
    recording_free(&recording);
    return result;
}

static Result read_kept(Store *store, int64_t id, Finding *list, int *count)
{
    Finding *kept = NULL;
    Result result = findings_load(store, id, &kept, count);
    if (*count > ASSESS_FINDINGS_MAX) *count = ASSESS_FINDINGS_MAX;
    if (!result && *count > 0) memcpy(list, kept, (size_t)*count * sizeof *kept);
    free(kept);
    return result;
}

Result history_score(Store *store, int64_t id, bool keep, Finding *list, int *count, bool *anew,
                     LeftOut *why)
{
    char today[FINDING_FORMULAS_MAX], then[FINDING_FORMULAS_MAX];
    *count = 0;
    *why = LEFT_OUT_NONE;
    assess_formulas(today);
    Result result = findings_formulas(store, id, then);
    *anew = strcmp(today, then) != 0;
    if (result) return result;
    if (!*anew) return read_kept(store, id, list, count);
    result = score_anew(store, id, list, count, why);
    if (!result && !*why && keep) result = findings_save(store, id, today, list, *count);
    return result;
}

static void keep_over_items(Visit *v, const Finding *list, int count)
{
    v->count = 0;
    for (int i = 0; i < count; i++)
        if (list[i].item == 0) v->finding[v->count++] = list[i];
}

static Result visit_take(Visit *v, const Finding *list, int count)
{
    v->finding = calloc((size_t)count + 1, sizeof *v->finding);
    if (!v->finding) return fail(RESULT_FULL, "out of memory: close other programs");
    keep_over_items(v, list, count);
    return RESULT_OK;
}

static void visit_name(Visit *v, const SessionInfo *info)
{
    v->id = info->id;
    memcpy(v->uuid, info->uuid, sizeof v->uuid);
    v->started_utc_ms = info->started_utc_ms;
    v->zone_minutes = info->zone_minutes;
    v->setup = comparable_setup(info);
    bool ended = info->status == SESSION_COMPLETE || info->status == SESSION_STOPPED;
    if (!ended || !info->has_summary || !info->summary.calibration.done)
        v->left_out = LEFT_OUT_INTERRUPTED;
}

// `*later`: it is not before today's.
static Result visit_load(Visit *v, Store *store, int64_t id, const SessionInfo *today, bool keep,
                         Finding *list, bool *later)
{
    SessionInfo info;
    int count = 0;
    Result result = session_info(store, id, &info);
    *v = (Visit){ .id = id };
    if (only_this_one(result)) {
        *later = true;  // when it was is not known either
        return RESULT_OK;
    }
    if (result) return result;
    visit_name(v, &info);
    bool same_time = info.started_utc_ms == today->started_utc_ms;
    *later = same_time ? id >= today->id : info.started_utc_ms > today->started_utc_ms;
    if (!v->left_out && info.track_dropped) v->left_out = LEFT_OUT_NO_TRACK;
    if (*later || v->left_out) return RESULT_OK;
    result = history_score(store, id, keep, list, &count, &v->rescored, &v->left_out);
    return result || v->left_out ? result : visit_take(v, list, count);
}

// The latest mark whose check-up is among these.
static void find_mark(History *h)
{
    h->mark_in_force = h->from = -1;
    for (int m = h->mark_count - 1; m >= 0 && h->from < 0; m--)
        for (int i = 0; i < h->count && h->from < 0; i++)
            if (!strcmp(h->visit[i].uuid, h->mark[m].session)) {
                h->from = i;
                h->mark_in_force = m;
            }
}

static Result load_earlier(History *h, Store *store, const SessionInfo *today, bool keep,
                           const int64_t *id, int count)
{
    Finding *list = calloc(ASSESS_FINDINGS_MAX, sizeof *list);
    Result result = list ? RESULT_OK : fail(RESULT_FULL, "out of memory: close other programs");
    for (int i = 0; i < count && !result; i++) {
        bool later = false;
        Visit *v = &h->visit[h->count];
        result = visit_load(v, store, id[i], today, keep, list, &later);
        if (later || result)
            free(v->finding);
        else
            h->count++;
    }
    free(list);
    return result;
}

Result history_load(History *h, Store *store, const SessionInfo *today, const Finding *finding,
                    int count, bool keep)
{
    const char *child = today->desc.plan.child;
    bool guest = !strcmp(child, PLAN_GUEST);
    int64_t *id = NULL;
    int ids = 0;
    *h = (History){ .mark_in_force = -1, .from = -1 };
    Result result = guest ? RESULT_OK : checkups_of(store, child, today->game_id, &id, &ids);
    if (!result) {
        h->visit = calloc((size_t)ids + 1, sizeof *h->visit);
        if (!h->visit) result = fail(RESULT_FULL, "out of memory: close other programs");
    }
    if (!result) result = load_earlier(h, store, today, keep, id, ids);
    free(id);
    if (!result) {
        Visit *v = &h->visit[h->count++];
        visit_name(v, today);
        result = visit_take(v, finding, count);
    }
    if (!result && !guest) result = baseline_log(store, child, h->mark, &h->mark_count);
    if (!result) find_mark(h);
    if (result) history_free(h);
    return result;
}

void history_free(History *h)
{
    for (int i = 0; i < h->count; i++) free(h->visit[i].finding);
    free(h->visit);
    *h = (History){ .visit = NULL };
}

FindingKey finding_key(const Finding *f)
{
    return (FindingKey){ f->kind, f->side, f->measure };
}

const Finding *visit_find(const Visit *v, const FindingKey *key)
{
    return v->finding ? assess_find(v->finding, v->count, key->kind, key->side, key->measure)
                      : NULL;
}
