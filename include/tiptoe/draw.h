// SPDX-License-Identifier: MIT
// draw.h: a list of things to draw, in order. The renderer applies the Sensory limits to it.
#pragma once

#include "tiptoe/geometry.h"
#include <stdbool.h>

#define CANVAS_ITEMS_MAX 1024
#define CANVAS_TEXT_MAX  128

#define CANVAS_POINTS_MAX 8192
#define CANVAS_CURVE_MAX  192  // points of one curve or way

typedef enum CanvasKind {
    CANVAS_DISC,   // a filled circle
    CANVAS_RING,   // a circle line of width `size2`
    CANVAS_ARC,    // the part of a ring from straight up, clockwise, `turn` of 2 pi of it
    CANVAS_GLOW,   // a soft disc that fades to nothing at its edge
    CANVAS_LIMB,   // a line with round ends, tapering from width `size` at `at` to `size2` at `to`
    CANVAS_BOX,    // a rectangle with round corners, `at` its middle, `size` wide, `size2` high
    CANVAS_IMAGE,  // a picture of assets/art by its name without ending, `size` high, tinted
    CANVAS_TEXT,  // one line, centred at `at`, letters `size` high; smaller where the line would be
                  // wider than `size2`, unless that is 0
    CANVAS_CURVE,  // a filled closed outline with an edge of width `size2` along it
    CANVAS_WAY,    // a line with round ends through points, each with a width of its own
} CanvasKind;

typedef struct CanvasItem {
    CanvasKind kind;
    Vec2 at, to;
    float size, size2;  // stage units
    float turn;  // radians, anticlockwise; for CANVAS_ARC 0..1; for CANVAS_TEXT where `at` is of
                 // the line: 0 in its middle, -1 where it begins, 1 where it ends
    Color color;
    int first, count;            // of the canvas' points
    Color edge;                  // of CANVAS_CURVE
    const char *image;           // a string literal
    char text[CANVAS_TEXT_MAX];  // UTF-8
} CanvasItem;

// One point of a curve or a way. Between two points the outline is straight.
typedef struct CanvasPoint {
    Vec2 at;
    float width;  // of a way there; a curve has none
} CanvasPoint;

// The child's own small figure, as on a card: who shows the canvas knows what the child looks like.
// Angles in degrees outward from hanging, [Side]; the child sees a mirror.
typedef struct CanvasFigure {
    Vec2 feet;     // on the floor between them
    float height;  // of the child when standing, stage units
    float lean;    // degrees of the trunk to the right
    float upper[2], fore[2], thigh[2], shank[2];
    bool arm_acts[2], leg_acts[2];  // they are what it is about: a light behind them
    bool seated, eyes_shut;
    bool wheels;  // on those of a wheelchair, whoever the child is; else its own seat
} CanvasFigure;

#define CANVAS_FIGURES_MAX 24

typedef struct Canvas {
    const char *background;  // a picture of assets/art that fills the stage, or NULL
    int item_count;
    int dropped;  // items that found no room; a defect of the game
    int cut;      // texts that were longer than CANVAS_TEXT_MAX; a defect as well
    int point_count;
    int figure_count;
    bool grown_ups;  // a page of theirs: it may be wished larger, and is then shown in parts ...
    bool whole;      // ... unless all of it must stay in sight: then its letters grow
    Vec2 focus, focus_size;  // what the keys are on; size 0: nothing is shown
    Vec2 stop, stop_size;    // the button that stops: in reach whatever part is shown; size 0: none
    CanvasItem item[CANVAS_ITEMS_MAX];
    CanvasPoint point[CANVAS_POINTS_MAX];
    CanvasFigure figure[CANVAS_FIGURES_MAX];  // over all else
} Canvas;

void canvas_clear(Canvas *canvas);
void canvas_background(Canvas *canvas, const char *image);
void canvas_disc(Canvas *canvas, Vec2 at, float radius, Color color);
void canvas_ring(Canvas *canvas, Vec2 at, float radius, float width, Color color);
void canvas_arc(Canvas *canvas, Vec2 at, float radius, float width, float share, Color color);
void canvas_glow(Canvas *canvas, Vec2 at, float radius, Color color);
void canvas_limb(Canvas *canvas, Vec2 from, Vec2 to, float width, float width_to, Color color);
void canvas_box(Canvas *canvas, Vec2 middle, float width, float height, Color color);
void canvas_image(Canvas *canvas, const char *image, Vec2 at, float height, float turn, Color tint);
// An outline that does not cross itself, at most CANVAS_CURVE_MAX points, copied. `width` 0: no
// edge.
void canvas_curve(Canvas *canvas, const CanvasPoint *point, int count, Color fill, Color edge,
                  float width);
void canvas_way(Canvas *canvas, const CanvasPoint *point, int count, Color color);
// The same upright and in its own colours, of which `alpha` is seen.
void canvas_picture(Canvas *canvas, const char *image, Vec2 at, float height, float alpha);
// Standing at ease, arms beside the trunk.
CanvasFigure canvas_figure_stand(Vec2 feet, float height);
void canvas_figure(Canvas *canvas, const CanvasFigure *figure);
void canvas_text(Canvas *canvas, Vec2 at, float height, Color color, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
// The same, in smaller letters where it would be wider than `width`: for words on a plate.
void canvas_text_within(Canvas *canvas, Vec2 at, float height, float width, Color color,
                        const char *format, ...) __attribute__((format(printf, 6, 7)));

// The same, beginning at `left` instead of centred.
void canvas_text_from(Canvas *canvas, Vec2 left, float height, float width, Color color,
                      const char *format, ...) __attribute__((format(printf, 6, 7)));

#define COLOR_WHITE    ((Color){ 1, 1, 1, 1 })
#define COLOR_LIGHT(a) ((Color){ 1, 1, 1, (a) })  // white that lets through
