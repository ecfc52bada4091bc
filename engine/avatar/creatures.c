// SPDX-License-Identifier: MIT
// creatures.c: the fox and the robot that a child may be instead.
#include "avatar/avatar_parts.h"

#define FOX_CREAM  0xf8e8d2
#define ROBOT      0xefe0c8
#define TAIL_KNOTS 13

// clang-format off
static const float ear[] = {
    96, -58, 98, -120, 92, -156, 82, -166, 56, -150, 36, -112, 24, -84, 48, -76, 72, -68, 96, -58 };
static const float ear_inside[] = {
    82, -70, 84, -112, 82, -132, 77, -140, 62, -124, 50, -104, 44, -88, 56, -82, 70, -76, 82, -70 };
static const float mask[] = {
    0, -96, 60, -98, 98, -62, 100, -6, 112, 16, 120, 34, 122, 46, 108, 50, 98, 54, 90, 60,
    66, 86, 30, 100, 0, 100, -30, 100, -66, 86, -90, 60, -98, 54, -108, 50, -122, 46,
    -120, 34, -112, 16, -100, -6, -98, -62, -60, -98, 0, -96 };
static const float muzzle[] = {
    0, 97, -30, 97, -64, 84, -88, 58, -97, 52, -106, 49, -116, 46, -90, 24, -56, 14, -30, 24,
    -16, 30, -8, 34, 0, 34, 8, 34, 16, 30, 30, 24, 56, 14, 90, 24, 116, 46, 106, 49, 97, 52, 88, 58,
    64, 84, 30, 97, 0, 97 };
static const float muzzle_shade[] = {
    118, 46, 100, 52, 94, 56, 88, 60, 66, 86, 30, 97, 4, 97, 46, 78, 82, 55, 118, 46 };
static const float nose[] = {
    -13, 0, -4, -5, 4, -5, 13, 0, 12, 10, 8, 15, 0, 16, -8, 15, -12, 10, -13, 0 };
// clang-format on

void fox_draw_ears(const Drawing *d, const Pen *pen, float line)
{
    for (int side = -1; side <= 1; side += 2) {
        Pen at = pen_place(pen, 0, 0.4f * d->sway, (float)side, 1);
        pen_curve(&at, PEN_PATH(ear, 1), d->paint.skin, ink_line(d->paint.skin), line);
        pen_curve(&at, PEN_PATH(ear_inside, 1), ink(0xf1b9a6), INK_NONE, 0);
    }
}

void fox_draw_head(const Drawing *d, const Pen *pen, float line)
{
    float wide = d->f->p.wide;
    Color cream = ink(FOX_CREAM);
    pen_curve(pen, PEN_PATH(mask, wide), d->paint.skin, ink_line(d->paint.skin), line);
    pen_curve(pen, PEN_PATH(muzzle, wide), cream, INK_NONE, 0);
    pen_curve(pen, PEN_PATH(muzzle_shade, wide), ink_mix(cream, ink_shade(cream), 0.6f), INK_NONE,
              0);
    face_draw(d, pen, -0.10f, wide, cream, false);
    Point at = point(crealf(d->gaze) * 9 + d->f->yaw * 30, 31 + cimagf(d->gaze) * 7);
    Pen tip = pen_place(pen, at, 0, 1, 1);
    pen_curve(&tip, PEN_PATH(nose, 1), ink(0x4b2d3a), INK_NONE, 0);
    pen_oval(&tip, point(-3, 2), 4, 2.4f, ink_mix(ink(0x4b2d3a), ink(0xffffff), 0.6f), INK_NONE, 0);
}

void fox_draw_tail(const Drawing *d)
{
    const Point bend[] = { point(60, 0), point(150, 30), point(206, -50), point(196, -136) };
    Point swing = turned(d->tail);
    PenTube tube = { .count = TAIL_KNOTS };
    for (int i = 0; i < TAIL_KNOTS; i++) {
        float t = (float)i / (TAIL_KNOTS - 1), s = 1 - t;
        Point at = bend[0] * (s * s * s) + bend[1] * (3 * s * s * t) + bend[2] * (3 * s * t * t) +
                   bend[3] * (t * t * t);
        tube.at[i] = d->f->hips + bend[0] + (at - bend[0]) * swing;
        tube.half[i] = 16 + 38 * sinf(PI_F * powf(t, 0.8f));
    }
    pen_soft_tube(&d->pen, &tube, d->paint.skin);
    if (d->pen.rim) return;
    PenTube tip = pen_tail(&tube, TAIL_KNOTS - 5);
    pen_tube(&d->pen, &tip, ink(FOX_CREAM), 0, -4, 1);
}

void robot_draw_aerial(const Drawing *d, const Pen *pen, float line)
{
    static const float wire[] = { 0, -92, -2, -116, 4, -124, 0, -134 };
    Color c = ink(ROBOT), ball = ink(0xe7a9a4);
    (void)d;
    pen_stroke(pen, PEN_PATH(wire, 1), 15, ink_line(c));
    pen_stroke(pen, PEN_PATH(wire, 1), 6, c);
    pen_oval(pen, point(0, -144), 16, 16, ball, ink_line(ball), line);
}

void robot_draw_head(const Drawing *d, const Pen *pen, float line)
{
    float w = 100 * d->f->p.wide;
    Color c = ink(ROBOT), side = ink(0x8b8fae);
    for (int q = -1; q <= 1; q += 2)
        pen_plate(pen, point((float)q * w - 15, -28), 30, 60, 14, side, ink_line(side), line);
    pen_plate(pen, point(-w, -96), 2 * w, 194, 74, c, ink_line(c), line);
    const float shade[] = { w - 4, 20,       w - 6, 76,       w * 0.62f, 95,    20,
                            95,    w * 0.5f, 90,    w * 0.8f, 70,        w - 4, 20 };
    pen_curve(pen, PEN_PATH(shade, 1), ink_mix(c, ink_shade(c), 0.8f), INK_NONE, 0);
    pen_plate(pen, point(-0.8f * w, -62), 1.6f * w, 132, 56, ink(0x514a75), ink_line(c),
              0.8f * line);
    pen_arc(pen, point(-0.6f * w, -84), point(-0.6f * w + 22, -90), point(-0.6f * w + 46, -90), 8,
            ink_mix(c, ink(0xffffff), 0.7f));
    face_draw(d, pen, 0.06f, d->f->p.wide, c, true);
}
