// SPDX-License-Identifier: MIT
// bench_peak.c: the most multiply-adds a second that one core does: chains of fused multiply-adds
// on registers alone (hence the unrolling), enough of them side by side to fill the units.
#include "tools/bench.h"

#include "base/clock.h"

#include <stdint.h>

#define ROUNDS 200000
#define TRIES  12

#if defined(__x86_64__)
#include <immintrin.h>

#define CHAINS 12

__attribute__((target("avx512f"), noinline)) static float burn_avx512(void)
{
    __m512 sum[CHAINS], a = _mm512_set1_ps(0.999f), b = _mm512_set1_ps(0.001f);
#pragma GCC unroll 12
    for (int i = 0; i < CHAINS; i++) sum[i] = _mm512_set1_ps((float)i);
    for (int r = 0; r < ROUNDS; r++)
#pragma GCC unroll 12
        for (int i = 0; i < CHAINS; i++) sum[i] = _mm512_fmadd_ps(sum[i], a, b);
#pragma GCC unroll 12
    for (int i = 1; i < CHAINS; i++) sum[0] = _mm512_add_ps(sum[0], sum[i]);
    return _mm512_reduce_add_ps(sum[0]);
}

__attribute__((target("avx2,fma"), noinline)) static float burn_avx2(void)
{
    __m256 sum[CHAINS], a = _mm256_set1_ps(0.999f), b = _mm256_set1_ps(0.001f);
#pragma GCC unroll 12
    for (int i = 0; i < CHAINS; i++) sum[i] = _mm256_set1_ps((float)i);
    for (int r = 0; r < ROUNDS; r++)
#pragma GCC unroll 12
        for (int i = 0; i < CHAINS; i++) sum[i] = _mm256_fmadd_ps(sum[i], a, b);
#pragma GCC unroll 12
    for (int i = 1; i < CHAINS; i++) sum[0] = _mm256_add_ps(sum[0], sum[i]);
    return _mm256_cvtss_f32(sum[0]);
}
#endif

// Vectors of four, a multiplication and an addition each: every machine's, if not every machine's
// best.
typedef float Four __attribute__((vector_size(16)));

__attribute__((noinline)) static float burn_four(void)
{
    Four sum[8], a = { 0.999f, 0.999f, 0.999f, 0.999f }, b = { 0.001f, 0.001f, 0.001f, 0.001f };
#pragma GCC unroll 8
    for (int i = 0; i < 8; i++) sum[i] = b * (float)i;
    for (int r = 0; r < ROUNDS; r++)
#pragma GCC unroll 8
        for (int i = 0; i < 8; i++) sum[i] = sum[i] * a + b;
#pragma GCC unroll 8
    for (int i = 1; i < 8; i++) sum[0] += sum[i];
    return sum[0][0];
}

double bench_peak_gmacs(bool narrow, const char **kind)
{
    float (*burn)(void) = burn_four;
    double macs = (double)ROUNDS * 8 * 4;
    *kind = "vectors of 4";
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && !narrow) {
        burn = burn_avx512;
        macs = (double)ROUNDS * CHAINS * 16;
        *kind = "AVX-512";
    } else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        burn = burn_avx2;
        macs = (double)ROUNDS * CHAINS * 8;
        *kind = "AVX2";
    }
#endif
    double best = 0;
    for (int i = 0; i < TRIES; i++) {
        int64_t start = clock_us();
        volatile float kept = burn();
        (void)kept;
        double gmacs = macs / (double)(clock_us() - start) / 1000;
        if (gmacs > best) best = gmacs;
    }
    return best;
}
