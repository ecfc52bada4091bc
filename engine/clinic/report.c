// SPDX-License-Identifier: MIT
// report.c: one recorded session in words and numbers, or as JSON.
#include "clinic/report.h"

#include "clinic/completeness.h"
#include "clinic/movement.h"
#include "clinic/report_checkup.h"
#include "clinic/report_plan.h"
#include "clinic/report_play.h"
#include "session/audit.h"
#include "session/json_out.h"
#include "tiptoe/units.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void report_when(int64_t utc_ms, int zone_minutes, char text[24])
{
    time_t local = (time_t)(utc_ms / 1000 + zone_minutes * 60);
    struct tm parts;
    gmtime_r(&local, &parts);
    strftime(text, 24, "%Y-%m-%d %H:%M", &parts);
}

void report_iso(int64_t utc_ms, int zone_minutes, char text[32])
{
    time_t local = (time_t)(utc_ms / 1000 + zone_minutes * 60);
    struct tm parts;
    gmtime_r(&local, &parts);
    size_t used = strftime(text, 32, "%Y-%m-%dT%H:%M:%S", &parts);
    int zone = abs(zone_minutes);
    snprintf(text + used, 32 - used, "%c%02d:%02d", zone_minutes < 0 ? '-' : '+', zone / 60 % 100,
             zone % 60);
}

void report_time(const SessionInfo *info, char text[24])
{
    report_when(info->started_utc_ms, info->zone_minutes, text);
}

static double found_share(const PlayQuality *q)
{
    return q->poses ? (double)q->found / q->poses : 0;
}

static double mean_age_ms(const PlayQuality *q)
{
    return q->steps_seen ? q->age_sum_ms / q->steps_seen : 0;
}

static void trial_json(JsonOut *j, const Trial *trial)
{
    json_begin(j, NULL);
    json_whole(j, "target", trial->target);
    json_flag(j, "hit", trial->hit);
    json_flag(j, "helped", trial->helped);
    json_text(j, "hand", trial->side < 0 ? NULL : clinic_side(trial->side));
    json_number(j, "offer_s", (double)trial->offer_step / GAME_STEPS_PER_SECOND);
    json_number(j, "end_s", (double)trial->end_step / GAME_STEPS_PER_SECOND);
    json_number(j, "radius_al", (double)trial->radius_al);
    json_number(j, "distance_al", (double)trial->distance_al);
    json_number(j, "valid_share", trial->reach.quality);
    json_begin(j, "reach");
    for (int f = 0; f < REACH_FIELD_COUNT; f++) {
        double value = reach_field(&trial->reach, (ReachField)f);
        json_number(j, reach_field_name((ReachField)f), value);
        if (!isfinite(value)) {
            char name[48];
            snprintf(name, sizeof name, "%s_unknown", reach_field_name((ReachField)f));
            json_text(j, name, reach_reason_name(trial->reach.reason[f]));
        }
    }
    json_end(j);
    json_end(j);
}

static void measures_json(JsonOut *j, const Recording *r, double *work)
{
    json_begin(j, "measures");
    for (int side = 0; side < SIDE_COUNT; side++) {
        json_list(j, clinic_side(side));
        for (int f = 0; f < REACH_FIELD_COUNT; f++) {
            uint32_t count = 0;
            double value = movement_reach_median(r, side, (ReachField)f, work, &count);
            json_begin(j, NULL);
            json_text(j, "measure", reach_field_name((ReachField)f));
            json_text(j, "unit", reach_field_unit((ReachField)f));
            json_text(j, "statistic", "median");
            json_number(j, "value", value);
            json_text(
                j, "reason",
                reach_reason_name(count ? REACH_NONE : movement_reach_why(r, side, (ReachField)f)));
            json_whole(j, "n", count);
            json_end(j);
        }
        json_end(j);
    }
    json_end(j);
}

// Null: it was not played in real time.
static void latency_json(JsonOut *j, const SessionSummary *s)
{
    static const char *const names[LATENCY_COUNT] = {
#define X(name, stored, meaning) stored,
        LATENCY_LIST(X)
#undef X
    };
    if (!s->presents) {
        json_none(j, "latency");
        return;
    }
    json_begin(j, "latency");
    json_whole(j, "presents", s->presents);
    json_whole(j, "presents_missed", s->presents_missed);
    for (int i = 0; i < LATENCY_COUNT; i++) {
        const LatencyFigures *f = &s->latency[i];
        json_begin(j, names[i]);
        json_number(j, "p50_ms", (double)f->p50_ms);
        json_number(j, "p95_ms", (double)f->p95_ms);
        json_number(j, "p99_ms", (double)f->p99_ms);
        json_end(j);
    }
    json_end(j);
}

static void quality_json(JsonOut *j, const SessionInfo *info)
{
    const SessionSummary *s = &info->summary;
    const PlayQuality *q = &s->quality;
    json_begin(j, "quality");
    json_number(j, "tracked_share", found_share(q));
    json_whole(j, "poses", q->poses);
    json_whole(j, "found", q->found);
    json_whole(j, "losses", q->losses);
    json_whole(j, "stalls", q->stalls);
    json_whole(j, "signs", q->signs);
    json_number(j, "too_slow_s", (double)q->steps_slow / GAME_STEPS_PER_SECOND);
    json_whole(j, "steps_seen", q->steps_seen);
    json_number(j, "pose_fps", s->pose_fps);
    json_whole(j, "frames_dropped", s->frames_dropped);
    json_whole(j, "steps_late", s->steps_late);
    json_number(j, "pose_age_mean_ms", mean_age_ms(q));
    json_whole(j, "steps_lost", info->steps_lost);
    json_text(j, "model_used", s->model_used);
    latency_json(j, s);
    json_end(j);
}

// A length in px of the picture and in cm (null while the child's height is not known).
static void put_length(JsonOut *j, const char *name, const Calibration *c, float stage)
{
    char key[40];
    snprintf(key, sizeof key, "%s_px", name);
    json_number(j, key, (double)(stage / c->stage_per_px));
    snprintf(key, sizeof key, "%s_cm", name);
    json_number(j, key, stage_to_cm(c, (double)stage));
}

// Null: the child was never measured.
static void calibration_json(JsonOut *j, const Calibration *c)
{
    if (!c->done) {
        json_none(j, "calibration");
        return;
    }
    json_begin(j, "calibration");
    json_flag(j, "done", c->done);
    json_flag(j, "seated", c->seated);
    json_number(j, "arm_left_h", (double)(c->arm[SIDE_LEFT] / c->height));
    json_number(j, "arm_right_h", (double)(c->arm[SIDE_RIGHT] / c->height));
    json_number(j, "shoulder_width_h", (double)(c->shoulder_width / c->height));
    json_number(j, "noise_h", (double)(c->noise / c->height));
    json_number(j, "picture_px_per_h", (double)(c->height / c->stage_per_px));
    put_length(j, "height", c, c->height);
    put_length(j, "arm_left", c, c->arm[SIDE_LEFT]);
    put_length(j, "arm_right", c, c->arm[SIDE_RIGHT]);
    put_length(j, "leg_left", c, c->leg[SIDE_LEFT]);
    put_length(j, "leg_right", c, c->leg[SIDE_RIGHT]);
    put_length(j, "shoulder_width", c, c->shoulder_width);
    json_number(j, "noise_mm", 10 * stage_to_cm(c, (double)c->noise));
    // Where the ankles stand, or the shoulders of who sits: px from the top of the picture.
    json_number(j, "play_line_px", (double)c->origin_px.y);
    json_number(j, "reach_left_al", (double)c->reach[SIDE_LEFT]);
    json_number(j, "reach_right_al", (double)c->reach[SIDE_RIGHT]);
    json_end(j);
}

static void camera_json(JsonOut *j, const SessionDesc *desc)
{
    json_begin(j, "camera");
    json_text(j, "kind", desc->camera_kind);
    json_text(j, "name", desc->camera_name);
    json_number(j, "fps", desc->camera_fps);
    json_whole(j, "width", desc->camera_width);
    json_whole(j, "height", desc->camera_height);
    json_text(j, "model", desc->model);
    json_end(j);
}

static void scores_json(JsonOut *j, const PlayScore *score)
{
    json_begin(j, "scores");
    json_whole(j, "offered", score->offered);
    json_whole(j, "hits", score->hits);
    json_whole(j, "misses", score->misses);
    json_whole(j, "hits_left", score->hits_by_side[SIDE_LEFT]);
    json_whole(j, "hits_right", score->hits_by_side[SIDE_RIGHT]);
    json_whole(j, "best_streak", score->best_streak);
    json_whole(j, "resting_hand_touches", score->resting_touches);
    json_whole(j, "helped", score->helped);
    json_whole(j, "hits_helped", score->hits_helped);
    json_whole(j, "skipped", score->skipped);
    json_whole(j, "redone", score->redone);
    json_end(j);
}

// Its words, or the stored name. NULL: an interrupted session, or one of before it was recorded.
static const char *ended(const Recording *r, bool words)
{
    static const char *const all[PLAY_END_COUNT] = {
#define X(name, stored, words) words,
        PLAY_END_LIST(X)
#undef X
    };
    for (uint32_t i = r->event_count; i-- > 0;) {
        const GameEvent *e = &r->event[i].event;
        if (e->event != EVENT_FINISH) continue;
        if (e->ended == PLAY_END_TIME && r->info.status == SESSION_STOPPED) return NULL;
        return words ? all[e->ended] : event_value_name(EVENT_VALUE_END, e->ended);
    }
    return NULL;
}

// `work` has room for every trial.
static void session_json(JsonOut *j, const ClinicSession *session, double *work)
{
    const Recording *r = &session->recording;
    const SessionInfo *info = &r->info;
    char when[24];
    report_time(info, when);
    json_begin(j, NULL);
    json_whole(j, "id", info->id);
    json_text(j, "uuid", info->uuid);
    json_text(j, "started", when);
    json_text(j, "status", completeness_status(session));
    json_text(j, "ended", ended(r, false));
    json_text(j, "child", info->desc.plan.child);
    json_text(j, "game", info->game_id);
    json_whole(j, "game_version", info->game_version);
    json_whole(j, "steps", info->step_count);
    report_plan_json(j, "settings", &info->desc.plan, game_find(info->game_id));
    camera_json(j, &info->desc);
    calibration_json(j, &info->summary.calibration);
    scores_json(j, &info->summary.score);
    measures_json(j, r, work);
    quality_json(j, info);
    json_text(j, "track_digest", info->track_digest);
    json_text(j, "events_digest", info->events_digest);
    json_text(j, "rows_digest", info->rows_digest);
    json_text(j, "signed_by", info->signed_by);
    json_flag(j, "track_erased", info->track_dropped);
    report_play_json(j, "play", session);
    json_list(j, "trials");
    for (uint32_t i = 0; i < r->trial_count; i++) trial_json(j, &r->trial[i]);
    json_end(j);
    if (session->is_checkup && session->measured) completeness_json(j, &session->kinematics);
    if (session->is_checkup) report_checkup_json(j, "checkup", &session->checkup);
    if (session->is_checkup) report_history_json(j, &session->checkup.judged);
    json_end(j);
}

static void print_measures(const Recording *r, double *work, FILE *to)
{
    if (r->trial_count == 0) return;
    fprintf(to, "\n%-20s %-5s %9s %4s %9s %4s   (median of touched targets; play, not check-up)\n",
            "measure", "unit", "left", "n", "right", "n");
    for (int f = 0; f < REACH_FIELD_COUNT; f++) {
        fprintf(to, "%-20s %-5s", reach_field_name((ReachField)f), reach_field_unit((ReachField)f));
        bool none[SIDE_COUNT] = { false };
        for (int side = 0; side < SIDE_COUNT; side++) {
            uint32_t count = 0;
            double value = movement_reach_median(r, side, (ReachField)f, work, &count);
            none[side] = !count;
            if (count)
                fprintf(to, " %9.3f %4u", value, count);
            else
                fprintf(to, " %9s %4u", "-", count);
        }
        for (int side = 0; side < SIDE_COUNT; side++)
            if (none[side])
                fprintf(to, "  %s: %s", clinic_side(side),
                        movement_why_text(movement_reach_why(r, side, (ReachField)f)));
        fputc('\n', to);
    }
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

// Each time that the machine changed the model that makes the poses.
static void print_models(const Recording *r, FILE *to)
{
    for (uint32_t i = 0; i < r->event_count; i++) {
        const GameEvent *e = &r->event[i].event;
        if (e->event != EVENT_MODEL) continue;
        fprintf(to, "From %.0f s on the %s model tracked the child: this machine %s.\n",
                (double)r->event[i].step / GAME_STEPS_PER_SECOND, model_name((Model)e->model),
                e->model == MODEL_LITE ? "could not hold the camera's rate with full"
                                       : "keeps up with the camera again");
    }
}

// Each time that the child said no by its arms.
static void print_signs(const Recording *r, FILE *to)
{
    for (uint32_t i = 0; i < r->event_count; i++)
        if (r->event[i].event.event == EVENT_SIGN)
            fprintf(to, "At %.0f s the child crossed its arms, which paused the play.\n",
                    (double)r->event[i].step / GAME_STEPS_PER_SECOND);
}

// The machine's part in what went wrong.
static void print_slow(const SessionSummary *s, FILE *to)
{
    const PlayQuality *q = &s->quality;
    if (!q->steps_slow && !q->stalls) return;
    fprintf(to,
            "The computer or its camera was too slow for %.0f s: %.1f poses a second in all, a "
            "game needs %d; "
            "play froze %u times for want of a pose.\n",
            (double)q->steps_slow / GAME_STEPS_PER_SECOND, s->pose_fps, PLAY_POSES_LEAST,
            q->stalls);
}

// `work` as above.
static void print_text(const ClinicSession *session, double *work, FILE *to)
{
    const Recording *r = &session->recording;
    const SessionInfo *info = &r->info;
    const SessionSummary *s = &info->summary;
    const Game *game = game_find(info->game_id);
    char when[24];
    report_time(info, when);
    fprintf(to, "session %" PRId64 "  %s  %s  (%s)\n", info->id, when, info->desc.plan.child,
            completeness_status(session));
    if (ended(r, true)) fprintf(to, "ended: %s\n", ended(r, true));
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
        print_measures(r, work, to);
    report_play_text(session, to);
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
    print_models(r, to);
    print_slow(s, to);
    print_signs(r, to);
    if (!s->calibration.done)
        fprintf(to, play_was_too_slow(q)
                        ? "No game was played: the child was not to blame.\n"
                        : "The child never stood still in full view, so no game was played.\n");
    if (info->track_dropped)
        fprintf(to, "The movement was erased: what stands here can no longer be scored again.\n");
    fprintf(to, "digest: %.16s-%.16s\n", info->track_digest, info->events_digest);
}

Result report_print(const ClinicSession *session, bool json, FILE *to)
{
    const Recording *r = &session->recording;
    double *work = calloc((size_t)r->trial_count + 1, sizeof *work);
    if (!work) return fail(RESULT_FULL, "out of memory: close other programs");
    JsonOut out = json_out(to, 9, true);
    if (json)
        session_json(&out, session, work);
    else
        print_text(session, work, to);
    free(work);
    if (json) return json_finish(&out);
    if (fflush(to) || ferror(to)) return fail(RESULT_FULL, "the report could not be written");
    return RESULT_OK;
}

Result report_session(const char *given, const char *text, bool json, FILE *to)
{
    ClinicSession session;
    Result result = clinic_open(&session, given, text);
    if (!result)
        result =
            audit_look(session.store, AUDIT_READ, AUDIT_OF_SESSION, session.recording.info.uuid);
    if (!result) result = report_print(&session, json, to);
    clinic_close(&session);
    return result;
}
