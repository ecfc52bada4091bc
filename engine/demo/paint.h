// SPDX-License-Identifier: MIT
// paint.h: soft-edged shapes with light and shade, painted into a picture. Pixels, y down.
#pragma once

#include "base/image.h"
#include "tiptoe/geometry.h"
#include <stddef.h>

#define PAINT_POLYGON_MAX 16

// How a shape is coloured.
typedef struct Ink {
    float b, g, r;  // 0..255
    float round;    // 0 flat .. 1 lit like a cylinder or ball
    float opacity;  // 0..1
    float soft;     // half the width of its edge, px: the lens' blur
} Ink;

// A picture with its painted part: what was touched since paint_begin().
typedef struct Paint {
    Image image;
    int left, top, right, bottom;  // px, right and bottom excluded; empty if left >= right
} Paint;

void paint_begin(Paint *paint);

// A line with round ends, tapering.
void paint_limb(Paint *paint, Vec2 a, Vec2 b, float radius_a, float radius_b, Ink ink);

// An ellipse with half axes `rx` and `ry`, turned by `turn` radians (clockwise in the picture).
void paint_ellipse(Paint *paint, Vec2 middle, float rx, float ry, float turn, Ink ink);

// A body along a-b whose half width is given at `count` even places. Every second of `stripes`
// bands from a to b (0: none) has the other ink.
void paint_body(Paint *paint, Vec2 a, Vec2 b, const float *half_width, int count, int stripes,
                Ink ink, Ink other);

// A simple polygon, its corners rounded by `radius`.
void paint_polygon(Paint *paint, const Vec2 *corner, int count, float radius, Ink ink);
