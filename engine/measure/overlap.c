// SPDX-License-Identifier: MIT
// overlap.c: pairs of values from two phases.
#include "measure/overlap.h"

#include <math.h>

static int order(double early, double late)
{
    return (late > early) - (late < early);
}

// Above 0 where `share` is too far from `nap` to be believed at 95 % (Newcombe 2006, method 5).
static double newcombe(double share, double nap, double first, double second)
{
    double z = 1.959963984540054, half = (first + second) / 2 - 1;
    double spread = 1 + half * ((1 - share) / (2 - share) + share / (1 + share));
    return (nap - share) * (nap - share) * first * second - z * z * share * (1 - share) * spread;
}

static double newcombe_end(double nap, double end, double first, double second)
{
    double inside = nap, outside = end;
    for (int i = 0; i < 60; i++) {
        double middle = (inside + outside) / 2;
        if (newcombe(middle, nap, first, second) > 0)
            outside = middle;
        else
            inside = middle;
    }
    return inside;
}

Overlap overlap(const double *before, int before_count, const double *after, int after_count)
{
    if (before_count < 1 || after_count < 1) return (Overlap){ NAN, NAN, NAN, NAN, NAN };
    double first = before_count, second = after_count;
    int between = 0, trend = 0;
    for (int i = 0; i < before_count; i++) {
        for (int j = 0; j < after_count; j++) between += order(before[i], after[j]);
        for (int j = i + 1; j < before_count; j++) trend += order(before[i], before[j]);
    }
    Overlap o = { .tau = between / (first * second) };
    o.tau_u = (between - trend) / (first * second);
    o.nap = (o.tau + 1) / 2;
    o.tau_low = 2 * newcombe_end(o.nap, 0, first, second) - 1;
    o.tau_high = 2 * newcombe_end(o.nap, 1, first, second) - 1;
    return o;
}
