// SPDX-License-Identifier: MIT
// mannequin.h: the avatar in a posture that nobody takes just now: on cards, tiles and pages. Main
// thread.
#pragma once

#include "avatar/avatar.h"

// The body and the size of a child of `years` (0: unknown) in the figure's posture.
void mannequin_pose(const CanvasFigure *figure, float years, Body *body, Calibration *size);

// In the avatar's look, age, palette and, where the figure sits, its seat. Its life stands still:
// it looks at whoever looks at it.
void mannequin_draw(const Avatar *avatar, Canvas *canvas, const CanvasFigure *figure);

// The head alone, from crown to chin `height` high.
void mannequin_head(const Avatar *avatar, Canvas *canvas, Vec2 middle, float height);
