// SPDX-License-Identifier: MIT
// raster.h: triangles drawn by the processor, for machines without a graphics card and for tests.
// Edges lie exactly where they are said to, to a fraction of a pixel, as on a card.
#pragma once

#include <stdint.h>

// 0xAARRGGBB, not premultiplied, rows from the top.
typedef struct Pixels {
    int width, height;
    uint32_t *at;
} Pixels;

typedef struct Corner {
    float x, y;   // px, pixel middles at .5
    float alpha;  // 0..255
    float u, v;   // px of the texture
} Corner;

// Draws over `to` within the rectangle; `rgb` is 0xRRGGBB for the whole triangle and tints the
// texture, which may be NULL.
typedef struct RasterClip {
    int left, top, right, bottom;  // right and bottom are outside
} RasterClip;
void raster_triangle(Pixels *to, RasterClip clip, const Corner corner[3], uint32_t rgb,
                     const Pixels *texture);

// A row of opaque pixels with an even colour of `alpha` 0..255 over them; `to` may be `from`.
void raster_veil(uint32_t *to, const uint32_t *from, int count, uint32_t rgb, int alpha);

// A round light, `alpha` in its middle (0..255) and nothing at `radius` px from it.
void raster_glow(Pixels *to, RasterClip clip, float x, float y, float radius, uint32_t rgb,
                 float alpha);
