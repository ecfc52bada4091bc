// SPDX-License-Identifier: MIT
// timing.c: tracking, interception and aiming.
#include "measure/timing.h"

#include "measure/signal.h"

#include <math.h>
#include <stdlib.h>

static double apart(const double *x, const double *y, const double *tx, const double *ty, size_t i)
{
    return hypot(x[i] - tx[i], y && ty ? y[i] - ty[i] : 0);
}

double timing_tracking_error(const double *x, const double *y, const double *target_x,
                             const double *target_y, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        double d = apart(x, y, target_x, target_y, i);
        sum += d * d;
    }
    return count > 0 ? sqrt(sum / (double)count) : NAN;
}

double timing_on_target(const double *x, const double *y, const double *target_x,
                        const double *target_y, size_t count, double radius)
{
    size_t on = 0;
    for (size_t i = 0; i < count; i++) on += apart(x, y, target_x, target_y, i) <= radius;
    return count > 0 ? 100 * (double)on / (double)count : NAN;
}

// Pearson's correlation of hand[i + lag] with target[i] over the samples that both have.
static double correlation(const double *hand, const double *target, size_t count, long lag)
{
    const double *a = lag >= 0 ? hand + lag : hand, *b = lag >= 0 ? target : target - lag;
    size_t n = count - (size_t)labs(lag);
    double ma = signal_mean(a, n), mb = signal_mean(b, n), ab = 0, aa = 0, bb = 0;
    for (size_t i = 0; i < n; i++) {
        ab += (a[i] - ma) * (b[i] - mb);
        aa += (a[i] - ma) * (a[i] - ma);
        bb += (b[i] - mb) * (b[i] - mb);
    }
    return aa > 0 && bb > 0 ? ab / sqrt(aa * bb) : 0;
}

static double both(const double *x, const double *y, const double *tx, const double *ty,
                   size_t count, long lag)
{
    double r = correlation(x, tx, count, lag);
    return y && ty ? (r + correlation(y, ty, count, lag)) / 2 : r;
}

double timing_tracking_lag(const double *x, const double *y, const double *target_x,
                           const double *target_y, size_t count, double rate_hz)
{
    long most = lround(TIMING_LAG_MAX_S * rate_hz);
    if (most < 1 || count < 4 * (size_t)most) return NAN;
    long best = 0;
    double highest = 0;
    for (long lag = -most; lag <= most; lag++) {
        double r = both(x, y, target_x, target_y, count, lag);
        if (r > highest) {
            highest = r;
            best = lag;
        }
    }
    if (!(highest > 0)) return NAN;
    double before = both(x, y, target_x, target_y, count, best - 1);
    double after = both(x, y, target_x, target_y, count, best + 1);
    double bend = before - 2 * highest + after;
    double shift = bend < 0 ? fmax(fmin((before - after) / (2 * bend), 0.5), -0.5) : 0;
    return ((double)best + shift) / rate_hz;
}

TimingErrors timing_errors(const double *error, size_t count)
{
    double size = 0;
    for (size_t i = 0; i < count; i++) size += fabs(error[i]);
    return (TimingErrors){ signal_mean(error, count), count > 0 ? size / (double)count : NAN,
                           signal_sd(error, count) };
}

double timing_difficulty(double amplitude, double width)
{
    return amplitude > 0 && width > 0 ? log2(amplitude / width + 1) : NAN;
}

double timing_throughput(const double *amplitude, const double *width, const double *movement_s,
                         size_t count)
{
    double sum = 0;
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        double bits = timing_difficulty(amplitude[i], width[i]);
        if (!isfinite(bits) || !(movement_s[i] > 0)) continue;
        sum += bits / movement_s[i];
        used++;
    }
    return used > 0 ? sum / (double)used : NAN;
}
