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
                 j->change.change == CHANGE_REAL ? "real change" : "within noise",
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

static json_t *real(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *finding_json(const Finding *f, const Judgement *j)
{
    char support[64], trust[2] = { measure_info(f->measure)->trust, '\0' };
    clinic_support(f->support, support, sizeof support);
    json_t *o = json_pack(
        "{s:i, s:s, s:s?, s:i, s:s, s:s, s:i, s:s, s:s, s:o, s:o, s:o, s:s, s:s, s:i}", "trial",
        f->item, "step", checkup_name(f->kind), "side", f->side < 0 ? NULL : clinic_side(f->side),
        "attempt", f->attempt, "statistic", finding_statistic_name(f->statistic), "measure",
        measure_info(f->measure)->name, "version", f->version, "trust", trust, "unit", f->unit,
        "value", real(f->value), "error", real(f->error), "quality", real(f->quality), "reason",
        finding_reason_name(f->reason), "support", support, "n", f->count);
    if (j->trended)
        json_object_set_new(o, "change",
                            json_pack("{s:s, s:o, s:o, s:i}", "verdict",
                                      change_name(j->change.change), "difference",
                                      real(j->change.difference), "mdc95", real(j->change.mdc95),
                                      "earlier", j->earlier_count));
    if (j->norm)
        json_object_set_new(o, "norm",
                            json_pack("{s:f, s:o, s:s, s:s}", "value", j->norm->value, "sd",
                                      real(j->norm->sd), "text", j->norm->text, "source",
                                      j->norm->source));
    return o;
}

json_t *report_checkup_json(const ClinicCheckup *c)
{
    json_t *all = json_array();
    for (int i = 0; i < c->count; i++)
        json_array_append_new(all, finding_json(&c->finding[i], &c->judgement[i]));
    return all;
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

static json_t *pair_json(const Finding *now, const Finding *kept)
{
    char label[48];
    clinic_label(now, label, sizeof label);
    return json_pack("{s:i, s:s, s:s, s:s, s:o, s:o, s:o, s:i}", "trial", now->item, "step", label,
                     "measure", measure_info(now->measure)->name, "unit", now->unit, "kept",
                     kept ? real(kept->value) : json_null(), "kept_version",
                     kept ? json_integer(kept->version) : json_null(), "value", real(now->value),
                     "version", now->version);
}

static void print_both(const ClinicCheckup *now, const ClinicCheckup *kept, bool json, FILE *to)
{
    json_t *all = json_array();
    if (!json)
        fprintf(to, "%5s %-24s %-22s %12s    %12s    %-6s\n", "trial", "step", "measure", "kept",
                "today", "unit");
    for (int i = 0; i < now->count; i++) {
        const Finding *old = kept->stored ? same(kept, &now->finding[i]) : NULL;
        if (json)
            json_array_append_new(all, pair_json(&now->finding[i], old));
        else
            print_pair(&now->finding[i], old, to);
    }
    if (json) {
        json_dumpf(all, to, JSON_INDENT(2) | JSON_REAL_PRECISION(9));
        fputc('\n', to);
    }
    json_decref(all);
}

Result report_recomputed(const ClinicSession *session, bool json, FILE *to)
{
    ClinicCheckup now;
    Result result = clinic_compute(&now, session);
    if (result) return result;
    print_both(&now, &session->checkup, json, to);
    clinic_free(&now);
    if (fflush(to) || ferror(to)) return fail(RESULT_FULL, "the result could not be written");
    return RESULT_OK;
}
