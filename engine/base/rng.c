// SPDX-License-Identifier: MIT
// rng.c: PCG-XSH-RR 64/32 (O'Neill 2014): small, fast, the same on every machine.
#include "tiptoe/base.h"
#include "tiptoe/exact.h"

uint32_t rng_next(Rng *rng)
{
    uint64_t old = rng->state;
    rng->state = old * 6364136223846793005u + 1442695040888963407u;
    uint32_t shifted = (uint32_t)(((old >> 18) ^ old) >> 27);
    uint32_t turn = (uint32_t)(old >> 59);
    return (shifted >> turn) | (shifted << (-turn & 31));
}

Rng rng_seed(uint64_t seed)
{
    Rng rng = { seed + 1442695040888963407u };
    rng_next(&rng);
    return rng;
}

float rng_between(Rng *rng, float low, float high)
{
    // 24 bits fill a float's mantissa exactly, so the share is below 1; rounding may still reach
    // high.
    float value = low + (high - low) * ((float)(rng_next(rng) >> 8) * 0x1p-24f);
    return value < high ? value : low;
}

int rng_below(Rng *rng, int count)
{
    REQUIRE(count > 0);
    return (int)(((uint64_t)rng_next(rng) * (uint64_t)count) >> 32);
}

float rng_normal(Rng *rng)
{
    // Box and Muller 1958; the second value is thrown away to keep the state one number.
    float u = ((float)(rng_next(rng) >> 8) + 1.0f) * 0x1p-24f;
    float v = rng_between(rng, 0, 6.28318530718f);
    return sqrtf(-2.0f * exact_log(u)) * exact_cos(v);
}
