// SPDX-License-Identifier: MIT
// histogram.h: percentiles of many numbers without keeping them: log-linear buckets, about 3 %
// wide.
#pragma once

#include <stdint.h>

#define HISTOGRAM_BUCKETS 720

// A plain struct: zeroed is empty. Values of any one unit, from 0 to 2^27 at least; times are
// microseconds. A negative value counts as 0.
typedef struct Histogram {
    uint32_t count;
    int64_t largest;
    uint32_t bucket[HISTOGRAM_BUCKETS];
} Histogram;

void histogram_add(Histogram *histogram, int64_t value);

// The value that `share` (0..1) of all values do not exceed, in their own unit; 0 if there are
// none.
int64_t histogram_quantile(const Histogram *histogram, double share);

// The same of microseconds, in milliseconds.
double histogram_ms(const Histogram *histogram, double share);
