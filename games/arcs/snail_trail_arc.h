// SPDX-License-Identifier: MIT
// snail_trail_arc.h: what Snail Trail shares with its opening and ending.
#pragma once

#include "tiptoe/game.h"

enum { KNOB_WIDTH, KNOB_SPEED, KNOB_LENGTH, KNOB_SHAPE, KNOB_STAY, KNOB_GUIDE };
enum { GUIDE_HAND, GUIDE_NOSE };

#define POINTS 65  // of the trail, evenly spaced

typedef struct Trail {
    GameTries tries;
    GameTry try;
    GamePhase phase;
    int32_t side, nose, follower;
    Vec2 point[POINTS];
    float half, speed, length;     // half the width, stage units; stage units a second; stage units
    float at, going;               // the firefly: index along the points; 0 waits .. 1 goes
    float hand_speed[SIDE_COUNT];  // stage units a second, smoothed
    float error_sum, lag_sum, inside;  // squared distance; s; stage units in the tunnel
    int32_t on_steps, lead_steps, lag_steps;
    PeakCounter peaks;
} Trail;

void snail_salads(int hits, Canvas *canvas);

extern const GameArc snail_trail_arc;
