// SPDX-License-Identifier: MIT
// threshold.h: how hard a task may be until a child no longer reaches the wanted share of its
// tries: the threshold of a psychometric function, read from tries whose difficulty followed the
// child. Any thread.
//
// The share reached at position x is logistic: logit P(x) = logit(share) - slope (x - threshold).
// Every threshold within THRESHOLD_FAR is as likely as any other beforehand; the slope's logarithm
// is normal. Bayes' rule over a fixed grid (Kontsevich & Tyler 1999; King-Smith & Rose 1997); that
// the staircase chose the positions by the answers before changes nothing in it.
// docs/clinical.md, "Difficulty reached", says how often its interval holds the truth.
#pragma once

#include "tiptoe/base.h"

#define THRESHOLD_FAR       1.5  // positions, in levels, either way
#define THRESHOLD_SLOPE     1.5  // median of the prior: logits a level [ours, of drawn children]
#define THRESHOLD_SLOPE_SD  0.7  // of the slope's natural logarithm [ours]
#define THRESHOLD_TRIES_MIN 20   // fewer say little beside the prior [ours]
#define THRESHOLD_TRIES_MAX 4096

typedef struct ThresholdTry {
    double position;  // in levels
    int32_t hit, unused;
} ThresholdTry;

typedef struct Threshold {
    double position;   // median of the posterior
    double low, high;  // its middle 95 %
} Threshold;

// `share` in 0..1, none of the ends; 1 to THRESHOLD_TRIES_MAX tries. Whether there are enough of
// them, and of both kinds, is the caller's to ask.
Threshold threshold_of(const ThresholdTry *tries, int count, double share);
