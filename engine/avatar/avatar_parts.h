// SPDX-License-Identifier: MIT
// avatar_parts.h: what the files that draw the avatar share. Inside this room only.
#pragma once

#include "avatar/avatar.h"
#include "avatar/pen.h"
#include "avatar/rig.h"

// X(name): how the face answers
typedef enum Mood { MOOD_CALM, MOOD_JOY, MOOD_EFFORT, MOOD_SURPRISE, MOOD_SLEEPY } Mood;

// The colours of a look.
typedef struct Paint {
    Color skin, hand, hair, top, bottom, shoe, trim, cover;  // cover: hijab
    bool long_sleeves, shorts;
} Paint;

typedef struct Drawing {
    Pen pen;
    const Figure *f;
    Look look;
    Paint paint;
    Mood mood;
    Point gaze;  // -1..1 to the right and down
    bool blink;
    float sway;               // degrees, of hair that hangs
    float tail;               // degrees, of a fox's tail
    float horns;              // 0..1, how far they have grown
    bool grip[SIDE_COUNT];    // a hand that is closed
    float wheel[SIDE_COUNT];  // radians that a chair's wheel has turned
    float press[SIDE_COUNT];  // 1: usual size of the hand; larger just after a touch
} Drawing;

Paint paint_of(const Look *look);
RigRest rest_of(const Avatar *avatar);
Drawing drawing_of(const Avatar *avatar, const Figure *figure, Canvas *canvas);

// head.c: in local units, half the head's height is 100
void head_draw_back(const Drawing *d);
void head_draw_front(const Drawing *d);
void head_draw_hair(const Drawing *d);  // what is before the head, without it
// face.c
void face_draw(const Drawing *d, const Pen *pen, float eye, float wide, Color skin, bool robot);
// creatures.c
void fox_draw_ears(const Drawing *d, const Pen *pen, float line);
void fox_draw_head(const Drawing *d, const Pen *pen, float line);
void fox_draw_tail(const Drawing *d);
void robot_draw_aerial(const Drawing *d, const Pen *pen, float line);
void robot_draw_head(const Drawing *d, const Pen *pen, float line);
// trunk.c
void trunk_draw(const Drawing *d);
void seat_draw_outline(const Drawing *d);
void collar_draw(const Drawing *d);
Point trunk_point(const Figure *f, float x, float y);  // from the chest, along it
// arms_legs.c
void leg_draw(const Drawing *d, int side);
void arm_draw_behind(const Drawing *d, int side);
void arm_draw_front(const Drawing *d, int side);
bool leg_is_lifted(const Figure *f, int side);
// aids.c
void chair_draw_back(const Drawing *d);
void chair_draw_seat(const Drawing *d);
void stool_draw(const Drawing *d);
void walker_draw(const Drawing *d);
bool hand_on_rim(const Figure *f, int side);  // of a chair's wheel
void shadow_draw(const Drawing *d, bool chair);
