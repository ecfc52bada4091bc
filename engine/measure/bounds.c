// SPDX-License-Identifier: MIT
// bounds.c: the requirements of every measure in one table, and the check of a track against them.
#include "measure/bounds.h"

#include "measure/reach.h"
#include "measure/sway.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

// Above this no camera, force plate or sensor of movement works: the unit of time is wrong. [ours]
#define RATE_MAX_HZ 10000
// A point whose range is below this share of its place has not moved: the rest is rounding.
#define STILL_SHARE 1e-9

// Of a pair of columns the first stands for the point: the one that moves may be either.
#define POINT_1  COLUMN_X
#define POINT_2  COLUMN_X2
#define POINTS_2 (COLUMN_X | COLUMN_X2)

// Nothing here is sampled below 10 Hz. Sway is read up to 5 Hz (Prieto 1996), which needs twice
// that, and slower than 10 Hz each step would be a gap of more than SIGNAL_GAP_MAX_S.
#define RATE_MIN_HZ 10

// X(measure, least samples or trials, least rate Hz, least and most seconds without a gap, points
// that cannot be constant)
//
// Stance: trials in use last 20 s (Prieto 1996) to 120 s (Carpenter 2001, Gait Posture 13:35); ten
// minutes are five times that. Three seconds are what the check-up asks of one leg. [ours]
#define SWAY(name, moves) X(name, 20, RATE_MIN_HZ, 3, 600, moves)
// Welch's segments are half the length and must hold one period of the lowest frequency, 0.15 Hz.
#define SPECTRUM(name) X(name, 128, RATE_MIN_HZ, 2 / 0.15, 600, POINT_1)
// A hold is timed: from one second, the shortest that the check-up takes. A foot counts as lifted
// after 0.2 s, two samples at least. [ours]
#define HOLD(name, moves) X(name, 10, RATE_MIN_HZ, 1, 600, moves)
// A largest value is the largest median of five: twice as many samples, half a second. [ours]
#define FARTHEST(name, moves) X(name, 10, RATE_MIN_HZ, 0.5, 600, moves)
// One movement: a child's fastest reach takes about 0.2 s; two minutes are a long drawn trail. Its
// shape lies below 6 Hz (Winter, Biomechanics, ch. 3), so twice that; 15 Hz leave the filter room.
#define ONE_MOVEMENT(name) X(name, 6, REACH_RATE_MIN_HZ, 0.2, 120, POINT_1)
// Three cycles at the check-up's 50 beats a minute are 3.6 s. [ours]
#define RHYTHM(name) X(name, 36, RATE_MIN_HZ, 3.6, 600, POINTS_2)
// Pursuit; the target may stand still. [ours]
#define PURSUIT(name) X(name, 20, RATE_MIN_HZ, 2, 3600, POINT_1)
// A dose is counted over a play or a day's therapy: at most four hours, as long as a recording.
#define DOSE(name) X(name, 10, RATE_MIN_HZ, 1, 4 * 3600, POINT_1)
// The record's own quality: of any rate and length, from ten rows on. [ours]
#define RECORD(name) X(name, 10, 0, 0, INFINITY, COLUMN_NONE)
// One or two trials say nothing of the next. [ours]
#define TRIALS(name) X(name, 3, 0, 0, INFINITY, COLUMN_NONE)
// The spread of equal values is not zero, it is not known.
#define SPREAD(name) X(name, 3, 0, 0, INFINITY, POINT_1)
// One reach (reach.h): its window is 34 s at most; its own reasons tell the rest.
#define REACH(name, moves) X(name, 4, REACH_RATE_MIN_HZ, 0.2, 34, moves)

#define BOUNDS_LIST                                                                                \
    SWAY(SWAY_RMS, POINT_1)                                                                        \
    SWAY(SWAY_RANGE, POINT_1)                                                                      \
    SWAY(SWAY_PATH, POINT_1)                                                                       \
    SWAY(SWAY_VELOCITY, POINT_1)                                                                   \
    SWAY(SWAY_NOISE_RMS, POINT_1)                                                                  \
    SWAY(SWAY_NOISE_VELOCITY, POINT_1)                                                             \
    SWAY(SWAY_NOISE_AREA, POINT_1)                                                                 \
    SWAY(SWAY_AREA, POINT_1)                                                                       \
    SPECTRUM(SWAY_MEAN_FREQUENCY)                                                                  \
    SPECTRUM(SWAY_CENTROID_FREQUENCY)                                                              \
    SPECTRUM(SWAY_MEDIAN_FREQUENCY)                                                                \
    SPECTRUM(SWAY_F95)                                                                             \
    SPECTRUM(SWAY_FREQUENCY_DISPERSION)                                                            \
    SWAY(ROMBERG_QUOTIENT, POINTS_2)                                                               \
    HOLD(SINGLE_LEG_STANCE, POINT_1)                                                               \
    HOLD(TANDEM_STANCE, POINTS_2)                                                                  \
    HOLD(FEET_TOGETHER, POINTS_2)                                                                  \
    HOLD(LEAN, POINT_1)                                                                            \
    HOLD(LEAN_LIMIT_RIGHT, POINT_1)                                                                \
    HOLD(LEAN_LIMIT_LEFT, POINT_1)                                                                 \
    HOLD(TRUNK_LEAN, POINTS_2)                                                                     \
    HOLD(TRUNK_LEAN_MAX, POINTS_2)                                                                 \
    HOLD(LATERAL_REACH, POINT_1)                                                                   \
    FARTHEST(COMPENSATION_INDEX, POINTS_2)                                                         \
    HOLD(SHOULDER_HIKE, POINTS_2)                                                                  \
    FARTHEST(SQUAT_DEPTH, POINT_1)                                                                 \
    REACH(REACTION_TIME, POINT_1)                                                                  \
    REACH(MOVEMENT_TIME, POINT_1)                                                                  \
    REACH(PEAK_VELOCITY, POINT_1)                                                                  \
    REACH(TIME_TO_PEAK, POINT_1)                                                                   \
    REACH(TRUNK_DISPLACEMENT, POINTS_2)                                                            \
    REACH(VELOCITY_PEAKS, POINT_1)                                                                 \
    REACH(REACH_SPARC, POINT_1)                                                                    \
    ONE_MOVEMENT(PATH_EFFICIENCY)                                                                  \
    ONE_MOVEMENT(SPARC)                                                                            \
    ONE_MOVEMENT(LDJ)                                                                              \
    FARTHEST(ROM_ABDUCTION, POINT_1)                                                               \
    FARTHEST(ROM_ELBOW, POINT_1)                                                                   \
    FARTHEST(ROM_KNEE, POINT_1)                                                                    \
    TRIALS(SYMMETRY_INDEX)                                                                         \
    RHYTHM(MIRROR_INDEX)                                                                           \
    RHYTHM(DISCRETE_RELATIVE_PHASE)                                                                \
    RHYTHM(DISCRETE_PHASE_LOCKING)                                                                 \
    RHYTHM(DISCRETE_PHASE_SD)                                                                      \
    RHYTHM(RELATIVE_PHASE)                                                                         \
    RHYTHM(PHASE_LOCKING)                                                                          \
    RHYTHM(PHASE_SD)                                                                               \
    TRIALS(MIDLINE_CROSSING)                                                                       \
    TRIALS(MIDLINE_COST)                                                                           \
    PURSUIT(TRACKING_ERROR)                                                                        \
    X(TRACKING_LAG, 40, RATE_MIN_HZ, 4, 3600, POINTS_2) /* +-1 s: four times that; of a move */    \
    PURSUIT(TIME_ON_TARGET)                                                                        \
    TRIALS(TIMING_CONSTANT_ERROR)                                                                  \
    TRIALS(TIMING_ABSOLUTE_ERROR)                                                                  \
    SPREAD(TIMING_VARIABLE_ERROR)                                                                  \
    TRIALS(FITTS_DIFFICULTY)                                                                       \
    TRIALS(FITTS_THROUGHPUT)                                                                       \
    DOSE(DOSE_REPETITIONS)                                                                         \
    DOSE(DOSE_DISTANCE)                                                                            \
    DOSE(DOSE_ACTIVE_TIME)                                                                         \
    DOSE(ENGAGEMENT)                                                                               \
    DOSE(REPETITION_FORM)                                                                          \
    RECORD(QUALITY_VALID)                                                                          \
    RECORD(QUALITY_RATE)                                                                           \
    RECORD(QUALITY_DROPPED)                                                                        \
    SPREAD(SEM)                                                                                    \
    SPREAD(MDC95)

static const MeasureBounds table[] = {
#define X(name, least, rate_hz, least_s, most_s, moves)                                            \
    [MEASURE_##name] = { least, rate_hz, least_s, most_s, moves },
    BOUNDS_LIST
#undef X
};
#define X(...) +1
_Static_assert(0 BOUNDS_LIST == MEASURE_COUNT, "each measure has its bounds once");
#undef X

MeasureBounds measure_bounds(Measure measure, const MeasureOptions *options)
{
    REQUIRE(measure < MEASURE_COUNT);
    MeasureBounds bounds = table[measure];
    // The spectrum up to wmax must be there.
    if (measure == MEASURE_SPARC) bounds.rate_hz = fmax(bounds.rate_hz, 2 * options->set.wmax);
    return bounds;
}

Result bounds_none(Measure measure, MeasureNone why, MeasureNone *none, const char *format, ...)
{
    char text[200];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    *none = why;
    return fail(RESULT_MALFORMED, "%s: not measurable: %s", measure_info(measure)->name, text);
}

static bool still(const double *value, size_t count)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; value && i < count; i++) {
        low = fmin(low, value[i]);
        high = fmax(high, value[i]);
    }
    return !(high - low > STILL_SHARE * fmax(fabs(low), fabs(high)));
}

// The first point of `moves` that does not; MEASURE_COLUMN_COUNT if all do.
static MeasureColumn still_point(const BoundsTrack *t, unsigned moves)
{
    if (t->column[MEASURE_SPEED] && moves)
        return still(t->column[MEASURE_SPEED], t->count) ? MEASURE_SPEED : MEASURE_COLUMN_COUNT;
    for (int c = MEASURE_X; c < MEASURE_SPEED; c += 2) {
        bool given = t->column[c] || t->column[c + 1];
        if (!(moves & 1u << c) || !given) continue;
        if (still(t->column[c], t->count) && still(t->column[c + 1], t->count))
            return (MeasureColumn)(t->column[c] ? c : c + 1);
    }
    return MEASURE_COLUMN_COUNT;
}

Result bounds_check(Measure measure, const BoundsTrack *t, const MeasureOptions *options,
                    MeasureNone *none)
{
    const MeasureBounds b = measure_bounds(measure, options);
    bool trials = measure_info(measure)->kind == MEASURE_TRIALS;
    double step_s = t->rate_hz > 0 ? 1 / t->rate_hz : 0;
    // A camera's rate is met within 2 %, a duration within one sample.
    if (t->rate_hz * 1.02 < b.rate_hz)
        return bounds_none(measure, MEASURE_NONE_SLOW, none,
                           "%.3g samples a second, it needs %.3g%s", t->rate_hz, b.rate_hz,
                           t->rate_hz < 1 ? " (are the times in seconds?)" : "");
    if (t->rate_hz > RATE_MAX_HZ)
        return bounds_none(measure, MEASURE_NONE_FAST, none,
                           "%.3g samples a second are more than anything that follows a body gives "
                           "(are the times in seconds?)",
                           t->rate_hz);
    if (t->count < b.least)
        return bounds_none(measure, MEASURE_NONE_FEW, none, "%zu %s, it needs %zu", t->count,
                           trials ? "trials" : "samples without a gap", b.least);
    if (t->seconds + step_s < b.least_s)
        return bounds_none(measure, MEASURE_NONE_SHORT, none,
                           "%.2f s without a gap, it needs %.3g s", t->seconds, b.least_s);
    if (t->seconds > b.most_s)
        return bounds_none(measure, MEASURE_NONE_LONG, none,
                           "%.0f s, one trial of it lasts %.4g s at most", t->seconds, b.most_s);
    MeasureColumn column = still_point(t, b.moves);
    if (column < MEASURE_COLUMN_COUNT)
        return bounds_none(measure, MEASURE_NONE_STILL, none,
                           "the column %s is constant, and no body is",
                           measure_column_name(column));
    return RESULT_OK;
}
