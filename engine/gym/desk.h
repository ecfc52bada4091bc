// SPDX-License-Identifier: MIT
// desk.h: a page of the therapist's. In an hour it stands in the therapist's own window while that
// is open, and the child's window shows the child's way home meanwhile, with nothing to be read and
// nothing to be pressed; else it stands in the one window that there is. Main thread.
#pragma once

#include "gym/live.h"

typedef struct Desk {
    void *self;
    void (*draw)(void *self, Canvas *canvas);  // all of it; the canvas may hold anything before
    void (*event)(void *self, const RenderEvent *event);
    bool (*over)(void *self);
    const Avatar *avatar;  // of the child on its cards; NULL: there is none
} Desk;

// Shows it until it is over.
void desk_run(Live *live, const Desk *desk);

// In the therapist's own window: false, and nothing done, where no page lies there now.
bool desk_paint(const Live *live, Canvas *canvas);
bool desk_point(const Live *live, Vec2 at);
