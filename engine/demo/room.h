// SPDX-License-Identifier: MIT
// room.h: paints the room in which the drawn child plays: the therapy gym with wall bars, window,
// mat and balls, or another of a rig.
#pragma once

#include "base/image.h"
#include "demo_rig.h"

void room_paint(Image *image, RigRoom room);  // RIG_ROOM_GYM: the usual one
