// SPDX-License-Identifier: MIT
// point.h: points of the avatar as complex numbers, so that a turn is a product. Thousandths of the
// child's stature, y down, the floor at 0. Inside this room only.
#pragma once

#include "tiptoe/geometry.h"
#include <complex.h>
#undef I
#define IM ((Point)_Complex_I)

typedef float complex Point;

static inline Point point(float x, float y)
{
    return x + IM * y;
}
static inline float point_length(Point a)
{
    return sqrtf(crealf(a) * crealf(a) + cimagf(a) * cimagf(a));
}
static inline Point point_unit(Point a)
{
    float length = point_length(a);
    return length > 1e-6f ? a / length : 1;
}
static inline float point_dot(Point a, Point b)
{
    return crealf(a) * crealf(b) + cimagf(a) * cimagf(b);
}
static inline Point point_mix(Point a, Point b, float t)
{
    return a + (b - a) * t;
}
static inline float degrees_of(Point way)
{
    return atan2f(cimagf(way), crealf(way)) * (180 / PI_F);
}
static inline Point turned(float degrees)
{
    return point(cosf(degrees * (PI_F / 180)), sinf(degrees * (PI_F / 180)));
}
// 0 at `from`, 1 at `to`, soft at both ends.
static inline float ease(float x, float from, float to)
{
    float t = clampf((x - from) / (to - from), 0, 1);
    return t * t * (3 - 2 * t);
}
