// SPDX-License-Identifier: MIT
// view_moments.c: the skeleton then and now, side by side: of the first check-up that is compared
// and of the latest. Of each track only the half minute is read that holds the moment.
#include "clinic/page_words.h"
#include "clinic/plot_skeleton.h"
#include "clinic/view_child.h"
#include "clinic/view_course.h"

#include <math.h>
#include <string.h>

// The middle of the last counted item of that kind and side; false: there is none.
static bool middle_of(const Recording *r, const FindingKey *key, uint32_t *step)
{
    uint32_t begin = 0;
    bool open = false, found = false;
    for (uint32_t i = 0; i < r->event_count; i++) {
        const GameEvent *e = &r->event[i].event;
        bool of_it = e->event == EVENT_TRIAL_BEGIN && e->item == (int32_t)key->kind &&
                     e->side == key->side && e->attempt > 0;
        if (of_it) {
            begin = r->event[i].step;
            open = true;
        } else if (e->event == EVENT_TRIAL_END && open) {
            *step = begin + (r->event[i].step - begin) / 2;
            found = true;
            open = false;
        } else if (e->event == EVENT_TRIAL_BEGIN || e->event == EVENT_TRIAL_VOID) {
            open = false;
        }
    }
    return found;
}

static void put_moment(JsonOut *j, const Visit *v, const Course *c, double value,
                       const Kinematics *t, size_t pose)
{
    char day[WORDS_DAY_MAX], number[WORDS_NUMBER_MAX], what[160];
    words_day(v->started_utc_ms, v->zone_minutes, day);
    words_number(value, c->said.verdict.sem, false, number);
    json_begin(j, NULL);
    json_text(j, "day", day);
    snprintf(what, sizeof what, "%s" NBSP "%s", number,
             strcmp(c->said.unit, "1") ? c->said.unit : "");
    json_text(j, "words", what);
    snprintf(what, sizeof what, "Skeleton of %s", day);
    plot_skeleton(j, "svg_moment", t, pose, what);
    json_end(j);
}

// Nothing is put where the moment cannot be read.
static Result view_moment(JsonOut *j, Store *store, const Visit *v, const Course *c, double value,
                          int *told)
{
    Recording r = { 0 };
    Kinematics t = { 0 };
    uint32_t step = 0;
    size_t pose = 0;
    Result result = recording_load_part(&r, store, v->id, UINT32_MAX, 0);
    bool there = !result && middle_of(&r, &c->said.key, &step);
    recording_free(&r);
    if (there) result = recording_load_part(&r, store, v->id, step, step);
    there = there && !result && r.input_count > 0 && kinematics_possible(&r);
    if (there) result = kinematics_open(&t, &r);
    if (there && !result && skeleton_near(&t, (double)step / GAME_STEPS_PER_SECOND, &pose)) {
        put_moment(j, v, c, value, &t, pose);
        ++*told;
    }
    kinematics_close(&t);
    recording_free(&r);
    bool alone = result == RESULT_MALFORMED || result == RESULT_VERSION;
    return alone ? RESULT_OK : result;
}

// The measure that moved most surely, else the first one.
static const Course *course_of(const Judged *judged)
{
    for (int i = 0; i < judged->count; i++) {
        Change word = judged->course[i].said.verdict.change;
        if (word == CHANGE_BETTER || word == CHANGE_WORSE) return &judged->course[i];
    }
    return judged->count ? &judged->course[0] : NULL;
}

Result view_moments(JsonOut *j, Store *store, const ClinicCheckup *checkup)
{
    const History *h = &checkup->judged.history;
    const Course *c = course_of(&checkup->judged);
    int first = -1, last = -1, told = 0;
    for (int i = 0; c && i < c->count; i++) {
        if (c->point[i].left_out) continue;
        first = first < 0 ? i : first;
        last = i;
    }
    Result result = RESULT_OK;
    json_text(j, "moment_step", c ? checkup_title(c->said.key.kind) : "");
    json_list(j, "moments");
    if (last > first) {
        result = view_moment(j, store, &h->visit[first], c, c->point[first].value, &told);
        if (!result)
            result = view_moment(j, store, &h->visit[last], c, c->point[last].value, &told);
    }
    json_end(j);
    json_flag(j, "has_moments", told > 0);
    return result;
}
