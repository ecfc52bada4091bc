// SPDX-License-Identifier: MIT
// geometry.h: points on the stage. The stage is 16 wide and 9 high, origin at bottom left, y up.
#pragma once

#include "tiptoe/exact.h"

#define STAGE_WIDTH  16.0f
#define STAGE_HEIGHT 9.0f
#define PI_F         3.14159265358979f

typedef struct Vec2 {
    float x, y;
} Vec2;
typedef struct Vec3 {
    float x, y, z;
} Vec3;
typedef struct Color {
    float r, g, b, a;
} Color;  // 0..1, not premultiplied

static inline Vec2 vec2(float x, float y)
{
    Vec2 v = { x, y };
    return v;
}
static inline Vec2 vec2_add(Vec2 a, Vec2 b)
{
    return vec2(a.x + b.x, a.y + b.y);
}
static inline Vec2 vec2_sub(Vec2 a, Vec2 b)
{
    return vec2(a.x - b.x, a.y - b.y);
}
static inline Vec2 vec2_scale(Vec2 a, float k)
{
    return vec2(a.x * k, a.y * k);
}
static inline Vec2 vec2_mix(Vec2 a, Vec2 b, float t)
{
    return vec2(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
}
// `length` away at `turn` radians, anticlockwise from the right.
static inline Vec2 vec2_polar(float turn, float length)
{
    return vec2(exact_cos(turn) * length, exact_sin(turn) * length);
}
static inline float vec2_dot(Vec2 a, Vec2 b)
{
    return a.x * b.x + a.y * b.y;
}
static inline float vec2_length(Vec2 a)
{
    return sqrtf(a.x * a.x + a.y * a.y);
}
static inline float vec2_distance(Vec2 a, Vec2 b)
{
    return vec2_length(vec2_sub(a, b));
}
static inline float clampf(float v, float low, float high)
{
    return v < low ? low : v > high ? high : v;
}
static inline float mixf(float a, float b, float t)
{
    return a + (b - a) * t;
}

#define RADIANS (PI_F / 180)  // in a degree
#define DEGREES (180 / PI_F)  // in a radian

// Distance of `p` from the line segment a-b.
static inline float segment_distance(Vec2 p, Vec2 a, Vec2 b)
{
    Vec2 along = vec2_sub(b, a);
    float length2 = vec2_dot(along, along);
    float t = length2 > 0 ? clampf(vec2_dot(vec2_sub(p, a), along) / length2, 0, 1) : 0;
    return vec2_distance(p, vec2_add(a, vec2_scale(along, t)));
}
