// SPDX-License-Identifier: MIT
// child_badge.h: a child in small: its code, and the picture made of it, so that a child is found
// without reading: an animal on a colour; how it stands or sits. Main thread.
#pragma once

#include "play/plan.h"

// Proposes a code that nobody could guess a name from: a colour, an animal, a number.
void child_code_propose(Rng *rng, char code[PLAN_CHILD_MAX + 1]);

// The animal and the colour that the code names; of another code always the same ones.
void child_badge(Canvas *canvas, const char *code, Vec2 at, float diameter);

// The child's own figure before the picture of a posture that is as high as `size`.
void child_posture(Canvas *canvas, Posture posture, Vec2 at, float size);
