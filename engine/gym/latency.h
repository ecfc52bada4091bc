// SPDX-License-Identifier: MIT
// latency.h: where the time goes from the camera to the screen, and how old what is shown is.
#pragma once

#include "base/histogram.h"
#include "session/session.h"
#include "vision/vision.h"

// When the loop's own stations were passed. Microseconds, monotonic clock.
typedef struct LoopStamps {
    int64_t taken_us;      // the step took the newest pose
    int64_t stepped_us;    // all steps that were due are done
    int64_t submitted_us;  // everything is drawn
    int64_t presented_us;  // the present has returned
} LoopStamps;

// A plain struct: zeroed is empty.
typedef struct LatencyMeter {
    Histogram span[LATENCY_COUNT];
    uint32_t presents, presents_missed;
    int64_t presented_us;  // the last one
} LatencyMeter;

// One present. `pose` are the stamps of the pose in use, captured_us 0: there is none yet; `fresh`:
// it is shown for the first time.
void latency_present(LatencyMeter *meter, const VisionStamps *pose, bool fresh,
                     const LoopStamps *loop);

// Milliseconds that `share` (0..1) of that span's values do not exceed; 0 if there are none.
double latency_ms(const LatencyMeter *meter, Latency span, double share);

LatencyFigures latency_figures(const LatencyMeter *meter, Latency span);

// Fills the summary's `latency`, `presents` and `presents_missed`.
void latency_summary(const LatencyMeter *meter, SessionSummary *summary);
