// SPDX-License-Identifier: MIT
// validity_measure.c: from landmarks to values, by the product's own formulas.
#include "validity.h"

#include "measure/balance.h"
#include "measure/bilateral.h"
#include "measure/reach.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

// A coordinate of the middle of two landmarks (or of one, twice).
typedef struct Signal {
    int a, b;
    char axis;     // 'x': to the player's right, 'y': up; 'm': the body's centre of mass, x
    double scale;  // per px
    double zero;   // px, taken off first
} Signal;

static double px(const Pose *p, int landmark, char axis)
{
    return axis == 'y' ? -(double)p->image[landmark].y * p->height
                       : -(double)p->image[landmark].x * p->width;
}

static double mass_px(const Pose *p)
{
    double x[LANDMARK_COUNT];
    for (int i = 0; i < LANDMARK_COUNT; i++) x[i] = px(p, i, 'x');
    return balance_com(x);
}

static double signal_of(const Signal *s, const Pose *p)
{
    if (!p->found) return NAN;
    double v = s->axis == 'm' ? mass_px(p) : 0.5 * (px(p, s->a, s->axis) + px(p, s->b, s->axis));
    return (v - s->zero) * s->scale;
}

static void put(Values *values, RowName row, double value)
{
    REQUIRE(values->count < VALUES_MAX);
    values->value[values->count++] = (Value){ row, value };
}

static int first_of(const Track *t, double at_s)
{
    int i = 0;
    while (i < t->count && (double)t->pose[i].captured_us / 1e6 < at_s - 1e-6) i++;
    return i;
}

static double compute(const Track *t, const Window *w, Measure measure, const Signal *signals,
                      int count)
{
    static const int at[] = {
        MEASURE_X, MEASURE_Y, MEASURE_X2, MEASURE_Y2, MEASURE_X3, MEASURE_Y3
    };
    int from = first_of(t, w->from), to = first_of(t, w->to), rows = to - from;
    if (rows < 8) return NAN;
    double *columns = calloc((size_t)(rows * 7), sizeof *columns), value = NAN;
    REQUIRE(columns);
    MeasureTable table = { .time_s = columns, .count = (size_t)rows };
    for (int i = 0; i < rows; i++) columns[i] = (double)t->pose[from + i].captured_us / 1e6;
    for (int c = 0; c < count; c++) {
        if (signals[c].axis == 0) continue;
        double *column = columns + (c + 1) * rows;
        for (int i = 0; i < rows; i++) column[i] = signal_of(&signals[c], &t->pose[from + i]);
        table.column[at[c]] = column;
    }
    MeasureOptions options = measure_options();
    size_t work_count = 0;
    MeasureValue out;
    if (measure_work(measure, &table, &options, &work_count) == RESULT_OK) {
        double *work = calloc(work_count, sizeof *work);
        REQUIRE(work);
        if (measure_compute(measure, &table, &options, work, work_count, &out) == RESULT_OK)
            value = out.value;
        free(work);
    }
    free(columns);
    return value;
}

#define MID(name, axis, scale)                                                                     \
    {                                                                                              \
        LANDMARK_##name##_LEFT, LANDMARK_##name##_RIGHT, axis, scale, 0                            \
    }
#define ONE(landmark, axis, scale)                                                                 \
    {                                                                                              \
        (int)(landmark), (int)(landmark), axis, scale, 0                                           \
    }

static void sway(const Track *t, const Window *w, Values *values)
{
    const Signal hip[] = { MID(HIP, 'x', t->cm_per_px) };
    if (w->family == FAMILY_STILL) {
        put(values, ROW_NOISE, compute(t, w, MEASURE_SWAY_RMS, hip, 1));
        put(values, ROW_NOISE_VELOCITY, compute(t, w, MEASURE_SWAY_VELOCITY, hip, 1));
        return;
    }
    if (w->family == FAMILY_QUIET) {
        put(values, ROW_QUIET, compute(t, w, MEASURE_SWAY_RMS, hip, 1));
        return;
    }
    put(values, ROW_SWAY_RMS, compute(t, w, MEASURE_SWAY_RMS, hip, 1));
    put(values, ROW_SWAY_RANGE, compute(t, w, MEASURE_SWAY_RANGE, hip, 1));
    put(values, ROW_SWAY_VELOCITY, compute(t, w, MEASURE_SWAY_VELOCITY, hip, 1));
}

static void stance(const Track *t, const Window *w, Values *values)
{
    int lifted = LANDMARK_ANKLE_LEFT + (int)w->side, other = LANDMARK_ANKLE_LEFT + (int)!w->side;
    double per = 1 / t->leg_px;
    const Signal ankles[] = { { 0 },
                              { lifted, lifted, 'y', per, t->ankle_y_px[w->side] },
                              ONE(other, 'x', per),
                              ONE(other, 'y', per) };
    put(values, ROW_STANCE, compute(t, w, MEASURE_SINGLE_LEG_STANCE, ankles, 4));
}

static void lean(const Track *t, const Window *w, Values *values)
{
    const Signal hip[] = { MID(HIP, 'x', t->cm_per_px) };
    Measure side = w->side == SIDE_RIGHT ? MEASURE_LEAN_LIMIT_RIGHT : MEASURE_LEAN_LIMIT_LEFT;
    put(values, ROW_LEAN, compute(t, w, side, hip, 1));
    const Signal mass[] = { { 0, 0, 'm', 1, 0 },
                            { 0 },
                            ONE(LANDMARK_ANKLE_LEFT, 'x', 1),
                            { 0 },
                            ONE(LANDMARK_ANKLE_RIGHT, 'x', 1) };
    put(values, ROW_LEAN_COM, compute(t, w, MEASURE_LEAN, mass, 5));
}

static void stretch(const Track *t, const Window *w, Values *values)
{
    double per = t->cm_per_px;
    int side = (int)w->side;
    const Signal wrist[] = { ONE(LANDMARK_WRIST_LEFT + side, 'x', per) };
    const Signal tip[] = { ONE(LANDMARK_INDEX_LEFT + side, 'x', per) };
    const Signal trunk[] = { MID(SHOULDER, 'x', per), MID(SHOULDER, 'y', per), MID(HIP, 'x', per),
                             MID(HIP, 'y', per) };
    const Signal both[] = { ONE(LANDMARK_WRIST_LEFT + side, 'x', per),
                            ONE(LANDMARK_WRIST_LEFT + side, 'y', per), MID(SHOULDER, 'x', per),
                            MID(SHOULDER, 'y', per) };
    put(values, ROW_REACH_FAR, compute(t, w, MEASURE_LATERAL_REACH, tip, 1));
    put(values, ROW_REACH_WRIST, compute(t, w, MEASURE_LATERAL_REACH, wrist, 1));
    put(values, ROW_TRUNK, compute(t, w, MEASURE_TRUNK_LEAN_MAX, trunk, 4));
    put(values, ROW_COMPENSATION, compute(t, w, MEASURE_COMPENSATION_INDEX, both, 4));
}

static double angle(const Track *t, const Window *w, Measure measure, int end, int middle,
                    int other)
{
    const Signal three[] = { ONE(end, 'x', 1),    ONE(end, 'y', 1),   ONE(middle, 'x', 1),
                             ONE(middle, 'y', 1), ONE(other, 'x', 1), ONE(other, 'y', 1) };
    return compute(t, w, measure, three, 6);
}

static double abduction(const Track *t, const Window *w, int side)
{
    return angle(t, w, MEASURE_ROM_ABDUCTION, LANDMARK_ELBOW_LEFT + side,
                 LANDMARK_SHOULDER_LEFT + side, LANDMARK_HIP_LEFT + side);
}

static void drum(const Track *t, const Window *w, Values *values)
{
    const Signal heights[] = { ONE(LANDMARK_WRIST_LEFT, 'y', 1),
                               { 0 },
                               ONE(LANDMARK_WRIST_RIGHT, 'y', 1) };
    put(values, ROW_PHASE, compute(t, w, MEASURE_RELATIVE_PHASE, heights, 3));
    put(values, ROW_LOCKING, compute(t, w, MEASURE_PHASE_LOCKING, heights, 3));
    // From the body's middle where it was at the window's start.
    const Pose *p = &t->pose[first_of(t, w->from)];
    double x = 0.5 * (px(p, LANDMARK_SHOULDER_LEFT, 'x') + px(p, LANDMARK_SHOULDER_RIGHT, 'x'));
    double y = 0.5 * (px(p, LANDMARK_SHOULDER_LEFT, 'y') + px(p, LANDMARK_SHOULDER_RIGHT, 'y'));
    int left = LANDMARK_WRIST_LEFT, right = LANDMARK_WRIST_RIGHT;
    const Signal hands[] = { { left, left, 'x', 1, x },
                             { left, left, 'y', 1, y },
                             { right, right, 'x', 1, x },
                             { right, right, 'y', 1, y } };
    put(values, ROW_MIRROR, compute(t, w, MEASURE_MIRROR_INDEX, hands, 4));
}

static void squat(const Track *t, const Window *w, Values *values)
{
    const Signal drop[] = { { LANDMARK_HIP_LEFT, LANDMARK_HIP_RIGHT, 'y', -100 / t->leg_px,
                              t->hip_y_px } };
    put(values, ROW_SQUAT, compute(t, w, MEASURE_SQUAT_DEPTH, drop, 1));
    put(values, ROW_KNEE,
        angle(t, w, MEASURE_ROM_KNEE, LANDMARK_HIP_LEFT, LANDMARK_KNEE_LEFT, LANDMARK_ANKLE_LEFT));
}

static void palm(const Track *t, const Pose *p, int side, double *x, double *y)
{
    static const int part[] = { LANDMARK_WRIST_LEFT, LANDMARK_INDEX_LEFT, LANDMARK_PINKY_LEFT };
    *x = *y = 0;
    for (int i = 0; i < 3; i++) {
        *x += px(p, part[i] + side, 'x') / 3 / t->arm_px[side];
        *y += px(p, part[i] + side, 'y') / 3 / t->arm_px[side];
    }
}

static void reach(const Track *t, const Window *w, Values *values)
{
    static ReachSample sample[REACH_SAMPLES_MAX];
    int side = (int)w->side, count = 0, from = first_of(t, w->from - 0.3);
    double entry = NAN, arm = t->arm_px[side];
    for (int i = from; i < t->count && count < REACH_SAMPLES_MAX; i++) {
        const Pose *p = &t->pose[i];
        double at = (double)p->captured_us / 1e6, per_h = 0.625 * p->height, x, y;
        if (at > w->to) break;
        ReachSample *s = &sample[count++];
        *s = (ReachSample){ .time_s = at, .valid = p->found };
        if (!p->found) continue;
        palm(t, p, side, &s->hand_x, &s->hand_y);
        s->trunk_x =
            0.5 * (px(p, LANDMARK_SHOULDER_LEFT, 'x') + px(p, LANDMARK_SHOULDER_RIGHT, 'x'));
        s->trunk_y =
            0.5 * (px(p, LANDMARK_SHOULDER_LEFT, 'y') + px(p, LANDMARK_SHOULDER_RIGHT, 'y'));
        s->trunk_x /= arm;
        s->trunk_y /= arm;
        x = -(0.5 * p->width + (double)w->target.x * per_h) / arm;
        y = -(0.885 * p->height - (double)w->target.y * per_h) / arm;
        double off = hypot(s->hand_x - x, s->hand_y - y) * arm;
        if (isnan(entry) && at > w->from && off <= REACH_RADIUS_H * per_h) entry = at;
    }
    // The hand goes back down after the entry: that is no part of the reach.
    while (count > 0 && isfinite(entry) && sample[count - 1].time_s > entry + 0.35) count--;
    ReachWindow window = {
        .sample = sample, .count = (size_t)count, .stimulus_s = w->from, .entry_s = entry
    };
    ReachMeasures m = reach_measure(&window);
    put(values, ROW_REACTION, m.reaction_s);
    put(values, ROW_MOVEMENT, m.movement_s);
    put(values, ROW_PEAK, m.peak_speed);
    put(values, ROW_TO_PEAK, m.time_to_peak);
    put(values, ROW_PATH, m.path_efficiency);
    put(values, ROW_DISPLACEMENT, m.trunk_displacement);
    put(values, ROW_PEAKS, m.velocity_peaks);
    put(values, ROW_SPARC, m.sparc);
    Window moved = *w;
    moved.from = m.onset_s;
    moved.to = entry;
    const Signal hand[] = { ONE(LANDMARK_WRIST_LEFT + side, 'x', 1),
                            ONE(LANDMARK_WRIST_LEFT + side, 'y', 1) };
    bool whole = isfinite(moved.from) && isfinite(moved.to);
    put(values, ROW_JERK, whole ? compute(t, &moved, MEASURE_LDJ, hand, 2) : NAN);
}

static void recorded(const Track *t, const Window *w, Values *values)
{
    double per = t->cm_per_px;
    for (int side = 0; side < SIDE_COUNT; side++) {
        put(values, ROW_REAL_ABDUCTION, abduction(t, w, side));
        put(values, ROW_REAL_ELBOW,
            angle(t, w, MEASURE_ROM_ELBOW, LANDMARK_SHOULDER_LEFT + side,
                  LANDMARK_ELBOW_LEFT + side, LANDMARK_WRIST_LEFT + side));
        const Signal hand[] = { ONE(LANDMARK_WRIST_LEFT + side, 'x', 1 / t->arm_px[side]),
                                ONE(LANDMARK_WRIST_LEFT + side, 'y', 1 / t->arm_px[side]) };
        put(values, ROW_REAL_PATH, compute(t, w, MEASURE_DOSE_DISTANCE, hand, 2));
    }
    const Signal trunk[] = { MID(SHOULDER, 'x', per), MID(SHOULDER, 'y', per), MID(HIP, 'x', per),
                             MID(HIP, 'y', per) };
    put(values, ROW_REAL_TRUNK, compute(t, w, MEASURE_TRUNK_LEAN_MAX, trunk, 4));
    const Signal hip[] = { MID(HIP, 'x', per) };
    put(values, ROW_REAL_HIPS, compute(t, w, MEASURE_SWAY_RANGE, hip, 1));
}

void track_measure(const Track *t, const Session *session, Values *values)
{
    double before = NAN;
    for (int i = 0; i < session->window_count; i++) {
        const Window *w = &session->window[i];
        switch (w->family) {
        case FAMILY_STILL:
        case FAMILY_QUIET:
        case FAMILY_SWAY: sway(t, w, values); break;
        case FAMILY_STANCE: stance(t, w, values); break;
        case FAMILY_LEAN: lean(t, w, values); break;
        case FAMILY_STRETCH: stretch(t, w, values); break;
        case FAMILY_ABDUCT: {
            double now = abduction(t, w, (int)w->side);
            put(values, ROW_ABDUCTION, now);
            if (w->side == SIDE_LEFT)
                put(values, ROW_SYMMETRY, bilateral_symmetry_index(before, now));
            before = now;
            break;
        }
        case FAMILY_DRUM: drum(t, w, values); break;
        case FAMILY_SQUAT: squat(t, w, values); break;
        case FAMILY_REACH: reach(t, w, values); break;
        case FAMILY_MOCAP: recorded(t, w, values); break;
        }
    }
}
