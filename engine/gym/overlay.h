// SPDX-License-Identifier: MIT
// overlay.h: what the therapist sees over a play, where he has no window of his own: figures, keys,
// troubles, what a key did, notes, buttons. Main thread.
#pragma once

#include "gym/screen.h"
#include "therapist/panel.h"

// Over all that was drawn; nothing where the therapist has his own window. Like screen_draw(), on
// the screen's second canvas, which is shown by the caller.
void overlay_draw(Screen *screen, const Run *run);

// A replay of a play that this program plays otherwise has little of it.
void overlay_draw_movement(Screen *screen, const Run *run);

// The child's page of a play counts and times; what of it is the therapist's.
void overlay_draw_level(Screen *screen, const Run *run);
void overlay_draw_muted(Screen *screen);

// Latency and quality, as they are now; `left`: of their plate.
Panel overlay_figures(const Screen *screen, const Run *run, float left);

// What is wrong now, in words; NULL: nothing.
const char *overlay_trouble(const Screen *screen, const Run *run);
