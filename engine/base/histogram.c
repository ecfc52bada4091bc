// SPDX-License-Identifier: MIT
// histogram.c: 32 linear buckets for every doubling.
#include "base/histogram.h"

#include "tiptoe/base.h"

#define FINE 32

static int bucket_of(int64_t value)
{
    if (value < 2 * FINE) return value < 0 ? 0 : (int)value;
    // Leaves FINE <= value >> shift < 2 FINE.
    int shift = 58 - __builtin_clzll((unsigned long long)value);
    int bucket = shift * FINE + (int)(value >> shift);
    return bucket < HISTOGRAM_BUCKETS ? bucket : HISTOGRAM_BUCKETS - 1;
}

// The upper end of a bucket, so that a percentile is never flattered.
static int64_t upper_end(int bucket)
{
    if (bucket < 2 * FINE) return bucket;
    int shift = bucket / FINE - 1;
    return ((int64_t)(bucket % FINE + FINE + 1) << shift) - 1;
}

void histogram_add(Histogram *histogram, int64_t value)
{
    histogram->count++;
    histogram->bucket[bucket_of(value)]++;
    if (value > histogram->largest) histogram->largest = value;
}

int64_t histogram_quantile(const Histogram *histogram, double share)
{
    REQUIRE(share >= 0 && share <= 1);
    double wanted = share * histogram->count;
    uint32_t seen = 0;
    for (int i = 0; i < HISTOGRAM_BUCKETS; i++) {
        seen += histogram->bucket[i];
        if (seen && seen >= wanted) {
            int64_t value = upper_end(i);
            return value < histogram->largest ? value : histogram->largest;
        }
    }
    return histogram->largest;
}

double histogram_ms(const Histogram *histogram, double share)
{
    return (double)histogram_quantile(histogram, share) / 1000;
}
