// SPDX-License-Identifier: MIT
// care_page.h: before a game of an hour that asks for what nobody has ticked today: whether
// somebody stands by, or the child may jump. Draws on a canvas. Main thread.
#pragma once

#include "therapist/board.h"
#include "tiptoe/game.h"

typedef enum CareAnswer { CARE_STAY, CARE_TICKED, CARE_SKIP, CARE_FINISH } CareAnswer;

typedef struct CarePage {
    Board board;
    const Game *game;
    unsigned missing;  // bits 1 << Care
} CarePage;

void care_open(CarePage *page, const Game *game, unsigned missing);
CareAnswer care_key(CarePage *page, int key);
CareAnswer care_point(CarePage *page, Vec2 at);
void care_draw(CarePage *page, Canvas *canvas);
