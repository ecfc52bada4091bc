// SPDX-License-Identifier: MIT
// overlap.h: how far the values of two phases overlap, by their order alone; the figures by which
// single-case research tells a change. Any thread.
#pragma once

typedef struct Overlap {
    double nap;    // nonoverlap of all pairs: share in which the later is higher, ties count half
    double tau;    // 2 nap - 1
    double tau_u;  // tau less the trend of the first phase; may be beyond -1 and 1
    double tau_low, tau_high;  // 95 % interval of tau
} Overlap;

// NAP: Parker & Vannest 2009. Tau, Tau-U: Parker, Vannest, Davis & Sauber 2011. Interval: Newcombe
// 2006, method 5, as the field's own programs have it. All NaN if a phase is empty.
Overlap overlap(const double *before, int before_count, const double *after, int after_count);
