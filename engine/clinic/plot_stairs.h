// SPDX-License-Identifier: MIT
// plot_stairs.h: where the staircase of a game stood, play by play, over its five levels. Play: no
// limits, no verdict.
#pragma once

#include "clinic/plot.h"

typedef struct StairPoint {
    int64_t utc_ms;
    double level, low, high;  // with its 95 % interval; NaN: none
} StairPoint;

// Oldest first, one at least.
void plot_stairs(JsonOut *json, const char *name, const char *id, const char *title,
                 const StairPoint *point, int count);
