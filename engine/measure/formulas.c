// SPDX-License-Identifier: MIT
// formulas.c: the formula of every measure of the list, each under its row's name.
#include "measure/balance.h"
#include "measure/bilateral.h"
#include "measure/change.h"
#include "measure/rom.h"
#include "measure/series.h"
#include "measure/signal.h"
#include "measure/smooth.h"
#include "measure/sway.h"
#include "measure/timing.h"

#include <math.h>
#include <string.h>

// ---- sway ----

static double formula_sway_rms(const Series *s)
{
    return sway_rms(s->x, s->y, s->count);
}

static double formula_sway_range(const Series *s)
{
    return sway_range(s->x, s->count);
}

static double formula_sway_path(const Series *s)
{
    return s->count > 1 ? signal_path(s->x, s->y, s->count) : NAN;
}

static double formula_sway_velocity(const Series *s)
{
    return sway_velocity(s->x, s->y, s->count, s->rate_hz);
}

static const double *apart(const double *x, const double *x2, size_t count, double *work)
{
    sway_apart(x, x2, count, work);
    return work;
}

static double formula_sway_noise_rms(const Series *s)
{
    return sway_rms(apart(s->x, s->x2, s->count, s->work), NULL, s->count);
}

static double formula_sway_noise_velocity(const Series *s)
{
    return sway_velocity(apart(s->x, s->x2, s->count, s->work), NULL, s->count, s->rate_hz);
}

static size_t area_room(size_t count)
{
    return 2 * count;
}

static double formula_sway_noise_area(const Series *s)
{
    return sway_area(apart(s->x, s->x2, s->count, s->work),
                     apart(s->y, s->y2, s->count, s->work + s->count), s->count);
}

static double formula_sway_area(const Series *s)
{
    return sway_area(s->x, s->y, s->count);
}

static SwaySpectrum spectrum_of(const Series *s)
{
    return sway_spectrum(s->x, s->y, s->count, s->rate_hz, s->work);
}

static double formula_sway_mean_frequency(const Series *s)
{
    return spectrum_of(s).mean;
}

static double formula_sway_centroid_frequency(const Series *s)
{
    return spectrum_of(s).centroid;
}

static double formula_sway_median_frequency(const Series *s)
{
    return spectrum_of(s).median;
}

static double formula_sway_f95(const Series *s)
{
    return spectrum_of(s).f95;
}

static double formula_sway_frequency_dispersion(const Series *s)
{
    return spectrum_of(s).dispersion;
}

static double formula_romberg_quotient(const Series *s)
{
    double open = sway_rms(s->x, NULL, s->count);
    return open > 0 ? sway_rms(s->x2, NULL, s->count) / open : NAN;
}

// ---- balance ----

static double formula_single_leg_stance(const Series *s)
{
    BalanceSeries series = { s->time_s, s->y, s->x2, s->y2, NULL, s->count };
    return balance_longest_single_leg(&series, s->options->set.cap).held_s;
}

static double formula_tandem_stance(const Series *s)
{
    return balance_hold(s->time_s, s->x, s->y, s->x2, s->y2, s->count, s->options->set.cap);
}

static double formula_feet_together(const Series *s)
{
    return formula_tandem_stance(s);
}

static double formula_lean(const Series *s)
{
    for (size_t i = 0; i < s->count; i++) s->work[i] = balance_lean(s->x[i], s->x2[i], s->x3[i]);
    return signal_mean(s->work, s->count);
}

static double lean_limit(const Series *s, double side)
{
    size_t n = (size_t)fmin(fmax(0.5 * s->rate_hz, 1), (double)s->count);
    double start = signal_mean(s->x, n);
    for (size_t i = 0; i < s->count; i++) s->work[i] = side * (s->x[i] - start);
    return balance_held_maximum(s->work, s->count, s->rate_hz, s->options->set.hold);
}

static double formula_lean_limit_right(const Series *s)
{
    return lean_limit(s, 1);
}

static double formula_lean_limit_left(const Series *s)
{
    return lean_limit(s, -1);
}

static double trunk_lean_at(const Series *s, size_t i)
{
    return balance_trunk_lean(s->x[i], s->y[i], s->x2[i], s->y2[i]);
}

static double formula_trunk_lean(const Series *s)
{
    for (size_t i = 0; i < s->count; i++) s->work[i] = trunk_lean_at(s, i);
    return signal_mean(s->work, s->count);
}

static double formula_trunk_lean_max(const Series *s)
{
    for (size_t i = 0; i < s->count; i++) s->work[i] = fabs(trunk_lean_at(s, i));
    return rom_highest(s->work, s->count);
}

static double formula_lateral_reach(const Series *s)
{
    return balance_reach(s->x, s->count, s->rate_hz);
}

static double formula_compensation_index(const Series *s)
{
    return balance_compensation(s->x, s->y, s->x2, s->y2, s->count);
}

static double formula_shoulder_hike(const Series *s)
{
    return balance_shoulder_hike(s->x, s->y, s->x2, s->y2, s->count, s->rate_hz,
                                 s->options->set.width, s->work);
}

static double formula_squat_depth(const Series *s)
{
    return rom_highest(s->x, s->count);
}

// ---- one reach, smoothness ----

static double formula_reach(const Series *s)
{
    REQUIRE(s->reach);
    return reach_field(s->reach, s->field);
}

static double formula_path_efficiency(const Series *s)
{
    double path = signal_path(s->x, s->y, s->count);
    size_t last = s->count - 1;
    return path > 0 ? fmin(hypot(s->x[last] - s->x[0], s->y[last] - s->y[0]) / path, 1) : NAN;
}

// The column of speeds, or what x and y make of it in the first `count` doubles of the workspace.
static const double *speed_of(const Series *s)
{
    if (s->speed) return s->speed;
    signal_speed(s->x, s->y, s->count, s->rate_hz, s->work);
    return s->work;
}

static size_t sparc_room(size_t count)
{
    return count + smooth_sparc_work(count);
}

static double formula_sparc(const Series *s)
{
    return smooth_sparc(speed_of(s), s->count, s->rate_hz, s->options->set.wmax, s->work + s->count,
                        smooth_sparc_work(s->count));
}

static double formula_ldj(const Series *s)
{
    return smooth_ldj(speed_of(s), s->count, s->rate_hz);
}

// ---- the two sides ----

static double angle_at(const Series *s, size_t i)
{
    return rom_angle(s->x[i], s->y[i], s->x2[i], s->y2[i], s->x3[i], s->y3[i]);
}

static double formula_rom_abduction(const Series *s)
{
    for (size_t i = 0; i < s->count; i++) s->work[i] = angle_at(s, i);
    return rom_highest(s->work, s->count);
}

static double highest_bend(const Series *s)
{
    for (size_t i = 0; i < s->count; i++) s->work[i] = 180 - angle_at(s, i);
    return rom_highest(s->work, s->count);
}

static double formula_rom_elbow(const Series *s)
{
    return highest_bend(s);
}

static double formula_rom_knee(const Series *s)
{
    return highest_bend(s);
}

static double formula_symmetry_index(const Series *s)
{
    return bilateral_symmetry_index(signal_mean(s->x, s->count), signal_mean(s->x2, s->count));
}

static double formula_mirror_index(const Series *s)
{
    return bilateral_mirror_index(s->x, s->y, s->x2, s->y2, s->count);
}

static BilateralPhase phase_of(const Series *s)
{
    return bilateral_phase(s->x, s->x2, s->count, s->work);
}

static BilateralPhase strikes_of(const Series *s)
{
    return bilateral_strikes(s->x, s->x2, s->count, s->work);
}

static double formula_discrete_relative_phase(const Series *s)
{
    return strikes_of(s).mean_deg;
}

static double formula_discrete_phase_locking(const Series *s)
{
    return strikes_of(s).locking;
}

static double formula_discrete_phase_sd(const Series *s)
{
    return strikes_of(s).sd_deg;
}

static double formula_relative_phase(const Series *s)
{
    return phase_of(s).mean_deg;
}

static double formula_phase_locking(const Series *s)
{
    return phase_of(s).locking;
}

static double formula_phase_sd(const Series *s)
{
    return phase_of(s).sd_deg;
}

static double formula_midline_crossing(const Series *s)
{
    return dose_midline_crossing(s->x, s->x2, s->x3, s->count);
}

static double median_of(const Series *s, const double *column)
{
    memcpy(s->work, column, s->count * sizeof *s->work);
    return signal_median(s->work, s->count);
}

static double formula_midline_cost(const Series *s)
{
    return median_of(s, s->x) - median_of(s, s->x2);
}

// ---- timing and aiming ----

static double formula_tracking_error(const Series *s)
{
    return timing_tracking_error(s->x, s->y, s->x2, s->y2, s->count);
}

static double formula_tracking_lag(const Series *s)
{
    return timing_tracking_lag(s->x, s->y, s->x2, s->y2, s->count, s->rate_hz);
}

static double formula_time_on_target(const Series *s)
{
    return timing_on_target(s->x, s->y, s->x2, s->y2, s->count, s->options->set.radius);
}

static double formula_timing_constant_error(const Series *s)
{
    return timing_errors(s->x, s->count).constant;
}

static double formula_timing_absolute_error(const Series *s)
{
    return timing_errors(s->x, s->count).absolute;
}

static double formula_timing_variable_error(const Series *s)
{
    return timing_errors(s->x, s->count).variable;
}

static double formula_fitts_difficulty(const Series *s)
{
    size_t used = 0;
    for (size_t i = 0; i < s->count; i++) {
        double bits = timing_difficulty(s->x[i], s->x2[i]);
        if (isfinite(bits)) s->work[used++] = bits;
    }
    return signal_mean(s->work, used);
}

static double formula_fitts_throughput(const Series *s)
{
    return timing_throughput(s->x, s->x2, s->x3, s->count);
}

// ---- dose, quality, change ----

static double formula_dose_repetitions(const Series *s)
{
    const MeasureParameters *set = &s->options->set;
    return (double)rom_repetitions(s->x, s->count, set->low, set->high);
}

static double formula_dose_distance(const Series *s)
{
    return signal_path(s->x, s->y, s->count);
}

static double formula_dose_active_time(const Series *s)
{
    return dose_time_above(speed_of(s), s->count, s->rate_hz, s->options->set.threshold);
}

static double formula_engagement(const Series *s)
{
    double scheduled_s = s->options->set.scheduled;
    double duration_s = (double)s->count / s->rate_hz;
    return dose_engagement(formula_dose_active_time(s),
                           isnan(scheduled_s) ? duration_s : scheduled_s);
}

static double formula_repetition_form(const Series *s)
{
    const MeasureParameters *set = &s->options->set;
    double all = formula_dose_repetitions(s);
    double good =
        (double)rom_repetitions_in_form(s->x, s->x2, s->count, set->low, set->high, set->limit);
    return all > 0 ? 100 * good / all : NAN;
}

static double formula_quality_valid(const Series *s)
{
    return s->quality.valid;
}

static double formula_quality_rate(const Series *s)
{
    return s->quality.rate_hz;
}

static double formula_quality_dropped(const Series *s)
{
    return s->quality.dropped;
}

static double formula_sem(const Series *s)
{
    if (s->count < CHANGE_BASELINE_MIN) return NAN;
    return change_sem(signal_sd(s->x, s->count), s->options->set.icc);
}

static double formula_mdc95(const Series *s)
{
    return change_mdc95(formula_sem(s));
}

// ---- the table ----

static size_t usual_room(size_t count)
{
    return count + 1;
}

#define FORMULA(name)                                                                              \
    {                                                                                              \
        formula_##name, usual_room, 0                                                              \
    }
#define FORMULA_IN(name, room)                                                                     \
    {                                                                                              \
        formula_##name, room, 0                                                                    \
    }
#define REACH(field)                                                                               \
    {                                                                                              \
        formula_reach, usual_room, REACH_AT_##field                                                \
    }

static const Formula formulas[] = {
#define X(name, stored, unit, version, trust, better, kind, cutoff, needs, may, text, source,      \
          formula)                                                                                 \
    [MEASURE_##name] = formula,
    MEASURE_LIST(X)
#undef X
};
_Static_assert(sizeof formulas / sizeof *formulas == MEASURE_COUNT, "a row without a formula");

const Formula *measure_formula(Measure measure)
{
    REQUIRE((unsigned)measure < MEASURE_COUNT);
    return &formulas[measure];
}
