// SPDX-License-Identifier: MIT
// signal.h: uneven camera samples become an evenly sampled, low-passed track; all in place, no I/O.
#pragma once

#include "tiptoe/base.h"

// A gap up to this long is bridged by interpolation; a longer one cuts the trial. (At 30 frames a
// second two frames in a row may be lost.)
#define SIGNAL_GAP_MAX_S 0.1

// A run of samples without a longer gap.
typedef struct SignalSpan {
    size_t first, count;
} SignalSpan;

// Removes samples whose time is not finite, or not later than the one kept before it, or with a
// non-finite value in any of `columns` arrays; the rest moves to the front. Returns how many stay.
size_t signal_clean(double *time_s, double *const *column, int columns, size_t count);

// The longest span (by duration; the earlier of equals) of clean, rising times; count 0 if none.
SignalSpan signal_longest(const double *time_s, size_t count, double gap_s);
// The span that holds `when_s`, which may lie up to `gap_s` outside it; count 0 if none.
SignalSpan signal_span_at(const double *time_s, size_t count, double gap_s, double when_s);

// Samples a second: (count - 1) / duration; 0 if there is none.
double signal_rate(const double *time_s, size_t count);
// The median step, s: the camera's own, whatever was dropped. `work` holds count doubles. NaN if
// none.
double signal_median_step(const double *time_s, size_t count, double *work);
// True if every step is within 2 % of the mean step: such a track needs no resampling.
bool signal_is_even(const double *time_s, size_t count);

// How many samples signal_resample gives for these times at `rate_hz`.
size_t signal_resampled_count(const double *time_s, size_t count, double rate_hz);
// Cubic Hermite (tangents by three-point differences, so a parabola is kept exactly) at
// time_s[0] + i / rate_hz. Times rise strictly. `out` and `value` do not overlap.
void signal_resample(const double *time_s, const double *value, size_t count, double rate_hz,
                     double *out, size_t out_count);

// Second-order Butterworth low-pass run forwards and backwards (no lag; the amplitude at the cutoff
// is one half), steady-state initial conditions, ends extended by odd reflection of up to 9
// samples: the same numbers as scipy's filtfilt(*butter(2, cutoff)). In place. A cutoff at or above
// SIGNAL_CUTOFF_SHARE of the rate, or fewer than 2 samples, leaves the track as it is: who reports
// a filter asks before.
#define SIGNAL_CUTOFF_SHARE 0.49
void signal_lowpass(double *value, size_t count, double rate_hz, double cutoff_hz);

// How far signal_lowpass, then central differences, lets white noise through: standard deviation of
// one axis' speed (units/s) per unit of position noise that was sampled at `noise_rate_hz`.
double signal_speed_noise_gain(double noise_rate_hz, double cutoff_hz);

// Central differences, one-sided at both ends; 0 for a single sample. `out` and `value` differ.
void signal_derivative(const double *value, size_t count, double rate_hz, double *out);
// Speed along a plane curve (y NULL: along a line). `out` differs from x and y.
void signal_speed(const double *x, const double *y, size_t count, double rate_hz, double *out);

double signal_median(double *value, size_t count);  // changes the order; NaN if empty
// Median of value[i - 2 .. i + 2], of fewer at the ends: one bad frame leaves no trace.
double signal_median5(const double *value, size_t count, size_t i);
double signal_mean(const double *value, size_t count);  // NaN if empty
double signal_sd(const double *value, size_t count);    // 1/(n-1); NaN below two samples
double signal_path(const double *x, const double *y, size_t count);  // y may be NULL
