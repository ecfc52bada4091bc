// SPDX-License-Identifier: MIT
// dose.h: how much was done: distance, active time, engagement, crossing the midline, tracking
// quality.
#pragma once

#include "tiptoe/base.h"

// A limb is active above this speed, arm lengths a second (slower is posture and noise).
#define DOSE_ACTIVE_SPEED 0.2

// Seconds with speed above `threshold`; each sample stands for 1 / rate.
double dose_time_above(const double *speed, size_t count, double rate_hz, double threshold);
// Engagement: share of the scheduled time in which the child was in the picture and moving, %.
double dose_engagement(double moving_s, double scheduled_s);

// Midline crossing. Per trial: x of the target from the body's middle, the hand that was asked for
// and the hand that touched it (> 0 right, < 0 left, 0 none), x and hands with one sense. Of the
// targets on the far side of the asked hand, those touched by it, %. NaN if none was offered.
double dose_midline_crossing(const double *target_x, const double *asked, const double *touched,
                             size_t count);

typedef struct DoseQuality {
    double valid;    // share of the samples that were valid, %
    double rate_hz;  // by the median step
    double dropped;  // share of the expected samples that are missing, %
} DoseQuality;
// `work` holds count doubles. `offered` counts all rows, `count` the usable ones with rising times.
DoseQuality dose_quality(const double *time_s, size_t count, size_t offered, double *work);
