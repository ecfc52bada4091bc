// SPDX-License-Identifier: MIT
// view_course.c: numbers are as fine as the child's error of measurement lets them be.
#include "clinic/view_course.h"

#include "clinic/clinic.h"
#include "clinic/page_words.h"
#include "clinic/plot.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *course_class(const ChangeVerdict *v)
{
    switch (v->change) {
    case CHANGE_BETTER: return "better";
    case CHANGE_WORSE: return "worse";
    case CHANGE_POSSIBLE: return "possible";
    case CHANGE_SAME:
    case CHANGE_TAKEN_BACK: return "same";
    default: return "cannot";
    }
}

static const char *word_of(const ChangeVerdict *v)
{
    switch (v->change) {
    case CHANGE_POSSIBLE:
        return v->toward > 0   ? "possible: look again (towards better)"
               : v->toward < 0 ? "possible: look again (towards worse)"
                               : "possible: look again";
    case CHANGE_TAKEN_BACK: return "the same again: taken back";
    default: return change_text(v->change);
    }
}

void course_name(const FindingKey *key, char text[COURSE_NAME_MAX])
{
    words_readable(measure_info(key->measure)->name, true, text, COURSE_NAME_MAX);
    if (key->side >= 0) words_add(text, COURSE_NAME_MAX, ", %s", clinic_side(key->side));
}

static double error_of(const Course *c, double value)
{
    double sem = c->said.verdict.sem;
    return isfinite(sem) && sem > 0 ? sem : fabs(value) / 10;
}

// "s", "%H" as "% of height"; nothing for a pure number.
static const char *unit_of(const Course *c)
{
    const char *unit = c->said.unit;
    if (!strcmp(unit, "1")) return "";
    return !strcmp(unit, "%H") ? "% H" : unit;
}

static void interval_text(const Course *c, int sign, char *text, size_t size)
{
    const ChangeVerdict *v = &c->said.verdict;
    char low[WORDS_NUMBER_MAX], high[WORDS_NUMBER_MAX];
    text[0] = '\0';
    if (!isfinite(v->low) || !isfinite(v->high)) return;
    words_number(v->low, v->sem, sign, low);
    words_number(v->high, v->sem, sign, high);
    snprintf(text, size, "(%s to %s)", low, high);
}

void course_change(const Course *c, char *text, size_t size)
{
    const ChangeVerdict *v = &c->said.verdict;
    char number[WORDS_NUMBER_MAX], interval[2 * WORDS_NUMBER_MAX + 8];
    words_number(v->difference, error_of(c, v->difference), true, number);
    interval_text(c, true, interval, sizeof interval);
    snprintf(text, size, "%s" NBSP "%s%s%s", number, unit_of(c), interval[0] ? " " : "", interval);
}

Result course_since(const Judged *judged, const Course *c, Store *store, int *visit)
{
    const History *h = &judged->history;
    const FindingKey *key = &c->said.key;
    *visit = h->count - 1;
    for (int i = h->count - 2; i >= 0; i--) {
        KeptVerdict said[CHANGE_MEASURES_MAX];
        int count = 0;
        bool holds = false;
        if (c->point[i].left_out) continue;  // it broke nothing
        Result result = verdicts_load(store, h->visit[i].id, said, &count);
        if (result) return result;
        for (int k = 0; k < count; k++)
            holds = holds || (said[k].key.kind == key->kind && said[k].key.side == key->side &&
                              said[k].key.measure == key->measure &&
                              said[k].verdict.change == c->said.verdict.change);
        if (!holds) return RESULT_OK;
        *visit = i;
    }
    return RESULT_OK;
}

// What stands beside the word.
static void why_text(const Course *c, char *text, size_t size)
{
    const ChangeVerdict *v = &c->said.verdict;
    const CoursePoint *today = &c->point[c->count - 1];
    char number[WORDS_NUMBER_MAX];
    text[0] = '\0';
    switch (v->change) {
    case CHANGE_CANNOT_SAY:
        words_add(text, size, "%s.",
                  today->left_out ? left_out_text(today->left_out) : change_unknown_text(v->why));
        if (text[0] >= 'a' && text[0] <= 'z') text[0] = (char)(text[0] - 'a' + 'A');
        break;
    case CHANGE_POSSIBLE:
        words_add(text, size, "One value left its limit. The next check-up decides.");
        break;
    case CHANGE_SAME:
    case CHANGE_TAKEN_BACK:
        words_number(v->least, error_of(c, v->least), false, number);
        words_add(text, size, "A change of %s" NBSP "%s would have been seen.", number, unit_of(c));
        break;
    default: words_add(text, size, "Mean of the last two against the baseline."); break;
    }
    if (isfinite(c->cm) && isfinite(v->difference)) {
        words_number(v->difference * c->cm, error_of(c, v->difference) * c->cm, true, number);
        words_add(text, size, " The change is %s" NBSP "cm%s.", number, c->said.unit + 2);
    }
    if (!isfinite(c->said.worthwhile)) {
        words_add(text, size, " Smallest worthwhile change: not known.");
        return;
    }
    words_number(c->said.worthwhile, c->said.worthwhile / 10, false, number);
    words_add(text, size, " Smallest worthwhile change: %s" NBSP "%s%s.", number, unit_of(c),
              v->toward == 0  ? ""
              : v->worthwhile ? ", reached"
                              : ", not reached");
}

// A row of before there were two intervals has one band.
void course_interval(const Visit *v, const FindingKey *key, double *low, double *high)
{
    const Finding *f = visit_find(v, key);
    *low = *high = NAN;
    if (!f || f->reason != FINDING_NONE) return;
    Finding end = *f;
    bool two = isfinite(f->value_low) && isfinite(f->value_high);
    if (!two && !isfinite(f->error)) return;
    end.value = two ? f->value_low : f->value - f->error;
    *low = judge_value(&end, v->setup.height_cm);
    end.value = two ? f->value_high : f->value + f->error;
    *high = judge_value(&end, v->setup.height_cm);
}

static void view_today(JsonOut *j, const Judged *judged, const Course *c)
{
    const Visit *today = &judged->history.visit[judged->history.count - 1];
    double value = c->point[c->count - 1].value, from, to;
    char text[WORDS_NUMBER_MAX], low[WORDS_NUMBER_MAX], high[WORDS_NUMBER_MAX], interval[96] = "";
    course_interval(today, &c->said.key, &from, &to);
    double error = (to - from) / 2;
    words_number(value, isfinite(error) ? error : error_of(c, value), false, text);
    json_text(j, "today", text);
    if (isfinite(error)) {
        words_number(from, error, false, low);
        words_number(to, error, false, high);
        snprintf(interval, sizeof interval, "(%s to %s)", low, high);
    }
    json_text(j, "today_interval", isfinite(value) ? interval : "not measured");
}

void view_course(JsonOut *j, const Judged *judged, const Course *c, const char *since)
{
    const ChangeVerdict *v = &c->said.verdict;
    char text[512], number[WORDS_NUMBER_MAX];
    course_name(&c->said.key, text);
    json_text(j, "name", text);
    json_text(j, "measure", measure_info(c->said.key.measure)->name);
    json_text(j, "class", course_class(v));
    json_text(j, "word", word_of(v));
    plot_verdict(j, "svg_mark", course_class(v));
    json_text(j, "unit", unit_of(c));
    words_number(v->baseline, error_of(c, v->baseline), false, number);
    json_text(j, "baseline", number);
    words_number(v->difference, error_of(c, v->difference), true, number);
    json_text(j, "change", number);
    interval_text(c, true, text, sizeof text);
    json_text(j, "interval", text);
    view_today(j, judged, c);
    why_text(c, text, sizeof text);
    json_text(j, "why", text);
    judge_figures(c, text, sizeof text);
    json_text(j, "figures", text);
    json_text(j, "since", since ? since : "");
}

// ---- what the words stand on --------------------------------------------------------------------

static void put_choices(JsonOut *j, const Choices *choices)
{
    for (int i = 0; i < choices->count; i++) {
        const Primaries *p = &choices->made[i];
        char day[WORDS_DAY_MAX], names[JUDGE_NAMES_MAX], text[JUDGE_NAMES_MAX + 512] = "";
        words_day(p->utc_ms, 0, day);
        judge_names(p, names, sizeof names);
        words_add(text, sizeof text, "Primary measures chosen on %s by %s%s: %s", day, p->author,
                  i == choices->in_force ? "" : " (not in force here)", names);
        if (*p->reason) words_add(text, sizeof text, "; why: %s", p->reason);
        json_text(j, NULL, text);
    }
}

static void put_marks(JsonOut *j, const History *history)
{
    for (int i = 0; i < history->mark_count; i++) {
        const BaselineMark *mark = &history->mark[i];
        char day[WORDS_DAY_MAX], text[512] = "";
        words_day(mark->utc_ms, 0, day);
        words_add(text, sizeof text, "Baseline set anew on %s by %s, from session %.8s: %s%s", day,
                  mark->author, mark->session, mark->reason,
                  i == history->mark_in_force ? "" : " (not in force here)");
        json_text(j, NULL, text);
    }
}

// What holds for every measure is said once, of the first.
static void put_left_out(JsonOut *j, const Judged *judged)
{
    for (int i = 0; i < judged->history.count; i++)
        for (int k = 0; k < judged->count; k++) {
            const Visit *visit = &judged->history.visit[i];
            LeftOut why = judged->course[k].point[i].left_out;
            char day[WORDS_DAY_MAX], text[320] = "", name[COURSE_NAME_MAX] = "";
            if (!why || (k > 0 && why == judged->course[0].point[i].left_out)) continue;
            words_day(visit->started_utc_ms, visit->zone_minutes, day);
            if (k > 0) course_name(&judged->course[k].said.key, name);
            words_add(text, sizeof text, "Not compared: %s (session %lld)%s%s: %s", day,
                      (long long)visit->id, *name ? ", " : "", name, left_out_text(why));
            json_text(j, NULL, text);
        }
}

void view_stands_on(JsonOut *j, const Judged *judged, bool left_out)
{
    char text[160];
    bool any = judged->choices.count || judged->waiting || judged->history.mark_count;
    for (int i = 0; left_out && !any && i < judged->history.count; i++)
        for (int k = 0; k < judged->count; k++) any = any || judged->course[k].point[i].left_out;
    json_list(j, "stands_on");
    put_choices(j, &judged->choices);
    put_marks(j, &judged->history);
    if (judged->waiting) {
        snprintf(text, sizeof text,
                 "Not in the error yet: %d check-ups of other children that today’s formulas have "
                 "not scored (tiptoe baseline --rescore)",
                 judged->waiting);
        json_text(j, NULL, text);
    }
    if (left_out) put_left_out(j, judged);
    json_end(j);
    json_flag(j, "has_stands_on", any);
}
