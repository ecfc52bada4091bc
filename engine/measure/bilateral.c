// SPDX-License-Identifier: MIT
// bilateral.c: symmetry, mirror image and relative phase.
#include "measure/bilateral.h"

#include "measure/signal.h"
#include "measure/spectrum.h"

#include <math.h>
#include <stdlib.h>

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

// From the sum of unit vectors of `used` phases.
static BilateralPhase phase_of(double re, double im, size_t used)
{
    BilateralPhase phase = { .mean_deg = atan2(im, re) * 180 / M_PI };
    phase.locking = fmin(hypot(re, im) / (double)used, 1);
    phase.sd_deg = sqrt(-2 * log(phase.locking)) * 180 / M_PI;
    return phase;
}

BilateralPhase bilateral_phase(const double *first, const double *second, size_t count,
                               double *work)
{
    if (count < 8 || !(signal_sd(first, count) > 0) || !(signal_sd(second, count) > 0))
        return (BilateralPhase){ NAN, NAN, NAN };
    double *a = work, *b = work + count, *more = work + 2 * count, re = 0, im = 0;
    size_t end = count / 8;
    spectrum_phase(first, count, a, more);
    spectrum_phase(second, count, b, more);
    for (size_t i = end; i < count - end; i++) {
        re += cos(a[i] - b[i]);
        im += sin(a[i] - b[i]);
    }
    return phase_of(re, im, count - 2 * end);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

typedef struct Strikes {
    size_t count;
    double at[BILATERAL_STRIKES_MAX];  // in samples
} Strikes;

static void find_strikes(const double *height, size_t count, double *work, Strikes *strikes)
{
    strikes->count = 0;
    for (size_t i = 0; i < count; i++) work[i] = height[i];
    qsort(work, count, sizeof *work, by_size);
    double low = work[count / 10], high = work[count - 1 - count / 10];
    double fallen = low + (high - low) / 3, risen = high - (high - low) / 3;
    bool up = false;
    for (size_t i = 1; i < count && strikes->count < BILATERAL_STRIKES_MAX && high > low; i++) {
        up |= height[i - 1] >= risen;
        if (!up || height[i] > fallen) continue;
        double above = height[i - 1] - fallen;
        strikes->at[strikes->count++] =
            (double)(i - 1) + (above > 0 ? above / (above + fallen - height[i]) : 0);
        up = false;
    }
}

size_t bilateral_strikes_work(size_t count)
{
    return count;
}

BilateralPhase bilateral_strikes(const double *first, const double *second, size_t count,
                                 double *work)
{
    Strikes a, b;
    double cycle[BILATERAL_STRIKES_MAX], re = 0, im = 0;
    size_t used = 0, next = 0;
    const BilateralPhase none = { NAN, NAN, NAN };
    if (count < 8) return none;
    find_strikes(first, count, work, &a);
    find_strikes(second, count, work, &b);
    for (size_t i = 0; i + 1 < a.count; i++) cycle[i] = a.at[i + 1] - a.at[i];
    double usual = a.count > 1 ? signal_median(cycle, a.count - 1) : NAN;
    for (size_t i = 0; i + 1 < a.count; i++) {
        double length = a.at[i + 1] - a.at[i];
        while (next < b.count && b.at[next] < a.at[i]) next++;
        if (length > 1.5 * usual || next >= b.count || b.at[next] >= a.at[i + 1]) continue;
        double angle = 2 * M_PI * (b.at[next] - a.at[i]) / length;
        re += cos(angle);
        im += sin(angle);
        used++;
    }
    return used < BILATERAL_STRIKES_MIN ? none : phase_of(re, im, used);
}
