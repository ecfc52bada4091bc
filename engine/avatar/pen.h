// SPDX-License-Identifier: MIT
// pen.h: draws the avatar's shapes into a canvas: curves, ovals, strokes and soft tubes, each in
// local units that a pen places, turns, mirrors and scales. Inside this room only.
#pragma once

#include "avatar/point.h"
#include "tiptoe/base.h"
#include "tiptoe/draw.h"

#define PEN_LINE 6.5f  // outline, thousandths of the stature

typedef struct Pen {
    Canvas *canvas;
    Point at, turn, mirror;  // stage (y down) = at + turn z + mirror conj(z)
    float scale;             // of a local length on the stage
    bool rim;                // only the light rim behind the figure, for night scenes
} Pen;

Pen pen_place(const Pen *pen, Point at, float degrees, float scale_x, float scale_y);

// 0xRRGGBB, opaque.
Color ink(uint32_t rgb);
Color ink_mix(Color a, Color b, float share);
Color ink_shade(Color c);  // the one soft shade side, towards warm violet
Color ink_line(Color c);   // the outline: the part's own hue, darker, never black
Color ink_light(Color c);
Color ink_alpha(Color c, float alpha);

#define INK_NONE ((Color){ 0, 0, 0, 0 })

// A chain of cubic curves: the start, then for each two controls and the end, as x, y. `wide`
// stretches x.
typedef struct PenPath {
    const float *at;
    int count;  // of floats: 2 + 6 n
    float wide;
} PenPath;

#define PEN_PATH(array, wide) ((PenPath){ (array), (int)(sizeof(array) / sizeof(float)), (wide) })

void pen_curve(const Pen *pen, PenPath path, Color fill, Color edge, float width);
void pen_stroke(const Pen *pen, PenPath path, float width, Color color);
void pen_line(const Pen *pen, Point from, Point to, float width, Color color);
// A quadratic curve: brows, mouths, seams.
void pen_arc(const Pen *pen, Point from, Point control, Point to, float width, Color color);
void pen_polygon(const Pen *pen, const Point *at, int count, Color fill, Color edge, float width);
void pen_oval(const Pen *pen, Point middle, float rx, float ry, Color fill, Color edge,
              float width);
void pen_plate(const Pen *pen, Point low, float width, float height, float corner, Color fill,
               Color edge, float line);
void pen_glow(const Pen *pen, Point middle, float radius, Color color);

#define PEN_TUBE_MAX 24

// The way of a limb, with a half width at each point.
typedef struct PenTube {
    int count;
    Point at[PEN_TUBE_MAX];
    float half[PEN_TUBE_MAX];
} PenTube;

PenTube pen_bone(Point from, Point to, float half_from, float half_to);
// Two bones with a round corner; the middle width belongs to the joint.
PenTube pen_limb(Point root, Point joint, Point end, float top, float mid, float low);
int pen_limb_joint(void);                          // the number of the joint's point
PenTube pen_tail(const PenTube *tube, int first);  // its end, from that point on

void pen_tube(const Pen *pen, const PenTube *tube, Color color, Point off, float grow, float share);
void pen_soft_tube(const Pen *pen, const PenTube *tube, Color color);  // outline, shade, base
void pen_band(const Pen *pen, Point at, Point way, float half, Color color, float thick);
