// SPDX-License-Identifier: MIT
// threshold.c: the posterior of the threshold, the slope summed out.
#include "measure/threshold.h"

#include <math.h>

#define PLACES   151  // of the threshold: 0.02 levels apart
#define SLOPES   15   // of the prior, evenly in the logarithm
#define SPREAD   2.5  // standard deviations of it to each side
#define EACH_MAX 128  // positions that are told apart; a staircase of fixed steps visits fewer

// All tries at one position.
typedef struct Tally {
    double position;
    double hits, misses;
} Tally;

static int tally(const ThresholdTry *tries, int count, Tally *list)
{
    int used = 0;
    for (int i = 0; i < count; i++) {
        int at = 0;
        while (at < used && fabs(list[at].position - tries[i].position) > 1e-4) at++;
        if (at == EACH_MAX) at--;  // never, with the staircase's steps
        if (at == used) list[used++] = (Tally){ .position = tries[i].position };
        list[at].hits += tries[i].hit != 0;
        list[at].misses += tries[i].hit == 0;
    }
    return used;
}

static double log_likelihood(const Tally *list, int count, double logit, double slope,
                             double threshold)
{
    double sum = 0;
    for (int i = 0; i < count; i++) {
        double z = logit - slope * (list[i].position - threshold);
        double miss_log = -fmax(z, 0) - log1p(exp(-fabs(z)));  // log(1 - P); log P = it + z
        sum += list[i].hits * (miss_log + z) + list[i].misses * miss_log;
    }
    return sum;
}

// log of the posterior at one threshold, up to a constant.
static double log_posterior(const Tally *list, int count, double logit, double threshold)
{
    double each[SLOPES], most = -INFINITY, sum = 0;
    for (int s = 0; s < SLOPES; s++) {
        double z = SPREAD * (2.0 * s / (SLOPES - 1) - 1);
        double slope = THRESHOLD_SLOPE * exp(THRESHOLD_SLOPE_SD * z);
        each[s] = log_likelihood(list, count, logit, slope, threshold) - z * z / 2;
        most = fmax(most, each[s]);
    }
    for (int s = 0; s < SLOPES; s++) sum += exp(each[s] - most);
    return most + log(sum);
}

static double place(double i)
{
    return THRESHOLD_FAR * (2 * i / (PLACES - 1) - 1);
}

// Where the posterior's lower part holds `share` of `whole`.
static double quantile(const double *weight, double whole, double share)
{
    double below = 0, wanted = share * whole;
    for (int i = 0; i < PLACES; i++) {
        if (below + weight[i] >= wanted) return place(i - 0.5 + (wanted - below) / weight[i]);
        below += weight[i];
    }
    return THRESHOLD_FAR;
}

Threshold threshold_of(const ThresholdTry *tries, int count, double share)
{
    REQUIRE(count > 0 && count <= THRESHOLD_TRIES_MAX && share > 0 && share < 1);
    Tally list[EACH_MAX];
    double weight[PLACES], most = -INFINITY, whole = 0;
    int positions = tally(tries, count, list);
    for (int i = 0; i < PLACES; i++) {
        weight[i] = log_posterior(list, positions, log(share / (1 - share)), place(i));
        most = fmax(most, weight[i]);
    }
    for (int i = 0; i < PLACES; i++) whole += weight[i] = exp(weight[i] - most);
    return (Threshold){ .position = quantile(weight, whole, 0.5),
                        .low = quantile(weight, whole, 0.025),
                        .high = quantile(weight, whole, 0.975) };
}
