// SPDX-License-Identifier: MIT
// sway.c: amplitude, path, ellipse and spectrum of standing sway.
#include "measure/sway.h"

#include "measure/signal.h"
#include "measure/spectrum.h"

#include <math.h>
#include <string.h>

static double covariance(const double *a, const double *b, size_t count)
{
    double mean_a = signal_mean(a, count), mean_b = signal_mean(b, count), sum = 0;
    for (size_t i = 0; i < count; i++) sum += (a[i] - mean_a) * (b[i] - mean_b);
    return sum / (double)(count - 1);
}

double sway_rms(const double *x, const double *y, size_t count)
{
    if (count < 2) return NAN;
    double sum = covariance(x, x, count) + (y ? covariance(y, y, count) : 0);
    return sqrt(sum * (double)(count - 1) / (double)count);
}

double sway_range(const double *x, size_t count)
{
    if (count == 0) return NAN;
    double low = x[0], high = x[0];
    for (size_t i = 1; i < count; i++) {
        low = fmin(low, x[i]);
        high = fmax(high, x[i]);
    }
    return high - low;
}

double sway_velocity(const double *x, const double *y, size_t count, double rate_hz)
{
    return count < 2 ? NAN : signal_path(x, y, count) * rate_hz / (double)count;
}

double sway_area(const double *x, const double *y, size_t count)
{
    if (count < 3) return NAN;
    double n = (double)count;
    double xy = covariance(x, y, count);
    double det = covariance(x, x, count) * covariance(y, y, count) - xy * xy;
    // F(0.95; 2, n-2) has a closed form.
    double f = (n - 2) / 2 * expm1(-2 / (n - 2) * log(0.05));
    return 2 * M_PI * f * (n + 1) * (n - 1) / (n * (n - 2)) * sqrt(fmax(det, 0));
}

void sway_apart(const double *x, const double *x2, size_t count, double *apart)
{
    for (size_t i = 0; i < count; i++) apart[i] = x2 ? (x[i] - x2[i]) / 2 : x[i];
}

size_t sway_spectrum_work(size_t count)
{
    return 2 * (spectrum_welch_segment(count) + 1) + spectrum_welch_work(count);
}

static double trapezoid(const double *density, size_t bins, bool by_frequency)
{
    double sum = 0;
    for (size_t k = 1; k < bins; k++) {
        double a = by_frequency ? (double)(k - 1) : 1, b = by_frequency ? (double)k : 1;
        sum += (a * density[k - 1] + b * density[k]) / 2;
    }
    return sum;
}

// Mean frequency in bins, and the sum that the published set weighs an axis with.
static double mean_bin(const double *density, size_t bins, double *weight)
{
    *weight = 0;
    for (size_t k = 0; k < bins; k++) *weight += density[k];
    double power = trapezoid(density, bins, false);
    return power > 0 ? trapezoid(density, bins, true) / power : 0;
}

static void band_values(SwaySpectrum *s, const double *density, size_t bins, double step)
{
    double m0 = 0, m1 = 0, m2 = 0, sum = 0;
    for (size_t k = 0; k < bins; k++) {
        double f = (double)k * step;
        if (f < 0.15 || f > 5) continue;
        m0 += density[k];
        m1 += density[k] * f;
        m2 += density[k] * f * f;
    }
    if (!(m0 > 0)) return;
    s->centroid = sqrt(m2 / m0);
    s->dispersion = sqrt(fmax(1 - m1 * m1 / (m0 * m2), 0));
    for (size_t k = 0; k < bins && sum < 0.95 * m0; k++) {
        double f = (double)k * step;
        if (f < 0.15 || f > 5) continue;
        sum += density[k];
        if (isnan(s->median) && sum >= 0.5 * m0) s->median = f;
        if (sum >= 0.95 * m0) s->f95 = f;
    }
}

SwaySpectrum sway_spectrum(const double *x, const double *y, size_t count, double rate_hz,
                           double *work)
{
    SwaySpectrum s = { NAN, NAN, NAN, NAN, NAN };
    size_t segment = spectrum_welch_segment(count), bins = segment / 2 + 1;
    if (segment == 0 || !(rate_hz > 0)) return s;
    double *one = work, *other = one + bins, *more = other + bins;
    double step = rate_hz / (double)segment, weight, other_weight = 0;
    spectrum_welch(x, count, one, more);
    double mean = mean_bin(one, bins, &weight), other_mean = 0;
    if (y) {
        spectrum_welch(y, count, other, more);
        other_mean = mean_bin(other, bins, &other_weight);
        for (size_t k = 0; k < bins; k++) one[k] += other[k];
    }
    double total = weight + other_weight;
    if (total > 0) s.mean = (mean * weight + other_mean * other_weight) / total * step;
    band_values(&s, one, bins, step);
    return s;
}
