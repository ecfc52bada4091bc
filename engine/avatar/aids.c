// SPDX-License-Identifier: MIT
// aids.c: what carries the child, and its shadow on the floor.
#include "avatar/avatar_parts.h"

#define STEEL  0x6b5f6e
#define RUBBER 0x5a5060
#define GRIP   0x8a4d5c

#define RIM_WIDE 50  // half of it, as it is seen
#define RIM_HIGH 160

static void bar(const Drawing *d, Point from, Point to, float half, uint32_t color)
{
    PenTube tube = pen_bone(from, to, half, half);
    pen_soft_tube(&d->pen, &tube, ink(color));
}

static Color accent_of(const Drawing *d)
{
    return d->look.outfit == OUTFIT_PLUM ? ink(0xc4566f) : ink(0x7d5a86);
}

static Point hub_of(const Figure *f, float sign)
{
    return f->hips + point(sign * (f->p.belly + 66), 84);
}

bool hand_on_rim(const Figure *f, int side)
{
    Point off = f->hand[side] - hub_of(f, side == SIDE_LEFT ? -1 : 1);
    float away = hypotf(crealf(off) / (RIM_WIDE + 40), cimagf(off) / (RIM_HIGH + 20));
    return cimagf(off) < 40 && away > 0.4f && away < 1.15f;
}

static void draw_wheel(const Drawing *d, int side)
{
    float sign = side == SIDE_LEFT ? -1 : 1;
    Point hub = hub_of(d->f, sign);
    Pen pen = pen_place(&d->pen, hub, -sign * 7, 1, 1);
    Color tyre = ink(0x4d4354), accent = accent_of(d);
    pen_oval(&pen, point(-sign * 10, 0), RIM_WIDE, RIM_HIGH, ink(STEEL), tyre, PEN_LINE);
    pen_oval(&pen, 0, RIM_WIDE, RIM_HIGH, ink(0xf0e6dc), tyre, PEN_LINE * 3.4f);
    pen_oval(&pen, 0, 41, 146, ink(0xe9dcd2), ink(0xa99aa6), 5);
    for (int i = 0; i < 8; i++) {
        float angle = PI_F / 4 * (float)i + 0.2f + sign * d->wheel[side];
        pen_line(&pen, 0, point(38 * cosf(angle), 140 * sinf(angle)), 4, ink(0xb5a6b0));
    }
    pen_oval(&pen, 0, 15, 26, accent, ink_line(accent), 5);
}

void chair_draw_back(const Drawing *d)
{
    Point hips = d->f->hips;
    float w = d->f->p.belly + 26;
    Color accent = accent_of(d);
    for (int side = -1; side <= 1; side += 2) {
        float x = (float)side * (w - 12);
        bar(d, hips + point(x, -262), hips + point(x, -80), 13, STEEL);
        bar(d, hips + point(x, -270), hips + point(x + (float)side * 2, -236), 17, GRIP);
    }
    Point low = hips + point(-w - 6, -218);
    pen_plate(&d->pen, low, 2 * w + 12, 270, 44, accent, ink_line(accent), PEN_LINE * 1.15f);
    pen_plate(&d->pen, low + point(18, 18), 2 * w - 24, 226, 34, ink_shade(accent), INK_NONE, 0);
    for (int side = 0; side < SIDE_COUNT; side++) draw_wheel(d, side);
}

void chair_draw_seat(const Drawing *d)
{
    const Figure *f = d->f;
    Color c = ink(RUBBER);
    pen_plate(&d->pen, f->hips + point(-f->p.belly - 20, 26), 2 * f->p.belly + 40, 62, 28, c,
              ink_line(c), PEN_LINE * 1.15f);
    for (int side = 0; side < SIDE_COUNT; side++) {
        float sign = side == SIDE_LEFT ? -1 : 1;
        Point foot = f->ankle[side] + point(sign * 8, 52);
        bar(d, f->hips + point(sign * 62, 70), foot + point(-sign * 6, -6), 9, STEEL);
        bar(d, foot - 30, foot + 36, 11, STEEL);
        bar(d, foot + point(sign * 52, -8), foot + point(sign * 54, 12), 15, RUBBER);
    }
}

void stool_draw(const Drawing *d)
{
    const Figure *f = d->f;
    const uint32_t wood = 0xa9764f;
    Color c = ink(wood);
    float half = f->p.belly + 34, floor = cimagf(f->ankle[SIDE_LEFT] - f->hips) + 46;
    for (int side = -1; side <= 1; side += 2)
        bar(d, f->hips + point((float)side * (half - 34), 60),
            f->hips + point((float)side * (half + 4), floor), 17, wood);
    pen_plate(&d->pen, f->hips + point(-half, 28), 2 * half, 58, 26, c, ink_line(c),
              PEN_LINE * 1.15f);
    pen_plate(&d->pen, f->hips + point(-half + 14, 38), 2 * half - 60, 12, 6, ink_light(c),
              INK_NONE, 0);
}

// A frame behind the child, open to the front, the grips beside the hips.
void walker_draw(const Drawing *d)
{
    Point hips = d->f->hips;
    Point grip[SIDE_COUNT] = { rig_walker_grip(d->f, 0), rig_walker_grip(d->f, 1) };
    bar(d, grip[0] + 14, grip[1] - 14, 11, 0x8a7a8c);
    for (int side = 0; side < SIDE_COUNT; side++) {
        float sign = side == SIDE_LEFT ? -1 : 1;
        Point foot[] = { point(crealf(hips) + sign * 150, -40),
                         point(crealf(hips) + sign * 214, -20) };
        Point top[] = { grip[side] - sign * 26, grip[side] };
        for (int i = 0; i < 2; i++) {
            bar(d, top[i], foot[i], 11, 0xa99aa6);
            pen_oval(&d->pen, foot[i] + 4 * IM, 25, 25, ink(RUBBER), INK_NONE, 0);
            pen_oval(&d->pen, foot[i] + 4 * IM, 11, 11, ink(0xe9dcd2), INK_NONE, 0);
        }
        bar(d, grip[side] - sign * 34, grip[side] + sign * 22, 16, GRIP);
    }
}

// Under the feet that carry, fainter the higher the child is.
void shadow_draw(const Drawing *d, bool chair)
{
    const Figure *f = d->f;
    float low = fmaxf(cimagf(f->ankle[SIDE_LEFT]), cimagf(f->ankle[SIDE_RIGHT]));
    float left = INFINITY, right = -INFINITY;
    for (int side = 0; side < SIDE_COUNT; side++) {
        if (leg_is_lifted(f, side)) continue;
        left = fminf(left, crealf(f->ankle[side]));
        right = fmaxf(right, crealf(f->ankle[side]));
    }
    float middle = (left + right) / 2, half = (right - left) / 2 + 108, floor = 0;
    float lift = clampf(-(low + f->p.ankle_y) / 200, 0, 0.6f);
    if (f->seated) {
        middle = crealf(f->hips);
        half = chair ? 330 : 210;
        floor = low + f->p.ankle_y + (chair ? 22 : 2);
        lift = 0;
    }
    static const float share[] = { 1.18f, 1, 0.78f }, dark[] = { 0.10f, 0.14f, 0.18f };
    for (int i = 0; i < 3; i++)
        pen_oval(&d->pen, point(middle + 12, floor + 2), half * share[i], 27 * share[i],
                 ink_alpha(ink(0x33234a), dark[i] * (1 - lift)), INK_NONE, 0);
}
