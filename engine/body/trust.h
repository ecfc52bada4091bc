// SPDX-License-Identifier: MIT
// trust.h: how far each landmark can be believed. The network's own visibility lies at times:
// hidden joints stay "visible" and legs outside the picture are made up. So each landmark must also
// lie inside the picture, move no faster than a child can, hang on bones of the calibrated length,
// and agree with its twin on the other side. Pure functions.
#pragma once

#include "tiptoe/body.h"
#include "tiptoe/profile.h"

// Groups that quality is told by. X(name, stored name)
#define LANDMARK_GROUP_LIST(X)                                                                     \
    X(HEAD, "head")                                                                                \
    X(TRUNK, "trunk")                                                                              \
    X(ARM_LEFT, "arm_left")                                                                        \
    X(ARM_RIGHT, "arm_right")                                                                      \
    X(LEG_LEFT, "leg_left")                                                                        \
    X(LEG_RIGHT, "leg_right")

typedef enum LandmarkGroup {
#define X(name, stored) GROUP_##name,
    LANDMARK_GROUP_LIST(X)
#undef X
        GROUP_COUNT
} LandmarkGroup;

LandmarkGroup landmark_group(Landmark landmark);

STATE_BEGIN

// A plain struct: zeroed is its start.
typedef struct TrustWatch {
    int64_t last_us;
    Vec2 last[LANDMARK_COUNT];        // px, of the pose before
    uint32_t jumped[LANDMARK_COUNT];  // poses in a row in which it was elsewhere
    uint32_t picture;                 // its size; 0: there is none before
} TrustWatch;

STATE_END

// Fills `trust`, 0..1 each, for a raw pose. `without`: limbs that are left out, bit 1 << LIMB_...
// Until the calibration is done only picture, visibility and presence are judged.
void trust_update(TrustWatch *watch, const Pose *raw, const Calibration *size, unsigned without,
                  float trust[LANDMARK_COUNT]);

// The share of a group's landmarks that can be trusted.
float trust_of_group(const float trust[LANDMARK_COUNT], LandmarkGroup group);
