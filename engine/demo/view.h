// SPDX-License-Identifier: MIT
// view.h: from metres before the child's camera to pixels and back. Usually without perspective; a
// rig (demo_rig.h) gives it a lens, a place and a tilt.
#pragma once

#include "tiptoe/geometry.h"
#include <stdbool.h>

// The camera looks down a little: what is nearer lies lower in the picture.
#define VIEW_TILT        0.13f
#define VIEW_CHILD_SHARE 0.625f  // the child's height over the picture's
#define VIEW_FLOOR_SHARE 0.885f  // where the child's ankles' plane meets the floor

// A pinhole with one term of radial distortion; all zero: no perspective. Axes are unit vectors.
typedef struct Lens {
    Vec3 at, right, up, forward;  // m, in the child's axes
    float focal_px, k1;           // k1: px grow by 1 + k1 r^2, r = tan of the angle off the axis
} Lens;

typedef struct View {
    int width, height;  // px
    float px_per_m;     // in the child's plane
    Lens lens;          // focal_px 0: none
} View;

static inline View view_of(int width, int height, float child_m)
{
    return (View){ width, height, VIEW_CHILD_SHARE * (float)height / child_m, { .focal_px = 0 } };
}

static inline bool view_is_flat(const View *v)
{
    return v->lens.focal_px <= 0;
}

static inline float view_dot(Vec3 a, Vec3 b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static inline Vec2 view_px(const View *v, Vec3 m)
{
    if (view_is_flat(v))
        return vec2(0.5f * (float)v->width + m.x * v->px_per_m,
                    VIEW_FLOOR_SHARE * (float)v->height - (m.y - VIEW_TILT * m.z) * v->px_per_m);
    const Lens *l = &v->lens;
    Vec3 d = { m.x - l->at.x, m.y - l->at.y, m.z - l->at.z };
    float far = fmaxf(view_dot(d, l->forward), 0.05f);
    Vec2 tangent = vec2(view_dot(d, l->right) / far, view_dot(d, l->up) / far);
    float k = l->focal_px * (1 + l->k1 * fminf(vec2_dot(tangent, tangent), 1));
    return vec2(0.5f * (float)v->width + k * tangent.x, 0.5f * (float)v->height - k * tangent.y);
}

// Where the line of sight to a point meets the child's plane (z = 0).
static inline Vec2 view_plane(const View *v, Vec3 m)
{
    if (view_is_flat(v)) return vec2(m.x, m.y - VIEW_TILT * m.z);
    Vec3 at = v->lens.at;
    float share = at.z / (at.z - m.z);
    return vec2(at.x + share * (m.x - at.x), at.y + share * (m.y - at.y));
}

// A point of the picture (fractions) in the plane of the child.
static inline Vec2 view_metres(const View *v, Vec2 fraction)
{
    if (view_is_flat(v))
        return vec2((fraction.x - 0.5f) * (float)v->width / v->px_per_m,
                    (VIEW_FLOOR_SHARE - fraction.y) * (float)v->height / v->px_per_m);
    const Lens *l = &v->lens;
    Vec2 seen = vec2((fraction.x - 0.5f) * (float)v->width / l->focal_px,
                     (0.5f - fraction.y) * (float)v->height / l->focal_px);
    Vec2 tangent = seen;
    for (int i = 0; i < 8; i++)
        tangent = vec2_scale(seen, 1 / (1 + l->k1 * fminf(vec2_dot(tangent, tangent), 1)));
    Vec3 way = { l->forward.x + tangent.x * l->right.x + tangent.y * l->up.x,
                 l->forward.y + tangent.x * l->right.y + tangent.y * l->up.y,
                 l->forward.z + tangent.x * l->right.z + tangent.y * l->up.z };
    float along = -l->at.z / fminf(way.z, -0.05f);
    return vec2(l->at.x + along * way.x, l->at.y + along * way.y);
}
