// SPDX-License-Identifier: MIT
// child.h: paints a drawn person, child or grown-up, and what it sits on, from its joints.
#pragma once

#include "figure.h"
#include "paint.h"
#include "view.h"

typedef enum Seat { SEAT_NONE, SEAT_BENCH, SEAT_WHEELCHAIR } Seat;

// Colours, 0xRRGGBB.
typedef struct Look {
    unsigned skin, skin_dark, hair, hair_light, shirt, stripe, trousers, hem, shoe;
    unsigned shin, sock;  // what shows below short trousers
    unsigned fore;        // what shows below short sleeves
    bool long_hair;
} Look;

extern const Look look_child, look_adult, look_other;  // the last is much like the child's
extern const Look look_outfit[];                       // of a rig, RIG_OUTFITS of them

void child_paint(Paint *paint, const View *view, const Figure *figure, const Stance *stance,
                 const FigureJoints *joints, Seat seat, const Look *look);
