// SPDX-License-Identifier: MIT
// raster.c: scan-line triangles with a fading alpha or a smoothly sampled texture, and round
// lights.
#include "render/raster.h"

#include "render/pairs.h"
#include "tiptoe/base.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// Pixel middles from `from` on and before `to` belong to the triangle, so that neighbours neither
// overlap nor leave a gap. One instruction where lrintf() may leave errno alone.
static inline int first_middle(float edge)
{
    return (int)lrintf(edge);
}

static float lower(float a, float b)
{
    return a < b ? a : b;
}
static float higher(float a, float b)
{
    return a > b ? a : b;
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

// Two pixels, or one: `share` (0..256) of `source` over what is there.
static inline void blend(uint32_t *to, bool two, Lanes source, Lanes share)
{
    Lanes mixed = lanes_mix(lanes_of(pixels_load(to, two)), source, share);
    pixels_store(to, two, OPAQUE | lanes_pixels(mixed));
}

void raster_veil(uint32_t *to, const uint32_t *from, int count, uint32_t rgb, int alpha)
{
    uint16_t share = (uint16_t)(alpha + (alpha >> 7)), rest = (uint16_t)(256 - share);
    const Lanes source = lanes_color(rgb, 0), shares = lanes_each(share, share);
    const Lanes add = source * share;
    int i = 0;
    for (; i + 4 <= count; i += 4) pixels_fade_4(to + i, from + i, rest, add);
    for (; i < count; i += 2) {
        bool two = i + 1 < count;
        Lanes mixed = lanes_mix(lanes_of(pixels_load(from + i, two)), source, shares);
        pixels_store(to + i, two, OPAQUE | lanes_pixels(mixed));
    }
}

static void plain_span(uint32_t *to, int count, uint32_t rgb, float alpha, float by_x)
{
    const Lanes source = lanes_color(rgb, 0);
    if (by_x == 0 && alpha > 254.5f) {
        pixels_fill(to, count, 0xff000000u | rgb);
        return;
    }
    if (by_x == 0) {
        raster_veil(to, to, count, rgb, alpha > 0 ? (int)(alpha + 0.5f) : 0);
        return;
    }
    for (int i = 0; i < count; i++, alpha += by_x) {
        uint16_t even = alpha >= 254.5f ? 255 : alpha > 0 ? (uint16_t)(alpha + 0.5f) : 0;
        uint16_t share = (uint16_t)(even + (even >> 7));
        blend(to + i, false, source, lanes_each(share, share));
    }
}

// The four pixels round a point of a texture: left and right of the upper row, and of the lower.
typedef struct Taps {
    uint64_t upper, lower;
} Taps;

// Beyond its edge a texture goes on as there.
static inline const uint32_t *row_at(const Pixels *texture, int y)
{
    return texture->at + (ptrdiff_t)least(most(y, 0), texture->height - 1) * texture->width;
}

static uint64_t pair_at_edge(const uint32_t *row, int x, int last)
{
    return (uint64_t)row[least(most(x + 1, 0), last)] << 32 | row[least(most(x, 0), last)];
}

static inline Taps taps_in(const uint32_t *upper, const uint32_t *lower, int x, int last)
{
    if ((uint32_t)x < (uint32_t)last)
        return (Taps){ pixels_load(upper + x, true), pixels_load(lower + x, true) };
    return (Taps){ pair_at_edge(upper, x, last), pair_at_edge(lower, x, last) };
}

// u and v in 1/65536 px, from the middle of the texture's first pixel.
static inline Taps taps_at(const Pixels *texture, int u, int v)
{
    int x = u >> 16, y = v >> 16, last = texture->width - 1;
    if ((uint32_t)y >= (uint32_t)(texture->height - 1))
        return taps_in(row_at(texture, y), row_at(texture, y + 1), x, last);
    const uint32_t *upper = texture->at + (ptrdiff_t)y * texture->width;
    return taps_in(upper, upper + texture->width, x, last);
}

// 256 - share for the left of two pixels and `share` for the right one, for each share: to look
// them up is quicker than to spread them.
#define WEIGHT(i)                                                                                  \
    {                                                                                              \
        256 - (i), 256 - (i), 256 - (i), 256 - (i), (i), (i), (i), (i)                             \
    }
#define WEIGHT_4(i)  WEIGHT(i), WEIGHT((i) + 1), WEIGHT((i) + 2), WEIGHT((i) + 3)
#define WEIGHT_16(i) WEIGHT_4(i), WEIGHT_4((i) + 4), WEIGHT_4((i) + 8), WEIGHT_4((i) + 12)
#define WEIGHT_64(i) WEIGHT_16(i), WEIGHT_16((i) + 16), WEIGHT_16((i) + 32), WEIGHT_16((i) + 48)
static const Lanes weights[256] = { WEIGHT_64(0), WEIGHT_64(64), WEIGHT_64(128), WEIGHT_64(192) };

// Between the left and the right ones: first the upper, then the lower ones.
static inline Lanes taps_across(Taps taps, int u)
{
    Lanes weight = weights[(uint32_t)u >> 8 & 255];
    Lanes a = lanes_of(taps.upper) * weight, b = lanes_of(taps.lower) * weight;
    return (lanes_firsts(a, b) + lanes_seconds(a, b)) >> 8;
}

// Two pixels of a texture, or one. `tint` are the factors of the channels, 1..256. What nobody
// sees of a picture is looked at and no more.
static inline void texture_pair(uint32_t *to, bool two, Lanes tint, const Taps taps[2],
                                const int u[2], Lanes down)
{
    const Taps a = taps[0], b = taps[1];
    if (!((a.upper | a.lower | b.upper | b.lower) & OPAQUE)) return;
    Lanes left = taps_across(a, u[0]), right = taps_across(b, u[1]);
    Lanes pixels = lanes_mix(lanes_firsts(left, right), lanes_seconds(left, right), down);
    pixels = (pixels * tint) >> 8;
    if ((a.upper & a.lower & b.upper & b.lower & OPAQUE) == OPAQUE && tint[3] == 256) {
        pixels_store(to, two, lanes_pixels(pixels));
        return;
    }
    Lanes alpha = lanes_alpha(pixels);
    blend(to, two, pixels, alpha + (alpha >> 7));
}

typedef struct Walk {
    int u, v, u_by_x, v_by_x;
} Walk;

static void level_span(uint32_t *to, int count, Lanes tint, const Pixels *texture, Walk walk)
{
    const uint32_t *upper = row_at(texture, walk.v >> 16),
                   *lower = row_at(texture, (walk.v >> 16) + 1);
    const int last = texture->width - 1;
    uint16_t share = (uint16_t)((uint32_t)walk.v >> 8 & 255);
    const Lanes down = lanes_each(share, share);
    int u = walk.u;
    for (int i = 0; i < count; i += 2, u += 2 * walk.u_by_x) {
        int u2 = u + walk.u_by_x;
        texture_pair(to + i, i + 1 < count, tint,
                     (Taps[2]){ taps_in(upper, lower, u >> 16, last),
                                taps_in(upper, lower, u2 >> 16, last) },
                     (int[2]){ u, u2 }, down);
    }
}

static void turned_span(uint32_t *to, int count, Lanes tint, const Pixels *texture, Walk walk)
{
    int u = walk.u, v = walk.v;
    for (int i = 0; i < count; i += 2, u += 2 * walk.u_by_x, v += 2 * walk.v_by_x) {
        int u2 = u + walk.u_by_x, v2 = v + walk.v_by_x;
        Lanes down =
            lanes_each((uint16_t)((uint32_t)v >> 8 & 255), (uint16_t)((uint32_t)v2 >> 8 & 255));
        texture_pair(to + i, i + 1 < count, tint,
                     (Taps[2]){ taps_at(texture, u, v), taps_at(texture, u2, v2) },
                     (int[2]){ u, u2 }, down);
    }
}

// A side of a triangle, from its upper end, so that neighbours cross a height at the same x
// whichever way round each names it.
typedef struct Edge {
    float x, y, by_y;
} Edge;

static Edge edge_of(const Corner *a, const Corner *b)
{
    const Corner *from = a->y > b->y || (a->y == b->y && a->x > b->x) ? b : a;
    const Corner *to = from == a ? b : a;
    float high = to->y - from->y;
    return (Edge){ from->x, from->y, high > 0 ? (to->x - from->x) / high : 0 };
}

// What a triangle is filled with.
typedef struct Paint {
    uint32_t rgb;
    Lanes tint;
    const Pixels *texture;  // or NULL
    const Corner *first;
    Slope alpha, u, v;
    Walk walk;
} Paint;

static Paint paint_of(const Corner corner[3], uint32_t rgb, const Pixels *texture)
{
    Paint p = { .rgb = rgb, .texture = texture, .first = corner };
    bool even = corner[0].alpha == corner[1].alpha && corner[0].alpha == corner[2].alpha;
    p.alpha.at_first = corner[0].alpha;
    if (!texture && even) return p;
    if (!texture) {
        p.alpha = slope_of(corner, corner[0].alpha, corner[1].alpha, corner[2].alpha);
        return p;
    }
    p.tint = lanes_color((uint32_t)(corner[0].alpha + 0.5f) << 24 | rgb, 1);
    p.u = slope_of(corner, corner[0].u, corner[1].u, corner[2].u);
    p.v = slope_of(corner, corner[0].v, corner[1].v, corner[2].v);
    p.walk.u_by_x = (int)lrintf(65536 * p.u.by_x);
    p.walk.v_by_x = (int)lrintf(65536 * p.v.by_x);
    return p;
}

static void texture_span(uint32_t *to, int count, const Paint *p, float x, float y)
{
    Walk walk = p->walk;
    walk.u = (int)lrintf(65536 * value_at(p->u, p->first, x, y)) - 32768;
    walk.v = (int)lrintf(65536 * value_at(p->v, p->first, x, y)) - 32768;
    if (walk.v_by_x == 0)
        level_span(to, count, p->tint, p->texture, walk);
    else
        turned_span(to, count, p->tint, p->texture, walk);
}

// Rows between two sides of a triangle.
static void fill_rows(Pixels *to, const RasterClip *clip, int row, int end, const Edge side[2],
                      const Paint *p)
{
    const Edge a = side[0], b = side[1];
    const float left = (float)clip->left, right = (float)clip->right;
    uint32_t *line = to->at + (ptrdiff_t)row * to->width;
    for (; row < end; row++, line += to->width) {
        float y = (float)row + 0.5f;
        float x1 = a.x + a.by_y * (y - a.y), x2 = b.x + b.by_y * (y - b.y);
        int from = first_middle(higher(lower(x1, x2), left));
        int count = first_middle(lower(higher(x1, x2), right)) - from;
        if (count <= 0) continue;
        float x = (float)from + 0.5f;
        if (p->texture)
            texture_span(line + from, count, p, x, y);
        else
            plain_span(line + from, count, p->rgb, value_at(p->alpha, p->first, x, y),
                       p->alpha.by_x);
    }
}

// No number, or one that no screen has.
static bool is_odd(const Corner corner[3])
{
    float sum = 0;
    for (int i = 0; i < 3; i++) sum += fabsf(corner[i].x) + fabsf(corner[i].y);
    return !(sum < 1e8f);
}

// The first row from `y` on that may be drawn.
static int row_from(float y, const RasterClip *clip)
{
    return first_middle(lower(higher(y, (float)clip->top), (float)clip->bottom));
}

void raster_triangle(Pixels *to, RasterClip clip, const Corner corner[3], uint32_t rgb,
                     const Pixels *texture)
{
    REQUIRE(to->at);
    if (is_odd(corner)) return;
    const Corner *top = &corner[0], *middle = &corner[1], *bottom = &corner[2], *swap;
    if (middle->y < top->y) swap = top, top = middle, middle = swap;
    if (bottom->y < top->y) swap = top, top = bottom, bottom = swap;
    if (bottom->y < middle->y) swap = middle, middle = bottom, bottom = swap;
    int row = row_from(top->y, &clip), end = row_from(bottom->y, &clip);
    if (row >= end) return;
    int turn = row_from(middle->y, &clip);  // where the one side that is two has its corner
    const Edge whole = edge_of(top, bottom);
    const Paint paint = paint_of(corner, rgb, texture);
    if (row < turn)
        fill_rows(to, &clip, row, turn, (Edge[2]){ whole, edge_of(top, middle) }, &paint);
    if (turn < end)
        fill_rows(to, &clip, turn, end, (Edge[2]){ whole, edge_of(middle, bottom) }, &paint);
}

// What is seen of a light at a point: alpha * (1 - r^2)^2, here in four pixels of a row at once.
typedef float Four __attribute__((vector_size(16)));
typedef int32_t FourShares __attribute__((vector_size(16)));

// `high`: what the row leaves of 1 - r^2; `by`: of the radius, a pixel; `most`: 0..256.
static void glow_span(uint32_t *to, int count, Lanes source, Four out, float by, float high,
                      float most)
{
    for (int i = 0; i < count; i += 4, out += 4 * by) {
        Four rest = high - out * out;
        FourShares share = __builtin_convertvector(most * rest * rest, FourShares);
        Lanes first = (Lanes)__builtin_shufflevector(share, share, 0, 0, 1, 1);
        Lanes second = (Lanes)__builtin_shufflevector(share, share, 2, 2, 3, 3);
        blend(to + i, i + 1 < count, source, lanes_firsts_all(first));
        if (i + 2 < count) blend(to + i + 2, i + 3 < count, source, lanes_firsts_all(second));
    }
}

void raster_glow(Pixels *to, RasterClip clip, float x, float y, float radius, uint32_t rgb,
                 float alpha)
{
    REQUIRE(to->at);
    if (!(fabsf(x) + fabsf(y) + radius < 1e8f && radius > 0.1f)) return;
    const Lanes source = lanes_color(rgb, 0);
    const float by = 1 / radius, most_share = alpha * 256 / 255;
    const float left = (float)clip.left, right = (float)clip.right;
    int row = row_from(y - radius, &clip), end = row_from(y + radius, &clip);
    for (; row < end; row++) {
        float down = ((float)row + 0.5f - y) * by, high = 1 - down * down;
        float half = high > 0 ? radius * sqrtf(high) : 0;
        int from = first_middle(higher(x - half, left));
        int until = first_middle(lower(x + half, right));
        float out = ((float)from + 0.5f - x) * by;
        glow_span(to->at + (ptrdiff_t)row * to->width + from, until - from, source,
                  (Four){ out, out + by, out + 2 * by, out + 3 * by }, by, high, most_share);
    }
}
