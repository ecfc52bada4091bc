// SPDX-License-Identifier: MIT
// cards.h: what lies over a play that waits for the child: the count-in, and the card after the
// child's sign. Main thread.
#pragma once

#include "tiptoe/draw.h"

// `beats` as play_count_in(); below 0 nothing is drawn.
void cards_count_in(Canvas *canvas, float beats);

// The child said no: everything is quiet, somebody sits beside it, and no way on is preset.
void cards_sign(Canvas *canvas);

// The key that the thing at that point of this card stands for; 0: none.
int cards_sign_key(Vec2 at);
