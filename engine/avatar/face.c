// SPDX-License-Identifier: MIT
// face.c: eyes, brows, cheeks, nose and mouth. They shift as the head turns and the eyes look.
#include "avatar/avatar_parts.h"

#define EYE    0x1e111a
#define MOUTH  0x7d3040
#define TONGUE 0xe89090
#define BLUSH  0xec8f86

typedef struct Face {
    const Drawing *d;
    const Pen *pen;
    float x, y;  // of the eyes' middle
    float wide;
    bool robot;
    Color ink, lip, brow;
} Face;

static float far_share(const Face *f, float sign)
{
    return 1 - 0.22f * fmaxf(0, f->d->f->yaw * sign);
}

static void draw_eye(const Face *f, float sign)
{
    float far = far_share(f, sign), x = sign * 37 * f->wide * far + f->x, y = f->y;
    Mood mood = f->d->mood;
    if (mood == MOOD_JOY) {
        pen_arc(f->pen, point(x - 14, y + 6), point(x, y - 16), point(x + 14, y + 6), 8, f->ink);
        return;
    }
    if (mood == MOOD_SLEEPY || f->d->blink) {
        pen_arc(f->pen, point(x - 14, y), point(x, y + 12), point(x + 14, y), 7, f->ink);
        return;
    }
    float k = mood == MOOD_SURPRISE ? 1.22f : mood == MOOD_EFFORT ? 1.02f : 1.08f;
    Point gaze = f->d->gaze;
    Color light = f->robot ? ink(0x6d6694) : ink(0xffffff);
    pen_oval(f->pen, point(x, y), 12 * k * far, 16.5f * k, f->ink, INK_NONE, 0);
    pen_oval(f->pen, point(x + 3.4f + 1.5f * crealf(gaze), y - 5.6f * k + cimagf(gaze)), 4.4f * k,
             4.8f * k, light, INK_NONE, 0);
    if (!f->robot)
        pen_oval(f->pen, point(x - 3.6f, y + 6.4f * k), 2, 2, ink_mix(f->ink, ink(0xffffff), 0.55f),
                 INK_NONE, 0);
}

static void draw_brow(const Face *f, float sign)
{
    float x = sign * 37 * f->wide * far_share(f, sign) + f->x, y = f->y - 33;
    // One brow goes up with effort; both down would look angry.
    float ends = 1, middle = -7, half = 14;
    if (f->d->mood == MOOD_EFFORT) {
        ends = sign < 0 ? 7 : -4;
        middle = sign < 0 ? 3 : -13;
    } else if (f->d->mood == MOOD_SURPRISE) {
        ends = -9;
        middle = -19;
        half = 15;
    }
    pen_arc(f->pen, point(x - half, y + ends), point(x, y + middle), point(x + half, y + ends), 6,
            f->brow);
}

static void draw_laugh(const Face *f, float x, float y)
{
    const float open[] = { x - 27, y - 5,  x - 9,  y + 0.3f, x + 9,  y + 0.3f, x + 27,
                           y - 5,  x + 24, y + 34, x - 24,   y + 34, x - 27,   y - 5 };
    const float teeth[] = { x - 22,   y - 2,  x - 7.3f, y + 2.3f, x + 7.3f, y + 2.3f, x + 22,
                            y - 2,    x + 21, y,        x + 20,   y + 2,    x + 19,   y + 4,
                            x + 6.3f, y + 8,  x - 6.3f, y + 8,    x - 19,   y + 4,    x - 20,
                            y + 2,    x - 21, y,        x - 22,   y - 2 };
    pen_curve(f->pen, PEN_PATH(open, 1), ink(MOUTH), f->lip, 5);
    pen_oval(f->pen, point(x, y + 17), 14, 8, ink(TONGUE), INK_NONE, 0);
    if (!f->robot) pen_curve(f->pen, PEN_PATH(teeth, 1), ink(0xfffaf0), INK_NONE, 0);
}

static void draw_effort(const Face *f, float x, float y)
{
    pen_arc(f->pen, point(x - 18, y + 5), point(x, y + 9), point(x + 17, y - 1), 6.5f, f->lip);
    if (f->robot) return;
    const float tongue[] = { x + 2,  y + 7,  x + 1,  y + 20, x + 5,  y + 25, x + 12,
                             y + 25, x + 19, y + 24, x + 22, y + 18, x + 20, y + 4,
                             x + 14, y + 6,  x + 8,  y + 7,  x + 2,  y + 7 };
    pen_curve(f->pen, PEN_PATH(tongue, 1), ink(TONGUE), f->lip, 4);
}

static void draw_mouth(const Face *f)
{
    float x = f->x * 1.05f, y = f->y + 48;
    switch (f->d->mood) {
    case MOOD_CALM:
        pen_arc(f->pen, point(x - 19, y), point(x, y + 17), point(x + 19, y), 6.5f, f->lip);
        break;
    case MOOD_JOY: draw_laugh(f, x, y); break;
    case MOOD_EFFORT: draw_effort(f, x, y); break;
    case MOOD_SURPRISE: pen_oval(f->pen, point(x, y + 9), 11, 14, ink(MOUTH), f->lip, 5); break;
    case MOOD_SLEEPY:
        pen_arc(f->pen, point(x - 11, y + 3), point(x, y + 11), point(x + 11, y + 3), 6, f->lip);
        break;
    }
}

static void draw_cheek(const Face *f, float sign, Color skin)
{
    float far = far_share(f, sign), joy = f->d->mood == MOOD_JOY ? 1 : 0;
    Color blush = ink_mix(skin, ink(BLUSH), 0.5f + 0.12f * joy);
    pen_oval(f->pen, point(sign * 58 * f->wide * far + 0.8f * f->x, f->y + 34 - 5 * joy), 17 * far,
             13, blush, INK_NONE, 0);
}

void face_draw(const Drawing *d, const Pen *pen, float eye, float wide, Color skin, bool robot)
{
    if (pen->rim) return;
    Face f = { .d = d, .pen = pen, .wide = wide, .robot = robot };
    f.x = clampf(crealf(d->gaze), -1, 1) * 8 + d->f->yaw * 24;
    f.y = eye * -100 + clampf(cimagf(d->gaze), -1, 1) * 7;
    f.ink = robot ? ink(0xfbeecb) : ink(EYE);
    f.lip = robot ? f.ink : ink_mix(ink(MOUTH), f.ink, 0.25f);
    f.brow =
        d->look.hair == HAIR_WHEAT ? ink(0x9a6f42) : ink_mix(d->paint.hair, ink(0x3a2430), 0.35f);
    if (d->look.style == STYLE_FOX) f.brow = ink(0x7a4030);
    for (int side = -1; side <= 1; side += 2) {
        if (!robot) draw_cheek(&f, (float)side, skin);
        draw_eye(&f, (float)side);
        if (!robot) draw_brow(&f, (float)side);
    }
    if (!robot && d->look.style != STYLE_FOX) {
        Color nose = ink_mix(ink_line(skin), skin, 0.25f);
        float x = 1.25f * f.x, y = f.y + 22;
        pen_arc(pen, point(x - 6.5f, y), point(x, y + 7), point(x + 6.5f, y), 5.5f, nose);
    }
    draw_mouth(&f);
}
