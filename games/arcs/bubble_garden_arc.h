// SPDX-License-Identifier: MIT
// bubble_garden_arc.h: how Bubble Garden opens and ends, and the flowers that it keeps.
#pragma once

#include "tiptoe/game.h"

#define GARDEN_BUBBLES_MAX 4
#define GARDEN_FLOWERS_MAX 36
#define GARDEN_KINDS       5

typedef struct Bubble {
    GameTry try;
    GamePhase phase;  // a BubbleState
    uint32_t hands;   // bits 1 << Side: for whose reach it was placed
    Vec2 middle;      // where it is half-way through its rise
    float rise, radius;
    int32_t flower;  // which kind it will become
} Bubble;

typedef struct Flower {
    Vec2 at;
    float size;
    int32_t kind;
    uint32_t born_step;
} Flower;

typedef struct Garden {
    GameTries tries;
    Bubble bubble[GARDEN_BUBBLES_MAX];
    Flower flower[GARDEN_FLOWERS_MAX];
    uint32_t next_step;  // no new bubble before this step
    uint32_t unused;
} Garden;

extern const char *const garden_flower[GARDEN_KINDS];  // the pictures of the kinds
void garden_draw_flowers(const Garden *g, const GameInput *in, Canvas *canvas);

extern const GameArc bubble_garden_arc;
