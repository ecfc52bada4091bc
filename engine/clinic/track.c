// track.c: trials by their events, signals from raw landmarks.
#include "clinic/track.h"

#include "body/body.h"
#include "body/trust.h"
#include "measure/balance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BIT(landmark) (UINT64_C(1) << LANDMARK_##landmark)

static const uint64_t shoulders = BIT(SHOULDER_LEFT) | BIT(SHOULDER_RIGHT);
static const uint64_t hips = BIT(HIP_LEFT) | BIT(HIP_RIGHT);
static const uint64_t ankles = BIT(ANKLE_LEFT) | BIT(ANKLE_RIGHT);
static const uint64_t knees = BIT(KNEE_LEFT) | BIT(KNEE_RIGHT);

// ---- opening ----

static Result fill_steps(Track *t)
{
    const Recording *r = t->recording;
    uint32_t last = r->input_count ? r->input[r->input_count - 1].step : 0;
    double taken_s = 0;
    uint32_t taken_step = 0, next = 0;
    t->step_count = last + 1;
    t->step_s = malloc(t->step_count * sizeof *t->step_s);
    if (!t->step_s) return fail(RESULT_FULL, "out of memory: close other programs");
    for (uint32_t step = 0; step <= last; step++) {
        const PlayInput *in = next < r->input_count ? &r->input[next] : NULL;
        if (in && in->step == step) {
            if (in->has_pose) {
                taken_s = (double)in->taken_us * 1e-6;
                taken_step = step;
            }
            next++;
        }
        t->step_s[step] = taken_s + (double)(step - taken_step) / GAME_STEPS_PER_SECOND;
    }
    return RESULT_OK;
}

static Result fill_bodies(Track *t)
{
    const Recording *r = t->recording;
    size_t poses = 0;
    for (uint32_t i = 0; i < r->input_count; i++) poses += r->input[i].has_pose;
    t->body = calloc(poses + 1, sizeof *t->body);
    t->time_s = calloc(poses + 1, sizeof *t->time_s);
    if (!t->body || !t->time_s) return fail(RESULT_FULL, "out of memory: close other programs");
    TrustWatch watch = { 0 };
    Body body = { 0 };
    for (uint32_t i = 0; i < r->input_count; i++) {
        const Pose *pose = &r->input[i].pose;
        float trust[LANDMARK_COUNT];
        if (!r->input[i].has_pose) continue;
        trust_update(&watch, pose, &t->size, r->info.desc.plan.play.setup.profile.without, trust);
        body_update(&body, pose, trust, &t->size);
        t->body[t->count] = body;
        t->time_s[t->count++] = (double)pose->captured_us * 1e-6;
    }
    return RESULT_OK;
}

static TrackTrial *add_trial(Track *t, const GameEvent *e, unsigned support)
{
    if (t->trial_count == TRACK_TRIALS_MAX || !(e->value >= 0 && e->value < CHECKUP_COUNT))
        return NULL;
    TrackTrial *trial = &t->trial[t->trial_count++];
    *trial = (TrackTrial){ .number = e->target,
                           .kind = (CheckupKind)(int)e->value,
                           .side = e->side,
                           .support = support,
                           .why = CHECKUP_VOID_COUNT };
    return trial;
}

static TrackTrial *find_trial(Track *t, int number)
{
    for (int i = t->trial_count; i-- > 0;)
        if (t->trial[i].number == number) return &t->trial[i];
    return NULL;
}

static void take_event(Track *t, const RecordedEvent *recorded, unsigned *support)
{
    const GameEvent *e = &recorded->event;
    if (e->event == EVENT_SUPPORT && e->value >= 0 && e->value < (1 << SUPPORT_COUNT))
        *support = (unsigned)e->value;
    // A measure does not know which part of the time was a pause.
    TrackTrial *open = t->trial_count ? &t->trial[t->trial_count - 1] : NULL;
    if (e->event == EVENT_PAUSE && open && !open->done && open->why == CHECKUP_VOID_COUNT)
        open->why = CHECKUP_VOID_PAUSED;
    if (e->event == EVENT_TRIAL_BEGIN) {
        TrackTrial *trial = add_trial(t, e, *support);
        if (!trial) return;
        trial->attempt = (int)e->at.x;
        trial->begin_step = trial->end_step = recorded->step;
        trial->begin_s = trial->end_s = track_step_s(t, recorded->step);
    }
    if (e->event != EVENT_TRIAL_END && e->event != EVENT_TRIAL_VOID) return;
    TrackTrial *trial = find_trial(t, e->target);
    if (!trial && e->event == EVENT_TRIAL_VOID) {
        trial = add_trial(t, e, *support);  // never begun
        if (trial) {
            trial->attempt = (int)e->at.y;
            trial->begin_s = trial->end_s = track_step_s(t, recorded->step);
        }
    }
    if (!trial) return;
    trial->done = e->event == EVENT_TRIAL_END && trial->why != CHECKUP_VOID_PAUSED;
    if (e->event == EVENT_TRIAL_END) {
        trial->end_step = recorded->step;
        trial->end_s = track_step_s(t, recorded->step);
        trial->by_therapist = e->at.x > 0;
    } else if (e->at.x >= 0 && e->at.x < CHECKUP_VOID_COUNT) {
        trial->why = (CheckupVoid)(int)e->at.x;
    }
}

Result track_open(Track *t, const Recording *recording)
{
    const SessionInfo *info = &recording->info;
    memset(t, 0, sizeof *t);
    t->recording = recording;
    t->size = info->summary.calibration;
    if (!info->has_summary || !t->size.done || !(t->size.height > 0))
        return fail(
            RESULT_MALFORMED,
            "session %lld has no measured child in it: it was interrupted, or the child never "
            "stood still in full view",
            (long long)info->id);
    bool typed = t->size.height_cm > 0;
    t->length = (double)((typed ? t->size.height_cm : 100) / t->size.height);
    t->length_unit = typed ? "cm" : "%H";
    Result result = fill_steps(t);
    if (!result) result = fill_bodies(t);
    unsigned support = 0;
    for (uint32_t i = 0; !result && i < recording->event_count; i++)
        take_event(t, &recording->event[i], &support);
    if (result) track_close(t);
    return result;
}

void track_close(Track *t)
{
    free(t->time_s);
    free(t->body);
    free(t->step_s);
    memset(t, 0, sizeof *t);
}

double track_step_s(const Track *t, uint32_t step)
{
    if (step < t->step_count) return t->step_s[step];
    return t->step_count ? t->step_s[t->step_count - 1] : 0;
}

void track_window(const Track *t, double from_s, double to_s, size_t *first, size_t *last)
{
    *first = 0;
    while (*first < t->count && t->time_s[*first] < from_s) ++*first;
    *last = *first;
    while (*last < t->count && t->time_s[*last] <= to_s) ++*last;
}

// ---- signals ----

static uint64_t needs(Signal signal, int side)
{
    int s = side < 0 ? 0 : side;
    switch (signal) {
    case SIGNAL_COM_X: return shoulders | hips | knees | ankles;
    case SIGNAL_ANKLE_LEFT_X:
    case SIGNAL_FEET_LEFT_X:
    case SIGNAL_FEET_LEFT_Y: return BIT(ANKLE_LEFT);
    case SIGNAL_ANKLE_RIGHT_X:
    case SIGNAL_FEET_RIGHT_X:
    case SIGNAL_FEET_RIGHT_Y: return BIT(ANKLE_RIGHT);
    case SIGNAL_SHOULDERS_X:
    case SIGNAL_SHOULDERS_Y: return shoulders;
    case SIGNAL_LIFTED: return BIT(ANKLE_LEFT) << !s;
    case SIGNAL_STANCE_X:
    case SIGNAL_STANCE_Y: return BIT(ANKLE_LEFT) << s;
    case SIGNAL_FINGER_X:
    case SIGNAL_FINGER_Y: return BIT(INDEX_LEFT) << s;
    case SIGNAL_ELBOW_X:
    case SIGNAL_ELBOW_Y: return BIT(ELBOW_LEFT) << s;
    case SIGNAL_SHOULDER_X:
    case SIGNAL_SHOULDER_Y: return BIT(SHOULDER_LEFT) << s;
    case SIGNAL_HIP_SIDE_X:
    case SIGNAL_HIP_SIDE_Y: return BIT(HIP_LEFT) << s;
    case SIGNAL_HAND_LEFT_X:
    case SIGNAL_HAND_LEFT_Y: return BIT(WRIST_LEFT);
    case SIGNAL_HAND_RIGHT_X:
    case SIGNAL_HAND_RIGHT_Y: return BIT(WRIST_RIGHT);
    case SIGNAL_ARM_RAISE: return BIT(SHOULDER_LEFT) << s | BIT(ELBOW_LEFT) << s | hips;
    default: return hips;
    }
}

static bool trusted(const Body *body, uint64_t set)
{
    if (!body->seen) return false;
    for (int i = 0; i < LANDMARK_COUNT; i++)
        if ((set & UINT64_C(1) << i) && body->trust[i] < BODY_TRUST_MIN) return false;
    return true;
}

static double com_x(const Body *body)
{
    double x[LANDMARK_COUNT];
    for (int i = 0; i < LANDMARK_COUNT; i++) x[i] = (double)body->joint[i].x;
    return balance_com(x);
}

// In leg lengths of its own side, from where it stands.
static Vec2 foot_ll(const Track *t, const Body *body, int side)
{
    Vec2 at = body->joint[LANDMARK_ANKLE_LEFT + side];
    float leg = t->size.leg[side] > 0 ? t->size.leg[side] : 1;
    return vec2((at.x - t->size.hip.x) / leg, (at.y - t->size.ankle_y[side]) / leg);
}

// In arm lengths of its own side, from the shoulder at rest.
static Vec2 hand_al(const Track *t, const Body *body, int side)
{
    Vec2 middle = vec2_mix(t->size.shoulder[0], t->size.shoulder[1], 0.5f);
    return vec2_scale(vec2_sub(body->hand[side], middle), 1 / t->size.arm[side]);
}

static double stage_value(const Body *b, Signal signal, int s)
{
    const Vec2 *j = b->joint;
    switch (signal) {
    case SIGNAL_HIP_X:
    case SIGNAL_HIPS_X: return (double)b->hips.x;
    case SIGNAL_HIPS_Y: return (double)b->hips.y;
    case SIGNAL_COM_X: return com_x(b);
    case SIGNAL_ANKLE_LEFT_X: return (double)j[LANDMARK_ANKLE_LEFT].x;
    case SIGNAL_ANKLE_RIGHT_X: return (double)j[LANDMARK_ANKLE_RIGHT].x;
    case SIGNAL_SHOULDERS_X: return (double)b->shoulders.x;
    case SIGNAL_SHOULDERS_Y: return (double)b->shoulders.y;
    case SIGNAL_FINGER_X: return (double)j[LANDMARK_INDEX_LEFT + s].x;
    case SIGNAL_FINGER_Y: return (double)j[LANDMARK_INDEX_LEFT + s].y;
    case SIGNAL_ELBOW_X: return (double)j[LANDMARK_ELBOW_LEFT + s].x;
    case SIGNAL_ELBOW_Y: return (double)j[LANDMARK_ELBOW_LEFT + s].y;
    case SIGNAL_SHOULDER_X: return (double)j[LANDMARK_SHOULDER_LEFT + s].x;
    case SIGNAL_SHOULDER_Y: return (double)j[LANDMARK_SHOULDER_LEFT + s].y;
    case SIGNAL_HIP_SIDE_X: return (double)j[LANDMARK_HIP_LEFT + s].x;
    default: return (double)j[LANDMARK_HIP_LEFT + s].y;
    }
}

double track_signal(const Track *t, const TrackTrial *trial, Signal signal, size_t pose)
{
    const Body *b = &t->body[pose];
    int side = trial && trial->side >= 0 ? trial->side : 0;
    if (t->size.seated && signal == SIGNAL_COM_X) signal = SIGNAL_SHOULDERS_X;
    if (!trusted(b, needs(signal, side))) return NAN;
    switch (signal) {
    case SIGNAL_FEET_LEFT_X: return (double)foot_ll(t, b, SIDE_LEFT).x;
    case SIGNAL_FEET_LEFT_Y: return (double)foot_ll(t, b, SIDE_LEFT).y;
    case SIGNAL_FEET_RIGHT_X: return (double)foot_ll(t, b, SIDE_RIGHT).x;
    case SIGNAL_FEET_RIGHT_Y: return (double)foot_ll(t, b, SIDE_RIGHT).y;
    case SIGNAL_LIFTED: return (double)foot_ll(t, b, !side).y;
    case SIGNAL_STANCE_X: return (double)foot_ll(t, b, side).x;
    case SIGNAL_STANCE_Y: return (double)foot_ll(t, b, side).y;
    case SIGNAL_HAND_LEFT_X: return (double)hand_al(t, b, SIDE_LEFT).x;
    case SIGNAL_HAND_LEFT_Y: return (double)hand_al(t, b, SIDE_LEFT).y;
    case SIGNAL_HAND_RIGHT_X: return (double)hand_al(t, b, SIDE_RIGHT).x;
    case SIGNAL_HAND_RIGHT_Y: return (double)hand_al(t, b, SIDE_RIGHT).y;
    case SIGNAL_HIP_DROP: {
        float leg = (t->size.leg[0] + t->size.leg[1]) / 2;
        return leg > 0 ? (double)(100 * (t->size.hip.y - b->hips.y) / leg) : NAN;
    }
    case SIGNAL_ARM_RAISE: return (double)b->value[BODY_ARM_RAISE_LEFT + side];
    default: return t->length * stage_value(b, signal, side);
    }
}

const char *signal_unit(const Track *t, Signal signal)
{
    static const char *const units[] = { "",
#define X(name, unit, meaning) unit,
                                         SIGNAL_LIST(X)
#undef X
    };
    REQUIRE((unsigned)signal < SIGNAL_COUNT);
    return strcmp(units[signal], "length") ? units[signal] : t->length_unit;
}

const char *signal_meaning(Signal signal)
{
    static const char *const meanings[] = { "",
#define X(name, unit, meaning) meaning,
                                            SIGNAL_LIST(X)
#undef X
    };
    REQUIRE((unsigned)signal < SIGNAL_COUNT);
    return meanings[signal];
}
