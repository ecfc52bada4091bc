// SPDX-License-Identifier: MIT
// avatar.h: the drawn child that does what the real one does.
#pragma once

#include "tiptoe/body.h"
#include "tiptoe/draw.h"

// Limbs that are not trusted are drawn faint. A seated child sits on a bench, or with `wheels` in a
// wheelchair. Nothing is drawn while nobody was ever seen.
void avatar_draw(Canvas *canvas, const Body *body, const Calibration *size, bool wheels);

// The glow where the hands are. `hands`: bit 1 << Side, allowed by the hand rule; a resting hand is
// dim.
void avatar_hands(Canvas *canvas, const Body *body, const Calibration *size, unsigned hands,
                  uint32_t step);
