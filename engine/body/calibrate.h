// SPDX-License-Identifier: MIT
// calibrate.h: finds the child's size and place on the stage while he stands or sits still.
#pragma once

#include "tiptoe/body.h"
#include "tiptoe/profile.h"

#define CALIBRATE_POSES_MAX 128

STATE_BEGIN

// A plain struct: zeroed is its start.
typedef struct Calibrator {
    int32_t count;
    uint32_t picture;  // size of the one that the samples are of
    int64_t last_us;   // of the last sample
    int64_t tried_us;  // so long in all ...
    int64_t still_us;  // ... and of it still; a gap counts as BODY_GAP_US, and throws nothing away
    struct CalibrationSample {
        Vec2 nose, shoulder[SIDE_COUNT], hip[SIDE_COUNT], ankle[SIDE_COUNT];  // px
        float arm[SIDE_COUNT], leg[SIDE_COUNT];                               // px
    } sample[CALIBRATE_POSES_MAX];
} Calibrator;

STATE_END

// Adds one raw pose. True when the child was still for long enough, or did his best for 6 s: then
// `calibration` is filled. Poses without the landmarks that are needed are passed over.
// `without`: limbs that are left out, as in Profile; their landmarks are not waited for.
bool calibrator_add(Calibrator *calibrator, const Pose *pose, bool seated, unsigned without,
                    Calibration *calibration);
float calibrator_progress(const Calibrator *calibrator);  // 0..1 of the still time

// Whether `pose` is a child of the size and at the place that `known` says, within 5 % of the trunk
// and a small step: then it need not stand still again. A pose that lacks a landmark fits nothing.
bool calibration_fits(const Calibration *known, const Pose *pose, unsigned without);

// Share of the height between nose and ankle at an age, and the one that calibrations take for
// every child so that plays stay what they were; `age_months` 0, not known: that one.
float calibration_nose_to_ankle(unsigned age_months);
// How much taller (above 1) a standing child of this age is than its calibration says.
float calibration_taller(const Calibration *calibration, unsigned age_months);

// The part of the stage that a camera of so many px sees.
void calibration_view(Calibration *calibration, int width, int height);

// A mapping to look at before anything is known: the whole picture on the stage.
Calibration calibration_provisional(int width, int height);
