// child.h: paints the drawn child, or what it sits on, from its joints.
#pragma once

#include "figure.h"
#include "paint.h"
#include "view.h"

typedef enum Seat { SEAT_NONE, SEAT_BENCH, SEAT_WHEELCHAIR } Seat;

void child_paint(Paint *paint, const View *view, const Figure *figure, const Stance *stance,
                 const FigureJoints *joints, Seat seat);
