// SPDX-License-Identifier: MIT
// room.h: paints the therapy gym in which the drawn child plays: wall bars, window, mat, balls.
#pragma once

#include "base/image.h"

void room_paint(Image *image);
