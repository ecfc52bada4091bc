// SPDX-License-Identifier: MIT
// agree.h: how well two methods, or two days, agree over people. Any thread.
#pragma once

#include "measure/interval.h"

// One value with its 95 % interval.
typedef struct AgreeValue {
    double value;
    Interval interval;
} AgreeValue;

typedef struct Agree {
    size_t count;       // people
    AgreeValue bias;    // mean of second - first; Student's t
    double sd;          // of second - first
    AgreeValue lower;   // limits of agreement, bias -+ 1.96 sd, their interval by
    AgreeValue upper;   // Bland & Altman 1999: SE^2 = sd^2 (1/n + 1.96^2 / (2 (n - 1)))
    AgreeValue icc_21;  // two-way random, absolute agreement, single value (Shrout & Fleiss 1979)
    AgreeValue icc_31;  // two-way mixed, consistency, single value; intervals: McGraw & Wong 1996
    double sem;         // sqrt of the residual mean square: without what all share, the bias
    double mdc95;       // 1.96 sqrt 2 sem
    AgreeValue slope;   // of the differences over the means; not 0: the error grows with the value
} Agree;

#define AGREE_PEOPLE_MIN 5

// Pairs of finite values. Both methods must vary between people. MALFORMED, with why.
Result agree_of(const double *first, const double *second, size_t count, Agree *agree);
