// SPDX-License-Identifier: MIT
// arms_legs.c: legs and shoes, arms and mittens.
#include "avatar/avatar_parts.h"

#define LIFTED 60  // an ankle so much above the other one is lifted

static float sign_of(int side)
{
    return side == SIDE_LEFT ? -1 : 1;
}

bool leg_is_lifted(const Figure *f, int side)
{
    float low = fmaxf(cimagf(f->ankle[SIDE_LEFT]), cimagf(f->ankle[SIDE_RIGHT]));
    return low - cimagf(f->ankle[side]) > LIFTED;
}

// ---- legs ---------------------------------------------------------------------------------------

static void draw_shoe(const Drawing *d, int side)
{
    // clang-format off
    static const float sole[] = {
        -42, 34, -42, 37, -42, 40, -42, 42, -42, 50, -38, 51, -32, 51, 0, 51, 34, 51, 66, 51,
        80, 51, 84, 46, 82, 34, 40, 34, 0, 34, -42, 34 };
    static const float upper[] = {
        -36, -20, -42, 2, -44, 22, -43, 37, -2, 37, 38, 37, 78, 37, 86, 14, 66, 0, 40, -6,
        34, -12, 32, -16, 30, -22, 14, -32, -22, -32, -36, -20 };
    static const float toe[] = {
        52, 0, 44, 12, 44, 26, 48, 36, 57, 36, 66, 36, 76, 36, 84, 16, 72, 4, 52, 0 };
    // clang-format on
    const Figure *f = d->f;
    float k = f->p.foot * 0.96f / 126, sign = sign_of(side);
    float line = PEN_LINE * 1.1f / k;
    float turn = leg_is_lifted(f, side) ? sign * 24.4f : 0;
    Color c = d->paint.shoe, trim = d->paint.trim;
    Color rubber = d->look.outfit == OUTFIT_CREAM ? ink(0xfbf3e4) : ink(0xfdf6ea);
    Pen pen = pen_place(&d->pen, f->ankle[side], turn, sign * k, k);
    pen_curve(&pen, PEN_PATH(sole, 1), rubber, ink_line(c), line);
    pen_curve(&pen, PEN_PATH(upper, 1), c, ink_line(c), line);
    pen_curve(&pen, PEN_PATH(toe, 1), ink_mix(c, trim, 0.65f), INK_NONE, 0);
    Color lace = ink_mix(trim, ink_line(c), 0.15f);
    pen_line(&pen, point(14, 2), point(34, -4), 6.5f, lace);
    pen_line(&pen, point(18, 14), point(40, 8), 6.5f, lace);
}

// A knee cup, a socket in berry, a plain rod: the same shoe below.
static void draw_prosthetic_leg(const Drawing *d, int side, Point way)
{
    const Figure *f = d->f;
    Point hip = f->hip[side], knee = f->knee[side], ankle = f->ankle[side];
    float top = f->p.leg_top * 0.84f, mid = f->p.leg_mid * 0.9f, low = f->p.leg_end * 0.84f;
    PenTube rod = pen_bone(point_mix(knee, ankle, 0.4f), ankle + way * 2, 14, 12);
    PenTube thigh = pen_limb(hip, knee, point_mix(knee, ankle, 0.1f), top, mid, mid);
    PenTube socket = pen_bone(point_mix(knee, ankle, 0.14f), point_mix(knee, ankle, 0.46f),
                              mid * 0.98f, low * 0.66f);
    pen_soft_tube(&d->pen, &rod, ink(0xa29cad));
    draw_shoe(d, side);
    pen_soft_tube(&d->pen, &thigh, d->paint.skin);
    pen_soft_tube(&d->pen, &socket, ink(0xc4566f));
}

static void draw_bare_leg(const Drawing *d, int side, Point end, Point way)
{
    const Figure *f = d->f;
    float low = f->p.leg_end * 0.84f;
    PenTube leg =
        pen_limb(f->hip[side], f->knee[side], end, f->p.leg_top * 0.84f, f->p.leg_mid * 0.9f, low);
    PenTube sock = pen_bone(end + way * 6, end + way * 16, low * 0.98f, low);
    draw_shoe(d, side);
    pen_soft_tube(&d->pen, &leg, d->paint.skin);
    pen_soft_tube(&d->pen, &sock, d->paint.trim);
    pen_band(&d->pen, end - way * low * 0.72f, way, low * 1.16f, d->paint.trim, 9);
}

static void draw_short_trousers(const Drawing *d, int side)
{
    const Figure *f = d->f;
    Point hip = f->hip[side], knee = f->knee[side], way = point_unit(knee - hip);
    Point end = point_mix(hip, knee, 0.84f);
    PenTube thigh = { .count = 3,
                      .at = { hip, point_mix(hip, knee, 0.3f), end - way * f->p.leg_mid * 0.9f },
                      .half = { f->p.leg_top, f->p.leg_top, f->p.leg_mid * 1.22f } };
    pen_soft_tube(&d->pen, &thigh, d->paint.bottom);
    pen_band(&d->pen, end, way, f->p.leg_mid * 1.26f, d->paint.bottom, 13);
}

static void draw_joint_lines(const Drawing *d, const PenTube *tube, float share, Color color)
{
    for (int i = pen_limb_joint() - 2; i <= pen_limb_joint() + 2; i += 2) {
        Point across = IM * point_unit(tube->at[i + 1] - tube->at[i - 1]) * tube->half[i] * share;
        pen_line(&d->pen, tube->at[i] - across, tube->at[i] + across, 5, color);
    }
}

static void draw_long_trousers(const Drawing *d, int side, Point end)
{
    const Figure *f = d->f;
    const Proportions *p = &f->p;
    Point hip = f->hip[side], knee = f->knee[side];
    // A thigh that points at us looks thicker.
    float flat = clampf(point_length(knee - hip) / (p->hip_y - p->knee_y), 0.3f, 1);
    float top = p->leg_top, mid = p->leg_mid * (1.2f - 0.2f * flat);
    if (f->seated) {
        top *= 0.96f;
        mid = p->leg_top * 1.02f;
    }
    PenTube leg = pen_limb(hip, knee, end, top, mid, p->leg_end);
    draw_shoe(d, side);
    pen_soft_tube(&d->pen, &leg, d->paint.bottom);
    Point way = point_unit(leg.at[leg.count - 1] - leg.at[leg.count - 2]);
    pen_band(&d->pen, end + way * p->leg_end * 0.62f, way, p->leg_end * 1.04f, d->paint.bottom, 11);
    if (d->look.style == STYLE_ROBOT)
        draw_joint_lines(d, &leg, 0.8f, ink_mix(d->paint.bottom, ink_line(d->paint.bottom), 0.6f));
}

void leg_draw(const Drawing *d, int side)
{
    const Figure *f = d->f;
    Point knee = f->knee[side], ankle = f->ankle[side];
    Point end = ankle + (knee - ankle) / fmaxf(point_length(knee - ankle), 1) * 36;
    Point way = point_unit(end - knee);
    // Its trouser leg is rolled up: a prosthesis is no secret.
    bool prosthesis =
        side == SIDE_LEFT && d->look.aids & 1u << AID_LEG && d->look.style != STYLE_ROBOT;
    if (!prosthesis && (!d->paint.shorts || f->seated)) {
        draw_long_trousers(d, side, end);
        return;
    }
    if (prosthesis)
        draw_prosthetic_leg(d, side, way);
    else
        draw_bare_leg(d, side, end, way);
    draw_short_trousers(d, side);
}

// ---- hands --------------------------------------------------------------------------------------

// A mitten, the middle of the palm at the tracked hand. `thumb`: 1 on the inner side, 0 across the
// front, -1 outside.
static void draw_hand(const Drawing *d, int side, float thumb)
{
    // clang-format off
    static const float open[] = {
        -10, -27, 14, -42, 44, -50, 68, -44, 92, -38, 106, -22, 106, 0, 106, 22, 92, 38, 68, 44,
        44, 50, 14, 42, -10, 27, -14, 10, -14, -10, -10, -27 };
    static const float closed[] = {
        -10, -27, 8, -44, 38, -50, 58, -44, 84, -36, 84, 36, 58, 44, 38, 50, 8, 44, -10, 27,
        -14, 10, -14, -10, -10, -27 };
    // clang-format on
    const Figure *f = d->f;
    Color c = d->paint.hand;
    float size = f->p.hand * 1.12f * d->press[side], k = size / 100, line = PEN_LINE * 1.1f / k;
    Point way = point_unit(f->hand[side] - f->wrist[side]);
    Pen turned_pen = pen_place(&d->pen, f->hand[side], degrees_of(way), k, k);
    Pen pen = pen_place(&turned_pen, point(-50, 0), 0, 1, 1);
    bool grip = d->grip[side];
    float s = -sign_of(side) * thumb;
    const float out[] = { 14, 26 * s, 26, 48 * s, 42, 58 * s, 54, 60 * s };
    const float over[] = { 10, 20 * s, 26, 36 * s, 40, 28 * s, 46, 16 * s };
    PenPath way_of_thumb = grip ? PEN_PATH(over, 1) : PEN_PATH(out, 1);
    float thick = grip ? 28 : 34;
    bool beside = !grip && fabsf(thumb) > 0.45f;  // the palm covers its root
    Color edge = ink_line(c), crease = ink_mix(ink_line(c), c, 0.25f);
    if (beside) pen_stroke(&pen, way_of_thumb, thick + 2 * line, edge);
    pen_curve(&pen, grip ? PEN_PATH(closed, 1) : PEN_PATH(open, 1), c, edge, line);
    if (!beside) pen_stroke(&pen, way_of_thumb, thick + 2 * line, edge);
    pen_stroke(&pen, way_of_thumb, thick, c);
    if (beside) {
        const Point root[] = { point(4, 20 * s),  point(16, 30 * s), point(30, 36 * s),
                               point(44, 34 * s), point(40, 0),      point(0, 0) };
        pen_polygon(&pen, root, 6, c, INK_NONE, 0);
    }
    if (grip) {
        for (int i = -1; i <= 1; i++)
            pen_line(&pen, point(54, 18 * (float)i), point(70, 18 * (float)i), 5, crease);
        return;
    }
    pen_line(&pen, point(76, -15), point(97, -16), 5.5f, crease);
    pen_line(&pen, point(77, 14), point(97, 15), 5.5f, crease);
}

// ---- arms ---------------------------------------------------------------------------------------

// What the two passes of an arm have in common.
typedef struct Arm {
    Point shoulder, elbow, wrist, hand, way;
    float lifted;  // degrees: 0 hanging, 180 straight up
    PenTube tube;
    Color color;
    bool before;  // the forearm lies before the head
} Arm;

static Arm arm_of(const Drawing *d, int side)
{
    const Figure *f = d->f;
    const Proportions *p = &f->p;
    Arm a = { .shoulder = f->shoulder[side],
              .elbow = f->elbow[side],
              .wrist = f->wrist[side],
              .hand = f->hand[side] };
    a.way = point_unit(a.hand - a.wrist);
    a.lifted =
        acosf(clampf(point_dot(point_unit(a.hand - a.shoulder), -f->up), -1, 1)) * (180 / PI_F);
    float top = p->arm_top, mid = p->arm_mid, low = p->arm_end;
    if (d->look.style == STYLE_ROBOT) {
        a.tube = pen_limb(a.shoulder, a.elbow, a.wrist, top * 0.8f, mid * 0.82f, low * 0.86f);
        a.color = d->paint.bottom;
    } else if (d->paint.long_sleeves) {
        a.tube = pen_limb(a.shoulder, a.elbow, a.wrist, top, mid * 1.06f, low * 1.10f);
        a.color = d->look.outfit == OUTFIT_CREAM ? d->paint.trim : d->paint.top;
    } else {
        a.tube = pen_limb(a.shoulder, a.elbow, a.wrist, top * 0.8f, mid * 0.94f, low * 0.94f);
        a.color = d->paint.skin;
    }
    // Below the chin, or with the hand on the face; else it stays behind the head.
    Point off = a.hand - f->head - IM * p->head * 0.10f;
    float near = hypotf(crealf(off) / (p->head * 0.5f * p->wide), cimagf(off) / (p->head * 0.42f));
    a.before = cimagf(a.elbow) > cimagf(f->head) + p->head * 0.36f || near < 1;
    return a;
}

// The sleeve melts into the trunk: its colour alone, from the collar over the shoulder.
static void draw_shoulder(const Drawing *d, int side, const Arm *a, Color sleeve)
{
    const Figure *f = d->f;
    float sign = sign_of(side), top = f->p.arm_top;
    Point under = trunk_point(f, sign * f->p.shoulder_w * 0.34f, 66);
    PenTube melt = { .count = 3,
                     .at = { trunk_point(f, sign * f->p.neck * 1.25f, -8 + top * 0.1f),
                             a->shoulder - f->across * sign * top * 0.12f,
                             a->shoulder +
                                 (under - a->shoulder) * 0.55f * (1 - ease(a->lifted, 62, 112)) },
                     .half = { top * 0.5f, top * 0.93f, top * 0.7f } };
    if (!d->pen.rim) pen_tube(&d->pen, &melt, sleeve, 0, 0, 1);
}

static void draw_short_sleeve(const Drawing *d, const Arm *a)
{
    float top = d->f->p.arm_top;
    float length = 1 - 0.8f * ease(a->lifted, 95, 150);  // it slides back as the arm goes up
    PenTube cut = { .count = 4 };
    for (int i = 0; i < cut.count; i++) {
        cut.at[i] = a->shoulder + (a->tube.at[1] - a->shoulder) * ((float)i / 3) * length;
        cut.half[i] = top * (1 + 0.02f * (float)i);
    }
    Point way = point_unit(cut.at[3] - cut.at[2]);
    pen_soft_tube(&d->pen, &cut, d->paint.top);
    pen_band(&d->pen, cut.at[3] + way * top * 0.88f, way, top * 1.08f, d->paint.trim, 9);
}

void arm_draw_behind(const Drawing *d, int side)
{
    Arm a = arm_of(d, side);
    pen_soft_tube(&d->pen, &a.tube, a.color);
    if (d->look.style == STYLE_ROBOT) {
        float top = d->f->p.arm_top;
        PenTube cap = pen_bone(a.shoulder, point_mix(a.shoulder, a.elbow, 0.12f), top * 1.05f, top);
        pen_soft_tube(&d->pen, &cap, d->paint.top);
        return;
    }
    if (!d->paint.long_sleeves) draw_short_sleeve(d, &a);
    draw_shoulder(d, side, &a, d->paint.long_sleeves ? a.color : d->paint.top);
}

// The same limb again from the elbow on, over the head: no seam.
static void draw_forearm(const Drawing *d, const Arm *a)
{
    float thick = 0;
    for (int i = 0; i < a->tube.count; i++) thick = fmaxf(thick, a->tube.half[i]);
    int joint = pen_limb_joint();
    PenTube edge = pen_tail(&a->tube, joint), shade = pen_tail(&a->tube, joint - 1);
    PenTube base = pen_tail(&a->tube, joint - 2);
    pen_tube(&d->pen, &edge, ink_line(a->color), 0, PEN_LINE, 1);
    pen_tube(&d->pen, &shade, ink_shade(a->color), 0, 0, 1);
    pen_tube(&d->pen, &base, a->color, point(-0.10f, -0.10f) * thick, 0, 0.86f);
}

static void draw_wrist(const Drawing *d, const Arm *a)
{
    float low = d->f->p.arm_end;
    if (d->look.style == STYLE_ROBOT) {
        pen_band(&d->pen, a->wrist - a->way * 4, a->way, low * 1.16f, d->paint.top, 13);
    } else if (d->paint.long_sleeves) {
        Point way = point_unit(a->wrist - a->tube.at[a->tube.count - 2]);
        Color cuff = d->look.outfit == OUTFIT_CREAM ? d->paint.top : d->paint.trim;
        pen_band(&d->pen, a->wrist - way * 6, way, low * 1.26f, cuff, 14);
    } else if (d->look.style != STYLE_FOX) {
        PenTube skin =
            pen_bone(a->wrist - a->way * 16, a->wrist + a->way * 16, low * 0.8f, low * 0.84f);
        pen_tube(&d->pen, &skin, d->paint.skin, 0, 0, 1);
    }
}

static void draw_prosthetic_arm(const Drawing *d, const Arm *a)
{
    float low = d->f->p.arm_end;
    PenTube socket = pen_bone(point_mix(a->elbow, a->wrist, 0.25f),
                              point_mix(a->elbow, a->wrist, 0.72f), low * 1.3f, low * 0.9f);
    pen_soft_tube(&d->pen, &socket, ink(0xc4566f));
    pen_band(&d->pen, point_mix(a->elbow, a->wrist, 0.72f), a->way, low, ink(0xf6e7d2), 8);
}

void arm_draw_front(const Drawing *d, int side)
{
    Arm a = arm_of(d, side);
    if (d->pen.rim) {
        draw_hand(d, side, 0.05f);
        return;
    }
    if (a.before) draw_forearm(d, &a);
    if (a.before && d->look.style == STYLE_ROBOT)
        draw_joint_lines(d, &a.tube, 0.8f, ink_mix(a.color, ink_line(a.color), 0.7f));
    if (side == SIDE_LEFT && d->look.aids & 1u << AID_ARM) draw_prosthetic_arm(d, &a);
    float thumb = clampf((a.lifted - 52) / 12, -1, 1);
    draw_hand(d, side, fabsf(thumb) > 0.05f ? thumb : 0.05f);
    draw_wrist(d, &a);
}
