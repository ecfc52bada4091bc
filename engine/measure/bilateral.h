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

// Relative phase of two angles or heights by the Hilbert transform. NaN below 8 samples or if one
// rests.
size_t bilateral_phase_work(size_t count);
BilateralPhase bilateral_phase(const double *first, const double *second, size_t count,
                               double *work);
