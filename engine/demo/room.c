// SPDX-License-Identifier: MIT
// room.c: the drawn gym, in pale colours that nothing on the child has.
#include "room.h"
#include "paint.h"

#include "tiptoe/base.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Style {
    float wall[3], floor[3];  // B, G, R
    float stripes;            // how much they differ
    unsigned shelf;           // colour of the furniture; 0: the gym's things instead
} Style;

static const Style styles[RIG_ROOM_COUNT] = {
    [RIG_ROOM_GYM] = { { 200, 217, 216 }, { 128, 170, 204 }, 0, 0 },
    [RIG_ROOM_CLASSROOM] = { { 205, 226, 232 }, { 140, 150, 158 }, 0, 0x7C8FA6u },
    [RIG_ROOM_PAPER] = { { 150, 178, 205 }, { 70, 96, 128 }, 0.16f, 0x8C5A3Au },
    [RIG_ROOM_CORRIDOR] = { { 188, 196, 190 }, { 120, 128, 126 }, 0, 0x4F6B5Cu },
    [RIG_ROOM_EVENING] = { { 148, 170, 190 }, { 84, 104, 132 }, 0.05f, 0x5E3B2Cu },
};

typedef struct Place {
    Paint paint;
    float x, y;  // px in the picture's width and height
    float soft;  // px
    const Style *style;
} Place;

static Ink ink(const Place *p, unsigned rgb, float round)
{
    return (Ink){ .r = (float)(rgb >> 16 & 255u),
                  .g = (float)(rgb >> 8 & 255u),
                  .b = (float)(rgb & 255u),
                  .round = round,
                  .opacity = 1,
                  .soft = p->soft };
}

// Across in heights from the middle of the picture, so that things keep their shape; down in
// heights.
static Vec2 at(const Place *p, float across, float down)
{
    return vec2(0.5f * p->x + across * p->y, down * p->y);
}

static void box(Place *p, float left, float top, float right, float bottom, float radius, Ink k)
{
    float r = radius * p->y;
    Vec2 a = at(p, left, top), b = at(p, right, bottom);
    Vec2 corners[] = {
        { a.x + r, a.y + r }, { b.x - r, a.y + r }, { b.x - r, b.y - r }, { a.x + r, b.y - r }
    };
    paint_polygon(&p->paint, corners, 4, r, k);
}

static void line(Place *p, float x0, float y0, float x1, float y1, float radius, Ink k)
{
    paint_limb(&p->paint, at(p, x0, y0), at(p, x1, y1), radius * p->y, radius * p->y, k);
}

static void disc(Place *p, float x, float y, float rx, float ry, Ink k)
{
    paint_ellipse(&p->paint, at(p, x, y), rx * p->y, ry * p->y, 0, k);
}

// Wall and floor as gradients, the light coming from the window at the left.
static void surfaces(Place *p)
{
    Image *image = &p->paint.image;
    const float *wall = p->style->wall, *floor_color = p->style->floor;
    for (int y = 0; y < image->height; y++) {
        float down = (float)y / p->y;
        for (int x = 0; x < image->width; x++) {
            float across = ((float)x - 0.5f * p->x) / p->y;
            uint8_t *px = image->bgr + (size_t)y * (size_t)image->stride + (size_t)x * 3;
            bool low = down > 0.745f;
            float light = low ? 0.86f + 0.35f * (down - 0.745f) : 1.03f - 0.10f * down;
            light -= 0.045f * across;
            if (!low && p->style->stripes > 0)
                light -= p->style->stripes * (float)((int)floorf(across * 14) & 1);
            if (low) {
                // Boards run towards the eye.
                float board = across / (down - 0.35f) * 3.1f;
                float edge = fabsf(board - floorf(board) - 0.5f);
                light += 0.018f * exact_sin(floorf(board) * 2.4f) -
                         0.05f * clampf((edge - 0.47f) * 40, 0, 1);
            }
            for (int c = 0; c < 3; c++)
                px[c] = (uint8_t)clampf((low ? floor_color[c] : wall[c]) * light, 16, 238);
        }
    }
}

static void window(Place *p, float left, float top, float right, float bottom)
{
    box(p, left - 0.022f, top - 0.022f, right + 0.022f, bottom + 0.022f, 0.008f,
        ink(p, 0xF3EFE6u, 0.1f));
    box(p, left, top, right, bottom, 0.002f, ink(p, 0xBFE1F2u, 0));
    float ground = bottom - 0.075f, middle = 0.5f * (left + right);
    disc(p, left + 0.10f, top + 0.075f, 0.055f, 0.020f, ink(p, 0xF7FBFCu, 0));
    disc(p, left + 0.135f, top + 0.062f, 0.035f, 0.022f, ink(p, 0xF7FBFCu, 0));
    disc(p, right - 0.07f, top + 0.13f, 0.045f, 0.014f, ink(p, 0xEDF6FAu, 0));
    box(p, left, ground, right, bottom, 0.002f, ink(p, 0xA8CF94u, 0));
    line(p, right - 0.08f, ground + 0.02f, right - 0.08f, ground - 0.05f, 0.008f,
         ink(p, 0xA98562u, 0.4f));
    disc(p, right - 0.08f, ground - 0.085f, 0.055f, 0.058f, ink(p, 0x8FBF7Fu, 0.35f));
    line(p, middle, top, middle, bottom, 0.007f, ink(p, 0xF3EFE6u, 0.2f));
    line(p, left, 0.5f * (top + bottom), right, 0.5f * (top + bottom), 0.007f,
         ink(p, 0xF3EFE6u, 0.2f));
    box(p, left - 0.04f, bottom + 0.018f, right + 0.04f, bottom + 0.040f, 0.006f,
        ink(p, 0xE9E2D3u, 0.1f));
}

static void wall_bars(Place *p, float left, float right)
{
    Ink post = ink(p, 0xD9B98Cu, 0.45f), bar = ink(p, 0xE3C79Bu, 0.75f);
    for (int i = 0; i < 11; i++) {
        float y = 0.10f + 0.058f * (float)i;
        line(p, left, y + 0.008f, right, y + 0.008f, 0.007f, ink(p, 0xB9C4BDu, 0));
        line(p, left, y, right, y, 0.0085f, bar);
    }
    line(p, left, 0.06f, left, 0.755f, 0.014f, post);
    line(p, right, 0.06f, right, 0.755f, 0.014f, post);
}

static void ball(Place *p, float x, float y, float radius, unsigned rgb)
{
    Ink shadow = ink(p, 0x6B4A30u, 0);
    shadow.opacity = 0.25f;
    shadow.soft = 0.012f * p->y;
    disc(p, x + 0.015f, y + radius * 0.95f, radius * 0.95f, radius * 0.16f, shadow);
    disc(p, x, y, radius, radius, ink(p, rgb, 0.75f));
    Ink gleam = ink(p, 0xFFFFFFu, 0);
    gleam.opacity = 0.45f;
    gleam.soft = 0.012f * p->y;
    disc(p, x - 0.36f * radius, y - 0.42f * radius, 0.20f * radius, 0.14f * radius, gleam);
}

static void mat(Place *p)
{
    Vec2 top[] = { at(p, -0.44f, 0.835f), at(p, 0.44f, 0.835f), at(p, 0.54f, 0.955f),
                   at(p, -0.54f, 0.955f) };
    Vec2 edge[] = { at(p, -0.54f, 0.955f), at(p, 0.54f, 0.955f), at(p, 0.54f, 0.972f),
                    at(p, -0.54f, 0.972f) };
    paint_polygon(&p->paint, edge, 4, 0.004f * p->y, ink(p, 0x8FB3A0u, 0));
    paint_polygon(&p->paint, top, 4, 0.004f * p->y, ink(p, 0xB7D8C3u, 0.06f));
    line(p, -0.145f, 0.838f, -0.175f, 0.952f, 0.0025f, ink(p, 0x9FC4AEu, 0));
    line(p, 0.145f, 0.838f, 0.175f, 0.952f, 0.0025f, ink(p, 0x9FC4AEu, 0));
}

// A cupboard and a shelf with things on it.
static void furniture(Place *p, unsigned rgb)
{
    static const unsigned thing[] = { 0xC94F4Fu, 0xE0B040u, 0x4F86C9u, 0x6FAF62u, 0xD9D4C7u };
    box(p, -0.86f, 0.30f, -0.55f, 0.78f, 0.006f, ink(p, rgb, 0.25f));
    line(p, -0.705f, 0.32f, -0.705f, 0.76f, 0.003f, ink(p, 0x2A2A2Au, 0));
    box(p, 0.42f, 0.34f, 0.84f, 0.36f, 0.002f, ink(p, rgb, 0.2f));
    for (int i = 0; i < 5; i++) {
        float x = 0.45f + 0.08f * (float)i, top = 0.34f - 0.05f - 0.012f * (float)(i * 3 % 4);
        box(p, x, top, x + 0.055f, 0.34f, 0.003f, ink(p, thing[i], 0.3f));
    }
    window(p, 0.46f, 0.08f, 0.66f, 0.26f);
}

void room_paint(Image *image, RigRoom room)
{
    REQUIRE(image->bgr && image->width > 0 && image->height > 0 && room < RIG_ROOM_COUNT);
    Place place = { .style = &styles[room],
                    .paint = { .image = *image },
                    .x = (float)image->width,
                    .y = (float)image->height };
    Place *p = &place;
    p->soft = fmaxf(0.9f, 0.002f * p->y);
    paint_begin(&p->paint);
    surfaces(p);
    if (room == RIG_ROOM_GYM) {
        window(p, -0.60f, 0.12f, -0.28f, 0.46f);
        wall_bars(p, 0.36f, 0.62f);
    } else {
        furniture(p, p->style->shelf);
    }
    Ink skirting = ink(p, 0xF1ECE2u, 0.2f);
    box(p, -2, 0.728f, 2, 0.748f, 0, skirting);
    if (room != RIG_ROOM_GYM) return;
    ball(p, -0.52f, 0.715f, 0.10f, 0x8EA9DBu);
    ball(p, -0.375f, 0.785f, 0.042f, 0xF0CE6Cu);
    mat(p);
}
