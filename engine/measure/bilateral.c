// SPDX-License-Identifier: MIT
// bilateral.c: symmetry, mirror image and relative phase.
#include "measure/bilateral.h"

#include "measure/signal.h"
#include "measure/spectrum.h"

#include <math.h>

double bilateral_symmetry_index(double right, double left)
{
    double sum = right + left;
    return sum != 0 ? 100 * (right - left) / (0.5 * sum) : NAN;
}

double bilateral_mirror_index(const double *left_x, const double *left_y, const double *right_x,
                              const double *right_y, size_t count)
{
    double sum = 0;
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        double size = hypot(left_x[i], left_y[i]) + hypot(right_x[i], right_y[i]);
        if (!(size > 0)) continue;
        sum += hypot(left_x[i] + right_x[i], left_y[i] - right_y[i]) / size;
        used++;
    }
    return used > 0 ? 1 - sum / (double)used : NAN;
}

size_t bilateral_phase_work(size_t count)
{
    return 2 * count + spectrum_phase_work(count);
}

BilateralPhase bilateral_phase(const double *first, const double *second, size_t count,
                               double *work)
{
    BilateralPhase phase = { NAN, NAN, NAN };
    if (count < 8 || !(signal_sd(first, count) > 0) || !(signal_sd(second, count) > 0))
        return phase;
    double *a = work, *b = work + count, *more = work + 2 * count, re = 0, im = 0;
    spectrum_phase(first, count, a, more);
    spectrum_phase(second, count, b, more);
    for (size_t i = 0; i < count; i++) {
        re += cos(a[i] - b[i]) / (double)count;
        im += sin(a[i] - b[i]) / (double)count;
    }
    phase.mean_deg = atan2(im, re) * 180 / M_PI;
    phase.locking = fmin(hypot(re, im), 1);
    phase.sd_deg = sqrt(-2 * log(phase.locking)) * 180 / M_PI;
    return phase;
}
