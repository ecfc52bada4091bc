// SPDX-License-Identifier: MIT
// interval.h: 95 % intervals of one child's own mean over repeats, from a few trials. Any thread.
// The same trials give the same interval: chance is seeded by the count alone.
#pragma once

#include "tiptoe/base.h"

typedef struct Interval {
    double low, high;  // NaN: none
} Interval;

#define INTERVAL_NONE     ((Interval){ NAN, NAN })
#define INTERVAL_BEST_MAX 16  // trials

// Of the mean: Student's t. None of fewer than two.
Interval interval_mean(const double *value, size_t count);

// Of the median: order statistics, interpolated (Hettmansperger & Sheather 1986), without a form of
// the distribution; of fewer than six, which cannot give 95 %, Student's t about the median.
// `work` holds `count` doubles.
Interval interval_median(const double *value, size_t count, double *work);

// Of the mean that the best of `count` trials has over repeats, where one trial is log-normal and
// ends at `cap`: 97.5 % and 2.5 % of it over 4000 draws of what mean and spread the trials allow
// (a parametric bootstrap with the spread's own uncertainty in it). None of fewer than two, of more
// than INTERVAL_BEST_MAX, or of a trial that is not above 0.
Interval interval_best(const double *value, size_t count, double cap);

// Of a share of `hits` in `count`, in per cent (Wilson 1927).
Interval interval_share(size_t hits, size_t count);

// The same with another error of the value in it: shifted by -bias, and each half-width and
// 1.96 `sd` added as independent errors are. Of INTERVAL_NONE it is none.
Interval interval_add(Interval interval, double value, double bias, double sd);
