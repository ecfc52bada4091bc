// SPDX-License-Identifier: MIT
// report.c: one recorded session in words and numbers, or as JSON.
#include "clinic/report.h"

#include "clinic/movement.h"
#include "clinic/report_checkup.h"
#include "clinic/report_plan.h"
#include "clinic/report_play.h"
#include "tiptoe/units.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void report_time(const SessionInfo *info, char text[24])
{
    time_t local = (time_t)(info->started_utc_ms / 1000 + info->zone_minutes * 60);
    struct tm parts;
    gmtime_r(&local, &parts);
    strftime(text, 24, "%Y-%m-%d %H:%M", &parts);
}

static double found_share(const PlayQuality *q)
{
    return q->poses ? (double)q->found / q->poses : 0;
}

static double mean_age_ms(const PlayQuality *q)
{
    return q->steps_seen ? q->age_sum_ms / q->steps_seen : 0;
}

// JSON has no NaN: what is not known is null.
static json_t *real(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *trial_json(const Trial *trial)
{
    json_t *reach = json_object();
    for (int f = 0; f < REACH_FIELD_COUNT; f++) {
        double value = reach_field(&trial->reach, (ReachField)f);
        json_object_set_new(reach, reach_field_name((ReachField)f), real(value));
        if (!isfinite(value)) {
            char name[48];
            snprintf(name, sizeof name, "%s_unknown", reach_field_name((ReachField)f));
            json_object_set_new(reach, name,
                                json_string(reach_reason_name(trial->reach.reason[f])));
        }
    }
    return json_pack("{s:i, s:b, s:b, s:s?, s:f, s:f, s:f, s:f, s:f, s:o}", "target", trial->target,
                     "hit", trial->hit, "helped", trial->helped, "hand",
                     trial->side < 0 ? NULL : clinic_side(trial->side), "offer_s",
                     (double)trial->offer_step / GAME_STEPS_PER_SECOND, "end_s",
                     (double)trial->end_step / GAME_STEPS_PER_SECOND, "radius_al",
                     (double)trial->radius_al, "distance_al", (double)trial->distance_al,
                     "valid_share", trial->reach.quality, "reach", reach);
}

static json_t *measures_json(const Recording *r)
{
    json_t *hands = json_object();
    double *work = calloc(r->trial_count + 1, sizeof *work);
    REQUIRE(work);
    for (int side = 0; side < SIDE_COUNT; side++) {
        json_t *list = json_array();
        for (int f = 0; f < REACH_FIELD_COUNT; f++) {
            uint32_t count = 0;
            double value = movement_reach_median(r, side, (ReachField)f, work, &count);
            json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:o, s:i}", "measure",
                                                  reach_field_name((ReachField)f), "unit",
                                                  reach_field_unit((ReachField)f), "statistic",
                                                  "median", "value", real(value), "n", (int)count));
        }
        json_object_set_new(hands, clinic_side(side), list);
    }
    free(work);
    return hands;
}

// Null: it was not played in real time.
static json_t *latency_json(const SessionSummary *s)
{
    static const char *const names[LATENCY_COUNT] = {
#define X(name, stored, meaning) stored,
        LATENCY_LIST(X)
#undef X
    };
    if (!s->presents) return json_null();
    json_t *all = json_pack("{s:i, s:i}", "presents", (int)s->presents, "presents_missed",
                            (int)s->presents_missed);
    for (int i = 0; i < LATENCY_COUNT; i++) {
        const LatencyFigures *f = &s->latency[i];
        json_object_set_new(all, names[i],
                            json_pack("{s:f, s:f, s:f}", "p50_ms", (double)f->p50_ms, "p95_ms",
                                      (double)f->p95_ms, "p99_ms", (double)f->p99_ms));
    }
    return all;
}

static json_t *quality_json(const SessionInfo *info)
{
    const SessionSummary *s = &info->summary;
    const PlayQuality *q = &s->quality;
    return json_pack("{s:f, s:i, s:i, s:i, s:i, s:f, s:i, s:i, s:f, s:i, s:s, s:o}",
                     "tracked_share", found_share(q), "poses", (int)q->poses, "found",
                     (int)q->found, "losses", (int)q->losses, "steps_seen", (int)q->steps_seen,
                     "pose_fps", s->pose_fps, "frames_dropped", (int)s->frames_dropped,
                     "steps_late", (int)s->steps_late, "pose_age_mean_ms", mean_age_ms(q),
                     "steps_lost", (int)info->steps_lost, "model_used", s->model_used, "latency",
                     latency_json(s));
}

// A length in px of the picture and in cm (null while the child's height is not known).
static void put_length(json_t *to, const char *name, const Calibration *c, float stage)
{
    char key[40];
    snprintf(key, sizeof key, "%s_px", name);
    json_object_set_new(to, key, real((double)(stage / c->stage_per_px)));
    snprintf(key, sizeof key, "%s_cm", name);
    json_object_set_new(to, key, real(stage_to_cm(c, (double)stage)));
}

// Null: the child was never measured.
static json_t *calibration_json(const Calibration *c)
{
    if (!c->done) return json_null();
    json_t *size = json_pack(
        "{s:b, s:b, s:f, s:f, s:f, s:f, s:f}", "done", c->done, "seated", c->seated, "arm_left_h",
        (double)(c->arm[0] / c->height), "arm_right_h", (double)(c->arm[1] / c->height),
        "shoulder_width_h", (double)(c->shoulder_width / c->height), "noise_h",
        (double)(c->noise / c->height), "picture_px_per_h", (double)(c->height / c->stage_per_px));
    put_length(size, "height", c, c->height);
    put_length(size, "arm_left", c, c->arm[SIDE_LEFT]);
    put_length(size, "arm_right", c, c->arm[SIDE_RIGHT]);
    put_length(size, "leg_left", c, c->leg[SIDE_LEFT]);
    put_length(size, "leg_right", c, c->leg[SIDE_RIGHT]);
    put_length(size, "shoulder_width", c, c->shoulder_width);
    json_object_set_new(size, "noise_mm", real(10 * stage_to_cm(c, (double)c->noise)));
    // Where the ankles stand, or the shoulders of who sits: px from the top of the picture.
    json_object_set_new(size, "play_line_px", real((double)c->origin_px.y));
    json_object_set_new(size, "reach_left_al", real((double)c->reach[SIDE_LEFT]));
    json_object_set_new(size, "reach_right_al", real((double)c->reach[SIDE_RIGHT]));
    return size;
}

static json_t *session_json(const Recording *r)
{
    const SessionInfo *info = &r->info;
    const SessionSummary *s = &info->summary;
    char when[24], digest[2][20];
    report_time(info, when);
    snprintf(digest[0], sizeof digest[0], "%016" PRIx64, info->input_digest);
    snprintf(digest[1], sizeof digest[1], "%016" PRIx64, info->event_digest);
    json_t *trials = json_array();
    for (uint32_t i = 0; i < r->trial_count; i++)
        json_array_append_new(trials, trial_json(&r->trial[i]));
    json_t *scores = json_pack(
        "{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i}", "offered", (int)s->score.offered,
        "hits", (int)s->score.hits, "misses", (int)s->score.misses, "hits_left",
        (int)s->score.hits_by_side[0], "hits_right", (int)s->score.hits_by_side[1], "best_streak",
        (int)s->score.best_streak, "resting_hand_touches", (int)s->score.resting_touches, "helped",
        (int)s->score.helped, "hits_helped", (int)s->score.hits_helped, "skipped",
        (int)s->score.skipped, "redone", (int)s->score.redone);
    json_t *size = calibration_json(&s->calibration);
    json_t *camera = json_pack("{s:s, s:s, s:f, s:i, s:i, s:s}", "kind", info->desc.camera_kind,
                               "name", info->desc.camera_name, "fps", info->desc.camera_fps,
                               "width", info->desc.camera_width, "height", info->desc.camera_height,
                               "model", info->desc.model);
    return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:i, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:s, "
                     "s:s, s:o, s:o}",
                     "id", (json_int_t)info->id, "uuid", info->uuid, "started", when, "status",
                     session_status_name(info->status), "child", info->desc.plan.child, "game",
                     info->game_id, "game_version", info->game_version, "steps",
                     (int)info->step_count, "settings",
                     report_plan_json(&info->desc.plan, game_find(info->game_id)), "camera", camera,
                     "calibration", size, "scores", scores, "measures", measures_json(r), "quality",
                     quality_json(info), "input_digest", digest[0], "event_digest", digest[1],
                     "play", report_play_json(r), "trials", trials);
}

static void print_measures(const Recording *r, FILE *to)
{
    if (r->trial_count == 0) return;
    double *work = calloc(r->trial_count + 1, sizeof *work);
    REQUIRE(work);
    fprintf(to, "\n%-20s %-5s %9s %4s %9s %4s   (median of touched targets; play, not check-up)\n",
            "measure", "unit", "left", "n", "right", "n");
    for (int f = 0; f < REACH_FIELD_COUNT; f++) {
        fprintf(to, "%-20s %-5s", reach_field_name((ReachField)f), reach_field_unit((ReachField)f));
        for (int side = 0; side < SIDE_COUNT; side++) {
            uint32_t count = 0;
            double value = movement_reach_median(r, side, (ReachField)f, work, &count);
            if (count)
                fprintf(to, " %9.3f %4u", value, count);
            else
                fprintf(to, " %9s %4u", "-", count);
        }
        fputc('\n', to);
    }
    free(work);
}

static void print_size(const Calibration *c, FILE *to)
{
    if (!c->done) return;
    fprintf(to, "measured: height %.0f px, arms %.0f and %.0f px, reach %.2f and %.2f of an arm",
            (double)(c->height / c->stage_per_px), (double)(c->arm[0] / c->stage_per_px),
            (double)(c->arm[1] / c->stage_per_px), (double)c->reach[0], (double)c->reach[1]);
    if (c->height_cm > 0)
        fprintf(to, "; arms %.0f and %.0f cm, noise floor %.2f mm",
                stage_to_cm(c, (double)c->arm[0]), stage_to_cm(c, (double)c->arm[1]),
                10 * stage_to_cm(c, (double)c->noise));
    fputc('\n', to);
}

static void print_text(const ClinicSession *session, FILE *to)
{
    const Recording *r = &session->recording;
    const SessionInfo *info = &r->info;
    const SessionSummary *s = &info->summary;
    const Game *game = game_find(info->game_id);
    char when[24];
    report_time(info, when);
    fprintf(to, "session %" PRId64 "  %s  %s  (%s)\n", info->id, when, info->desc.plan.child,
            session_status_name(info->status));
    fprintf(to, "%s v%d: ", game ? game->title : info->game_id, info->game_version);
    report_plan_text(&info->desc.plan, to);
    fprintf(to, "camera %s, %dx%d at %.3g fps, model %s\n\n", info->desc.camera_name,
            info->desc.camera_width, info->desc.camera_height, info->desc.camera_fps,
            info->desc.model);
    if (!info->has_summary) {
        fprintf(to,
                "It was interrupted: no scores were kept. `tiptoe replay` can still play it.\n");
        return;
    }
    fprintf(to, "reached %u of %u   missed %u   left %u   right %u   best row %u\n", s->score.hits,
            s->score.offered, s->score.misses, s->score.hits_by_side[0], s->score.hits_by_side[1],
            s->score.best_streak);
    if (s->score.helped || s->score.skipped || s->score.redone)
        fprintf(to, "by the therapist: %u helped, %u of these reached; %u skipped, %u again\n",
                s->score.helped, s->score.hits_helped, s->score.skipped, s->score.redone);
    if (session->is_checkup)
        report_checkup_text(session, false, to);
    else
        print_measures(r, to);
    report_play_text(r, to);
    print_size(&s->calibration, to);
    const PlayQuality *q = &s->quality;
    fprintf(to,
            "\nquality: child found in %.1f %% of %u poses, %.1f poses/s, %u frames dropped, "
            "%u times out of view,\n         %u steps late, pose age %.0f ms in the mean\n",
            100 * found_share(q), q->poses, s->pose_fps, s->frames_dropped, q->losses,
            s->steps_late, mean_age_ms(q));
    const LatencyFigures *age = &s->latency[LATENCY_AGE];
    const LatencyFigures *software = &s->latency[LATENCY_SOFTWARE];
    if (s->presents)
        fprintf(
            to,
            "latency: age of the pose on the screen %.0f / %.0f / %.0f ms, of which the software "
            "%.0f / %.0f / %.0f\n         (p50 / p95 / p99), %u of %u presents missed\n",
            (double)age->p50_ms, (double)age->p95_ms, (double)age->p99_ms, (double)software->p50_ms,
            (double)software->p95_ms, (double)software->p99_ms, s->presents_missed,
            s->presents + s->presents_missed);
    if (*s->model_used && strcmp(s->model_used, r->info.desc.model) != 0)
        fprintf(to, "This machine could not hold the camera's rate with %s: %s took over.\n",
                r->info.desc.model, s->model_used);
    if (!s->calibration.done)
        fprintf(to, "The child never stood still in full view, so no game was played.\n");
    fprintf(to, "digest: %016" PRIx64 "-%016" PRIx64 "\n", info->input_digest, info->event_digest);
}

Result report_print(const ClinicSession *session, bool json, FILE *to)
{
    if (json) {
        json_t *all = session_json(&session->recording);
        REQUIRE(all);
        if (session->is_checkup)
            json_object_set_new(all, "checkup", report_checkup_json(&session->checkup));
        json_dumpf(all, to, JSON_INDENT(2) | JSON_REAL_PRECISION(9));
        fputc('\n', to);
        json_decref(all);
    } else {
        print_text(session, to);
    }
    if (fflush(to) || ferror(to)) return fail(RESULT_FULL, "the report could not be written");
    return RESULT_OK;
}

Result report_session(const char *given, const char *text, bool json, FILE *to)
{
    ClinicSession session;
    Result result = clinic_open(&session, given, text);
    if (!result) result = report_print(&session, json, to);
    clinic_close(&session);
    return result;
}
