// SPDX-License-Identifier: MIT
// pace.c: whether poses are made as fast as the camera sends pictures.
#include "vision/pace.h"

#include "tiptoe/base.h"

static void start_window(Pace *pace, uint32_t number, int64_t captured_us)
{
    *pace = (Pace){ .start_us = captured_us,
                    .start_number = number,
                    .slow_windows = pace->slow_windows };
}

bool pace_too_slow(Pace *pace, uint32_t number, int64_t captured_us, int64_t took_us, bool found)
{
    REQUIRE(took_us >= 0);
    int64_t passed_us = captured_us - pace->start_us;
    if (pace->start_us == 0 || passed_us < 0 || passed_us > 2 * PACE_WINDOW_US) {
        pace->slow_windows = 0;  // the first picture, or the camera was away
        start_window(pace, number, captured_us);
        return false;
    }
    pace->posed++;
    if (found) {
        pace->found++;
        pace->busy_us += took_us;
    }
    if (passed_us < PACE_WINDOW_US) return false;
    uint32_t sent = number - pace->start_number;
    bool known = pace->found >= PACE_POSES_LEAST && sent > 0;
    bool slow =
        known && pace->posed < sent && pace->busy_us / pace->found > passed_us / (int64_t)sent;
    pace->slow_windows = slow ? pace->slow_windows + 1 : 0;
    start_window(pace, number, captured_us);
    return pace->slow_windows >= PACE_WINDOWS;
}
