// checkup.c: findings kept, read and judged.
#include "clinic/checkup.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool clinic_is_checkup(const Recording *recording)
{
    return !strcmp(recording->info.game_id, "checkup");
}

static Result compute(const Recording *recording, Finding *list, int *count)
{
    Track track;
    Result result = track_open(&track, recording);
    if (result) return result;
    result = assess(&track, list, count);
    track_close(&track);
    return result;
}

static Result list_trials(ClinicCheckup *c, const Recording *recording)
{
    Track track;
    Result result = track_open(&track, recording);
    if (result) return result;
    memcpy(c->trial, track.trial, sizeof c->trial);
    c->trial_count = track.trial_count;
    track_close(&track);
    return RESULT_OK;
}

Result clinic_keep(Store *store, int64_t id)
{
    Recording recording = { 0 };
    int count = 0;
    Finding *list = calloc(ASSESS_FINDINGS_MAX, sizeof *list);
    if (!list) return fail(RESULT_FULL, "out of memory: close other programs");
    Result result = recording_load(&recording, store, id);
    if (!result) result = compute(&recording, list, &count);
    if (!result) result = findings_save(store, id, list, count);
    recording_free(&recording);
    free(list);
    return result;
}

static Result judge(ClinicCheckup *c, Store *store, const Recording *r)
{
    const SessionInfo *info = &r->info;
    Result result = RESULT_OK;
    for (int i = 0; i < c->count && !result; i++) {
        const Finding *f = &c->finding[i];
        Judgement *j = &c->judgement[i];
        *j = (Judgement){ .change = { CHANGE_CANNOT_SAY, NAN, NAN, NAN } };
        if (f->trial != 0 || f->measure == MEASURE_SWAY_NOISE_RMS)
            continue;  // that is the camera's
        j->trended = true;
        result = findings_earlier(store, info->desc.plan.child, info->id, f, j->earlier,
                                  CLINIC_EARLIER_MAX, &j->earlier_count);
        if (result) break;
        j->change = change_judge(j->earlier, (size_t)j->earlier_count, f->value, f->error);
        j->norm = norm_find(f, info->desc.plan.age_months, info->summary.calibration.seated);
    }
    return result;
}

Result clinic_open(ClinicCheckup *c, Store *store, const Recording *recording, bool today)
{
    memset(c, 0, sizeof *c);
    c->finding = calloc(ASSESS_FINDINGS_MAX, sizeof *c->finding);
    c->judgement = calloc(ASSESS_FINDINGS_MAX, sizeof *c->judgement);
    Finding *kept = NULL;
    int kept_count = 0;
    Result result = RESULT_OK;
    if (!c->finding || !c->judgement)
        result = fail(RESULT_FULL, "out of memory: close other programs");
    if (!result && !today) result = findings_load(store, recording->info.id, &kept, &kept_count);
    if (!result && kept_count > 0 && kept_count <= ASSESS_FINDINGS_MAX) {
        memcpy(c->finding, kept, (size_t)kept_count * sizeof *kept);
        c->count = kept_count;
        c->stored = true;
    } else if (!result) {
        result = compute(recording, c->finding, &c->count);
    }
    free(kept);
    if (!result) result = list_trials(c, recording);
    if (!result) result = judge(c, store, recording);
    if (result) clinic_close(c);
    return result;
}

void clinic_close(ClinicCheckup *c)
{
    free(c->finding);
    free(c->judgement);
    memset(c, 0, sizeof *c);
}

// ---- words ----

const char *clinic_void_text(CheckupVoid why)
{
    static const char *const texts[] = {
#define X(name, stored, text) text,
        CHECKUP_VOID_LIST(X)
#undef X
            "cut off by the end of the session"
    };
    REQUIRE((unsigned)why <= CHECKUP_VOID_COUNT);
    return texts[why];
}

void clinic_label(const Finding *f, char *text, size_t size)
{
    static const char *const sides[] = { " left", " right" };
    snprintf(text, size, "%s%s", checkup_name(f->kind), f->side < 0 ? "" : sides[f->side]);
}

void clinic_number(double value, double error, char *text, size_t size)
{
    // The error's first digit, two if it begins with 1; without an error three figures that count.
    double scale = isfinite(error) && error > 0 ? error : fabs(value) / 100;
    int place = scale > 0 ? -(int)floor(log10(scale)) : 2;
    int digits = scale > 0 && scale * pow(10, place) < 2 ? place + 1 : place;
    digits = digits < 0 ? 0 : digits > 3 ? 3 : digits;
    snprintf(text, size, "%.*f", digits, value);
    if (strtod(text, NULL) == 0 && text[0] == '-') memmove(text, text + 1, strlen(text));
}

void clinic_value(const Finding *f, char *text, size_t size)
{
    if (f->reason == FINDING_NONE)
        clinic_number(f->value, f->error, text, size);
    else if (f->reason == FINDING_INVALID)
        snprintf(text, size, "not measurable today: %.0f %% valid frames", 100 * f->quality);
    else
        snprintf(text, size, "not measurable today: %s", finding_reason_text(f->reason));
}

void clinic_support(unsigned support, char *text, size_t size)
{
    size_t used = 0;
    snprintf(text, size, "none");
    for (int s = 0; s < SUPPORT_COUNT && used < size; s++)
        if (support & 1u << s)
            used += (size_t)snprintf(text + used, size - used, "%s%s", used ? " + " : "",
                                     support_name((Support)s));
}
