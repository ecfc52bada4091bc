// SPDX-License-Identifier: MIT
// report_checkup.c: a check-up's findings in words and numbers, or as JSON.
#include "clinic/report_checkup.h"

#include "clinic/completeness.h"
#include "clinic/report.h"
#include "measure/earned.h"

#include "measure/earned.h"
#include <inttypes.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void text_change(const Finding *f, const Judgement *j, char *text, size_t size)
{
    char difference[24];
    text[0] = '\0';
    if (f->reason != FINDING_NONE || !j->trended) return;
    if (j->course) {
        snprintf(text, size, "primary: see above");
    } else if (isfinite(j->difference)) {
        clinic_number(j->difference, NAN, difference, sizeof difference);
        snprintf(text, size, "exploratory: %s%s %s from its baseline", j->difference > 0 ? "+" : "",
                 difference, j->unit);
    }
}

static void print_left_out(const Judged *judged, FILE *to)
{
    const History *h = &judged->history;
    for (int i = 0; i < h->count; i++)
        for (int k = 0; k < judged->count; k++) {
            const CoursePoint *p = &judged->course[k].point[i];
            char when[24], name[128];
            bool same = k > 0 && p->left_out == judged->course[0].point[i].left_out;
            if (!p->left_out || same) continue;
            report_when(h->visit[i].started_utc_ms, h->visit[i].zone_minutes, when);
            judge_name(&judged->course[k].said.key, name, sizeof name);
            fprintf(to, "  left out: session %" PRId64 ", %.10s, %s: %s\n", h->visit[i].id, when,
                    h->visit[i].left_out ? "all"
                    : k == 0             ? "the primary measures"
                                         : name,
                    left_out_text(p->left_out));
        }
}

static void print_marks(const History *h, FILE *to)
{
    for (int i = 0; i < h->mark_count; i++) {
        char when[24];
        report_when(h->mark[i].utc_ms, h->visit[h->count - 1].zone_minutes, when);
        fprintf(to, "  baseline set anew on %.10s by %s, from session %.8s%s: %s\n", when,
                h->mark[i].author, h->mark[i].session,
                i == h->mark_in_force ? "" : " (not in force here)", h->mark[i].reason);
    }
}

static void print_choices(const Choices *choices, FILE *to)
{
    for (int i = 0; i < choices->count; i++) {
        const Primaries *p = &choices->made[i];
        char when[24], text[JUDGE_NAMES_MAX];
        report_when(p->utc_ms, 0, when);
        judge_names(p, text, sizeof text);
        fprintf(to, "  primary measures chosen on %.10s by %s%s: %s%s%s\n", when, p->author,
                i == choices->in_force ? "" : " (not in force here)", text,
                *p->reason ? "; why: " : "", p->reason);
    }
}

void report_change_text(const Judged *judged, FILE *to)
{
    char name[128], text[512];
    fprintf(to, "\nchange, by %d primary measures (%s):\n", judged->count, judged->choices.whose);
    for (int i = 0; i < judged->count; i++) {
        const Course *c = &judged->course[i];
        judge_name(&c->said.key, name, sizeof name);
        judge_sentence(c, text, sizeof text);
        fprintf(to, "  %s\n    %s\n", name, text);
        judge_figures(c, text, sizeof text);
        fprintf(to, "    %s\n", text);
    }
    if (judged->waiting > 0)
        fprintf(to,
                "  not in the error yet: %d check-ups of other children that today's formulas have "
                "not scored (tiptoe baseline --rescore)\n",
                judged->waiting);
    print_choices(&judged->choices, to);
    print_marks(&judged->history, to);
    print_left_out(judged, to);
}

static void print_finding(const Finding *f, const Judgement *j, FILE *to)
{
    const MeasureInfo *info = measure_info(f->measure);
    char label[48], value[96], interval[64], seen[64], change[96], trust[96];
    clinic_label(f, label, sizeof label);
    clinic_value(f, value, sizeof value);
    text_change(f, j, change, sizeof change);
    clinic_interval(f->value_low, f->value_high, interval, sizeof interval);
    clinic_interval(f->measure_low, f->measure_high, seen, sizeof seen);
    clinic_trust(f, false, trust, sizeof trust);
    if (f->reason != FINDING_NONE) {
        fprintf(to, "%-24s %-22s %s\n", label, info->name, value);
        return;
    }
    fprintf(to, "%-24s %-22s %9s %-6s %-18s %-18s %4.0f %% %s v%d %3d  %-6s %s\n", label,
            info->name, value, f->unit, interval, seen, 100 * f->quality, trust, f->version,
            f->count, finding_statistic_name(f->statistic), change);
    if (!j->norm) return;
    fprintf(to, "%-24s %-22s %s %g", "", "  norm", j->norm->text, j->norm->value);
    if (isfinite(j->norm->sd)) fprintf(to, " \xc2\xb1 %g", j->norm->sd);
    fprintf(to, " %s (%s)\n", f->unit, j->norm->source);
}

void report_checkup_text(const ClinicSession *session, bool items, FILE *to)
{
    const ClinicCheckup *c = &session->checkup;
    const SessionInfo *info = &session->recording.info;
    unsigned age = info->desc.plan.age_months;
    fprintf(to,
            "\ncheck-up (fixed difficulty; 95 %% of the child's own mean over repeats, and of what "
            "tracking alone leaves open; valid = share of frames; trust A-D, version of the "
            "formula)\n");
    if (session->measured) completeness_text(&session->kinematics, to);
    if (age) fprintf(to, "age %u years %u months\n", age / 12, age % 12);
    report_change_text(&c->judged, to);
    fprintf(to, "\n%-24s %-22s %9s %-6s %-18s %-18s %6s %s %s %3s  %-6s %s\n", "step", "measure",
            "value", "unit", "95 %", "tracking alone", "valid", "", "  ", "n", "",
            "against own earlier check-ups");
    for (int i = 0; i < c->count; i++)
        if (items || c->finding[i].item == 0) print_finding(&c->finding[i], &c->judgement[i], to);
    fprintf(to, "Lengths are %s.\n",
            info->summary.calibration.height_cm > 0
                ? "in cm by the typed height"
                : "in percent of the body height: type it (--height)");
}

// Of a primary measure its word and numbers, in `unit`; of another the difference, without a word.
static void change_json(JsonOut *j, const Judgement *judged)
{
    json_begin(j, "change");
    json_text(j, "unit", judged->unit);
    json_flag(j, "primary", judged->course != NULL);
    if (!judged->course) {
        json_number(j, "difference", judged->difference);
        json_end(j);
        return;
    }
    const KeptVerdict *said = &judged->course->said;
    const ChangeVerdict *v = &said->verdict;
    json_text(j, "verdict", change_name(v->change));
    json_text(j, "why", change_unknown_name(v->why));
    json_whole(j, "toward", v->toward);
    json_number(j, "difference", v->difference);
    json_number(j, "low", v->low);
    json_number(j, "high", v->high);
    json_number(j, "least", v->least);
    json_number(j, "worthwhile", said->worthwhile);
    json_number(j, "cm_of_one", judged->course->cm);
    json_number(j, "baseline", v->baseline);
    json_whole(j, "baseline_values", said->baseline);
    json_whole(j, "values", said->values);
    json_whole(j, "measures", said->measures);
    json_number(j, "slope", v->slope);
    json_number(j, "slope_low", v->slope_low);
    json_number(j, "slope_high", v->slope_high);
    json_number(j, "sem", v->sem);
    json_number(j, "pool_sem", said->pool.sem);
    json_number(j, "pool_df", said->pool.df);
    json_number(j, "pool_weight", said->pool.weight);
    json_number(j, "nap", v->nap);
    json_number(j, "tau", v->tau);
    json_number(j, "tau_low", v->tau_low);
    json_number(j, "tau_high", v->tau_high);
    json_end(j);
}

static void finding_json(JsonOut *j, const Finding *f, const Judgement *judged)
{
    char support[64], trust[2] = { measure_info(f->measure)->trust, '\0' };
    clinic_support(f->support, support, sizeof support);
    json_begin(j, NULL);
    json_whole(j, "trial", f->item);
    json_text(j, "step", checkup_name(f->kind));
    json_text(j, "side", f->side < 0 ? NULL : clinic_side(f->side));
    json_whole(j, "attempt", f->attempt);
    json_text(j, "statistic", finding_statistic_name(f->statistic));
    json_text(j, "measure", measure_info(f->measure)->name);
    json_whole(j, "version", f->version);
    json_text(j, "trust", f->reason == FINDING_NONE ? trust : NULL);
    json_text(j, "unit", f->unit);
    json_number(j, "value", f->value);
    json_number(j, "error", f->error);
    json_number(j, "measure_low", f->measure_low);
    json_number(j, "measure_high", f->measure_high);
    json_number(j, "value_low", f->value_low);
    json_number(j, "value_high", f->value_high);
    json_text(j, "interval", finding_interval_name(f->interval));
    json_text(j, "trust_why", f->reason == FINDING_NONE ? earned_why(f->measure) : NULL);
    json_number(j, "quality", f->quality);
    json_text(j, "reason", finding_reason_name(f->reason));
    json_text(j, "support", support);
    json_whole(j, "n", f->count);
    if (judged->trended) change_json(j, judged);
    if (judged->norm) {
        json_begin(j, "norm");
        json_number(j, "value", judged->norm->value);
        json_number(j, "sd", judged->norm->sd);
        json_text(j, "text", judged->norm->text);
        json_text(j, "source", judged->norm->source);
        json_end(j);
    }
    json_end(j);
}

void report_checkup_json(JsonOut *j, const char *name, const ClinicCheckup *c)
{
    json_list(j, name);
    for (int i = 0; i < c->count; i++) finding_json(j, &c->finding[i], &c->judgement[i]);
    json_end(j);
}

// What people set: baselines, and which measures are primary.
static void marks_json(JsonOut *j, const Judged *judged)
{
    const History *h = &judged->history;
    json_list(j, "baselines");
    for (int i = 0; i < h->mark_count; i++) {
        json_begin(j, NULL);
        json_text(j, "session", h->mark[i].session);
        json_whole(j, "set_utc_ms", h->mark[i].utc_ms);
        json_text(j, "by", h->mark[i].author);
        json_text(j, "reason", h->mark[i].reason);
        json_flag(j, "in_force", i == h->mark_in_force);
        json_end(j);
    }
    json_end(j);
    json_list(j, "choices");
    for (int i = 0; i < judged->choices.count; i++) {
        const Primaries *p = &judged->choices.made[i];
        char text[PRIMARIES_TEXT_MAX];
        primaries_write(p, text);
        json_begin(j, NULL);
        json_text(j, "measures", text);
        json_whole(j, "set_utc_ms", p->utc_ms);
        json_text(j, "by", p->author);
        json_text(j, "reason", p->reason);
        json_flag(j, "in_force", i == judged->choices.in_force);
        json_end(j);
    }
    json_end(j);
}

void report_history_json(JsonOut *j, const Judged *judged)
{
    const History *h = &judged->history;
    marks_json(j, judged);
    json_list(j, "history");
    for (int i = 0; i < h->count; i++) {
        const Visit *v = &h->visit[i];
        char when[24];
        report_when(v->started_utc_ms, v->zone_minutes, when);
        json_begin(j, NULL);
        json_whole(j, "session", v->id);
        json_text(j, "started", when);
        json_flag(j, "scored_anew", v->rescored);
        json_list(j, "primary");
        for (int k = 0; k < judged->count; k++) {
            const CoursePoint *p = &judged->course[k].point[i];
            json_begin(j, NULL);
            json_number(j, "value", p->value);
            json_flag(j, "baseline", p->baseline);
            json_text(j, "left_out", left_out_name(p->left_out));
            json_end(j);
        }
        json_end(j);
        json_end(j);
    }
    json_end(j);
}

// ---- computed again ----

static const Finding *same(const ClinicCheckup *in, const Finding *like)
{
    for (int i = 0; i < in->count; i++) {
        const Finding *f = &in->finding[i];
        if (f->item == like->item && f->kind == like->kind && f->side == like->side &&
            f->measure == like->measure && f->statistic == like->statistic)
            return f;
    }
    return NULL;
}

// To five figures: the last ones are those of the machine's own mathematics.
static bool alike(double a, double b)
{
    if (isnan(a) || isnan(b)) return isnan(a) && isnan(b);
    return fabs(a - b) <= 1e-5 * fmax(fabs(a), fabs(b));
}

static void print_pair(const Finding *now, const Finding *kept, FILE *to)
{
    char label[48], was[96] = "-", is[96];
    clinic_label(now, label, sizeof label);
    clinic_value(now, is, sizeof is);
    if (kept) clinic_value(kept, was, sizeof was);
    bool equal = kept && alike(kept->value, now->value);
    fprintf(to, "%5d %-24s %-22s %12s v%d %12s v%d %-6s %s\n", now->item, label,
            measure_info(now->measure)->name, was, kept ? kept->version : 0, is, now->version,
            now->unit,
            !kept   ? "new"
            : equal ? "same"
                    : "differs");
}

static void pair_json(JsonOut *j, const Finding *now, const Finding *kept)
{
    char label[48];
    clinic_label(now, label, sizeof label);
    json_begin(j, NULL);
    json_whole(j, "trial", now->item);
    json_text(j, "step", label);
    json_text(j, "measure", measure_info(now->measure)->name);
    json_text(j, "unit", now->unit);
    json_number(j, "kept", kept ? kept->value : (double)NAN);
    if (kept)
        json_whole(j, "kept_version", kept->version);
    else
        json_none(j, "kept_version");
    json_number(j, "value", now->value);
    json_whole(j, "version", now->version);
    json_end(j);
}

static const Finding *kept_like(const ClinicCheckup *kept, const Finding *now)
{
    return kept->stored ? same(kept, now) : NULL;
}

static Result both_json(const ClinicCheckup *now, const ClinicCheckup *kept, FILE *to)
{
    JsonOut j = json_out(to, 9, true);
    json_list(&j, NULL);
    for (int i = 0; i < now->count; i++)
        pair_json(&j, &now->finding[i], kept_like(kept, &now->finding[i]));
    json_end(&j);
    return json_finish(&j);
}

static Result both_text(const ClinicCheckup *now, const ClinicCheckup *kept, FILE *to)
{
    fprintf(to, "%5s %-24s %-22s %12s    %12s    %-6s\n", "trial", "step", "measure", "kept",
            "today", "unit");
    for (int i = 0; i < now->count; i++)
        print_pair(&now->finding[i], kept_like(kept, &now->finding[i]), to);
    if (fflush(to) || ferror(to)) return fail(RESULT_FULL, "the result could not be written");
    return RESULT_OK;
}

Result report_recomputed(const ClinicSession *session, bool json, FILE *to)
{
    ClinicCheckup now;
    Result result = clinic_compute(&now, session);
    if (result) return result;
    result = (json ? both_json : both_text)(&now, &session->checkup, to);
    clinic_free(&now);
    return result;
}
