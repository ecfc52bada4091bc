// SPDX-License-Identifier: MIT
// river_raft_arc.h: how River Raft opens and ends.
#pragma once

#include "tiptoe/game.h"

// Of the game: the river without raft and gates; where the raft is, its middle.
void raft_draw_river(const GameInput *in, Canvas *canvas);
Vec2 raft_at(const void *state);

extern const GameArc river_raft_arc;
