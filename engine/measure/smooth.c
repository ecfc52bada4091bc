// SPDX-License-Identifier: MIT
// smooth.c: spectral arc length, log dimensionless jerk and movement units of a speed profile.
#include "measure/smooth.h"

#include "measure/spectrum.h"

#include <math.h>

#define PADDING       4     // the transform is 2^4 times longer than the profile
#define AMPLITUDE_MIN 0.05  // of the amplitude at rest: where the spectrum is taken to end

static size_t padded(size_t count)
{
    return spectrum_fft_size(count) << PADDING;
}

size_t smooth_sparc_work(size_t count)
{
    return 2 * padded(count);
}

double smooth_sparc(const double *speed, size_t count, double rate_hz, double cutoff_hz,
                    double *work, size_t work_count)
{
    if (count < 2 || !(rate_hz > 0) || !(cutoff_hz > 0)) return NAN;
    size_t size = padded(count);
    REQUIRE(work_count >= 2 * size);
    for (size_t i = 0; i < size; i++) {
        work[2 * i] = i < count ? speed[i] : 0;
        work[2 * i + 1] = 0;
    }
    spectrum_fft(work, size, false);
    double at_rest = fabs(work[0]);
    if (!isfinite(at_rest) || at_rest <= 0) return NAN;

    double step = rate_hz / (double)size;
    size_t last = 0;
    for (size_t i = 0; i <= size / 2 && (double)i * step <= cutoff_hz; i++) {
        work[i] = hypot(work[2 * i], work[2 * i + 1]) / at_rest;
        if (work[i] >= AMPLITUDE_MIN) last = i;
    }
    if (last == 0) return NAN;
    double length = 0;
    for (size_t i = 1; i <= last; i++) length += hypot(1 / (double)last, work[i] - work[i - 1]);
    return -length;
}

double smooth_ldj(const double *speed, size_t count, double rate_hz)
{
    if (count < 3 || !(rate_hz > 0)) return NAN;
    double peak = 0, sum = 0;
    for (size_t i = 0; i < count; i++) peak = fmax(peak, fabs(speed[i]));
    for (size_t i = 2; i < count; i++) {
        double jerk = (speed[i] - 2 * speed[i - 1] + speed[i - 2]) * rate_hz * rate_hz;
        sum += jerk * jerk;
    }
    double duration = (double)count / rate_hz;
    double jerk = duration * duration * duration / (peak * peak) * sum / rate_hz;
    return peak > 0 && jerk > 0 && isfinite(jerk) ? -log(jerk) : NAN;
}

int smooth_peaks(const double *speed, size_t count, double rise)
{
    double highest = 0;
    for (size_t i = 0; i < count; i++) highest = fmax(highest, speed[i]);
    if (!(highest > 0)) return 0;
    rise = fmin(rise, highest);  // the highest one is always a peak

    // Walk the profile as hills and valleys, each confirmed once speed has turned by `rise`.
    int peaks = 0;
    bool climbing = true;
    double top = speed[0], bottom = 0;  // before and after the profile the hand is taken to rest
    for (size_t i = 0; i <= count; i++) {
        double v = i < count ? speed[i] : 0;
        if (climbing) {
            top = fmax(top, v);
            if (top - v < rise || (top - v <= 0)) continue;
            if (top > 0.2 * highest && top - bottom >= rise) peaks++;
            climbing = false;
            bottom = v;
        } else {
            bottom = fmin(bottom, v);
            if (v - bottom < rise || v - bottom <= 0) continue;
            climbing = true;
            top = v;
        }
    }
    return peaks;
}
