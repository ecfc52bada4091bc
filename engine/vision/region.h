// SPDX-License-Identifier: MIT
// region.h: the square of the picture, turned with the body, that a network looks at.
#pragma once

#include "tiptoe/geometry.h"
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct Region {
    Vec2 centre;  // px of the picture
    float side;   // px
    float angle;  // radians, clockwise as seen in the picture; 0 is upright
} Region;

// The smallest upright square that holds the whole picture.
Region region_of_picture(int width, int height);

// BlazePose's region of interest: `hip` is the middle of the hips, `reach` the point whose distance
// is the radius of the body's circle and whose direction is the body's "up".
Region region_of_body(Vec2 hip, Vec2 reach);

// False: too small, too large or not a number; no network should look there.
bool region_is_sane(Region region, int width, int height);

// The same region in a picture `scale` times as large.
Region region_scale(Region region, float scale);

// A point of the square, 0..1 from its own top left, in px of the picture.
Vec2 region_point(Region region, Vec2 inner);

// A direction in the square's own axes, in those of the picture. Lengths stay.
Vec2 region_turn(Region region, Vec2 inner);

#ifdef __cplusplus
}
#endif
