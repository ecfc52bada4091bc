// histogram.h: percentiles of times without keeping them: log-linear buckets, about 3 % wide.
#pragma once

#include <stdint.h>

#define HISTOGRAM_BUCKETS 720

// A plain struct: zeroed is empty. Values are microseconds; from 0 to an hour.
typedef struct Histogram {
    uint32_t count;
    int64_t largest;
    uint32_t bucket[HISTOGRAM_BUCKETS];
} Histogram;

void histogram_add(Histogram *histogram, int64_t us);
// The value that `share` (0..1) of all values do not exceed, in milliseconds; 0 if there are none.
double histogram_ms(const Histogram *histogram, double share);
