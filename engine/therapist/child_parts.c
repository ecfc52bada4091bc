// SPDX-License-Identifier: MIT
// child_parts.c: bird, bee and disc of the child's pages.
#include "therapist/child_parts.h"

#define ARC_POINTS 9

// A piece of a circle from `from` to `to`, shares of it clockwise from straight up.
static void draw_arc(Canvas *c, Vec2 at, float radius, float from, float to, float width)
{
    CanvasPoint way[ARC_POINTS];
    for (int i = 0; i < ARC_POINTS; i++) {
        float share = mixf(from, to, (float)i / (ARC_POINTS - 1));
        Vec2 point = vec2_add(at, vec2_polar(PI_F / 2 - 2 * PI_F * share, radius));
        way[i] = (CanvasPoint){ point, width };
    }
    canvas_way(c, way, ARC_POINTS, CHILD_INK);
}

void child_bird(Canvas *c, bool speaks)
{
    const Vec2 at = { 0.8f, 8.23f };
    const float size = 0.98f;
    canvas_disc(c, at, 0.62f * size, CHILD_INK);
    canvas_disc(c, at, 0.62f * size - 0.04f, CHILD_PAPER);
    canvas_picture(c, "bird", at, 0.86f * size, 1);
    for (int i = 0; speaks && i < 2; i++)
        draw_arc(c, at, (i ? 1.06f : 0.84f) * size, 0.17f, 0.33f, 0.075f);
}

void child_focus(Canvas *c, Vec2 at, float radius)
{
    const Color gold = { 0.941f, 0.706f, 0.161f, 1 };
    canvas_ring(c, at, radius, 0.22f, CHILD_INK);
    canvas_ring(c, at, radius, 0.15f, COLOR_WHITE);
    canvas_ring(c, at, radius, 0.08f, gold);
    Vec2 bee = vec2_add(at, vec2_polar(PI_F / 4, radius + 0.28f));
    canvas_picture(c, "bee", bee, 0.9f, 1);
}

void child_vine(Canvas *c, Vec2 at, float radius, float share)
{
    const float width = 0.28f, apart = 16.0f / 360;
    const Color track = { 0.953f, 0.906f, 0.812f, 1 }, vine = { 0.043f, 0.420f, 0.314f, 1 };
    const Color leaf = { 0.341f, 0.710f, 0.514f, 1 };
    canvas_ring(c, at, radius, width + 0.083f, CHILD_INK);
    canvas_ring(c, at, radius, width, track);
    canvas_arc(c, at, radius, 0.62f * width, share, vine);
    for (int i = 1; (float)i * apart < share - 0.02f; i++) {
        float turn = PI_F / 2 - 2 * PI_F * (float)i * apart, out = i % 2 ? 0.2f : -0.2f;
        Vec2 from = vec2_add(at, vec2_polar(turn, radius + out * width));
        Vec2 tip = vec2_polar(turn - (i % 2 ? 0.66f : 2.48f), 1.1f * width);
        canvas_limb(c, from, vec2_add(from, tip), 0.07f, 0.14f, leaf);  // round at its end
    }
    Vec2 head = vec2_add(at, vec2_polar(PI_F / 2 - 2 * PI_F * share, radius));
    canvas_picture(c, share < 1 ? "bud_2" : "flower_2", head, (share < 1 ? 2.9f : 4.4f) * width, 1);
}

void child_bubble(Canvas *c, Vec2 at, float radius)
{
    const Color inside = { 0.957f, 0.984f, 1, 0.86f }, shine = { 0.812f, 0.902f, 1, 0.8f };
    canvas_disc(c, at, radius, inside);
    canvas_ring(c, at, radius - 0.08f, 0.12f, COLOR_LIGHT(0.75f));
    canvas_ring(c, at, radius - 0.17f, 0.06f, shine);
    canvas_ring(c, at, radius, 0.05f, CHILD_INK);
}

void child_medal(Canvas *c, Vec2 at, float radius, const char *image, float height)
{
    Color shadow = CHILD_INK;
    shadow.a = 0.2f;
    canvas_disc(c, vec2(at.x + 0.025f, at.y - 0.075f), radius + 0.02f, shadow);
    canvas_disc(c, at, radius, CHILD_INK);
    canvas_disc(c, at, radius - 0.045f, CHILD_PAPER);
    canvas_picture(c, image, at, height, 1);
}
