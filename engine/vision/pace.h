// SPDX-License-Identifier: MIT
// pace.h: whether poses are made as fast as the camera sends pictures.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define PACE_WINDOW_US   1000000
#define PACE_WINDOWS     3  // too slow in so many windows on end is too slow
#define PACE_POSES_LEAST 3  // with somebody found; a window with fewer says nothing

// A plain struct: zeroed is its start.
typedef struct Pace {
    int64_t start_us, busy_us;
    uint32_t start_number, posed, found;
    int slow_windows;
} Pace;

// One pose more: of the picture `number`, captured then, made in `took_us`. True: making a pose
// took longer than the camera's interval, and pictures were dropped for it, for PACE_WINDOWS
// windows.
bool pace_too_slow(Pace *pace, uint32_t number, int64_t captured_us, int64_t took_us, bool found);
