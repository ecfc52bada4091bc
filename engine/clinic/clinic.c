// SPDX-License-Identifier: MIT
// clinic.c: a session opened once; findings kept, read and judged.
#include "clinic/clinic.h"

#include "clinic/scratch.h"
#include "measure/earned.h"
#include "session/session_list.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- findings ----

static bool is_checkup(const SessionInfo *info)
{
    return game_is_assessment(info->game_id);
}

static Result allocate(ClinicCheckup *c)
{
    memset(c, 0, sizeof *c);
    c->finding = calloc(ASSESS_FINDINGS_MAX, sizeof *c->finding);
    c->judgement = calloc(ASSESS_FINDINGS_MAX, sizeof *c->judgement);
    if (c->finding && c->judgement) return RESULT_OK;
    return fail(RESULT_FULL, "out of memory: close other programs");
}

void clinic_free(ClinicCheckup *c)
{
    free(c->finding);
    free(c->judgement);
    judge_free(&c->judged);
    memset(c, 0, sizeof *c);
}

static Result judge(ClinicCheckup *c, Store *store, const SessionInfo *info, bool keep)
{
    char today[FINDING_FORMULAS_MAX], then[FINDING_FORMULAS_MAX] = "";
    assess_formulas(today);
    Result result = c->stored ? findings_formulas(store, info->id, then) : RESULT_OK;
    bool current = !c->stored || !strcmp(today, then);
    if (!result)
        result = judge_checkup(&c->judged, store, info, c->finding, c->count, current, keep);
    for (int i = 0; i < c->count && !result; i++) {
        const Finding *f = &c->finding[i];
        Judgement *j = &c->judgement[i];
        *j = (Judgement){ .difference = NAN };
        judge_unit(f->unit, j->unit);
        if (f->item != 0 || assess_is_noise(f->measure)) continue;  // that is the camera's
        j->trended = true;
        j->course = judge_course(&c->judged, f);
        if (!j->course) j->difference = judge_exploratory(&c->judged, f);
        j->norm = norm_find(f, info->desc.plan.age_months, info->summary.calibration.seated);
    }
    return result;
}

static Result compute(ClinicCheckup *c, const ClinicSession *s)
{
    unsigned before = scratch_failures();
    Result result = allocate(c);
    if (!result) result = assess(&s->kinematics, c->finding, &c->count);
    if (!result && scratch_failures() != before)
        result = fail(RESULT_FULL, "out of memory: close other programs");
    return result;
}

Result clinic_compute(ClinicCheckup *c, const ClinicSession *s)
{
    const SessionInfo *info = &s->recording.info;
    memset(c, 0, sizeof *c);
    if (!is_checkup(info))
        return fail(RESULT_USAGE,
                    "session %lld is a play, not a check-up: `tiptoe report` tells its movement",
                    (long long)info->id);
    Result result = clinic_need_measured(s);
    if (!result) result = compute(c, s);
    if (!result) result = judge(c, s->store, info, false);
    if (result) clinic_free(c);
    return result;
}

static Result read_kept(ClinicCheckup *c, Store *store, const SessionInfo *info)
{
    Finding *kept = NULL;
    int count = 0;
    Result result = findings_load(store, info->id, &kept, &count);
    if (!result && count > 0 && count <= ASSESS_FINDINGS_MAX) {
        result = allocate(c);
        if (!result) memcpy(c->finding, kept, (size_t)count * sizeof *kept);
        c->count = result ? 0 : count;
        c->stored = true;
    }
    free(kept);
    if (!result && c->stored) result = judge(c, store, info, false);
    return result;
}

// ---- sessions ----

static Result load(ClinicSession *s, int64_t id, bool shown)
{
    Result result = shown ? recording_load_shown(&s->recording, s->store, id)
                          : recording_load(&s->recording, s->store, id);
    if (result) return result;
    s->measured = kinematics_possible(&s->recording);
    s->is_checkup =
        (s->measured || s->recording.info.track_dropped) && is_checkup(&s->recording.info);
    return s->measured ? kinematics_open(&s->kinematics, &s->recording) : RESULT_OK;
}

static Result open_in(ClinicSession *s, Store *store, int64_t id, bool shown)
{
    memset(s, 0, sizeof *s);
    s->store = store;
    Result result = load(s, id, shown);
    if (!result && s->is_checkup) result = read_kept(&s->checkup, s->store, &s->recording.info);
    s->is_checkup = s->is_checkup && (s->measured || s->checkup.stored);
    if (!result && s->is_checkup && !s->checkup.stored) result = clinic_compute(&s->checkup, s);
    if (!result && s->recording.info.has_summary)
        result = scores_load(&s->scores, s->store, &s->recording);
    return result;
}

Result clinic_open_in(ClinicSession *s, Store *store, int64_t id)
{
    return open_in(s, store, id, true);
}

Result clinic_open(ClinicSession *s, const char *given, const char *text)
{
    Store *store = NULL;
    int64_t id = 0;
    memset(s, 0, sizeof *s);
    Result result = store_open_given(&store, given, STORE_READ);
    if (!result) result = recording_find(store, text, &id);
    if (!result) result = open_in(s, store, id, false);
    s->store = store;
    s->own_store = true;
    return result;
}

void clinic_close(ClinicSession *s)
{
    clinic_free(&s->checkup);
    scores_free(&s->scores);
    kinematics_close(&s->kinematics);
    recording_free(&s->recording);
    if (s->own_store) store_close(&s->store);
    memset(s, 0, sizeof *s);
}

// The latest of the check-ups of one game; `*info` and `*checkup` stay where there is a later one.
static Result latest_of(ClinicCheckup *c, SessionInfo *info, Store *store, const char *child,
                        const char *game)
{
    SessionInfo *one = calloc(1, sizeof *one);
    int64_t *id = NULL;
    int count = 0;
    Result result = one ? checkups_of(store, child, game, &id, &count)
                        : fail(RESULT_FULL, "out of memory: close other programs");
    for (int i = count - 1; i >= 0 && !result && !c->stored; i--) {
        result = session_info(store, id[i], one);
        if (!result && one->has_summary) result = read_kept(c, store, one);
        if (result == RESULT_MALFORMED) result = RESULT_OK;
    }
    if (!result && c->stored) *info = *one;
    free(id);
    free(one);
    return result;
}

Result clinic_latest(ClinicCheckup *c, SessionInfo *info, Store *store, const char *child)
{
    Result result = RESULT_OK;
    memset(c, 0, sizeof *c);
    for (int g = 0; g < game_count && !result && !c->stored; g++)
        if (game_is_assessment(game_list[g]->id))
            result = latest_of(c, info, store, child, game_list[g]->id);
    if (result) clinic_free(c);
    return result || c->stored ? result : RESULT_NOT_FOUND;
}

Result clinic_need_measured(const ClinicSession *s)
{
    if (s->measured) return RESULT_OK;
    if (s->recording.info.track_dropped)
        return fail(RESULT_NOT_COMPARABLE,
                    "session %lld: its track was erased: what was computed from it stays, and "
                    "nothing can be computed anew",
                    (long long)s->recording.info.id);
    if (play_was_too_slow(&s->recording.info.summary.quality))
        return fail(RESULT_MALFORMED,
                    "session %lld has no measured child in it: the computer was too slow, with "
                    "%.1f poses a second",
                    (long long)s->recording.info.id, s->recording.info.summary.pose_fps);
    return fail(RESULT_MALFORMED,
                "session %lld has no measured child in it: it was interrupted, or the child never "
                "stood still in full view",
                (long long)s->recording.info.id);
}

static Result keep(ClinicCheckup *c, const ClinicSession *s)
{
    const SessionInfo *info = &s->recording.info;
    char formulas[FINDING_FORMULAS_MAX];
    assess_formulas(formulas);
    Result result = clinic_need_measured(s);
    if (!result) result = compute(c, s);
    if (!result) result = findings_save(s->store, info->id, formulas, c->finding, c->count);
    return result ? result : judge(c, s->store, info, true);
}

Result clinic_keep(const char *given, int64_t id)
{
    ClinicSession s = { 0 };
    ClinicCheckup now = { 0 };
    s.own_store = true;
    Result result = store_open_given(&s.store, given, STORE_WRITE);
    if (!result) result = load(&s, id, false);
    if (!result && s.is_checkup) result = keep(&now, &s);
    clinic_free(&now);
    clinic_close(&s);
    return result;
}

static Result rescore_each(Store *store, const char *game, Finding *list)
{
    int64_t *id = NULL;
    int ids = 0, count = 0;
    bool anew = false;
    LeftOut why = LEFT_OUT_NONE;
    Result result = checkups_of(store, NULL, game, &id, &ids);
    for (int i = 0; i < ids && !result; i++)
        result = history_score(store, id[i], true, list, &count, &anew, &why);
    free(id);
    return result;
}

Result clinic_rescore(Store *store)
{
    Finding *list = calloc(ASSESS_FINDINGS_MAX, sizeof *list);
    Result result = list ? RESULT_OK : fail(RESULT_FULL, "out of memory: close other programs");
    for (int g = 0; g < game_count && !result; g++)
        if (game_is_assessment(game_list[g]->id))
            result = rescore_each(store, game_list[g]->id, list);
    free(list);
    return result;
}

// ---- words ----

const char *clinic_void_text(CheckupVoid why)
{
    static const char *const texts[CHECKUP_VOID_COUNT + 1] = {
#define X(name, stored, text) text,
        CHECKUP_VOID_LIST(X)
#undef X
            "cut off by the end of the session"
    };
    REQUIRE((unsigned)why <= CHECKUP_VOID_COUNT);
    return texts[why];
}

const char *clinic_side(int side)
{
    static const char *const names[1 + SIDE_COUNT] = { "", "left", "right" };
    REQUIRE(side >= -1 && side < SIDE_COUNT);
    return names[1 + side];
}

void clinic_label(const Finding *f, char *text, size_t size)
{
    snprintf(text, size, "%s%s%s", checkup_name(f->kind), f->side < 0 ? "" : " ",
             clinic_side(f->side));
}

void clinic_number(double value, double error, char *text, size_t size)
{
    REQUIRE(size > 0);
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
    // As exact as it was seen; the spread of trials takes no digit from it.
    double seen = (f->measure_high - f->measure_low) / 2;
    if (f->reason == FINDING_NONE)
        clinic_number(f->value, isfinite(seen) ? fmin(seen, f->error) : f->error, text, size);
    else if (f->reason == FINDING_INVALID)
        snprintf(text, size, "not measurable today: %.0f %% valid frames", 100 * f->quality);
    else
        snprintf(text, size, "not measurable today: %s", finding_reason_text(f->reason));
}

void clinic_interval(double low, double high, char *text, size_t size)
{
    char from[24], to[24];
    REQUIRE(size > 0);
    text[0] = 0;
    if (!isfinite(low) || !isfinite(high)) return;
    clinic_number(low, (high - low) / 2, from, sizeof from);
    clinic_number(high, (high - low) / 2, to, sizeof to);
    snprintf(text, size, "%s to %s", from, to);
}

void clinic_trust(const Finding *f, bool why, char *text, size_t size)
{
    char trust = measure_info(f->measure)->trust;
    REQUIRE(size > 0);
    text[0] = 0;
    if (f->reason != FINDING_NONE) return;
    if (why && trust != 'A')
        snprintf(text, size, "%c (%s)", trust, earned_why(f->measure));
    else
        snprintf(text, size, "%c", trust);
}

void clinic_support(unsigned support, char *text, size_t size)
{
    REQUIRE(size > 0 && support < 1u << SUPPORT_COUNT);
    size_t used = 0;
    snprintf(text, size, "none");
    for (int s = 0; s < SUPPORT_COUNT && used < size; s++)
        if (support & 1u << s)
            used += (size_t)snprintf(text + used, size - used, "%s%s", used ? " + " : "",
                                     support_name((Support)s));
}
