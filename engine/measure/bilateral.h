// SPDX-License-Identifier: MIT
// bilateral.h: how alike and how timed together the two sides move.
#pragma once

#include "tiptoe/base.h"

// 100 (R - L) / (0.5 (R + L)) (Robinson 1987); 0 is symmetric. NaN if the sum is 0.
double bilateral_symmetry_index(double right, double left);

// Positions from the body's middle; the right side is mirrored: R' = (-x, y), then 1 - mean(|L -
// R'| / (|L| + |R'|)); 1 is a perfect mirror image. Samples with both at the middle are left out;
// NaN if all.
double bilateral_mirror_index(const double *left_x, const double *left_y, const double *right_x,
                              const double *right_y, size_t count);

typedef struct BilateralPhase {
    double mean_deg;  // first less second, -180..180: positive if the first leads
    double locking;   // phase-locking value 0..1 (> 0.7 strong, 0.4-0.7 moderate, < 0.4 weak)
    double sd_deg;    // circular standard deviation, sqrt(-2 ln PLV)
} BilateralPhase;

// Of strikes: when each of the second falls within the first's cycle, as a share of 360 degrees
// (point estimate of relative phase). `locking` is the mean resultant length R. A strike is where a
// height falls through the lowest third of its range, by the 10th and 90th percentiles, after it
// was in the highest third; a cycle longer than 1.5 of the median misses a strike and tells
// nothing. [thresholds ours] NaN below BILATERAL_STRIKES_MIN of them.
#define BILATERAL_STRIKES_MIN 4
#define BILATERAL_STRIKES_MAX 512  // of a side; later ones are not looked at
size_t bilateral_strikes_work(size_t count);
BilateralPhase bilateral_strikes(const double *first, const double *second, size_t count,
                                 double *work);

// Relative phase of two angles or heights that go on moving, by the Hilbert transform; strikes with
// rests between them are told too weak by it. An eighth of the samples at each end is left out of
// the means, where the transform takes the record for one that repeats. NaN below 8 samples or if
// one rests.
size_t bilateral_phase_work(size_t count);
BilateralPhase bilateral_phase(const double *first, const double *second, size_t count,
                               double *work);
