// SPDX-License-Identifier: MIT
// timing.h: following a moving target, meeting one in time, and aiming at one (Fitts).
#pragma once

#include "tiptoe/base.h"

#define TIMING_LAG_MAX_S 1.0

// Root mean square distance of the hand from the target; y pairs may be NULL. NaN if empty.
double timing_tracking_error(const double *x, const double *y, const double *target_x,
                             const double *target_y, size_t count);
// How far the hand is behind the target, s: where their cross-correlation is highest within
// +-TIMING_LAG_MAX_S (a parabola through the best three); negative is ahead. NaN if one rests or
// the track is shorter than four times the limit's samples of lag.
double timing_tracking_lag(const double *x, const double *y, const double *target_x,
                           const double *target_y, size_t count, double rate_hz);
// Share of samples within `radius`, %.
double timing_on_target(const double *x, const double *y, const double *target_x,
                        const double *target_y, size_t count, double radius);

// Signed errors, one a trial; too late is positive. Subtract the machine's latency beforehand.
typedef struct TimingErrors {
    double constant;  // mean
    double absolute;  // mean of the sizes
    double variable;  // standard deviation, 1/(n-1); NaN for one trial
} TimingErrors;
TimingErrors timing_errors(const double *error, size_t count);

// log2(A / W + 1), bits (Shannon form, unadjusted: children, Hourcade 2003). NaN unless both > 0.
double timing_difficulty(double amplitude, double width);
// Mean over trials of difficulty / movement time to first entry, bits/s. Others are left out.
double timing_throughput(const double *amplitude, const double *width, const double *movement_s,
                         size_t count);
