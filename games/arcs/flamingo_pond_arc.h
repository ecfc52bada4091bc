// SPDX-License-Identifier: MIT
// flamingo_pond_arc.h: how Flamingo Pond opens and ends.
#pragma once

#include "tiptoe/game.h"

typedef enum Raise { RAISE_FOOT, RAISE_KNEE, RAISE_WING } Raise;

// Of the game: what this child is asked to raise, and the pond with those who sleep in it.
Raise pond_raise(const GameInput *in);
void pond_draw_scene(const void *state, const GameInput *in, Canvas *canvas);

extern const GameArc flamingo_pond_arc;
