// SPDX-License-Identifier: MIT
// spot.h: what is shown while the child is waited for, measured, and asked how far its arms come.
// Main thread.
#pragma once

#include "gym/run.h"
#include "tiptoe/draw.h"

void spot_draw(Canvas *canvas, const Run *run, const Settings *settings);

// The same, out of the way of a demonstration.
void spot_draw_aside(Canvas *canvas, const Run *run, const Settings *settings);

// All that these show, to be read ahead.
void spot_warm(Canvas *canvas, const Settings *settings);
