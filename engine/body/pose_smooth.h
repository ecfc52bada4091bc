// SPDX-License-Identifier: MIT
// pose_smooth.h: one-euro smoothing of a whole pose as MediaPipe's pose graph does it; for play and
// for looking at, never for measures.
#pragma once

#include "base/one_euro.h"
#include "tiptoe/base.h"
#include "tiptoe/pose.h"

STATE_BEGIN

// A plain struct: zeroed is its start.
typedef struct PoseSmoother {
    int64_t last_us;   // capture time of the last pose
    uint32_t picture;  // its size; a pose of another passes unchanged
    float visibility[LANDMARK_COUNT];
    OneEuro image[LANDMARK_COUNT][3], world[LANDMARK_COUNT][3];
} PoseSmoother;

STATE_END

// Replaces the landmarks of `pose` by smoothed ones. A pose with nobody found resets the smoother.
void pose_smooth(PoseSmoother *smoother, Pose *pose);
