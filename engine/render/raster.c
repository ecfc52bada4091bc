// SPDX-License-Identifier: MIT
// raster.c: scan-line triangles with a fading alpha or a smoothly sampled texture.
#include "render/raster.h"

#include "tiptoe/base.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// Pixel middles from `from` on and before `to` belong to the triangle, so that neighbours neither
// overlap nor leave a gap.
static int first_middle(float edge)
{
    return (int)ceilf(edge - 0.5f);
}

static int least(int a, int b)
{
    return a < b ? a : b;
}
static int most(int a, int b)
{
    return a > b ? a : b;
}

// A value that changes evenly over the triangle.
typedef struct Slope {
    float at_first, by_x, by_y;
} Slope;

static Slope slope_of(const Corner c[3], float a, float b, float d)
{
    float x1 = c[1].x - c[0].x, y1 = c[1].y - c[0].y, x2 = c[2].x - c[0].x, y2 = c[2].y - c[0].y;
    float area = x1 * y2 - x2 * y1;
    if (fabsf(area) < 1e-6f) return (Slope){ a, 0, 0 };
    return (Slope){ a, ((b - a) * y2 - (d - a) * y1) / area, ((d - a) * x1 - (b - a) * x2) / area };
}

static float value_at(Slope slope, const Corner *first, float x, float y)
{
    return slope.at_first + slope.by_x * (x - first->x) + slope.by_y * (y - first->y);
}

// Two channels at a time: 0x00XX00XX.
static uint32_t mix_pair(uint32_t a, uint32_t b, uint32_t share)  // share 0..256 of b
{
    return ((a * (256 - share) + b * share) >> 8) & 0xff00ffu;
}

static uint32_t mix_pixel(uint32_t a, uint32_t b, uint32_t share)
{
    return mix_pair(a & 0xff00ffu, b & 0xff00ffu, share) |
           mix_pair((a >> 8) & 0xff00ffu, (b >> 8) & 0xff00ffu, share) << 8;
}

static void blend(uint32_t *to, uint32_t rgb, int alpha)  // alpha 0..255
{
    if (alpha <= 0) return;
    if (alpha >= 255) {
        *to = 0xff000000u | rgb;
        return;
    }
    uint32_t share = (uint32_t)alpha + ((uint32_t)alpha >> 7);
    *to = 0xff000000u | (mix_pixel(*to, rgb, share) & 0xffffffu);
}

// Between four pixels of a texture; nothing (0) where none of them can be seen.
static uint32_t between(const uint32_t *upper, const uint32_t *lower, int left, int right,
                        uint32_t across, uint32_t down)
{
    uint32_t a = upper[left], b = upper[right], c = lower[left], d = lower[right];
    if ((a | b | c | d) < 0x01000000u) return 0;
    if (!(across | down)) return a;
    return mix_pixel(mix_pixel(a, b, across), mix_pixel(c, d, across), down);
}

// u and v in 1/256 px, from the middle of the first pixel. Beyond its edge a texture goes on
// as there.
static uint32_t sample_edge(const Pixels *texture, int u, int v)
{
    int last_x = texture->width - 1, last_y = texture->height - 1;
    const uint32_t *upper =
        texture->at + (ptrdiff_t)least(most(v >> 8, 0), last_y) * texture->width;
    const uint32_t *lower =
        texture->at + (ptrdiff_t)least(most((v >> 8) + 1, 0), last_y) * texture->width;
    return between(upper, lower, least(most(u >> 8, 0), last_x),
                   least(most((u >> 8) + 1, 0), last_x), (uint32_t)u & 255, (uint32_t)v & 255);
}

static uint32_t sample_inside(const Pixels *texture, int u, int v)
{
    const uint32_t *upper = texture->at + (ptrdiff_t)(v >> 8) * texture->width;
    return between(upper, upper + texture->width, u >> 8, (u >> 8) + 1, (uint32_t)u & 255,
                   (uint32_t)v & 255);
}

// Both ends of a span lie where all four neighbours exist, so all of it does.
static bool is_inside(int size, int from, int to)
{
    int last = (size - 1) << 8;
    return from >= 0 && to >= 0 && from < last && to < last;
}

static uint32_t tint(uint32_t pixel, uint32_t rgb)
{
    uint32_t r = ((pixel >> 16 & 255) * ((rgb >> 16 & 255) + 1)) >> 8;
    uint32_t g = ((pixel >> 8 & 255) * ((rgb >> 8 & 255) + 1)) >> 8;
    uint32_t b = ((pixel & 255) * ((rgb & 255) + 1)) >> 8;
    return (pixel & 0xff000000u) | r << 16 | g << 8 | b;
}

static void plain_span(uint32_t *to, int count, uint32_t rgb, float alpha, float by_x)
{
    if (by_x == 0 && alpha > 254.5f) {
        for (int i = 0; i < count; i++) to[i] = 0xff000000u | rgb;
        return;
    }
    for (int i = 0; i < count; i++, alpha += by_x)
        blend(&to[i], rgb, alpha >= 254.5f ? 255 : (int)(alpha + 0.5f));
}

// u and v in 1/65536 px.
static void texture_span(uint32_t *to, int count, uint32_t rgb, int alpha, const Pixels *texture,
                         int u, int v, int u_by_x, int v_by_x)
{
    // At its own size and on whole pixels an opaque texture is copied.
    int x = u >> 16, y = v >> 16;
    bool whole = u_by_x == 65536 && v_by_x == 0 && abs((u & 65535) - 32768) < 128 &&
                 abs((v & 65535) - 32768) < 128;
    if (whole && texture->opaque && alpha == 255 && rgb == 0xffffffu && x >= 0 && y >= 0 &&
        y < texture->height && x + count <= texture->width) {
        memcpy(to, texture->at + (ptrdiff_t)y * texture->width + x, 4 * (size_t)count);
        return;
    }
    u -= 32768;
    v -= 32768;
    bool inside = is_inside(texture->width, u >> 8, (u + (count - 1) * u_by_x) >> 8) &&
                  is_inside(texture->height, v >> 8, (v + (count - 1) * v_by_x) >> 8);
    for (int i = 0; i < count; i++, u += u_by_x, v += v_by_x) {
        uint32_t pixel =
            inside ? sample_inside(texture, u >> 8, v >> 8) : sample_edge(texture, u >> 8, v >> 8);
        if (pixel < 0x01000000u) continue;
        if (rgb != 0xffffffu) pixel = tint(pixel, rgb);
        blend(&to[i], pixel & 0xffffffu, ((int)(pixel >> 24) * (alpha + 1)) >> 8);
    }
}

// Where the line from a to b crosses this height. Asked with the same pair, in either order, it
// answers the same.
static float cross_x(const Corner *a, const Corner *b, float y)
{
    if (a->y > b->y || (a->y == b->y && a->x > b->x)) {
        const Corner *swap = a;
        a = b;
        b = swap;
    }
    return a->x + (b->x - a->x) * ((y - a->y) / (b->y - a->y));
}

static bool spans(const Corner *a, const Corner *b, float y)
{
    return (a->y <= y) != (b->y <= y);
}

void raster_triangle(Pixels *to, RasterClip clip, const Corner corner[3], uint32_t rgb,
                     const Pixels *texture)
{
    REQUIRE(to->at);
    float top = fminf(corner[0].y, fminf(corner[1].y, corner[2].y));
    float bottom = fmaxf(corner[0].y, fmaxf(corner[1].y, corner[2].y));
    if (!(bottom > (float)clip.top && top < (float)clip.bottom)) return;  // NaN too
    int row = most(first_middle(fmaxf(top, (float)clip.top)), clip.top);
    int end = least(first_middle(fminf(bottom, (float)clip.bottom)), clip.bottom);
    Slope alpha = slope_of(corner, corner[0].alpha, corner[1].alpha, corner[2].alpha);
    Slope u = slope_of(corner, corner[0].u, corner[1].u, corner[2].u);
    Slope v = slope_of(corner, corner[0].v, corner[1].v, corner[2].v);
    for (; row < end; row++) {
        float y = (float)row + 0.5f, left = (float)clip.right, right = (float)clip.left;
        for (int i = 0; i < 3; i++) {
            const Corner *a = &corner[i], *b = &corner[(i + 1) % 3];
            if (!spans(a, b, y)) continue;
            float x = cross_x(a, b, y);
            left = fminf(left, x);
            right = fmaxf(right, x);
        }
        int from = most(first_middle(fmaxf(left, (float)clip.left)), clip.left);
        int count = least(first_middle(fminf(right, (float)clip.right)), clip.right) - from;
        if (count <= 0) continue;
        float x = (float)from + 0.5f;
        uint32_t *pixel = to->at + (ptrdiff_t)row * to->width + from;
        if (!texture)
            plain_span(pixel, count, rgb, value_at(alpha, corner, x, y), alpha.by_x);
        else
            texture_span(pixel, count, rgb, (int)(corner[0].alpha + 0.5f), texture,
                         (int)lrintf(65536 * value_at(u, corner, x, y)),
                         (int)lrintf(65536 * value_at(v, corner, x, y)),
                         (int)lrintf(65536 * u.by_x), (int)lrintf(65536 * v.by_x));
    }
}
