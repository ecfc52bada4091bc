// SPDX-License-Identifier: MIT
// trunk.c: shirt, trousers' seat, neck and collar.
#include "avatar/avatar_parts.h"

#define HEM_DROP 6

// One side of a soft outline: corners and controls, each from the chest or from the hips.
typedef struct Outline {
    int count;
    float at[2 * CANVAS_CURVE_MAX];
} Outline;

Point trunk_point(const Figure *f, float x, float y)
{
    float wide = point_length(f->shoulder[SIDE_RIGHT] - f->shoulder[SIDE_LEFT]);
    return f->chest + f->across * x * clampf(wide / f->p.shoulder_w, 0.7f, 1.05f) - f->up * y;
}

static Point hem_point(const Figure *f, float x, float y)
{
    return f->hips + f->hip_across * point(x, y);
}

static void add(Outline *o, Point z)
{
    o->at[o->count++] = crealf(z);
    o->at[o->count++] = cimagf(z);
}

static void add_curve(Outline *o, Point a, Point b, Point c)
{
    add(o, a);
    add(o, b);
    add(o, c);
}

// How far the shoulder lies below the chest.
static float drop_of(const Figure *f, int side)
{
    return point_dot(f->shoulder[side] - f->chest, -f->up) - f->p.arm_top * 0.80f;
}

// An egg, never a box: neck, shoulders, armpit, belly, hem.
static Outline whole_trunk(const Figure *f)
{
    const Proportions *p = &f->p;
    float sw = p->shoulder_w / 2 + p->arm_top * 0.5f, n = p->neck * 1.25f, b = p->belly, h = p->hem;
    float left = drop_of(f, SIDE_LEFT), right = drop_of(f, SIDE_RIGHT);
    Outline o = { 0 };
    add(&o, trunk_point(f, -n, -26));
    add_curve(&o, trunk_point(f, -n * 1.6f, left * 0.5f - 22), trunk_point(f, -sw * 0.8f, left),
              trunk_point(f, -sw, left + 26));
    add_curve(&o, trunk_point(f, -sw * 0.9f, 74), hem_point(f, -b, -120), hem_point(f, -b, -56));
    add_curve(&o, hem_point(f, -b - 1, -26), hem_point(f, -h - 7, -4), hem_point(f, -h, HEM_DROP));
    add_curve(&o, hem_point(f, -h * 0.6f, HEM_DROP + 17), hem_point(f, h * 0.6f, HEM_DROP + 17),
              hem_point(f, h, HEM_DROP));
    add_curve(&o, hem_point(f, h + 7, -4), hem_point(f, b + 1, -26), hem_point(f, b, -56));
    add_curve(&o, hem_point(f, b, -120), trunk_point(f, sw * 0.9f, 74),
              trunk_point(f, sw, right + 26));
    add_curve(&o, trunk_point(f, sw * 0.8f, right), trunk_point(f, n * 1.6f, right * 0.5f - 22),
              trunk_point(f, n, -26));
    add_curve(&o, trunk_point(f, n * 0.3f, -26), trunk_point(f, -n * 0.3f, -26),
              trunk_point(f, -n, -26));
    return o;
}

static Outline shaded_side(const Figure *f)
{
    const Proportions *p = &f->p;
    float sw = p->shoulder_w / 2 + p->arm_top * 0.5f, b = p->belly, h = p->hem;
    float right = drop_of(f, SIDE_RIGHT);
    Outline o = { 0 };
    add(&o, trunk_point(f, sw * 0.9f, right + 74));
    add_curve(&o, trunk_point(f, sw * 0.9f, 80), hem_point(f, b - 3, -120),
              hem_point(f, b - 3, -56));
    add_curve(&o, hem_point(f, b - 2, -26), hem_point(f, h + 3, -4), hem_point(f, h - 3, HEM_DROP));
    add_curve(&o, hem_point(f, h * 0.75f, HEM_DROP + 5), hem_point(f, h * 0.5f, HEM_DROP + 9),
              hem_point(f, h * 0.25f, HEM_DROP + 11));
    add_curve(&o, hem_point(f, h * 0.62f, HEM_DROP - 4), hem_point(f, b * 0.72f, -30),
              hem_point(f, b * 0.74f, -70));
    add_curve(&o, hem_point(f, b * 0.80f, -120), trunk_point(f, sw * 0.84f, 94),
              trunk_point(f, sw * 0.9f, right + 74));
    return o;
}

static PenPath path_of(const Outline *o)
{
    return (PenPath){ o->at, o->count, 1 };
}

// The sign on the shirt is a whale: nothing that is a target in any game.
static void draw_whale(const Drawing *d)
{
    // clang-format off
    static const float whale[] = {
        -36, 4, -36, -20, -6, -28, 12, -16, 20, -10, 26, -10, 30, -18, 26, -24, 20, -26, 18, -32,
        26, -34, 32, -30, 34, -25, 37, -30, 44, -33, 50, -30, 48, -24, 42, -20, 38, -17,
        38, 4, 20, 22, -6, 22, -26, 22, -36, 16, -36, 4 };
    static const float mouth[] = { -30, 9, -20, 15, -8, 14, 2, 8 };
    // clang-format on
    Pen pen =
        pen_place(&d->pen, trunk_point(d->f, -4, 112), degrees_of(d->f->across), 1.35f, 1.35f);
    pen_curve(&pen, PEN_PATH(whale, 1), d->paint.trim, INK_NONE, 0);
    pen_stroke(&pen, PEN_PATH(mouth, 1), 3.5f, ink_line(d->paint.top));
    pen_oval(&pen, point(-20, -2), 3.6f, 3.6f, ink_line(d->paint.top), INK_NONE, 0);
}

static void draw_buttons(const Drawing *d)
{
    static const uint32_t colour[] = { 0xc4566f, 0x3f7d84, 0x7d5a86 };
    Color plate = ink(0xf2e3c8);
    Pen pen = pen_place(&d->pen, trunk_point(d->f, 0, 128), degrees_of(d->f->across), 1, 1);
    pen_plate(&pen, point(-54, -36), 108, 72, 26, plate, ink_line(plate), 5.5f);
    for (int i = 0; i < 3; i++)
        pen_oval(&pen, point((float)(i - 1) * 28, 0), 11, 11, ink(colour[i]), INK_NONE, 0);
}

static void draw_pocket(const Drawing *d)
{
    static const float pocket[] = { -26, 0, -10, 5,  10, 5,   26, 0,   25, 13,  24, 27,  23,
                                    40,  8, 49,  -8, 49, -23, 40, -24, 27, -25, 13, -26, 0 };
    Point at = trunk_point(d->f, -d->f->p.shoulder_w * 0.22f, 112);
    Pen pen = pen_place(&d->pen, at, degrees_of(d->f->across), 1, 1);
    pen_curve(&pen, PEN_PATH(pocket, 1), ink_light(d->paint.top), ink_line(d->paint.top), 5);
}

static PenTube seat_of(const Figure *f)
{
    Point middle = f->hips + point(0, 4), half = f->hip_across * f->p.hip_w * 0.42f;
    float r = f->p.leg_top * 0.98f;
    return pen_bone(middle - half, middle + half, r, r);
}

void trunk_draw(const Drawing *d)
{
    const Figure *f = d->f;
    Color top = d->paint.top;
    PenTube seat = seat_of(f);
    if (!d->pen.rim) pen_tube(&d->pen, &seat, d->paint.bottom, 0, 0, 1);
    Outline whole = whole_trunk(f), dark = shaded_side(f);
    pen_curve(&d->pen, path_of(&whole), top, ink_line(top), PEN_LINE * 1.15f);
    if (d->pen.rim) return;
    pen_curve(&d->pen, path_of(&dark), ink_mix(top, ink_shade(top), 0.75f), INK_NONE, 0);
    pen_glow(&d->pen, trunk_point(f, -20, 150), 92, ink_alpha(ink(0xfff6e0), 0.17f));
    float h = f->p.hem;
    Outline band = { 0 };
    add(&band, hem_point(f, -h * 0.97f, HEM_DROP - 18));
    add_curve(&band, hem_point(f, -h * 0.6f, HEM_DROP - 2), hem_point(f, h * 0.6f, HEM_DROP - 2),
              hem_point(f, h * 0.97f, HEM_DROP - 18));
    pen_stroke(&d->pen, path_of(&band), 6, ink_mix(top, ink_shade(top), 0.9f));
    if (d->look.style == STYLE_ROBOT)
        draw_buttons(d);
    else if (d->look.outfit == OUTFIT_PETROL)
        draw_pocket(d);
    else
        draw_whale(d);
}

void seat_draw_outline(const Drawing *d)
{
    PenTube seat = seat_of(d->f);
    if (!d->pen.rim) pen_tube(&d->pen, &seat, ink_line(d->paint.bottom), 0, PEN_LINE, 1);
}

static void draw_drape(const Drawing *d)
{
    const Figure *f = d->f;
    float w = f->p.shoulder_w;
    Outline o = { 0 };
    add(&o, trunk_point(f, -w * 0.42f, -30));
    add_curve(&o, trunk_point(f, -w * 0.5f, 40), trunk_point(f, -w * 0.2f, 74),
              trunk_point(f, 10, 74));
    add_curve(&o, trunk_point(f, w * 0.3f, 74), trunk_point(f, w * 0.5f, 30),
              trunk_point(f, w * 0.42f, -30));
    add_curve(&o, trunk_point(f, w * 0.14f, -30), trunk_point(f, -w * 0.14f, -30),
              trunk_point(f, -w * 0.42f, -30));
    pen_curve(&d->pen, path_of(&o), d->paint.cover, ink_line(d->paint.cover), PEN_LINE * 1.15f);
}

void collar_draw(const Drawing *d)
{
    const Figure *f = d->f;
    if (d->look.style == STYLE_HIJAB) {
        draw_drape(d);
        return;
    }
    float n = f->p.neck;
    Outline o = { 0 };
    add(&o, trunk_point(f, -n * 0.92f, -14));
    add_curve(&o, trunk_point(f, -n * 0.66f, 22), trunk_point(f, n * 0.66f, 22),
              trunk_point(f, n * 0.92f, -14));
    Color skin = d->paint.skin;
    Color edge = d->look.style == STYLE_ROBOT ? ink_shade(d->paint.top) : d->paint.trim;
    pen_curve(&d->pen, path_of(&o), skin, INK_NONE, 0);
    pen_stroke(&d->pen, path_of(&o), 12, edge);
    if (d->pen.rim) return;
    PenTube neck =
        pen_bone(f->chest + f->up * 4, point_mix(f->chest, f->head, 0.42f), n * 0.9f, n * 0.9f);
    pen_tube(&d->pen, &neck, ink_shade(skin), 0, 0, 1);
}
