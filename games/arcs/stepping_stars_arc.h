// SPDX-License-Identifier: MIT
// stepping_stars_arc.h: how Stepping Stars opens and ends.
#pragma once

#include "tiptoe/game.h"

#define SKY_STARS 14

// Of the game: where the stars that were found stand in the sky, and how many there are.
extern const Vec2 stars_sky[SKY_STARS];
int stars_found(const void *state);

extern const GameArc stepping_stars_arc;
