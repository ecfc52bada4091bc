// SPDX-License-Identifier: MIT
// report_checkup.c: a check-up's findings in words and numbers, or as JSON.
#include "clinic/report_checkup.h"

#include "clinic/report.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void text_change(const Finding *f, const Judgement *j, char *text, size_t size)
{
    char difference[24], mdc[24];
    if (f->reason != FINDING_NONE || !j->trended) {
        text[0] = '\0';
    } else if (j->change.change == CHANGE_CANNOT_SAY) {
        snprintf(text, size, "cannot say yet (%d earlier)", j->earlier_count);
    } else {
        clinic_number(j->change.difference, j->change.mdc95 / 4, difference, sizeof difference);
        clinic_number(j->change.mdc95, j->change.mdc95, mdc, sizeof mdc);
        snprintf(text, size, "%s: %s%s, MDC95 %s",
                 j->change.change == CHANGE_POSSIBLE ? "real change" : "within noise",
                 j->change.difference > 0 ? "+" : "", difference, mdc);
    }
}

static void print_finding(const Finding *f, const Judgement *j, FILE *to)
{
    const MeasureInfo *info = measure_info(f->measure);
    char label[48], value[96], error[24] = "", change[96], support[64];
    clinic_label(f, label, sizeof label);
    clinic_value(f, value, sizeof value);
    text_change(f, j, change, sizeof change);
    clinic_support(f->support, support, sizeof support);
    if (isfinite(f->error)) clinic_number(f->error, f->error, error, sizeof error);
    if (f->reason != FINDING_NONE) {
        fprintf(to, "%-24s %-22s %s\n", label, info->name, value);
        return;
    }
    fprintf(to, "%-24s %-22s %9s %s%-7s %-6s %4.0f %% %c v%d %3d  %-6s %s\n", label, info->name,
            value, *error ? "\xc2\xb1" : " ", error, f->unit, 100 * f->quality, info->trust,
            f->version, f->count, finding_statistic_name(f->statistic), change);
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
    fprintf(to, "\ncheck-up (fixed difficulty; error bands; quality = share of valid frames; trust "
                "A-D, version of the formula)\n");
    if (age) fprintf(to, "age %u years %u months\n", age / 12, age % 12);
    fprintf(to, "%-24s %-22s %9s %-8s %-6s %6s %s %s %3s  %-6s %s\n", "step", "measure", "value",
            "error", "unit", "valid", "", "  ", "n", "", "against own earlier check-ups");
    for (int i = 0; i < c->count; i++)
        if (items || c->finding[i].item == 0) print_finding(&c->finding[i], &c->judgement[i], to);
    fprintf(to, "Lengths are %s.\n",
            info->summary.calibration.height_cm > 0
                ? "in cm by the typed height"
                : "in percent of the body height: type it (--height)");
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
    json_text(j, "trust", trust);
    json_text(j, "unit", f->unit);
    json_number(j, "value", f->value);
    json_number(j, "error", f->error);
    json_number(j, "quality", f->quality);
    json_text(j, "reason", finding_reason_name(f->reason));
    json_text(j, "support", support);
    json_whole(j, "n", f->count);
    if (judged->trended) {
        json_begin(j, "change");
        json_text(j, "verdict", change_name(judged->change.change));
        json_number(j, "difference", judged->change.difference);
        json_number(j, "mdc95", judged->change.mdc95);
        json_whole(j, "earlier", judged->earlier_count);
        json_end(j);
    }
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
