// SPDX-License-Identifier: MIT
// sway.h: postural sway of one coordinate, or of two where a force plate or depth camera gives
// them. Never a medio-lateral x antero-posterior ellipse from one frontal camera: its depth is a
// guess.
#pragma once

#include "tiptoe/base.h"

// Children's sway lies below 2 Hz (Riach & Hayes 1987); above 3 Hz a camera brings noise only.
#define SWAY_CUTOFF_HZ 3.0

// All on even tracks; y NULL means one coordinate. NaN where there are too few samples.
double sway_rms(const double *x, const double *y,
                size_t count);  // about the mean, 1/n (Prieto 1996)
double sway_range(const double *x, size_t count);
double sway_velocity(const double *x, const double *y, size_t count,
                     double rate_hz);  // path / (n dt)

// 95 % prediction ellipse (Schubert & Kirchner 2014): covariance by 1/(n-1), F by its closed form.
double sway_area(const double *x, const double *y, size_t count);

// What tracking alone does to the middle of two points x and x2 of one rigid part, such as the two
// hips: half of their difference, which cannot sway. Errors of any colour are in it, so the same
// formula over it is the noise floor of that formula over the middle; errors that both points share
// are not. Without x2: x itself, of a stand in which nothing moved.
void sway_apart(const double *x, const double *x2, size_t count, double *apart);

// What both hips share in the tracker's error, which their difference does not show: the error of
// the mid-hip is so many times the formula over half the difference. Geometric means over the rig's
// still stands (tools/validity_checkup.md, the floor of sway); a test holds them to it.
#define SWAY_COMMON_RMS      2.9
#define SWAY_COMMON_VELOCITY 2.7

// For research only: frequency depends on processing more than on the child. From Welch's spectrum.
typedef struct SwaySpectrum {
    double mean;  // power-weighted over axes, all frequencies: as Santos & Duarte 2016 publish it
    double centroid;    // sqrt(m2 / m0), 0.15-5 Hz as the rest (Prieto 1996)
    double median;      // half of the power lies below
    double f95;         // 95 % of it
    double dispersion;  // sqrt(1 - m1^2 / (m0 m2)), 0 a pure sine
} SwaySpectrum;
size_t sway_spectrum_work(size_t count);
SwaySpectrum sway_spectrum(const double *x, const double *y, size_t count, double rate_hz,
                           double *work);
