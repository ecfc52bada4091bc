// SPDX-License-Identifier: MIT
// view.h: from metres before the child's camera to pixels and back.
#pragma once

#include "tiptoe/geometry.h"

// The camera looks down a little: what is nearer lies lower in the picture.
#define VIEW_TILT        0.13f
#define VIEW_CHILD_SHARE 0.625f  // the child's height over the picture's
#define VIEW_FLOOR_SHARE 0.885f  // where the child's ankles' plane meets the floor

typedef struct View {
    int width, height;  // px
    float px_per_m;
} View;

static inline View view_of(int width, int height, float child_m)
{
    return (View){ width, height, VIEW_CHILD_SHARE * (float)height / child_m };
}

static inline Vec2 view_px(const View *v, Vec3 m)
{
    return vec2(0.5f * (float)v->width + m.x * v->px_per_m,
                VIEW_FLOOR_SHARE * (float)v->height - (m.y - VIEW_TILT * m.z) * v->px_per_m);
}

// A point of the picture (fractions) in the plane of the child.
static inline Vec2 view_metres(const View *v, Vec2 fraction)
{
    return vec2((fraction.x - 0.5f) * (float)v->width / v->px_per_m,
                (VIEW_FLOOR_SHARE - fraction.y) * (float)v->height / v->px_per_m);
}
