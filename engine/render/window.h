// SPDX-License-Identifier: MIT
// window.h: the one loop of every screen: a page is drawn, told what the person did, and asked
// whether it is over. Main thread.
#pragma once

#include "render/companion.h"

#include <signal.h>

#define WINDOW_FRAME_US (1000000 / 60)

// A screen. `over` is asked before each frame, then come the events, then `draw`. Every event of
// the frame in which a page ends is still its own.
typedef struct Page {
    void *self;
    void (*draw)(void *self, int64_t now_us);  // a whole frame but its present
    void (*event)(void *self, const RenderEvent *event);
    bool (*over)(void *self);
    void (*presented)(void *self);  // the present has just returned; NULL: nothing to do
} Page;

// Where pages are shown. Render does not know of sound, so what keeps it going is handed in.
typedef struct Window {
    Render *render;
    Canvas *canvas;  // scratch of the page that is shown
    void *sound;
    void (*update_sound)(void *sound, int64_t now_us);  // once a frame; NULL: silent
    // By how much the page had its frames begin sooner, us; negative: later. Taken once, set back
    // to 0; NULL: never. Where presents wait for the screen nothing can be moved.
    int64_t *sooner_us;
    const volatile sig_atomic_t *asked_to_end;  // told as RENDER_QUIT; NULL: nobody asks
    Companion *beside;                          // a second window; NULL: there never is one
} Window;

// The key that opens the second window and closes it, on every page.
#define WINDOW_BESIDE_KEY (RENDER_KEY_F1 + 3)

// What is typed in the second window goes to the page, as if it were the first; what is pressed
// there by mouse or finger comes to it as the key that it means.
//
// Shows the page until it is over. Where presents wait for the screen, a frame begins as late as it
// may (frame_pace.h). Where they do not, frames begin on a grid of WINDOW_FRAME_US that starts with
// the first; those that are late are left out.
void window_run(const Window *window, const Page *page);
