// SPDX-License-Identifier: MIT
// change_pool.c: the clinic's error, and how alike its children are in theirs.
#include "measure/change_pool.h"

#include <float.h>
#include <math.h>

// The pool is worth this many of a child's own values where the children's errors differ by CV 30 %
// (by simulation), and where they do not differ: docs/clinical.md.
#define WEIGHT_UNLIKE 11.0
#define WEIGHT_ALIKE  150.0
// Variance of the logarithm of the children's true variances at CV 30 %: 4 log(1 + 0.3^2).
#define UNLIKE_SPREAD 0.3447
// Belief that a clinic's children are alike before any of them was seen.
#define ALIKE_FIRST 0.3
// Fourth moment of a logarithm of chi squared of about three degrees, over its squared variance,
// less 1: how sure an estimated variance of them is.
#define LOG_KURTOSIS 3.2

double change_steps_df(double steps)
{
    return steps > 0 ? 2 * steps * steps / (3 * steps - 1) : 0;
}

// First and second derivative of log gamma (Abramowitz & Stegun 6.3.5, 6.3.18, 6.4.6, 6.4.12).
static double digamma(double x)
{
    double below = 0;
    for (; x < 8; x++) below += 1 / x;
    double y = 1 / (x * x);
    return log(x) - 0.5 / x - y * (1.0 / 12 - y * (1.0 / 120 - y / 252)) - below;
}

static double trigamma(double x)
{
    double below = 0;
    for (; x < 8; x++) below += 1 / (x * x);
    double y = 1 / (x * x);
    return 1 / x + y / 2 + y / x * (1.0 / 6 - y * (1.0 / 30 - y / 42)) + below;
}

void change_pool_add(ChangePairs *pairs, const double *value, int count)
{
    double squares = 0;
    int steps = 0;
    for (int i = 2; i < count; i++) {
        double step = value[i] - value[i - 1];
        if (!isfinite(step)) continue;
        squares += step * step / 2;
        steps++;
    }
    pairs->squares += squares;
    pairs->count += steps;
    if (steps < 2) return;  // one difference says next to nothing about a child's variance
    double half = change_steps_df(steps) / 2;
    double own = log(fmax(squares / steps, DBL_MIN)) - digamma(half) + log(half);
    pairs->logs += own;
    pairs->log_squares += own * own;
    pairs->chance += trigamma(half);
    pairs->children++;
}

// The weight by the odds of the two: alike, or different by CV 30 %. The spread of the children's
// log variances, less what chance gives, is about 0 or UNLIKE_SPREAD.
static double weight_of(const ChangePairs *pairs, int count)
{
    double found = 0, chance = 0, free = 0;
    for (int i = 0; i < count; i++) {
        double n = pairs[i].children;
        if (n < 2) continue;
        found += pairs[i].log_squares - pairs[i].logs * pairs[i].logs / n;
        chance += pairs[i].chance * (n - 1) / n;
        free += n - 1;
    }
    double alike = ALIKE_FIRST;
    if (free > 0) {
        chance /= free;
        double spread = fmax(found / free - chance, 0), error = sqrt(LOG_KURTOSIS / free);
        double near = spread / (chance * error), width = 1 + UNLIKE_SPREAD / chance;
        double far = (spread - UNLIKE_SPREAD) / (chance * width * error);
        double odds = exp((far * far - near * near) / 2) * width * alike / (1 - alike);
        alike = isfinite(odds) ? odds / (1 + odds) : 1;
    }
    return 1 / (alike / WEIGHT_ALIKE + (1 - alike) / WEIGHT_UNLIKE);
}

void change_pools(const ChangePairs *pairs, int count, ChangePool *pool, int judged)
{
    double weight = weight_of(pairs, count);
    for (int i = 0; i < judged; i++) {
        double n = pairs[i].count;
        pool[i] = (ChangePool){ 0 };
        if (n > 0) pool[i] = (ChangePool){ sqrt(pairs[i].squares / n), n, weight };
    }
}

void change_pool_share(const ChangePool *pool, double *df, double *squares)
{
    double weight = pool->weight > 0 ? pool->weight : WEIGHT_UNLIKE;
    *df = fmin(pool->df, weight);
    // The mean of the children's variances is more than their typical one: with a prior of d
    // degrees (scaled inverse chi squared) the sum of squares is d - 2 times the mean.
    *squares = fmax(*df - 2, 0) * pool->sem * pool->sem;
}
