// SPDX-License-Identifier: MIT
// rainbow_cross_arc.h: the rainbow, as the game and its ending paint it.
#pragma once

#include "tiptoe/game.h"

#define RAINBOW_BANDS  7
#define RAINBOW_PIECES 9     // of each band
#define RAINBOW_RADIUS 6.4f  // of its outer edge

// A place on it: `share` 0 at its left foot .. 1 at its right one. `low` 0: as in play .. 1: come
// down and closer, so that somebody finds room on top.
Vec2 rainbow_at(float share, float radius, float low);
// Piece by piece from both feet, the top last, each touch in all the bands' colours in turn; what
// is still to come as dots.
void rainbow_draw(int pieces, float low, Canvas *canvas);

#define DISTRACTORS_MAX 2
#define TIMES_KEPT      8  // near-side times from which the cost of crossing is taken

typedef struct Drop {
    GamePhase phase;  // a DropState
    int32_t target;   // id of the hand's target
    int32_t hand, far;
    Vec2 at;
    float radius, past;  // past: how far beyond the midline the hand must be, stage units
    uint32_t told_step;  // another hand has touched it then; 0: none has
} Drop;

typedef struct Cross {
    GameTries tries;
    GameTry try;
    Drop drop[SIDE_COUNT];  // of one hand, or of both hands at once
    Vec2 cloud[DISTRACTORS_MAX];
    int32_t cloud_count, hand, near_count;
    uint32_t next_step;
    float near_s[TIMES_KEPT];
} Cross;

extern const GameArc rainbow_cross_arc;
