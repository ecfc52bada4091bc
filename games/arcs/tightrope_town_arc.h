// SPDX-License-Identifier: MIT
// tightrope_town_arc.h: how Tightrope Town opens and ends, and what it draws there and in play.
#pragma once

#include "tiptoe/game.h"

extern const GameArc tightrope_town_arc;

// The rope, whose near end comes from under who stands on it. Who sits has none.
void tightrope_draw_rope(const GameInput *in, Canvas *canvas, float under);
// The line for lanterns, `wide` to each side of the middle, sagging there to `low`; `at`: the share
// of the way from its left to its right end.
Vec2 tightrope_hook(float wide, float low, float at);
void tightrope_draw_line(Canvas *canvas, float wide, float low, float alpha);
// `lit`: 0 it sleeps, 1 it shines.
void tightrope_draw_lantern(Canvas *canvas, Vec2 hook, float height, float lit, float alpha);
