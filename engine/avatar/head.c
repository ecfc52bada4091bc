// SPDX-License-Identifier: MIT
// head.c: the head and its hair. In a head's own units, half its height is 100; x of the paths is
// in hundredths of half its width.
#include "avatar/avatar_parts.h"

#define COVER      0xb27580
#define COVER_EDGE 34  // width of what of a scarf is seen round a face

static Pen head_pen(const Drawing *d)
{
    float k = d->f->p.head / 200;
    return pen_place(&d->pen, d->f->head, d->f->roll, k, k);
}

static float line_of(const Drawing *d)
{
    return PEN_LINE * 1.15f / (d->f->p.head / 200);
}

// ---- hair behind the head ----------------------------------------------------------------------

// clang-format off
static const float bob_back[] = {
    0, -120, 74, -120, 122, -72, 120, 0, 120, 50, 116, 88, 94, 98, 60, 110, -60, 110, -94, 98,
    -116, 88, -120, 50, -120, 0, -122, -72, -74, -120, 0, -120 };
static const float hijab_back[] = {
    0, -118, 80, -118, 120, -66, 118, 4, 118, 70, 124, 120, 104, 148, 60, 172, -60, 172, -104, 148,
    -124, 120, -118, 70, -118, 4, -120, -66, -80, -118, 0, -118 };
static const float tail_path[] = {
    -12, -10, -40, 20, -40, 92, 0, 128, 40, 92, 40, 20, 12, -10, 4, -10, -4, -10, -12, -10 };
static const float horn_path[] = {
    -24, 10, -26, -26, -18, -58, 8, -82, 16, -56, 26, -26, 24, 10, 10, 16, -10, 16, -24, 10 };
static const float skull[] = {
    0, -100, 60, -100, 100, -62, 100, -2, 100, 34, 96, 58, 74, 78, 52, 95, 24, 100, 0, 100,
    -24, 100, -52, 95, -74, 78, -96, 58, -100, 34, -100, -2, -100, -62, -60, -100, 0, -100 };
static const float skull_shade[] = {
    97, 16, 96, 50, 88, 66, 70, 79, 50, 95, 24, 98, 0, 98, 44, 92, 84, 66, 97, 16 };
// clang-format on

static void draw_long_back(const Drawing *d, const Pen *pen, Color hair, float line)
{
    float x = d->sway * 1.6f;
    const float at[] = { 0,           -120, 76,          -120, 122,         -70, 118,          0,
                         116,         60,   118 + x,     120,  106 + 2 * x, 196, 80 + 2 * x,   214,
                         60 + 2 * x,  214,  50 + 2 * x,  200,  17 + 2 * x,  200, -17 + 2 * x,  200,
                         -50 + 2 * x, 200,  -60 + 2 * x, 214,  -80 + 2 * x, 214, -106 + 2 * x, 196,
                         -118 + x,    120,  -116,        60,   -118,        0,   -122,         -70,
                         -76,         -120, 0,           -120 };
    pen_curve(pen, PEN_PATH(at, d->f->p.wide), hair, ink_line(hair), line);
}

static void draw_tails(const Drawing *d, const Pen *pen, Color hair, float line)
{
    for (int side = -1; side <= 1; side += 2) {
        Point root = point((float)side * 102 * d->f->p.wide, 20);
        Pen at = pen_place(pen, root, -(float)side * 14 - d->sway, 1, 1);
        pen_curve(&at, PEN_PATH(tail_path, 1), hair, ink_line(hair), line);
        pen_oval(&at, point(0, -4), 17, 12, ink(0xf6e7d2), ink_line(ink(0xe7b9b4)), 0.8f * line);
    }
}

// A cloud's edge of `bumps` round a middle.
static void draw_cloud(const Pen *pen, Point middle, float radius, int bumps, float turn,
                       Color hair, float line)
{
    Point at[CANVAS_CURVE_MAX];
    const int pieces = 7;
    for (int i = 0; i < bumps; i++) {
        Point a = middle + radius * turned(turn + 360 * (float)i / (float)bumps);
        Point b = middle + radius * turned(turn + 360 * (float)(i + 1) / (float)bumps);
        Point half = (b - a) / 2, out = -IM * half * 1.05f;
        for (int k = 0; k < pieces; k++) {
            Point way = turned(180 * (float)k / (float)pieces);
            at[i * pieces + k] = (a + b) / 2 - half * crealf(way) + out * cimagf(way);
        }
    }
    pen_polygon(pen, at, bumps * pieces, hair, ink_line(hair), line);
}

// Small ones that grow out of the hair.
static void draw_horns(const Drawing *d, const Pen *pen, float line)
{
    const Color horn = ink(0xf6e3b0);
    for (int side = -1; side <= 1; side += 2) {
        Point root = point((float)side * 56 * d->f->p.wide, -92);
        Pen at = pen_place(pen, root, (float)side * 14, (float)side * d->horns, d->horns);
        pen_curve(&at, PEN_PATH(horn_path, 1), horn, ink_line(horn), line);
        pen_arc(&at, point(-15, -34), point(0, -28), point(17, -36), 5, ink_shade(horn));
    }
}

void head_draw_back(const Drawing *d)
{
    Pen pen = head_pen(d);
    Color hair = d->paint.hair;
    float line = line_of(d), wide = d->f->p.wide;
    switch (d->look.style) {
    case STYLE_BOB: pen_curve(&pen, PEN_PATH(bob_back, wide), hair, ink_line(hair), line); break;
    case STYLE_LONG: draw_long_back(d, &pen, hair, line); break;
    case STYLE_TAILS: draw_tails(d, &pen, hair, line); break;
    case STYLE_PUFFS:
        for (int side = -1; side <= 1; side += 2)
            draw_cloud(&pen, point((float)side * 80 * wide, -84), 52, 9, (float)side * 11, hair,
                       line);
        break;
    case STYLE_CURLS: draw_cloud(&pen, point(0, -22), 112 * wide, 13, 6, hair, line); break;
    case STYLE_HIJAB:
        pen_curve(&pen, PEN_PATH(hijab_back, wide), d->paint.cover, ink_line(d->paint.cover), line);
        break;
    case STYLE_FOX: fox_draw_ears(d, &pen, line); break;
    case STYLE_ROBOT: robot_draw_aerial(d, &pen, line); break;
    case STYLE_TUFT:
    case STYLE_BUZZ:
    case STYLE_COUNT: break;
    }
    if (d->horns > 0) draw_horns(d, &pen, line);
}

// ---- hair before the head -----------------------------------------------------------------------

// clang-format off
static const float tuft[] = {
    -12, -112, -12, -138, 14, -152, 34, -140, 24, -134, 20, -124, 24, -110, 12, -110, 0, -110,
    -12, -112 };
static const float tuft_cap[] = {
    -104, 2, -118, -74, -70, -119, 0, -119, 70, -119, 118, -74, 104, 2, 98, -16, 92, -32, 82, -44,
    52, -46, 20, -56, 0, -78, -14, -54, -44, -42, -76, -40, -90, -30, -98, -14, -104, 2 };
static const float bob_cap[] = {
    -106, 30, -122, -74, -70, -120, 0, -120, 70, -120, 122, -74, 106, 30, 98, 10, 94, -14, 86, -34,
    40, -44, -40, -44, -86, -34, -94, -14, -98, 10, -106, 30 };
static const float parted_cap[] = {
    -106, 24, -120, -74, -70, -120, 0, -120, 70, -120, 120, -74, 106, 24, 100, -20, 66, -56, 6, -86,
    -16, -56, -74, -34, -106, 24 };
static const float puff_cap[] = {
    -103, -4, -112, -72, -66, -114, 0, -114, 66, -114, 112, -72, 103, -4, 94, -40, 60, -62, 0, -66,
    -60, -62, -94, -40, -103, -4 };
static const float buzz_cap[] = {
    -101, -6, -108, -70, -64, -108, 0, -108, 64, -108, 108, -70, 101, -6, 96, -34, 84, -54, 66, -64,
    30, -72, -30, -72, -66, -64, -84, -54, -96, -34, -101, -6 };
static const float curl_cap[] = {
    -104, -2, -104, -20, -98, -44, -86, -46, -84, -62, -60, -74, -50, -62, -42, -78, -20, -78,
    -12, -58,
    -4, -80, 18, -82, 26, -66, 34, -80, 56, -76, 62, -56, 72, -66, 92, -56, 90, -40, 100, -40,
    104, -18,
    104, -2, 122, -76, 74, -118, 0, -118, -74, -118, -122, -76, -104, -2 };
static const float sheen[] = { -62, -84, -44, -102, -16, -108, 8, -106 };
static const float parting[] = { 0, -112, -2, -96, -1, -82, 0, -70 };
static const float cover_ring[] = {
    0, -118, 80, -118, 118, -66, 116, 4, 114, 60, 92, 106, 58, 124, 34, 136, -34, 136, -58, 124,
    -92, 106, -114, 60, -116, 4, -118, -66, -80, -118, 0, -118 };
static const float cover_hole[] = {
    0, -72, 56, -72, 82, -38, 82, 8, 82, 58, 50, 95, 0, 95, -50, 95, -82, 58, -82, 8,
    -82, -38, -56, -72, 0, -72 };
static const float cover_edge[] = {
    0, 158, -62, 156, -100, 92, -100, 6, -100, -52, -68, -95, 0, -95, 68, -95, 100, -52, 100, 6,
    100, 92, 62, 156, 0, 158 };
static const float cover_fold[] = { 96, 40, 80, 96, 40, 124, -14, 128 };
static const float cover_sheen[] = { -92, -60, -76, -88, -48, -103, -16, -106 };
static const float cover_band[] = { -62, -50, -34, -74, 34, -74, 62, -50 };
// clang-format on

static void draw_cap(const Drawing *d, const Pen *pen, PenPath path, Color hair, float line)
{
    pen_curve(pen, path, hair, ink_line(hair), line);
    if (d->look.style == STYLE_PUFFS || d->look.style == STYLE_BUZZ) return;
    pen_stroke(pen, PEN_PATH(sheen, path.wide), 7, ink_mix(hair, ink_light(hair), 0.55f));
}

static void draw_hair_front(const Drawing *d, const Pen *pen, float line)
{
    Color hair = d->paint.hair;
    float wide = d->f->p.wide;
    switch (d->look.style) {
    case STYLE_TUFT:
        pen_curve(pen, PEN_PATH(tuft, 1), hair, ink_line(hair), line);
        draw_cap(d, pen, PEN_PATH(tuft_cap, wide), hair, line);
        break;
    case STYLE_BOB: draw_cap(d, pen, PEN_PATH(bob_cap, wide), hair, line); break;
    case STYLE_LONG:
    case STYLE_TAILS: draw_cap(d, pen, PEN_PATH(parted_cap, wide), hair, line); break;
    case STYLE_PUFFS:
        draw_cap(d, pen, PEN_PATH(puff_cap, wide), hair, line);
        pen_stroke(pen, PEN_PATH(parting, wide), 4, ink_line(hair));
        break;
    case STYLE_CURLS: draw_cap(d, pen, PEN_PATH(curl_cap, wide), hair, line); break;
    case STYLE_BUZZ:
        draw_cap(d, pen, PEN_PATH(buzz_cap, wide), ink_mix(hair, ink(0xb57a54), 0.25f), line);
        break;
    default: break;
    }
}

// ---- the head -----------------------------------------------------------------------------------

static void draw_ear(const Drawing *d, const Pen *pen, int side, float line)
{
    Color skin = d->paint.skin;
    float sign = side == SIDE_LEFT ? -1 : 1;
    float x = sign * 100 * d->f->p.wide * (0.99f - 0.1f * fmaxf(0, d->f->yaw * sign));
    pen_oval(pen, point(x, 6), 20, 24, skin, ink_line(skin), line);
    Color inner = ink_shade(ink_mix(skin, ink_line(skin), 0.15f));
    pen_arc(pen, point(x + sign * 5, 0), point(x - sign * 5, 8), point(x + sign * 2, 14), 5, inner);
}

static void draw_skull(const Drawing *d, const Pen *pen, float line)
{
    Color skin = d->paint.skin;
    float at[sizeof skull / sizeof *skull];
    for (int i = 0; i < (int)(sizeof skull / sizeof *skull); i++) {
        bool jaw = i % 2 == 0 && fabsf(skull[i]) < 99 && skull[i + 1] > 50;
        at[i] = jaw ? skull[i] * d->f->p.jaw : skull[i];
    }
    float wide = d->f->p.wide;
    pen_curve(pen, PEN_PATH(at, wide), skin, ink_line(skin), line);
    pen_curve(pen, PEN_PATH(skull_shade, wide * (0.4f + 0.6f * d->f->p.jaw)),
              ink_mix(skin, ink_shade(skin), 0.75f), INK_NONE, 0);
    pen_glow(pen, point(-26 * wide, -20), 62, ink_alpha(ink(0xfff6e0), 0.3f));
}

static void draw_glasses(const Drawing *d, const Pen *pen)
{
    const Color frame = ink(0x6d3a58);
    float wide = 100 * d->f->p.wide, y = d->f->p.eye * -100 + 1, turn = d->f->yaw * 24;
    for (int side = -1; side <= 1; side += 2) {
        float sign = (float)side, middle = sign * 0.38f * wide;
        pen_oval(pen, point(middle + turn, y), 29, 27, ink_alpha(ink(0xffffff), 0.16f), frame,
                 7.5f);
        float from = sign * fminf(0.38f * wide + 28 + sign * turn, wide * 0.96f);
        pen_line(pen, point(from, y - 4), point(sign * wide * 0.98f, y - 1), 7, frame);
    }
    pen_arc(pen, point(turn - 8, y - 4), point(turn, y - 11), point(turn + 8, y - 4), 7, frame);
}

static void draw_hearing_aid(const Drawing *d, const Pen *pen, float line)
{
    float x = -105 * d->f->p.wide;
    Color skin = d->paint.skin;
    const float bow[] = { x + 10, -18, x - 24, -26, x - 22, 8, x - 6, 22 };
    pen_oval(pen, point(x, 4), 21, 25, skin, ink_line(skin), line);
    pen_stroke(pen, PEN_PATH(bow, 1), 19, ink(0x4b2d44));
    pen_stroke(pen, PEN_PATH(bow, 1), 13, ink(0xc4566f));
    pen_oval(pen, point(x + 4, 14), 8, 8, ink(0xf6e7d2), ink(0x4b2d44), 3);
}

static void draw_cover(const Drawing *d, const Pen *pen, float line)
{
    Color c = d->paint.cover, skin = d->paint.skin;
    float wide = d->f->p.wide;
    pen_curve(pen, PEN_PATH(cover_ring, wide), c, ink_line(c), line);
    pen_stroke(pen, PEN_PATH(cover_fold, wide), 9, ink_mix(c, ink_shade(c), 0.8f));
    pen_stroke(pen, PEN_PATH(cover_sheen, wide), 8, ink_mix(c, ink_light(c), 0.6f));
    pen_curve(pen, PEN_PATH(cover_hole, wide), skin, ink_line(c), line);
    pen_glow(pen, point(-20 * wide, -8), 54, ink_alpha(ink(0xfff6e0), 0.3f));
    face_draw(d, pen, d->f->p.eye, wide, skin, false);
    pen_stroke(pen, PEN_PATH(cover_band, wide), 9, ink_light(c));
}

// Hair, or the scarf's edge round the face; a fox and a robot have it all behind.
void head_draw_hair(const Drawing *d)
{
    Pen pen = head_pen(d);
    float line = line_of(d);
    if (d->look.style != STYLE_HIJAB) {
        draw_hair_front(d, &pen, line);
        return;
    }
    PenPath edge = PEN_PATH(cover_edge, d->f->p.wide);
    pen_stroke(&pen, edge, COVER_EDGE + 2 * line, ink_line(d->paint.cover));
    pen_stroke(&pen, edge, COVER_EDGE, d->paint.cover);
}

void head_draw_front(const Drawing *d)
{
    Pen pen = head_pen(d);
    float line = line_of(d);
    LookStyle style = d->look.style;
    if (style == STYLE_FOX) {
        fox_draw_head(d, &pen, line);
    } else if (style == STYLE_ROBOT) {
        robot_draw_head(d, &pen, line);
    } else if (style == STYLE_HIJAB) {
        draw_cover(d, &pen, line);
    } else {
        for (int side = 0; style != STYLE_BOB && side < SIDE_COUNT; side++)
            draw_ear(d, &pen, side, line);
        draw_skull(d, &pen, line);
        face_draw(d, &pen, d->f->p.eye, d->f->p.wide, d->paint.skin, false);
        draw_hair_front(d, &pen, line);
    }
    if (style == STYLE_ROBOT) return;
    if (d->look.aids & 1u << AID_GLASSES) draw_glasses(d, &pen);
    bool ear = style != STYLE_FOX && style != STYLE_HIJAB;
    if (ear && d->look.aids & 1u << AID_HEARING) draw_hearing_aid(d, &pen, line);
}

Paint paint_of(const Look *look)
{
    static const uint32_t skin[] = {
#define X(name, stored, colour) colour,
        SKIN_LIST(X)
#undef X
    };
    static const uint32_t hair[] = {
#define X(name, stored, colour) colour,
        HAIR_LIST(X)
#undef X
    };
    static const struct {
        uint32_t top, bottom, shoe, trim;
        bool long_sleeves, shorts;
    } outfit[] = {
#define X(name, stored, top, bottom, shoe, trim, sleeves, shorts)                                  \
    { top, bottom, shoe, trim, sleeves, shorts },
        OUTFIT_LIST(X)
#undef X
    };
    Paint p = { .skin = ink(skin[look->skin]),
                .hair = ink(hair[look->hair]),
                .top = ink(outfit[look->outfit].top),
                .bottom = ink(outfit[look->outfit].bottom),
                .shoe = ink(outfit[look->outfit].shoe),
                .trim = ink(outfit[look->outfit].trim),
                .cover = ink(COVER),
                .long_sleeves = outfit[look->outfit].long_sleeves || look->style == STYLE_HIJAB,
                .shorts = outfit[look->outfit].shorts };
    if (look->style == STYLE_FOX) p.skin = ink(0xc9744f);
    if (look->style == STYLE_ROBOT) {
        p.skin = ink(0x7b7fa2);
        p.top = ink(0x8b8fae);
        p.bottom = ink(0x6f7396);
        p.shoe = ink(0x5d5a80);
        p.trim = ink(0xf2e3c8);
        p.shorts = p.long_sleeves = false;
    }
    p.hand = look->style == STYLE_FOX     ? ink(0x5a4048)
             : look->style == STYLE_ROBOT ? ink(0xf2e3c8)
                                          : p.skin;
    return p;
}
