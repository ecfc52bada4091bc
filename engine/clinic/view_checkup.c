// SPDX-License-Identifier: MIT
// view_checkup.c: what a check-up says: the primary measures with their words, every measure with
// interval, quality and formula, the curves, what was done and what was not.
#include "clinic/completeness.h"
#include "clinic/page_words.h"
#include "clinic/plot_checkup.h"
#include "clinic/view_course.h"
#include "clinic/view_session.h"

#include <math.h>
#include <string.h>

static void view_courses(JsonOut *j, const ClinicCheckup *c)
{
    json_list(j, "courses");
    for (int i = 0; i < c->judged.count; i++) {
        json_begin(j, NULL);
        view_course(j, &c->judged, &c->judged.course[i], NULL);
        json_end(j);
    }
    json_end(j);
    json_text(j, "whose", c->judged.choices.whose ? c->judged.choices.whose : "");
    view_stands_on(j, &c->judged, true);
}

static void view_norm(JsonOut *j, const Norm *n, const char *unit)
{
    char text[320] = "";
    if (n) {
        snprintf(text, sizeof text, "%s %g", n->text, n->value);
        if (isfinite(n->sd)) words_add(text, sizeof text, " ± %g", n->sd);
        words_add(text, sizeof text, " %s (%s)", unit, n->source);
    }
    json_text(j, "norm", text);
}

static void view_beside(JsonOut *j, const Judgement *beside)
{
    char text[160] = "", number[WORDS_NUMBER_MAX];
    if (beside->trended && beside->course)
        snprintf(text, sizeof text, "primary: see above");
    else if (beside->trended && isfinite(beside->difference)) {
        words_number(beside->difference, NAN, true, number);
        snprintf(text, sizeof text, "exploratory: %s" NBSP "%s from its baseline", number,
                 strcmp(beside->unit, "1") ? beside->unit : "");
    }
    json_text(j, "beside", text);
}

static void interval_text(const Finding *f, double from, double to, char *text, size_t size)
{
    char low[WORDS_NUMBER_MAX], high[WORDS_NUMBER_MAX];
    words_number(from, f->error, false, low);
    words_number(to, f->error, false, high);
    snprintf(text, size, "(%s to %s)", low, high);
}

// How the interval came about, and what the camera alone would show of a child that stood still.
static void view_how(JsonOut *j, const ClinicCheckup *c, const Finding *f, bool two)
{
    double floor = assess_floor(c->finding, c->count, f);
    char text[160] = "", number[WORDS_NUMBER_MAX];
    if (two) words_add(text, sizeof text, "%s", finding_interval_text(f->interval));
    if (isfinite(floor)) {
        words_number(floor, NAN, false, number);
        words_add(text, sizeof text, "%snoise floor %s", text[0] ? "; " : "", number);
    }
    json_text(j, "how", text);
}

static void view_finding(JsonOut *j, const ClinicCheckup *c, const Finding *f,
                         const Judgement *beside)
{
    const MeasureInfo *info = measure_info(f->measure);
    bool has = f->reason == FINDING_NONE, two = isfinite(f->value_low) && isfinite(f->value_high);
    char text[128];
    json_begin(j, NULL);
    words_readable(info->name, true, text, sizeof text);
    json_text(j, "name", text);
    json_text(j, "side", clinic_side(f->side));
    words_number(has ? f->value : (double)NAN, f->error, false, text);
    json_text(j, "value", text);
    snprintf(text, sizeof text, "%s", has ? "" : "not measured");
    if (has && two)
        interval_text(f, f->value_low, f->value_high, text, sizeof text);
    else if (has && isfinite(f->error))
        interval_text(f, f->value - f->error, f->value + f->error, text, sizeof text);
    json_text(j, "interval", text);
    text[0] = '\0';
    if (has && isfinite(f->measure_low) && isfinite(f->measure_high))
        interval_text(f, f->measure_low, f->measure_high, text, sizeof text);
    json_text(j, "measurement", text);
    view_how(j, c, f, has && two);
    json_text(j, "unit", has && strcmp(f->unit, "1") ? f->unit : "");
    snprintf(text, sizeof text, "%.0f" NBSP "%%", 100 * f->quality);
    json_text(j, "valid", text);
    snprintf(text, sizeof text, "%s of" NBSP "%d", finding_statistic_name(f->statistic), f->count);
    json_text(j, "over", has ? text : finding_reason_text(f->reason));
    clinic_trust(f, true, text, sizeof text);
    json_text(j, "trust", text);
    snprintf(text, sizeof text, "v%d", f->version);
    json_text(j, "formula", text);
    clinic_support(f->support, text, sizeof text);
    json_text(j, "support", text);
    view_beside(j, beside);
    view_norm(j, beside->norm, f->unit);
    json_end(j);
}

static void view_group(JsonOut *j, const ClinicCheckup *c, CheckupKind kind)
{
    bool open = false;
    for (int i = 0; i < c->count; i++) {
        const Finding *f = &c->finding[i];
        if (f->item != 0 || f->kind != kind) continue;
        if (!open) {
            json_begin(j, NULL);
            json_text(j, "title", checkup_title(kind));
            json_list(j, "rows");
        }
        open = true;
        view_finding(j, c, f, &c->judgement[i]);
    }
    if (!open) return;
    json_end(j);
    json_end(j);
}

static void view_formulas(JsonOut *j, const ClinicCheckup *c)
{
    bool used[MEASURE_COUNT] = { false };
    char text[96];
    for (int i = 0; i < c->count; i++) used[c->finding[i].measure] = true;
    json_list(j, "formulas");
    for (int m = 0; m < MEASURE_COUNT; m++) {
        const MeasureInfo *info = measure_info((Measure)m);
        if (!used[m]) continue;
        json_begin(j, NULL);
        words_readable(info->name, true, text, sizeof text);
        json_text(j, "name", text);
        snprintf(text, sizeof text, "v%d", info->version);
        json_text(j, "version", text);
        json_text(j, "better", measure_better_text(info->better));
        text[0] = '\0';
        if (info->cutoff_hz > 0) snprintf(text, sizeof text, "%g" NBSP "Hz", info->cutoff_hz);
        json_text(j, "low_pass", text);
        json_text(j, "formula", info->formula);
        json_text(j, "source", info->source);
        json_end(j);
    }
    json_end(j);
}

// ---- what was done, and what not ----------------------------------------------------------------

static double of_item(const ClinicCheckup *c, int item, Measure measure)
{
    for (int i = 0; i < c->count; i++)
        if (c->finding[i].item == item && c->finding[i].measure == measure)
            return c->finding[i].value;
    return NAN;
}

static void view_item(JsonOut *j, const ClinicCheckup *c, const CheckupItem *t)
{
    char text[96];
    double valid = of_item(c, t->number, MEASURE_QUALITY_VALID);
    json_begin(j, NULL);
    snprintf(text, sizeof text, "%d", t->number);
    json_text(j, "number", t->number ? text : NONE);
    json_text(j, "step", checkup_title(t->kind));
    json_text(j, "side", clinic_side(t->side));
    snprintf(text, sizeof text, "%d", t->attempt);
    json_text(j, "attempt", t->attempt ? text : "practice");
    snprintf(text, sizeof text, "%.1f" NBSP "s", t->end_s - t->begin_s);
    json_text(j, "seconds", t->done ? text : NONE);
    snprintf(text, sizeof text, "%.0f" NBSP "%%", valid);
    json_text(j, "valid", t->done && isfinite(valid) ? text : NONE);
    json_text(j, "remark",
              !t->done          ? clinic_void_text(t->why)
              : t->by_therapist ? "ended by the therapist"
                                : "");
    json_end(j);
}

static void view_items(JsonOut *j, const ClinicSession *s)
{
    json_list(j, "items");
    for (int i = 0; s->is_checkup && s->measured && i < s->kinematics.item_count; i++)
        view_item(j, &s->checkup, &s->kinematics.item[i]);
    json_end(j);
}

static void lack(JsonOut *j, const char *what, const char *how, const char *why, bool *any)
{
    *any = true;
    json_begin(j, NULL);
    json_text(j, "what", what);
    json_text(j, "how", how);
    json_text(j, "why", why);
    json_end(j);
}

static void lack_of_play(JsonOut *j, const ClinicSession *s, bool *any)
{
    const SessionInfo *info = &s->recording.info;
    const PlayScore *score = &info->summary.score;
    const PlayQuality *q = &info->summary.quality;
    char text[64];
    snprintf(text, sizeof text, "%u", score->skipped);
    if (score->skipped) lack(j, "Targets", text, "withdrawn by the therapist's key", any);
    snprintf(text, sizeof text, "%u times", q->losses);
    if (q->losses) lack(j, "The child in view", text, "play stood still meanwhile", any);
    snprintf(text, sizeof text, "%u times", q->stalls);
    if (q->stalls) lack(j, "Pictures", text, "none came: the machine's doing", any);
    snprintf(text, sizeof text, "%u" NBSP "s", q->steps_slow / GAME_STEPS_PER_SECOND);
    if (q->steps_slow) lack(j, "Poses", text, "fewer came than a game needs", any);
    if (info->steps_lost) lack(j, "Steps", "some", "they found no room on the disk", any);
    if (info->track_dropped)
        lack(j, "Track, replay, paths of the hands", "all",
             "the track was erased, as the child's page or a person said", any);
    else if (!s->measured)
        lack(j, "Replay, paths of the hands", "all", "the child was never measured", any);
}

void view_not_done(JsonOut *j, const ClinicSession *s)
{
    bool any = false;
    char name[96], text[96];
    int steps = s->is_checkup && s->measured ? completeness_count(&s->kinematics) : 0;
    json_list(j, "not_done");
    for (int i = 0; steps && i < s->kinematics.item_count; i++) {
        const CheckupItem *item = &s->kinematics.item[i];
        if (!completeness_lacks(&s->kinematics, item)) continue;
        snprintf(name, sizeof name, "%s%s%s", checkup_title(item->kind), item->side < 0 ? "" : ", ",
                 clinic_side(item->side));
        snprintf(text, sizeof text, "attempt %d", item->attempt);
        lack(j, name, text, clinic_void_text(item->why), &any);
    }
    lack_of_play(j, s, &any);
    json_end(j);
    json_flag(j, "has_not_done", any);
    text[0] = '\0';
    if (steps)
        snprintf(text, sizeof text, "%d of its steps %s not done", steps,
                 steps == 1 ? "was" : "were");
    json_text(j, "partial", text);
}

void view_checkup(JsonOut *j, const ClinicSession *s)
{
    json_flag(j, "has_checkup", s->is_checkup);
    view_courses(j, &s->checkup);
    json_list(j, "groups");
    for (int kind = 0; s->is_checkup && kind < CHECKUP_COUNT; kind++)
        view_group(j, &s->checkup, (CheckupKind)kind);
    json_end(j);
    view_formulas(j, &s->checkup);
    view_items(j, s);
    json_list(j, "curves");
    if (s->is_checkup && s->measured) plot_checkup(j, &s->kinematics);
    json_end(j);
}
