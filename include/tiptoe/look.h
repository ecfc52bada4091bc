// SPDX-License-Identifier: MIT
// look.h: the colours of the small figure that shows a posture, as on a check-up's card.
#pragma once

#include "tiptoe/geometry.h"

#define LOOK_SKIN ((Color){ 0.93f, 0.74f, 0.58f, 1 })
#define LOOK_HAIR ((Color){ 0.36f, 0.22f, 0.14f, 1 })
// Berry: neither hand's colour (game_side_color) is lost on it.
#define LOOK_SHIRT    ((Color){ 0.77f, 0.34f, 0.44f, 1 })
#define LOOK_SLEEVE   ((Color){ 0.68f, 0.28f, 0.38f, 1 })
#define LOOK_TROUSERS ((Color){ 0.16f, 0.36f, 0.55f, 1 })
#define LOOK_SHOES    ((Color){ 0.45f, 0.18f, 0.35f, 1 })
#define LOOK_DARK     ((Color){ 0.20f, 0.13f, 0.10f, 1 })
