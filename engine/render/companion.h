// SPDX-License-Identifier: MIT
// companion.h: a second window beside the one that shows the pages, somebody else's own. It is
// drawn piece by piece in the time that a frame of the first leaves until the next begins, and is
// presented when all of it is there: the first window waits for none of it. Main thread.
#pragma once

#include "render/render.h"

#define COMPANION_EVERY   6   // frames of the first window to a picture of this one, at least
#define COMPANION_STARVED 10  // frames without time for it: then a piece is drawn all the same

typedef enum CompanionPiece {
    COMPANION_RESTS,
    COMPANION_PAINTS,
    COMPANION_DRAWS,
    COMPANION_VIEWS,
    COMPANION_PRESENTS,
    COMPANION_PIECES
} CompanionPiece;

// Zeroed but for the calls: closed.
typedef struct Companion {
    Render *render;  // its window; NULL: it is closed
    void *self;
    // What it shows; the first window's picture lies in its room, round its middle.
    void (*paint)(void *self, Canvas *canvas);
    // A mouse button or finger there: the key that it presses, 0: none of the page's.
    int (*point)(void *self, Vec2 at);
    void (*toggle)(void *self);  // F4, or its own close button: opens it, or closes it
    Vec2 view, view_room;
    Canvas canvas;
    CompanionPiece piece;  // that comes next
    int item;              // of the canvas, likewise
    int frames, starved;
    int64_t need_us[COMPANION_PIECES];  // from what was seen
    uint32_t presents;
    const char *told;  // over the first window's page: why it does not open; NULL: nothing
    int64_t told_until_us;
} Companion;

// After the present of the first window, with nothing left to do until `until_us` of the clock.
void companion_work(Companion *companion, Render *first, int64_t until_us);

// Why it does not open, told in the first window for some seconds. `words`: static.
void companion_tell(Companion *companion, const char *words);
void companion_draw_told(Companion *companion, Render *first, int64_t now_us);

// It was closed or is opened: begins anew.
void companion_begin(Companion *companion);
