// SPDX-License-Identifier: MIT
// shapes.c: discs, rings, limbs and boxes as triangles whose edge fades over one pixel.
#include "render/parts.h"

#define CIRCLE_STEPS 128  // of a full turn at most
#define OUTLINE_MAX  (CIRCLE_STEPS + 8)

// A convex outline: points with the direction that is outwards there. Built of arcs.
typedef struct Outline {
    int count;
    SDL_FPoint at[OUTLINE_MAX], out[OUTLINE_MAX];
} Outline;

// Steps of a full turn that keep a circle's flats under a tenth of a pixel.
static int circle_steps(float radius_px)
{
    int quarter = (int)sqrtf(50.0f / 16 * fminf(radius_px, 1e4f)) + 1;
    return 4 * quarter < 8 ? 8 : 4 * quarter > CIRCLE_STEPS ? CIRCLE_STEPS : 4 * quarter;
}

static SDL_FPoint direction(float angle)
{
    return (SDL_FPoint){ cosf(angle), sinf(angle) };
}

static SDL_FPoint along(SDL_FPoint from, SDL_FPoint out, float distance)
{
    return (SDL_FPoint){ from.x + out.x * distance, from.y + out.y * distance };
}

static void outline_arc(Outline *outline, SDL_FPoint middle, float radius, float from, float to)
{
    float share = fabsf(to - from) / (2 * PI_F);
    int steps = (int)ceilf((float)circle_steps(radius) * share);
    for (int i = 0; i <= steps && outline->count < OUTLINE_MAX; i++) {
        SDL_FPoint out = direction(mixf(from, to, (float)i / (float)steps));
        outline->at[outline->count] = along(middle, out, radius);
        outline->out[outline->count++] = out;
    }
}

// The inside is whole half a pixel within the outline and gone half a pixel outside it.
static void outline_fill(Render *render, const Outline *outline, SDL_Color color)
{
    int n = outline->count;
    SDL_Color clear = color;
    clear.a = 0;
    int first = batch_begin(render, NULL, 2 * n, 9 * n);
    for (int i = 0; i < n; i++) {
        batch_vertex(render, along(outline->at[i], outline->out[i], -0.5f), color, 0, 0);
        batch_vertex(render, along(outline->at[i], outline->out[i], 0.5f), clear, 0, 0);
    }
    batch_convex(render, first, n, 2);
    for (int i = 0; i < n; i++) {
        int a = first + 2 * i, b = first + 2 * ((i + 1) % n);
        batch_triangle(render, a, a + 1, b + 1);
        batch_triangle(render, a, b + 1, b);
    }
}

// What is thinner than a pixel is drawn a pixel thick and paler instead.
static float thin(float *thickness_px, SDL_Color *color)
{
    if (*thickness_px < 1) {
        color->a = (uint8_t)((float)color->a * clampf(*thickness_px, 0, 1));
        *thickness_px = 1;
    }
    return *thickness_px;
}

static void draw_disc(Render *render, SDL_FPoint middle, float radius, SDL_Color color)
{
    Outline outline = { 0 };
    float thickness = 2 * radius;
    radius = thin(&thickness, &color) / 2;
    outline_arc(&outline, middle, radius, 0, 2 * PI_F);
    outline.count--;  // the last point is the first again
    outline_fill(render, &outline, color);
}

static void draw_limb(Render *render, SDL_FPoint a, SDL_FPoint b, float ra, float rb,
                      SDL_Color color)
{
    float dx = b.x - a.x, dy = b.y - a.y, length = sqrtf(dx * dx + dy * dy);
    if (length <= fabsf(ra - rb) + 0.01f) {  // one end lies within the other
        draw_disc(render, ra > rb ? a : b, fmaxf(ra, rb), color);
        return;
    }
    float thickest = 2 * fmaxf(ra, rb);
    thin(&thickest, &color);
    ra = fmaxf(ra, 0.5f);
    rb = fmaxf(rb, 0.5f);
    // The common tangents touch both circles at this angle from the line between the middles.
    float heading = atan2f(dy, dx), lean = acosf(clampf((ra - rb) / length, -1, 1));
    Outline outline = { 0 };
    outline_arc(&outline, b, rb, heading - lean, heading + lean);
    outline_arc(&outline, a, ra, heading + lean, heading + 2 * PI_F - lean);
    outline_fill(render, &outline, color);
}

static void draw_box(Render *render, SDL_FPoint middle, float width, float height, float turn,
                     SDL_Color color)
{
    static const float corner[4][2] = { { 1, 1 }, { -1, 1 }, { -1, -1 }, { 1, -1 } };
    float least = fminf(width, height);
    if (thin(&least, &color) > fminf(width, height)) {
        width = fmaxf(width, 1);
        height = fmaxf(height, 1);
    }
    float radius = fminf(0.28f * fminf(width, height), 0.3f * render->px_per_unit);
    SDL_FPoint right = direction(-turn), down = { -right.y, right.x };
    Outline outline = { 0 };
    for (int i = 0; i < 4; i++) {
        float from = -turn + PI_F / 2 * (float)i;
        SDL_FPoint at = along(along(middle, right, corner[i][0] * (width / 2 - radius)), down,
                              corner[i][1] * (height / 2 - radius));
        outline_arc(&outline, at, radius, from, from + PI_F / 2);
    }
    outline_fill(render, &outline, color);
}

// The round end of an arc: half a disc beyond `heading`.
static void draw_cap(Render *render, SDL_FPoint middle, float radius, float heading,
                     SDL_Color color)
{
    int steps = circle_steps(radius) / 2;
    SDL_Color clear = color;
    clear.a = 0;
    int first = batch_begin(render, NULL, 2 * (steps + 1) + 1, 9 * steps);
    batch_vertex(render, middle, color, 0, 0);
    for (int i = 0; i <= steps; i++) {
        SDL_FPoint out = direction(heading + PI_F * ((float)i / (float)steps - 0.5f));
        batch_vertex(render, along(middle, out, radius - 0.5f), color, 0, 0);
        batch_vertex(render, along(middle, out, radius + 0.5f), clear, 0, 0);
    }
    for (int i = 0; i < steps; i++) {
        int a = first + 1 + 2 * i;
        batch_triangle(render, first, a, a + 2);
        batch_triangle(render, a, a + 1, a + 3);
        batch_triangle(render, a, a + 3, a + 2);
    }
}

// From straight up, clockwise, `share` of the turn.
static void draw_ring(Render *render, SDL_FPoint middle, float radius, float width, float share,
                      SDL_Color color)
{
    width = thin(&width, &color);
    share = clampf(share, 0, 1);
    if (share <= 0) return;
    radius = fmaxf(radius, width / 2);
    const float edge[4] = { fmaxf(radius - width / 2 - 0.5f, 0), radius - width / 2 + 0.5f,
                            radius + width / 2 - 0.5f, radius + width / 2 + 0.5f };
    SDL_Color clear = color;
    clear.a = 0;
    int steps = (int)ceilf((float)circle_steps(radius + width / 2) * share);
    int first = batch_begin(render, NULL, 4 * (steps + 1), 18 * steps);
    for (int i = 0; i <= steps; i++) {
        float angle = -PI_F / 2 + 2 * PI_F * share * (float)i / (float)steps;
        for (int e = 0; e < 4; e++)
            batch_vertex(render, along(middle, direction(angle), edge[e]),
                         e == 0 || e == 3 ? clear : color, 0, 0);
    }
    for (int i = 0; i < steps; i++) {
        for (int e = 0; e < 3; e++) {
            int a = first + 4 * i + e, b = a + 4;
            batch_triangle(render, a, a + 1, b + 1);
            batch_triangle(render, a, b + 1, b);
        }
    }
    if (share < 1) {
        float end = -PI_F / 2 + 2 * PI_F * share;
        draw_cap(render, along(middle, direction(-PI_F / 2), radius), width / 2, PI_F, color);
        draw_cap(render, along(middle, direction(end), radius), width / 2, end + PI_F / 2, color);
    }
}

// A card shows a picture of a light; the processor is quicker with its formula.
static void draw_glow(Render *render, SDL_FPoint middle, float radius, SDL_Color color)
{
    if (render->sdl) {
        batch_quad(render, &render->glow, middle, (SDL_FPoint){ radius, radius }, 0,
                   (SDL_FRect){ 0, 0, 1, 1 }, color);
        return;
    }
    batch_flush(render);
    device_glow(render, middle, radius, color);
}

void shape_draw(Render *render, const CanvasItem *item)
{
    REQUIRE(item->kind >= 0 && item->kind <= CANVAS_WAY);
    float k = render->px_per_unit;
    SDL_FPoint at = to_px(render, item->at);
    SDL_Color color = to_color(render, item->color);
    switch (item->kind) {
    case CANVAS_DISC: draw_disc(render, at, item->size * k, color); break;
    case CANVAS_RING: draw_ring(render, at, item->size * k, item->size2 * k, 1, color); break;
    case CANVAS_ARC:
        draw_ring(render, at, item->size * k, item->size2 * k, item->turn, color);
        break;
    case CANVAS_GLOW: draw_glow(render, at, item->size * k, color); break;
    case CANVAS_LIMB:
        draw_limb(render, at, to_px(render, item->to), item->size * k / 2, item->size2 * k / 2,
                  color);
        break;
    case CANVAS_BOX:
        draw_box(render, at, item->size * k, item->size2 * k, item->turn, color);
        break;
    case CANVAS_IMAGE:
    case CANVAS_TEXT:
    case CANVAS_CURVE:
    case CANVAS_WAY: break;
    }
}
