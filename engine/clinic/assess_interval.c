// SPDX-License-Identifier: MIT
// assess_interval.c: the two intervals of a finding.
#include "clinic/assess.h"

#include "measure/error_model.h"

#include <math.h>
#include <string.h>

void assess_no_interval(Finding *f)
{
    f->error = f->measure_low = f->measure_high = f->value_low = f->value_high = NAN;
    f->interval = FINDING_NO_INTERVAL;
}

// How much of the finding's unit is one of the model's: a length's is 1 %H.
static double one_of_model(const Kinematics *t, Measure measure)
{
    bool length = !strncmp(measure_info(measure)->unit, "cm", 2);
    return length && t->size.height_cm > 0 ? (double)t->size.height_cm / 100 : 1;
}

// The model of the network that saw this check-up, at its end: a check-up keeps its network.
static const ErrorModel *model_of(const Kinematics *t, Measure measure)
{
    const SessionInfo *info = &t->recording->info;
    const char *used = info->summary.model_used;
    return error_model_find(measure, *used ? used : info->desc.model);
}

// What cannot lie beyond these is not told to. X(measure, least, most)
#define ENDS_LIST(X)                                                                               \
    X(SWAY_RMS, 0, INFINITY)                                                                       \
    X(SWAY_RANGE, 0, INFINITY)                                                                     \
    X(SWAY_VELOCITY, 0, INFINITY)                                                                  \
    X(ROMBERG_QUOTIENT, 0, INFINITY)                                                               \
    X(SINGLE_LEG_STANCE, 0, CHECKUP_CAP_S)                                                         \
    X(FEET_TOGETHER, 0, INFINITY)                                                                  \
    X(TRUNK_LEAN_MAX, 0, INFINITY)                                                                 \
    X(LATERAL_REACH, 0, INFINITY)                                                                  \
    X(COMPENSATION_INDEX, 0, INFINITY)                                                             \
    X(SQUAT_DEPTH, 0, INFINITY)                                                                    \
    X(ROM_ABDUCTION, 0, 180)                                                                       \
    X(REACTION_TIME, 0, INFINITY)                                                                  \
    X(MOVEMENT_TIME, 0, INFINITY)                                                                  \
    X(PEAK_VELOCITY, 0, INFINITY)                                                                  \
    X(TIME_TO_PEAK, 0, 1)                                                                          \
    X(VELOCITY_PEAKS, 0, INFINITY)                                                                 \
    X(PATH_EFFICIENCY, 0, 1)                                                                       \
    X(TRUNK_DISPLACEMENT, 0, INFINITY)                                                             \
    X(FITTS_THROUGHPUT, 0, INFINITY)                                                               \
    X(MIDLINE_CROSSING, 0, 100)                                                                    \
    X(DISCRETE_PHASE_LOCKING, 0, 1)                                                                \
    X(DISCRETE_PHASE_SD, 0, INFINITY)                                                              \
    X(PHASE_LOCKING, 0, 1)                                                                         \
    X(SYMMETRY_INDEX, -200, 200)

static Interval ends_of(Measure measure)
{
    switch ((int)measure) {
#define X(name, least, most)                                                                       \
    case MEASURE_##name: return (Interval){ least, most };
        ENDS_LIST(X)
#undef X
    default: return (Interval){ -INFINITY, INFINITY };
    }
}

// An end that is not known stays so.
static void cut(Measure measure, double *low, double *high)
{
    Interval ends = ends_of(measure);
    if (*low < ends.low) *low = fmin(ends.low, *high);
    if (*high > ends.high) *high = fmax(ends.high, *low);
}

void assess_interval(const Assess *a, Finding *f, Interval spread, FindingInterval how)
{
    const ErrorModel *model = model_of(a->kinematics, f->measure);
    assess_no_interval(f);
    bool known = isfinite(spread.low) && isfinite(spread.high);
    TrackError e = { 0, 0 };
    if (model) {
        e = error_model_at(model, f->value, one_of_model(a->kinematics, f->measure));
        Interval seen = error_model_interval(f->measure, e, f->value);
        f->measure_low = seen.low;
        f->measure_high = seen.high;
        cut(f->measure, &f->measure_low, &f->measure_high);
        f->error = 1.96 * e.sd;
    }
    if (!known) return;
    Interval both = error_model_whole(f->measure, interval_add(spread, f->value, e.bias, e.sd));
    f->value_low = both.low;
    f->value_high = both.high;
    f->interval = how;
    cut(f->measure, &f->value_low, &f->value_high);
    f->error = (f->value_high - f->value_low) / 2;
}
