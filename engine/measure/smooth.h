// SPDX-License-Identifier: MIT
// smooth.h: how smooth a movement is: spectral arc length, log dimensionless jerk, speed peaks.
#pragma once

#include "tiptoe/base.h"

// The spectral arc length's limit of frequency. Cameras of 30 a second carry nothing but noise
// above 5 Hz; one fixed limit keeps values comparable. The published default is 10 Hz.
#define SMOOTH_SPARC_CUTOFF_HZ        10.0
#define SMOOTH_SPARC_CAMERA_CUTOFF_HZ 5.0

// Doubles of workspace that smooth_sparc needs for `count` samples.
size_t smooth_sparc_work(size_t count);
// Spectral arc length of a speed profile, about -1.4 for one smooth reach and lower the more broken
// up (Balasubramanian 2015, J NeuroEng Rehabil 12:112: amplitude threshold 0.05, padding 4). NaN
// below 2 samples, without any movement, or with a value that is not finite.
double smooth_sparc(const double *speed, size_t count, double rate_hz, double cutoff_hz,
                    double *work, size_t work_count);

// Log dimensionless jerk of a speed profile, T = count / rate (Balasubramanian 2015). NaN below 3
// samples, without movement, or for a straight line, whose jerk is zero.
double smooth_ldj(const double *speed, size_t count, double rate_hz);

// Movement units: maxima of speed above a fifth of the highest, which rise out of their
// surroundings by `rise` at least (Chang 2005; children: PMC4981505). A maximum at an end counts: a
// reach may be cut off at its target. 0 without movement.
int smooth_peaks(const double *speed, size_t count, double rise);
