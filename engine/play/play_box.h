// SPDX-License-Identifier: MIT
// play_box.h: the play box, a rectangle on the floor before the camera, known by where its corners
// lie in the picture. From them follows where on the floor a foot stands. Pure functions.
#pragma once

#include "tiptoe/geometry.h"
#include <stdbool.h>

#define PLAY_BOX_CORNERS 4
#define PLAY_BOX_SHORT_M 1.5f  // least sides, either way round (shared clinical practice)
#define PLAY_BOX_LONG_M  2.2f
#define PLAY_BOX_MOST_M  9.0f

// All zero: none was set.
typedef struct PlayBox {
    // Fractions of the picture as the camera takes it: far left, far right, near right, near left.
    Vec2 corner[PLAY_BOX_CORNERS];
    float width_m, depth_m;  // across the picture, and away from the camera
} PlayBox;

bool play_box_is_set(const PlayBox *box);
// Whether corners and sides are those of a rectangle on a floor, in their order.
bool play_box_is_sound(const PlayBox *box);
bool play_box_is_large_enough(const PlayBox *box);

// A point of the floor in metres from the box's far left corner, x to the right in the picture, y
// towards the camera; and back. Only for a sound box. A point at the horizon or above it is far
// behind the box.
Vec2 play_box_floor(const PlayBox *box, Vec2 picture);
Vec2 play_box_picture(const PlayBox *box, Vec2 floor_m);

// How far a point of the floor lies beyond the nearest edge, m; 0 inside.
float play_box_outside_m(const PlayBox *box, Vec2 floor_m);
