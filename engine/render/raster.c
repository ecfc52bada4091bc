// SPDX-License-Identifier: MIT
// raster.c: scan-line triangles with a fading alpha or a smoothly sampled texture.
#include "render/raster.h"

#include "render/pairs.h"
#include "tiptoe/base.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// Pixel middles from `from` on and before `to` belong to the triangle, so that neighbours neither
// overlap nor leave a gap.
static int first_middle(float edge)
{
    int before = (int)(edge - 0.5f);
    return before + ((float)before < edge - 0.5f);
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

// An even colour of an even alpha, 0..255.
static void even_span(uint32_t *to, int count, uint32_t rgb, int alpha)
{
    uint16_t share = (uint16_t)(alpha + (alpha >> 7));
    const Lanes source = lanes_color(rgb, 0), shares = lanes_each(share, share);
    for (int i = 0; i < count; i += 2) blend(to + i, i + 1 < count, source, shares);
}

static void plain_span(uint32_t *to, int count, uint32_t rgb, float alpha, float by_x)
{
    if (by_x == 0 && alpha > 254.5f) {
        pixels_fill(to, count, 0xff000000u | rgb);
        return;
    }
    if (by_x == 0) {
        even_span(to, count, rgb, alpha > 0 ? (int)(alpha + 0.5f) : 0);
        return;
    }
    for (int i = 0; i < count; i++, alpha += by_x)
        even_span(to + i, 1, rgb, alpha >= 254.5f ? 255 : alpha > 0 ? (int)(alpha + 0.5f) : 0);
}

// The four pixels round a point of a texture; beyond its edge it goes on as there.
typedef struct Rows {
    const uint32_t *upper, *lower;
    int last;  // column
} Rows;

static inline Rows rows_at(const Pixels *texture, int v)
{
    int y = v >> 16, last = texture->height - 1;
    return (Rows){ texture->at + (ptrdiff_t)least(most(y, 0), last) * texture->width,
                   texture->at + (ptrdiff_t)least(most(y + 1, 0), last) * texture->width,
                   texture->width - 1 };
}

static uint64_t pair_at_edge(const uint32_t *row, int x, int last)
{
    return (uint64_t)row[least(most(x + 1, 0), last)] << 32 | row[least(most(x, 0), last)];
}

// What was seen of a texture for two pixels.
typedef struct Seen {
    uint64_t any, all;
} Seen;

// Between the left and the right ones of the four: first the upper, then the lower ones.
static inline Lanes sample(Rows rows, int u, Seen *seen)
{
    int x = u >> 16;
    uint64_t upper, lower;
    if ((uint32_t)x < (uint32_t)rows.last) {
        upper = pixels_load(rows.upper + x, true);
        lower = pixels_load(rows.lower + x, true);
    } else {
        upper = pair_at_edge(rows.upper, x, rows.last);
        lower = pair_at_edge(rows.lower, x, rows.last);
    }
    seen->any |= upper | lower;
    seen->all &= upper & lower;
    Lanes weight = lanes_weights((uint32_t)u >> 8 & 255);
    Lanes a = lanes_of(upper) * weight, b = lanes_of(lower) * weight;
    return (lanes_firsts(a, b) + lanes_seconds(a, b)) >> 8;
}

// u and v in 1/65536 px, from the middle of the texture's first pixel.
typedef struct Walk {
    int u, v, u_by_x, v_by_x;
} Walk;

// `tint` are the factors of the channels, 1..256.
static inline void texture_pair(uint32_t *to, bool two, Lanes tint, Lanes upper_lower[2],
                                Lanes down, Seen seen)
{
    if (!(seen.any & OPAQUE)) return;
    Lanes pixels = lanes_mix(lanes_firsts(upper_lower[0], upper_lower[1]),
                             lanes_seconds(upper_lower[0], upper_lower[1]), down);
    pixels = (pixels * tint) >> 8;
    if ((seen.all & OPAQUE) == OPAQUE && tint[3] == 256) {
        pixels_store(to, two, lanes_pixels(pixels));
        return;
    }
    Lanes alpha = lanes_alpha(pixels);
    blend(to, two, pixels, alpha + (alpha >> 7));
}

static void level_span(uint32_t *to, int count, Lanes tint, const Pixels *texture, Walk walk)
{
    const Rows rows = rows_at(texture, walk.v);
    uint16_t share = (uint16_t)((uint32_t)walk.v >> 8 & 255);
    const Lanes down = lanes_each(share, share);
    int u = walk.u;
    for (int i = 0; i < count; i += 2, u += 2 * walk.u_by_x) {
        Seen seen = { 0, UINT64_MAX };
        Lanes part[2] = { sample(rows, u, &seen), sample(rows, u + walk.u_by_x, &seen) };
        texture_pair(to + i, i + 1 < count, tint, part, down, seen);
    }
}

static void turned_span(uint32_t *to, int count, Lanes tint, const Pixels *texture, Walk walk)
{
    int u = walk.u, v = walk.v;
    for (int i = 0; i < count; i += 2, u += 2 * walk.u_by_x, v += 2 * walk.v_by_x) {
        Seen seen = { 0, UINT64_MAX };
        int v2 = v + walk.v_by_x;
        Lanes part[2] = { sample(rows_at(texture, v), u, &seen),
                          sample(rows_at(texture, v2), u + walk.u_by_x, &seen) };
        Lanes down =
            lanes_each((uint16_t)((uint32_t)v >> 8 & 255), (uint16_t)((uint32_t)v2 >> 8 & 255));
        texture_pair(to + i, i + 1 < count, tint, part, down, seen);
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

// One edge goes all the way down, two meet at the middle corner.
typedef struct Sides {
    Edge whole, upper, lower;
    float middle;
} Sides;

static Sides sides_of(const Corner corner[3])
{
    const Corner *top = &corner[0], *middle = &corner[1], *bottom = &corner[2], *swap;
    if (middle->y < top->y) swap = top, top = middle, middle = swap;
    if (bottom->y < top->y) swap = top, top = bottom, bottom = swap;
    if (bottom->y < middle->y) swap = middle, middle = bottom, bottom = swap;
    return (Sides){ edge_of(top, bottom), edge_of(top, middle), edge_of(middle, bottom),
                    middle->y };
}

// Where the triangle's row begins, and how many pixels it has.
static inline int row_of(const Sides *s, const RasterClip *clip, float y, int *count)
{
    const Edge *other = y < s->middle ? &s->upper : &s->lower;
    float a = s->whole.x + s->whole.by_y * (y - s->whole.y);
    float b = other->x + other->by_y * (y - other->y);
    int from = most(first_middle(higher(lower(a, b), (float)clip->left)), clip->left);
    *count = least(first_middle(lower(higher(a, b), (float)clip->right)), clip->right) - from;
    return from;
}

// No number, or one that no screen has.
static bool is_odd(const Corner corner[3])
{
    float sum = 0;
    for (int i = 0; i < 3; i++) sum += fabsf(corner[i].x) + fabsf(corner[i].y);
    return !(sum < 1e8f);
}

void raster_triangle(Pixels *to, RasterClip clip, const Corner corner[3], uint32_t rgb,
                     const Pixels *texture)
{
    REQUIRE(to->at);
    float top = lower(corner[0].y, lower(corner[1].y, corner[2].y));
    float bottom = higher(corner[0].y, higher(corner[1].y, corner[2].y));
    if (is_odd(corner) || bottom <= (float)clip.top || top >= (float)clip.bottom) return;
    int row = most(first_middle(higher(top, (float)clip.top)), clip.top);
    int end = least(first_middle(lower(bottom, (float)clip.bottom)), clip.bottom);
    const Sides sides = sides_of(corner);
    Slope alpha = { 0 }, u = { 0 }, v = { 0 };
    if (texture) {
        u = slope_of(corner, corner[0].u, corner[1].u, corner[2].u);
        v = slope_of(corner, corner[0].v, corner[1].v, corner[2].v);
    } else {
        alpha = slope_of(corner, corner[0].alpha, corner[1].alpha, corner[2].alpha);
    }
    const Lanes tint = lanes_color((uint32_t)(corner[0].alpha + 0.5f) << 24 | rgb, 1);
    Walk walk = { .u_by_x = (int)lrintf(65536 * u.by_x), .v_by_x = (int)lrintf(65536 * v.by_x) };
    for (; row < end; row++) {
        int count;
        int from = row_of(&sides, &clip, (float)row + 0.5f, &count);
        if (count <= 0) continue;
        float x = (float)from + 0.5f, y = (float)row + 0.5f;
        uint32_t *pixel = to->at + (ptrdiff_t)row * to->width + from;
        if (!texture) {
            plain_span(pixel, count, rgb, value_at(alpha, corner, x, y), alpha.by_x);
            continue;
        }
        walk.u = (int)lrintf(65536 * value_at(u, corner, x, y)) - 32768;
        walk.v = (int)lrintf(65536 * value_at(v, corner, x, y)) - 32768;
        if (walk.v_by_x == 0)
            level_span(pixel, count, tint, texture, walk);
        else
            turned_span(pixel, count, tint, texture, walk);
    }
}
