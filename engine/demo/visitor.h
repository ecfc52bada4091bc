// SPDX-License-Identifier: MIT
// visitor.h: a grown-up who walks through the child's picture now and then, and leaves.
#pragma once

#include "figure.h"
#include "script.h"
#include "view.h"

typedef struct Visitor {
    VisitorWay way;
    Figure figure;
    View view;     // nearer than the child is larger
    float room_m;  // half the width of the picture in the visitor's view
    Rng rng;
    double start, end;  // of this visit, s
    float speed;        // m/s
    float from;         // -1 enters at the left of the picture, 1 at the right
    float depth;        // m before (+) or behind (-) the child
    bool present;
    Stance stance;
    FigureJoints joints;
} Visitor;

void visitor_init(Visitor *visitor, VisitorWay way, const View *child_view, uint64_t seed);

// Where the visitor is at `now`, s, never falling. `child` is what it finds there.
void visitor_step(Visitor *visitor, double now, const Figure *child_figure,
                  const FigureJoints *child);

// True if this point of the child's body (m) is hidden behind the visitor.
bool visitor_hides(const Visitor *visitor, const View *child_view, Vec3 point);
