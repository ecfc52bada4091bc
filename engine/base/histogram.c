// histogram.c: 32 linear buckets for every doubling.
#include "base/histogram.h"

#define FINE 32

static int bucket_of(int64_t us)
{
    if (us < 2 * FINE) return us < 0 ? 0 : (int)us;
    int shift =
        58 - __builtin_clzll((unsigned long long)us);  // leaves FINE <= us >> shift < 2 FINE
    int bucket = shift * FINE + (int)(us >> shift);
    return bucket < HISTOGRAM_BUCKETS ? bucket : HISTOGRAM_BUCKETS - 1;
}

// The upper end of a bucket, so that a percentile is never flattered.
static int64_t upper_us(int bucket)
{
    if (bucket < 2 * FINE) return bucket;
    int shift = bucket / FINE - 1;
    return ((int64_t)(bucket % FINE + FINE + 1) << shift) - 1;
}

void histogram_add(Histogram *histogram, int64_t us)
{
    histogram->count++;
    histogram->bucket[bucket_of(us)]++;
    if (us > histogram->largest) histogram->largest = us;
}

double histogram_ms(const Histogram *histogram, double share)
{
    if (histogram->count == 0) return 0;
    double wanted = share * histogram->count;
    uint32_t seen = 0;
    for (int i = 0; i < HISTOGRAM_BUCKETS; i++) {
        seen += histogram->bucket[i];
        if (seen && seen >= wanted) {
            int64_t us = upper_us(i);
            return (double)(us < histogram->largest ? us : histogram->largest) / 1000;
        }
    }
    return (double)histogram->largest / 1000;
}
