// SPDX-License-Identifier: MIT
// body_update.h: from a pose to the body on the stage. Pure functions.
#pragma once

#include "tiptoe/body.h"

// Left landmarks and values are followed by their right twin, so that a side can be added.
#define BODY_PAIRED(name) _Static_assert(name##_RIGHT == name##_LEFT + 1, "right follows left")
BODY_PAIRED(LANDMARK_SHOULDER);
BODY_PAIRED(LANDMARK_ELBOW);
BODY_PAIRED(LANDMARK_WRIST);
BODY_PAIRED(LANDMARK_INDEX);
BODY_PAIRED(LANDMARK_PINKY);
BODY_PAIRED(LANDMARK_HIP);
BODY_PAIRED(LANDMARK_KNEE);
BODY_PAIRED(LANDMARK_ANKLE);
BODY_PAIRED(LANDMARK_HEEL);
BODY_PAIRED(LANDMARK_FOOT_INDEX);
BODY_PAIRED(BODY_ARM_RAISE);
BODY_PAIRED(BODY_ELBOW_BEND);
BODY_PAIRED(BODY_KNEE_BEND);
BODY_PAIRED(BODY_FOOT_LIFT);

// What a gap between two poses counts of the time that is asked of the child: at most 0.3 s.
#define BODY_GAP_US 300000
static inline int64_t body_time_us(int64_t before_us, int64_t now_us)
{
    int64_t gap_us = now_us - before_us;
    return gap_us < 0 ? 0 : gap_us > BODY_GAP_US ? BODY_GAP_US : gap_us;
}

// Tells pictures of one size from those of another; never 0.
static inline uint32_t pose_picture(const Pose *pose)
{
    return ((uint32_t)pose->width << 16 | pose->height) + 1;
}

// Where a picture lies on the stage: its point `origin_px` at the calibration's origin.
typedef struct StagePlace {
    Vec2 origin_px;
    float stage_per_px;
} StagePlace;

// Of a picture of width x height px. If it is not as large as that of the calibration, the camera
// came back in another mode: it is taken to see as much from top to bottom, with the same middle.
StagePlace stage_place(const Calibration *calibration, int width, int height);

// A point of the picture (fractions) on the stage.
Vec2 stage_from_image(const Calibration *calibration, const Pose *pose, Vec2 image);
// And back: fractions of a picture of width x height px.
Vec2 image_from_stage(const Calibration *calibration, int width, int height, Vec2 stage);

// All that follows from the joints and their trust: hands, feet, trunk, values.
void body_derive(Body *body, const Calibration *calibration);

// Brings `body` up to date from a smoothed or raw pose and what trust_update() thinks of the raw
// one. Where nothing is found or trusted the last good values stay.
void body_update(Body *body, const Pose *pose, const float trust[LANDMARK_COUNT],
                 const Calibration *calibration);
