// SPDX-License-Identifier: MIT
// body.h: the player's body on the stage, computed from a pose. Pure functions, no clock, no I/O.
#pragma once

#include "tiptoe/base.h"
#include "tiptoe/pose.h"

typedef enum Side { SIDE_LEFT, SIDE_RIGHT, SIDE_COUNT } Side;  // the player's own

// Values that games and the live panel read every step.
// Names are stored: append freely, never rename, never reorder. X(name, stored name, unit, meaning)
#define BODY_VALUE_LIST(X)                                                                         \
    X(ARM_RAISE_LEFT, "arm_raise_left", "deg", "upper arm from hanging along the trunk")           \
    X(ARM_RAISE_RIGHT, "arm_raise_right", "deg", "upper arm from hanging along the trunk")         \
    X(ELBOW_BEND_LEFT, "elbow_bend_left", "deg", "0 is a straight arm")                            \
    X(ELBOW_BEND_RIGHT, "elbow_bend_right", "deg", "0 is a straight arm")                          \
    X(KNEE_BEND_LEFT, "knee_bend_left", "deg", "0 is a straight leg, in the picture's plane")      \
    X(KNEE_BEND_RIGHT, "knee_bend_right", "deg", "0 is a straight leg, in the picture's plane")    \
    X(TRUNK_LEAN, "trunk_lean", "deg",                                                             \
      "mid-hip to mid-shoulder from vertical, positive to the "                                    \
      "player's right")                                                                            \
    X(LEAN, "lean", "1", "mid-hip from mid-ankle over half the ankle distance, + to the right")    \
    X(HIP_DROP, "hip_drop", "LL", "mid-hip below its standing height, in leg lengths")             \
    X(FOOT_LIFT_LEFT, "foot_lift_left", "LL", "ankle above its standing height")                   \
    X(FOOT_LIFT_RIGHT, "foot_lift_right", "LL", "ankle above its standing height")

typedef enum BodyValue {
#define X(name, stored, unit, meaning) BODY_##name,
    BODY_VALUE_LIST(X)
#undef X
        BODY_VALUE_COUNT
} BodyValue;

// Right follows left, so that BODY_X_LEFT + side is the value of that side.
static_assert(BODY_ARM_RAISE_RIGHT == BODY_ARM_RAISE_LEFT + 1, "right follows left");
static_assert(BODY_ELBOW_BEND_RIGHT == BODY_ELBOW_BEND_LEFT + 1, "right follows left");
static_assert(BODY_KNEE_BEND_RIGHT == BODY_KNEE_BEND_LEFT + 1, "right follows left");
static_assert(BODY_FOOT_LIFT_RIGHT == BODY_FOOT_LIFT_LEFT + 1, "right follows left");

const char *body_value_name(BodyValue value);
const char *body_value_unit(BodyValue value);

STATE_BEGIN

// The child's own size and place, found while standing (or sitting) still; stored with every
// session. Distances of games are multiples of these ("body units"). Stage units unless said
// otherwise.
typedef struct Calibration {
    bool done;
    bool seated;  // legs are ignored everywhere
    uint16_t unused;
    float height;               // H, crown to sole (estimated from the trunk when seated)
    float arm[SIDE_COUNT];      // AL, shoulder-elbow-wrist
    float reach[SIDE_COUNT];    // how far that hand comes from its shoulder, sideways and up, AL
    float leg[SIDE_COUNT];      // LL, hip-knee-ankle; 0 when seated
    float shoulder_width;       // SW
    float trunk;                // mid-shoulder to mid-hip
    Vec2 shoulder[SIDE_COUNT];  // where the shoulders are at rest
    Vec2 hip;                   // mid-hip at rest
    float ankle_y[SIDE_COUNT];  // standing height of the ankles
    float stage_per_px;         // picture to stage: x mirrored, y turned up
    Vec2 origin_px;             // this point of the picture ...
    Vec2 origin;                // ... lies here on the stage
    Vec2 view_low, view_high;   // the part of the stage that the camera sees
    float gain[SIDE_COUNT];     // factor by which each hand was widened in play; 0: none
    float noise;                // standard deviation of the mid-hip while still
    float height_cm;  // as typed by the therapist; 0 unknown. cm = stage / height * height_cm
} Calibration;

// What the body does at one step. Positions in stage units, mirrored: the child sees a mirror.
typedef struct Body {
    bool seen;  // false: nobody in view; all else is the last good one
    uint8_t unused[3];
    uint32_t pose_number;  // the pose this came from
    float age_ms;          // from the capture of that pose to this step
    Vec2 joint[LANDMARK_COUNT];
    float trust[LANDMARK_COUNT];  // 0..1; below BODY_TRUST_MIN a landmark scores nothing
    Vec2 hand[SIDE_COUNT];        // middle of the palm
    float hand_trust[SIDE_COUNT];
    Vec2 foot[SIDE_COUNT];
    float foot_trust[SIDE_COUNT];
    Vec2 head, shoulders, hips;     // nose, mid-shoulder, mid-hip
    float value[BODY_VALUE_COUNT];  // in the unit that the list names
    float value_trust[BODY_VALUE_COUNT];
} Body;

STATE_END

#define BODY_TRUST_MIN 0.5f
