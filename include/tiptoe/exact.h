// SPDX-License-Identifier: MIT
// exact.h: sine, logarithm and the like with the same result on every machine.
//
// The float functions of the C library differ in their last bit between its versions (glibc 2.36
// and 2.41: acosf, asinf, atan2f, powf) and between processors. A replay and a drawn child may not.
// The double functions differ too, but far below what a float can hold: computed in double and
// rounded once, the result is the same. sqrtf, fabsf, floorf, fmodf and fminf are exact as they
// are. Whatever a game, the play or the drawn child computes comes from here; only pictures,
// sounds and the recognition of landmarks use the C library's own.
#pragma once

#include <math.h>

static inline float exact_sin(float x)
{
    return (float)sin((double)x);
}
static inline float exact_cos(float x)
{
    return (float)cos((double)x);
}
static inline float exact_asin(float x)
{
    return (float)asin((double)x);
}
static inline float exact_acos(float x)
{
    return (float)acos((double)x);
}
static inline float exact_atan2(float y, float x)
{
    return (float)atan2((double)y, (double)x);
}
static inline float exact_pow(float x, float y)
{
    return (float)pow((double)x, (double)y);
}
static inline float exact_log(float x)
{
    return (float)log((double)x);
}
static inline float exact_log2(float x)
{
    return (float)log2((double)x);
}
