// SPDX-License-Identifier: MIT
// drum_twins_arc.h: how Drum Twins opens and ends, and where its drums are.
#pragma once

#include "tiptoe/game.h"

extern const GameArc drum_twins_arc;

// Stage units; the middle of the drum for the hand on that side.
Vec2 drum_twins_drum(const GameInput *in, int side);
float drum_twins_radius(const GameInput *in);

// Where the twin on that side stands in play, and how high it is.
#define DRUM_TWIN_HIGH 3.6f
Vec2 drum_twins_twin(int side);
