// SPDX-License-Identifier: MIT
// palette.h: the colours of every grown-ups' screen and of the words above a play. Each text colour
// has a contrast of 4.5 : 1 or more on the plates it is used on, within the calm ceilings too.
#pragma once

#include "tiptoe/draw.h"

#define PALETTE_INK   ((Color){ 0.13f, 0.20f, 0.30f, 1 })
#define PALETTE_QUIET ((Color){ 0.24f, 0.29f, 0.37f, 1 })  // what is read second
#define PALETTE_LEAF                                                                               \
    ((Color){ 0.02f, 0.37f, 0.28f, 1 })  // the one green: what goes on, what is done
#define PALETTE_AMBER ((Color){ 0.49f, 0.29f, 0.00f, 1 })  // what needs a look
#define PALETTE_STOP  ((Color){ 0.70f, 0.25f, 0.10f, 1 })  // under light words

#define PALETTE_PAPER  ((Color){ 1.00f, 0.99f, 0.95f, 0.94f })
#define PALETTE_SHEET  ((Color){ 1.00f, 0.99f, 0.95f, 1 })  // paper that lets nothing through
#define PALETTE_CARD   ((Color){ 1.00f, 1.00f, 1.00f, 1 })
#define PALETTE_MINT   ((Color){ 0.77f, 0.92f, 0.85f, 1 })      // chosen, or reached
#define PALETTE_GROOVE ((Color){ 0.88f, 0.90f, 0.90f, 1 })      // what may still be filled
#define PALETTE_GREYED ((Color){ 0.90f, 0.90f, 0.88f, 1 })      // a button that does nothing now
#define PALETTE_EDGE   ((Color){ 0.49f, 0.53f, 0.57f, 1 })      // of a button or a key
#define PALETTE_DUSK   ((Color){ 0.06f, 0.09f, 0.14f, 0.86f })  // under light words, over a play
