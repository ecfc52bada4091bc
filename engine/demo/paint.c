// SPDX-License-Identifier: MIT
// paint.c: the software rasteriser: signed distances, walked row by row.
#include "paint.h"
#include "tiptoe/base.h"

// The noise that the camera adds later needs room below 255 and above 0.
#define DARKEST    14.0f
#define LIGHTEST   241.0f
#define TUBE_STEPS 64

// Half of the lamp is spread light; the rest comes from the upper left, where the window is.
static inline float shade(float nx, float ny, float round)
{
    float rest = 1 - nx * nx - ny * ny;
    float lit = -0.42f * nx - 0.42f * ny + 0.80f * sqrtf(rest > 0 ? rest : 0);
    return 1 + round * (0.56f * (lit > 0 ? lit : 0) - 0.50f);
}

void paint_begin(Paint *paint)
{
    paint->left = paint->image.width;
    paint->top = paint->image.height;
    paint->right = paint->bottom = 0;
}

typedef struct Shade {
    uint8_t b, g, r;
} Shade;

static inline Shade lit_ink(const Ink *ink, float light)
{
    return (Shade){ (uint8_t)(clampf(ink->b * light, DARKEST, LIGHTEST) + 0.5f),
                    (uint8_t)(clampf(ink->g * light, DARKEST, LIGHTEST) + 0.5f),
                    (uint8_t)(clampf(ink->r * light, DARKEST, LIGHTEST) + 0.5f) };
}

static inline uint8_t over(uint8_t below, uint8_t above, float cover)
{
    return (uint8_t)((float)below + ((float)above - (float)below) * cover + 0.5f);
}

// Lays a colour over a pixel that lies `distance` outside the shape (negative: inside).
static inline void dab(uint8_t *px, const Ink *ink, float distance, Shade color)
{
    float cover = ink->opacity;
    if (distance <= -ink->soft && cover >= 1) {
        px[0] = color.b;
        px[1] = color.g;
        px[2] = color.r;
        return;
    }
    if (distance > -ink->soft) {
        float edge = 0.5f - 0.5f * distance / ink->soft;
        cover *= edge * edge * (3 - 2 * edge);
    }
    px[0] = over(px[0], color.b, cover);
    px[1] = over(px[1], color.g, cover);
    px[2] = over(px[2], color.r, cover);
}

// The colours across a tube that runs along `way` (a unit vector), from one edge to the other.
typedef struct Tube {
    Shade color[TUBE_STEPS + 1];
} Tube;

static void tube_of(Tube *tube, const Ink *ink, Vec2 way)
{
    for (int i = 0; i <= TUBE_STEPS; i++) {
        float n = 2 * (float)i / TUBE_STEPS - 1;
        tube->color[i] = lit_ink(ink, shade(n * way.y, -n * way.x, ink->round));
    }
}

// `n` from -1 to 1 across.
static inline Shade tube_at(const Tube *tube, float n)
{
    return tube->color[(int)(clampf(n + 1, 0, 2) * (0.5f * TUBE_STEPS) + 0.5f)];
}

// The part of a row that can be touched, clipped and noted. False: none.
static bool clip_row(Paint *paint, int y, float from, float to, int *left, int *right)
{
    if (y < 0 || y >= paint->image.height) return false;
    int width = paint->image.width;
    if (to < 0 || from > (float)width) return false;
    *left = from <= 0 ? 0 : (int)from;
    *right = to >= (float)(width - 1) ? width : (int)to + 1;
    if (*left >= *right) return false;
    if (*left < paint->left) paint->left = *left;
    if (*right > paint->right) paint->right = *right;
    if (y < paint->top) paint->top = y;
    if (y >= paint->bottom) paint->bottom = y + 1;
    return true;
}

// Rows from `top` to `bottom` that lie in the picture.
static void clip_rows(const Paint *paint, float top, float bottom, int *first, int *last)
{
    *first = (int)clampf(top, 0, (float)paint->image.height);
    *last = (int)clampf(bottom + 1, -1, (float)paint->image.height - 1);
}

// How far the line a-b runs across the rows within `reach` of `y`: from `*low` to `*high` in x.
static bool line_span(Vec2 a, Vec2 b, float y, float reach, float *low, float *high)
{
    float t0 = 0, t1 = 1, dy = b.y - a.y;
    if (fabsf(dy) < 1e-3f) {
        if (fabsf(y - a.y) > reach) return false;
    } else {
        float u = (y - reach - a.y) / dy, v = (y + reach - a.y) / dy;
        t0 = clampf(fminf(u, v), 0, 1);
        t1 = clampf(fmaxf(u, v), 0, 1);
    }
    float x0 = a.x + (b.x - a.x) * t0, x1 = a.x + (b.x - a.x) * t1;
    *low = fminf(x0, x1) - reach;
    *high = fmaxf(x0, x1) + reach;
    return true;
}

static uint8_t *pixel(const Paint *paint, int x, int y)
{
    return paint->image.bgr + (size_t)y * (size_t)paint->image.stride + (size_t)x * 3;
}

void paint_limb(Paint *paint, Vec2 a, Vec2 b, float radius_a, float radius_b, Ink ink)
{
    REQUIRE(radius_a >= 0 && radius_b >= 0);
    float reach = fmaxf(radius_a, radius_b) + ink.soft + 1;
    Vec2 way = vec2_sub(b, a);
    float inverse2 = 1 / fmaxf(vec2_dot(way, way), 1e-6f), inverse = sqrtf(inverse2);
    // Lit like a tube to its very ends: two limbs that meet show no ball between them.
    Vec2 unit = vec2_scale(way, inverse);
    Tube tube;
    tube_of(&tube, &ink, unit);
    int first, last;
    clip_rows(paint, fminf(a.y, b.y) - reach, fmaxf(a.y, b.y) + reach, &first, &last);
    for (int y = first; y <= last; y++) {
        float low, high;
        int left, right;
        if (!line_span(a, b, (float)y, reach, &low, &high)) continue;
        if (!clip_row(paint, y, low, high, &left, &right)) continue;
        uint8_t *px = pixel(paint, left, y);
        for (int x = left; x < right; x++, px += 3) {
            Vec2 p = { (float)x - a.x, (float)y - a.y };
            float t = clampf(vec2_dot(p, way) * inverse2, 0, 1);
            Vec2 off = { p.x - way.x * t, p.y - way.y * t };
            float radius = mixf(radius_a, radius_b, t), off2 = vec2_dot(off, off);
            float outside = radius + ink.soft, inside = radius - ink.soft;
            if (off2 >= outside * outside) continue;
            float distance =
                inside > 0 && off2 < inside * inside ? -ink.soft : sqrtf(off2) - radius;
            dab(px, &ink, distance, tube_at(&tube, (off.x * unit.y - off.y * unit.x) / radius));
        }
    }
}

void paint_ellipse(Paint *paint, Vec2 middle, float rx, float ry, float turn, Ink ink)
{
    float c = exact_cos(turn), s = exact_sin(turn), by_rx = 1 / rx, by_ry = 1 / ry;
    float half_width = sqrtf(rx * rx * c * c + ry * ry * s * s) + ink.soft + 1;
    float half_height = sqrtf(rx * rx * s * s + ry * ry * c * c) + ink.soft + 1;
    // Squared distance in radii beyond which all is outside, or inside, the soft edge.
    float edge = ink.soft / fminf(rx, ry), outside = (1 + edge) * (1 + edge);
    float inside = edge < 1 ? (1 - edge) * (1 - edge) : 0;
    int first, last, left, right;
    clip_rows(paint, middle.y - half_height, middle.y + half_height, &first, &last);
    for (int y = first; y <= last; y++) {
        if (!clip_row(paint, y, middle.x - half_width, middle.x + half_width, &left, &right))
            continue;
        uint8_t *px = pixel(paint, left, y);
        for (int x = left; x < right; x++, px += 3) {
            float dx = (float)x - middle.x, dy = (float)y - middle.y;
            float u = (dx * c + dy * s) * by_rx, v = (dy * c - dx * s) * by_ry;
            float k2 = u * u + v * v;
            if (k2 > outside) continue;
            Shade color = lit_ink(&ink, shade(u * c - v * s, u * s + v * c, ink.round));
            if (k2 < inside) {
                dab(px, &ink, -ink.soft, color);
                continue;
            }
            float k = sqrtf(k2);
            float slope = sqrtf(u * u / (rx * rx) + v * v / (ry * ry));
            float distance = slope > 1e-6f ? k * (k - 1) / slope : -fminf(rx, ry);
            if (distance >= ink.soft) continue;
            dab(px, &ink, distance, color);
        }
    }
}

// 0 in the bands 0, 2, 4..., 1 between them, soft at the seams; `band` px wide each.
static float stripe(float place, float band, float soft)
{
    float whole = floorf(place), share = place - whole, width = 0.5f * soft / band;
    bool odd = (int)whole % 2 != 0;
    float to_seam = fminf(share, 1 - share);
    float own = clampf(0.5f + 0.5f * to_seam / width, 0.5f, 1);
    return odd ? own : 1 - own;
}

static Shade mix_shades(Shade a, Shade b, float t)
{
    return (Shade){ over(a.b, b.b, t), over(a.g, b.g, t), over(a.r, b.r, t) };
}

void paint_body(Paint *paint, Vec2 a, Vec2 b, const float *half_width, int count, int stripes,
                Ink ink, Ink other)
{
    REQUIRE(count > 0 && stripes >= 0);
    float widest = 0;
    for (int i = 0; i < count; i++) widest = fmaxf(widest, half_width[i]);
    float reach = widest + ink.soft + 1;
    Vec2 way = vec2_sub(b, a);
    float length = fmaxf(vec2_length(way), 1e-3f);
    way = vec2_scale(way, 1 / length);
    float band = length / (float)(stripes > 0 ? stripes : 1), by_length = 1 / length;
    Tube tube, striped;
    tube_of(&tube, &ink, way);
    tube_of(&striped, &other, way);
    int first, last, left, right;
    clip_rows(paint, fminf(a.y, b.y) - reach, fmaxf(a.y, b.y) + reach, &first, &last);
    for (int y = first; y <= last; y++) {
        float low, high;
        if (!line_span(a, b, (float)y, reach, &low, &high)) continue;
        if (!clip_row(paint, y, low, high, &left, &right)) continue;
        uint8_t *px = pixel(paint, left, y);
        for (int x = left; x < right; x++, px += 3) {
            Vec2 p = { (float)x - a.x, (float)y - a.y };
            float t = vec2_dot(p, way), u = p.x * way.y - p.y * way.x;
            float place = clampf(t * by_length, 0, 0.9999f) * (float)(count - 1);
            int i = (int)place;
            float share = place - (float)i, eased = share * share * (3 - 2 * share);
            float half = mixf(half_width[i], half_width[i + 1], 0.5f * (share + eased));
            float wide = fabsf(u) - half, beyond = t > 0.5f * length ? t - length : -t;
            float distance = wide > beyond ? wide : beyond;
            if (distance >= ink.soft) continue;
            Shade color = tube_at(&tube, u / half);
            if (stripes > 0)
                color = mix_shades(color, tube_at(&striped, u / half),
                                   stripe(t / band, band, ink.soft));
            dab(px, &ink, distance, color);
        }
    }
}

void paint_polygon(Paint *paint, const Vec2 *corner, int count, float radius, Ink ink)
{
    REQUIRE(count >= 3 && count <= PAINT_POLYGON_MAX);
    Vec2 low = corner[0], high = corner[0];
    for (int i = 1; i < count; i++) {
        low = vec2(fminf(low.x, corner[i].x), fminf(low.y, corner[i].y));
        high = vec2(fmaxf(high.x, corner[i].x), fmaxf(high.y, corner[i].y));
    }
    float reach = radius + ink.soft + 1;
    int first, last, left, right;
    clip_rows(paint, low.y - reach, high.y + reach, &first, &last);
    for (int y = first; y <= last; y++) {
        if (!clip_row(paint, y, low.x - reach, high.x + reach, &left, &right)) continue;
        uint8_t *px = pixel(paint, left, y);
        for (int x = left; x < right; x++, px += 3) {
            Vec2 p = { (float)x, (float)y };
            float nearest = 1e9f;
            bool inside = false;
            for (int i = 0, k = count - 1; i < count; k = i++) {
                Vec2 a = corner[i], b = corner[k];
                nearest = fminf(nearest, segment_distance(p, a, b));
                if ((a.y > p.y) != (b.y > p.y) &&
                    p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
                    inside = !inside;
            }
            float distance = (inside ? -nearest : nearest) - radius;
            if (distance >= ink.soft) continue;
            float n = 2 * (p.x - low.x) / fmaxf(high.x - low.x, 1) - 1;
            dab(px, &ink, distance, lit_ink(&ink, shade(n, 0, ink.round)));
        }
    }
}
