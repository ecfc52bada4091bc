// SPDX-License-Identifier: MIT
// validity_score.c: from a run's track to pairs of values, by the tracker and by the true joints.
#include "validity_track.h"

#include "tiptoe/units.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Scorer {
    const CheckupRun *run;
    const Track *track;
    PlayInput *input;      // [track->count]
    RecordedEvent *event;  // [track->event_count]
    Calibration size;      // of the side that is measured
    float height_m;
} Scorer;

typedef struct Measured {
    Finding list[ASSESS_FINDINGS_MAX];
    int count;
    FloorSeries still;
} Measured;

static float apart(Vec3 a, Vec3 b)
{
    return sqrtf((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z));
}

// The size of the child as its poses show it, by today's code. False: it was never still.
static bool calibrate(Scorer *s, Calibration *size)
{
    Calibrator *calibrator = calloc(1, sizeof *calibrator);
    PlaySetup setup = checkup_setup(s->run);
    REQUIRE(calibrator);
    *size = (Calibration){ 0 };
    for (uint32_t i = 0; i < s->track->count && !size->done; i++) {
        Pose pose = s->input[i].pose;
        pose.captured_us++;  // a calibration takes time 0 for "not yet"
        if (pose.found) calibrator_add(calibrator, &pose, checkup_is_seated(s->run), 0, size);
    }
    free(calibrator);
    size->height_cm = setup.height_cm;
    return size->done;
}

// The child's own lengths are known, not seen.
static void take_true_lengths(Scorer *s)
{
    Calibration *c = &s->size;
    const Vec3 *m = s->track->pose[0].joint;
    float per_m = s->input[0].pose.scale_px / s->height_m * c->stage_per_px;
    c->height = s->height_m * per_m;
    c->height_cm = 100 * s->height_m;
    for (int k = 0; k < SIDE_COUNT; k++) {
        c->arm[k] = per_m * (apart(m[LANDMARK_SHOULDER_LEFT + k], m[LANDMARK_ELBOW_LEFT + k]) +
                             apart(m[LANDMARK_ELBOW_LEFT + k], m[LANDMARK_WRIST_LEFT + k]));
        if (!c->seated)
            c->leg[k] = per_m * (apart(m[LANDMARK_HIP_LEFT + k], m[LANDMARK_KNEE_LEFT + k]) +
                                 apart(m[LANDMARK_KNEE_LEFT + k], m[LANDMARK_ANKLE_LEFT + k]));
    }
    c->shoulder_width = per_m * apart(m[LANDMARK_SHOULDER_LEFT], m[LANDMARK_SHOULDER_RIGHT]);
}

// The poses of one side, and where its stage has what was shown.
static bool take_side(Scorer *s, bool truth)
{
    const Track *t = s->track;
    for (uint32_t i = 0; i < t->count; i++) {
        PlayInput *in = &s->input[i];
        *in = (PlayInput){ .step = t->pose[i].step, .has_pose = true };
        in->taken_us = (int64_t)in->step * 1000000 / GAME_STEPS_PER_SECOND;
        in->pose = t->pose[i].seen;
        if (!truth) continue;
        track_true_pose(s->run, t->pose[i].joint, &in->pose);
        in->pose.number = in->step + 1;
        in->pose.captured_us = in->pose.ready_us = in->taken_us;
    }
    Calibration again;
    bool done = calibrate(s, &again);
    if (!done) return false;
    s->size = truth || !t->size.done ? again : t->size;  // a recording was not played
    s->size.height = again.height;  // its share of what is seen may be another today
    if (truth) take_true_lengths(s);
    for (uint32_t i = 0; i < t->event_count; i++) {
        const TrackEvent *e = &t->event[i];
        s->event[i] = (RecordedEvent){ e->step, e->event };
        if (!truth) continue;
        const Vec3 place[LANDMARK_COUNT] = { { e->place.x, e->place.y, 0 } };
        Pose flat;
        track_true_pose(s->run, place, &flat);
        s->event[i].event.at =
            stage_from_image(&s->size, &flat, vec2(flat.image[0].x, flat.image[0].y));
    }
    return true;
}

static Recording recording_of(const Scorer *s)
{
    Recording recording = { .input = s->input,
                            .input_count = s->track->count,
                            .event = s->event,
                            .event_count = s->track->event_count };
    SessionInfo *info = &recording.info;
    info->desc.plan.play = checkup_setup(s->run);
    info->has_summary = true;
    info->game_version = info->desc.plan.play.game->version;
    info->play_version = PLAY_VERSION;
    info->step_count = s->track->steps;
    snprintf(info->game_id, sizeof info->game_id, "%s", info->desc.plan.play.game->id);
    snprintf(info->desc.model, sizeof info->desc.model, "%s", model_name(s->run->model));
    info->desc.plan.age_months = (unsigned)(12 * s->run->rig.age_years);
    info->summary.calibration = s->size;
    return recording;
}

// The angle at the shoulder between upper arm and trunk as it is, in three dimensions.
static double raised_deg(const Vec3 *m, int side)
{
    Vec3 s = m[LANDMARK_SHOULDER_LEFT + side], e = m[LANDMARK_ELBOW_LEFT + side];
    Vec3 h = m[LANDMARK_HIP_LEFT + side];
    Vec3 arm = { e.x - s.x, e.y - s.y, e.z - s.z }, trunk = { h.x - s.x, h.y - s.y, h.z - s.z };
    float dot = arm.x * trunk.x + arm.y * trunk.y + arm.z * trunk.z;
    double lengths = (double)apart(e, s) * (double)apart(h, s);
    return acos(fmin(fmax((double)dot / lengths, -1), 1)) * 180 / M_PI;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// The truth's shoulder range: the largest median of five of that angle, whatever its plane.
static double range_of(const Scorer *s, const Kinematics *t, const Finding *f)
{
    double best = NAN;
    for (int k = 0; k < t->item_count; k++) {
        const CheckupItem *item = &t->item[k];
        size_t first = 0, last = 0;
        if (item->kind != f->kind || item->side != f->side || !item->done) continue;
        kinematics_window(t, item->begin_s, item->end_s, &first, &last);
        for (size_t at = first; at + 5 <= last; at++) {
            double five[5];
            for (size_t j = 0; j < 5; j++)
                five[j] = raised_deg(s->track->pose[at + j].joint, f->side);
            qsort(five, 5, sizeof *five, by_size);
            best = fmax(best, five[2]);  // fmax passes over NaN
        }
    }
    return best;
}

static Result measure(Scorer *s, bool truth, Measured *measured)
{
    Kinematics kinematics;
    measured->count = 0;
    if (!take_side(s, truth))
        return fail(RESULT_NOT_FOUND, "run %d: the child could not be measured", s->run->number);
    Recording recording = recording_of(s);
    if (truth) recording.info.desc.plan.age_months = 0;  // its height is known, not of its age
    Result result = kinematics_open(&kinematics, &recording);
    if (result) return result;
    result = assess(&kinematics, measured->list, &measured->count);
    floor_take(&measured->still, &kinematics);
    for (int i = 0; !result && truth && i < measured->count; i++) {
        Finding *f = &measured->list[i];
        if (f->measure == MEASURE_ROM_ABDUCTION && f->side >= 0)
            f->value = range_of(s, &kinematics, f);
    }
    kinematics_close(&kinematics);
    return result;
}

// ---- the line ----

static json_t *conditions(const CheckupRun *run, float height_m)
{
#define WORD(name, word, ...) word,
    static const char *const builds[] = { RIG_BUILD_LIST(WORD) };
    static const char *const aids[] = { RIG_AID_LIST(WORD) };
    static const char *const rooms[] = { RIG_ROOM_LIST(WORD) };
    static const char *const tilts[] = { RIG_TILT_LIST(WORD) };
    static const char *const far[] = { RIG_DISTANCE_LIST(WORD) };
    static const char *const lenses[] = { RIG_LENS_LIST(WORD) };
    static const char *const open[] = { RIG_SHUTTER_LIST(WORD) };
#undef WORD
    const DemoRig *g = &run->rig;
    return json_pack(
        "{s:f, s:b, s:f, s:s, s:i, s:s, s:f, s:f, s:s, s:s, s:s, s:s, s:s, s:f, s:i, s:i, s:i}",
        "age", (double)g->age_years, "girl", g->girl, "height_cm", (double)(100 * height_m),
        "build", builds[g->build], "outfit", g->outfit, "aid", aids[g->aid], "turn_deg",
        (double)g->turn_deg, "forward_deg", (double)g->forward_deg, "room", rooms[g->room],
        "distance", far[g->distance], "tilt", tilts[g->tilt], "lens", lenses[g->lens], "shutter",
        open[g->shutter], "aside", (double)g->aside, "width", run->width, "height", run->height,
        "jpeg", run->jpeg);
}

static bool same(const Finding *a, const Finding *b)
{
    return a->item == b->item && a->kind == b->kind && a->side == b->side &&
           a->measure == b->measure && a->statistic == b->statistic;
}

static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

// Each value over items that the truth has, with what tracking made of it.
static json_t *pairs(const Measured *truth, const Measured *tracked)
{
    json_t *list = json_array();
    for (int i = 0; i < truth->count; i++) {
        const Finding *t = &truth->list[i], *seen = NULL;
        if (t->item != 0 || !isfinite(t->value)) continue;
        for (int k = 0; k < tracked->count && !seen; k++)
            if (same(&tracked->list[k], t)) seen = &tracked->list[k];
        json_t *pair =
            json_pack("{s:s, s:s, s:i, s:s, s:o, s:o}", "measure", measure_info(t->measure)->name,
                      "item", checkup_name(t->kind), "side", t->side, "unit", t->unit, "truth",
                      number(t->value), "tracked", number(seen ? seen->value : NAN));
        json_array_append_new(list, pair);
    }
    return list;
}

Result checkup_score(const CheckupRun *run, const Track *track, json_t **line)
{
    static Measured truth, tracked;
    Scorer s = { .run = run, .track = track, .height_m = rig_stature_m(&run->rig) };
    s.input = malloc((track->count + 1) * sizeof *s.input);
    s.event = malloc((track->event_count + 1) * sizeof *s.event);
    Result result = RESULT_OK;
    if (!s.input || !s.event) result = fail(RESULT_FULL, "no memory for a check-up");
    if (!result) result = measure(&s, true, &truth);
    if (!result) result = measure(&s, false, &tracked);
    if (!result) {
        // The tracker's centimetres over the true ones, across the child's own plane.
        s.size.height *= calibration_taller(&s.size, (unsigned)(12 * run->rig.age_years));
        double cm = stage_to_length(&s.size, (double)s.size.stage_per_px);
        *line = json_pack(
            "{s:i, s:s, s:f, s:f, s:i, s:o, s:o, s:o}", "run", run->number, "model",
            model_name(run->model), "scale", cm / (100 * (double)track->m_per_px), "seconds",
            track->seconds, "poses", (int)track->count, "conditions", conditions(run, s.height_m),
            "floor", floor_json(&truth.still, &tracked.still), "values", pairs(&truth, &tracked));
        if (!*line) result = fail(RESULT_FULL, "no memory for a line");
    }
    free(s.input);
    free(s.event);
    return result;
}
