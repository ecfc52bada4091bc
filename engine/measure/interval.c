// SPDX-License-Identifier: MIT
// interval.c: intervals from a few trials of one child.
#include "measure/interval.h"

#include "measure/signal.h"
#include "measure/student.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SHARE 0.05  // outside, both ends together
#define DRAWS 4000
#define STEPS 24  // of the distribution of the best of some trials

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static Interval about(double centre, const double *value, size_t count)
{
    double df = (double)count - 1;
    double half = student_limit(SHARE, df) * signal_sd(value, count) / sqrt((double)count);
    return (Interval){ centre - half, centre + half };
}

Interval interval_mean(const double *value, size_t count)
{
    return count < 2 ? INTERVAL_NONE : about(signal_mean(value, count), value, count);
}

// The chance that the k-th smallest and the k-th largest of n hold the median between them.
static double coverage(size_t n, size_t k)
{
    double below = 0, term = pow(0.5, (double)n);
    for (size_t i = 0; i < k; i++) {
        below += term;
        term *= (double)(n - i) / (double)(i + 1);
    }
    return 1 - 2 * below;
}

Interval interval_median(const double *value, size_t count, double *work)
{
    if (count < 2) return INTERVAL_NONE;
    memcpy(work, value, count * sizeof *work);
    qsort(work, count, sizeof *work, by_value);
    double middle = (work[(count - 1) / 2] + work[count / 2]) / 2;
    if (count < 6) return about(middle, value, count);
    size_t k = 1;
    while (2 * (k + 1) <= count && coverage(count, k + 1) >= 1 - SHARE) k++;
    double wide = coverage(count, k), narrow = coverage(count, k + 1);
    double share = (wide - (1 - SHARE)) / (wide - narrow);
    double n = (double)count, i = (double)k;
    double part = (n - i) * share / (i + (n - 2 * i) * share);
    return (Interval){ (1 - part) * work[k - 1] + part * work[k],
                       (1 - part) * work[count - k] + part * work[count - k - 1] };
}

// Where the best of `count` normal values lies: its quantiles in the middle of STEPS equal parts.
static void best_of(size_t count, double best[STEPS])
{
    for (int i = 0; i < STEPS; i++) {
        double p = pow((i + 0.5) / STEPS, 1 / (double)count);
        double tails = 2 * fmin(p, 1 - p);
        best[i] = copysign(student_limit(fmin(tails, 1 - 1e-9), 1e6), p - 0.5);
    }
}

Interval interval_best(const double *value, size_t count, double cap)
{
    double trial[INTERVAL_BEST_MAX], best[STEPS], mean_best[DRAWS];
    if (count < 2 || count > INTERVAL_BEST_MAX) return INTERVAL_NONE;
    for (size_t i = 0; i < count; i++) {
        if (!(value[i] > 0)) return INTERVAL_NONE;
        trial[i] = log(value[i]);
    }
    double mean = signal_mean(trial, count), sd = signal_sd(trial, count);
    Rng rng = rng_seed(count);
    best_of(count, best);
    for (int d = 0; d < DRAWS; d++) {
        double squares = 0, sum = 0;
        for (size_t i = 1; i < count; i++) {
            double z = (double)rng_normal(&rng);
            squares += z * z;
        }
        double spread = sd * sqrt((double)(count - 1) / fmax(squares, 1e-12));
        double middle = mean + spread * (double)rng_normal(&rng) / sqrt((double)count);
        for (int i = 0; i < STEPS; i++) sum += fmin(exp(middle + spread * best[i]), cap);
        mean_best[d] = sum / STEPS;
    }
    qsort(mean_best, DRAWS, sizeof *mean_best, by_value);
    return (Interval){ mean_best[(int)(DRAWS * SHARE / 2)],
                       mean_best[DRAWS - 1 - (int)(DRAWS * SHARE / 2)] };
}

Interval interval_share(size_t hits, size_t count)
{
    if (count == 0) return INTERVAL_NONE;
    double n = (double)count, p = (double)hits / n, z2 = 1.96 * 1.96;
    double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = 1.96 * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
    return (Interval){ 100 * fmax(middle - half, 0), 100 * fmin(middle + half, 1) };
}

Interval interval_add(Interval interval, double value, double bias, double sd)
{
    return (Interval){ value - bias - hypot(value - interval.low, 1.96 * sd),
                       value - bias + hypot(interval.high - value, 1.96 * sd) };
}
