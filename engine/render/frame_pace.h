// SPDX-License-Identifier: MIT
// frame_pace.h: when to begin a frame where presents wait for the screen: as late as the time that
// drawing takes allows, so that what is shown is as new as it can be. Times in us.
#pragma once

#include <stdint.h>

// Zeroed but for the period: nothing was seen yet.
typedef struct FramePace {
    int64_t period_us;     // of the screen
    int64_t work_us;       // what a frame may take, from what was seen
    int64_t presented_us;  // the last one; 0: none yet
} FramePace;

// After a present: when the frame began, when all of it was drawn, when the present returned. The
// time to begin the next one. A frame that missed its refresh makes the next ones begin at once;
// within ten seconds they wait again, so that slow frames, however often, cost one refresh in five
// hundred.
int64_t frame_pace_next(FramePace *pace, int64_t begun_us, int64_t drawn_us, int64_t presented_us);
