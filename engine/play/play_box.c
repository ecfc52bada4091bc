// SPDX-License-Identifier: MIT
// play_box.c: the plane of the floor from four corners (a homography, solved in closed form).
#include "play/play_box.h"

#include <string.h>

#define SIDE_LEAST_M 0.3f
#define AREA_LEAST   1e-4f  // of a corner's triangle, fractions of the picture: else it is a line
#define FAR_M        99.0f

// From the unit square to the picture: (ax u + bx v + cx, ...) / (gu u + gv v + 1).
typedef struct Plane {
    float a, b, c, d, e, f, g, h;
} Plane;

static float cross(Vec2 a, Vec2 b)
{
    return a.x * b.y - a.y * b.x;
}

static Plane plane_of(const Vec2 p[PLAY_BOX_CORNERS])
{
    Vec2 sum = vec2_add(vec2_sub(p[0], p[1]), vec2_sub(p[2], p[3]));
    Vec2 right = vec2_sub(p[1], p[2]), down = vec2_sub(p[3], p[2]);
    float whole = cross(right, down);
    float g = cross(sum, down) / whole, h = cross(right, sum) / whole;
    return (Plane){ .a = p[1].x - p[0].x + g * p[1].x,
                    .b = p[3].x - p[0].x + h * p[3].x,
                    .c = p[0].x,
                    .d = p[1].y - p[0].y + g * p[1].y,
                    .e = p[3].y - p[0].y + h * p[3].y,
                    .f = p[0].y,
                    .g = g,
                    .h = h };
}

bool play_box_is_set(const PlayBox *box)
{
    return box->width_m > 0 && box->depth_m > 0;
}

static bool is_side(float metres)
{
    return metres >= SIDE_LEAST_M && metres <= PLAY_BOX_MOST_M;
}

bool play_box_is_sound(const PlayBox *box)
{
    if (!is_side(box->width_m) || !is_side(box->depth_m)) return false;
    for (int i = 0; i < PLAY_BOX_CORNERS; i++) {
        Vec2 here = box->corner[i], next = box->corner[(i + 1) % PLAY_BOX_CORNERS];
        Vec2 after = box->corner[(i + 2) % PLAY_BOX_CORNERS];
        // Clockwise and convex; comparisons that a NaN fails.
        if (!(cross(vec2_sub(next, here), vec2_sub(after, next)) > AREA_LEAST)) return false;
        if (!(fabsf(here.x) < 4 && fabsf(here.y) < 4)) return false;
    }
    return true;
}

bool play_box_is_large_enough(const PlayBox *box)
{
    float narrow = fminf(box->width_m, box->depth_m), wide = fmaxf(box->width_m, box->depth_m);
    return narrow >= PLAY_BOX_SHORT_M && wide >= PLAY_BOX_LONG_M;
}

Vec2 play_box_floor(const PlayBox *box, Vec2 at)
{
    Plane m = plane_of(box->corner);
    // Two lines in u and v, from the two coordinates.
    float a1 = m.a - at.x * m.g, b1 = m.b - at.x * m.h, c1 = at.x - m.c;
    float a2 = m.d - at.y * m.g, b2 = m.e - at.y * m.h, c2 = at.y - m.f;
    float whole = a1 * b2 - a2 * b1;
    float u = (c1 * b2 - c2 * b1) / whole, v = (a1 * c2 - a2 * c1) / whole;
    bool before = whole > 0 && m.g * u + m.h * v + 1 > 0;
    if (!before || !(fabsf(u) < FAR_M) || !(fabsf(v) < FAR_M))
        return vec2(box->width_m / 2, -FAR_M);
    return vec2(u * box->width_m, v * box->depth_m);
}

Vec2 play_box_picture(const PlayBox *box, Vec2 floor_m)
{
    Plane m = plane_of(box->corner);
    float u = floor_m.x / box->width_m, v = floor_m.y / box->depth_m;
    float w = m.g * u + m.h * v + 1;
    return vec2((m.a * u + m.b * v + m.c) / w, (m.d * u + m.e * v + m.f) / w);
}

float play_box_outside_m(const PlayBox *box, Vec2 at)
{
    float x = fmaxf(fmaxf(-at.x, at.x - box->width_m), 0);
    float y = fmaxf(fmaxf(-at.y, at.y - box->depth_m), 0);
    return vec2_length(vec2(x, y));
}
