// SPDX-License-Identifier: MIT
// pose.h: where the player's landmarks were at one instant, as the camera saw them.
#pragma once

#include "tiptoe/geometry.h"
#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The 33 landmarks of BlazePose, in its order. Left and right are the player's own.
// Names are stored: never rename, never reorder. X(name, stored name)
#define LANDMARK_LIST(X)                                                                           \
    X(NOSE, "nose")                                                                                \
    X(EYE_INNER_LEFT, "left_eye_inner")                                                            \
    X(EYE_LEFT, "left_eye")                                                                        \
    X(EYE_OUTER_LEFT, "left_eye_outer")                                                            \
    X(EYE_INNER_RIGHT, "right_eye_inner")                                                          \
    X(EYE_RIGHT, "right_eye")                                                                      \
    X(EYE_OUTER_RIGHT, "right_eye_outer")                                                          \
    X(EAR_LEFT, "left_ear")                                                                        \
    X(EAR_RIGHT, "right_ear")                                                                      \
    X(MOUTH_LEFT, "mouth_left")                                                                    \
    X(MOUTH_RIGHT, "mouth_right")                                                                  \
    X(SHOULDER_LEFT, "left_shoulder")                                                              \
    X(SHOULDER_RIGHT, "right_shoulder")                                                            \
    X(ELBOW_LEFT, "left_elbow")                                                                    \
    X(ELBOW_RIGHT, "right_elbow")                                                                  \
    X(WRIST_LEFT, "left_wrist")                                                                    \
    X(WRIST_RIGHT, "right_wrist")                                                                  \
    X(PINKY_LEFT, "left_pinky")                                                                    \
    X(PINKY_RIGHT, "right_pinky")                                                                  \
    X(INDEX_LEFT, "left_index")                                                                    \
    X(INDEX_RIGHT, "right_index")                                                                  \
    X(THUMB_LEFT, "left_thumb")                                                                    \
    X(THUMB_RIGHT, "right_thumb")                                                                  \
    X(HIP_LEFT, "left_hip")                                                                        \
    X(HIP_RIGHT, "right_hip")                                                                      \
    X(KNEE_LEFT, "left_knee")                                                                      \
    X(KNEE_RIGHT, "right_knee")                                                                    \
    X(ANKLE_LEFT, "left_ankle")                                                                    \
    X(ANKLE_RIGHT, "right_ankle")                                                                  \
    X(HEEL_LEFT, "left_heel")                                                                      \
    X(HEEL_RIGHT, "right_heel")                                                                    \
    X(FOOT_INDEX_LEFT, "left_foot_index")                                                          \
    X(FOOT_INDEX_RIGHT, "right_foot_index")

typedef enum Landmark {
#define X(name, stored) LANDMARK_##name,
    LANDMARK_LIST(X)
#undef X
        LANDMARK_COUNT
} Landmark;

// Right follows left, so that LANDMARK_X_LEFT + side is the landmark of that side.
#define LANDMARK_PAIR(name)                                                                        \
    static_assert(LANDMARK_##name##_RIGHT == LANDMARK_##name##_LEFT + 1, "right follows left")
LANDMARK_PAIR(EAR);
LANDMARK_PAIR(MOUTH);
LANDMARK_PAIR(SHOULDER);
LANDMARK_PAIR(ELBOW);
LANDMARK_PAIR(WRIST);
LANDMARK_PAIR(PINKY);
LANDMARK_PAIR(INDEX);
LANDMARK_PAIR(THUMB);
LANDMARK_PAIR(HIP);
LANDMARK_PAIR(KNEE);
LANDMARK_PAIR(ANKLE);
LANDMARK_PAIR(HEEL);
LANDMARK_PAIR(FOOT_INDEX);
#undef LANDMARK_PAIR

// How sure it is who the player is. Names are stored: never rename, never reorder.
// X(name, stored name, meaning)
#define PLAYER_STATE_LIST(X)                                                                       \
    X(SEARCHING, "searching", "nobody has been chosen yet")                                        \
    X(LOCKED, "locked", "this person is the player")                                               \
    X(LOST, "lost", "the player is hidden or gone; nobody else is taken instead")

typedef enum PlayerState {
#define X(name, stored, meaning) PLAYER_##name,
    PLAYER_STATE_LIST(X)
#undef X
        PLAYER_STATE_COUNT
} PlayerState;

// One frame's result. A frame with nobody in it is a Pose too, with `found` false.
typedef struct Pose {
    uint32_t number;  // of the frame: 1, 2, 3... as captured; 0 means no pose yet
    uint16_t width;   // of the picture, px
    uint16_t height;  // of the picture, px
    int64_t
        captured_us;   // monotonic clock, at capture; from the session's start once it is recorded
    int64_t ready_us;  // same clock, when this pose was done
    uint16_t player;   // a number that stays with the person; 0: nobody chosen
    uint8_t state;     // PlayerState
    uint8_t people;    // seen when last looked for, the player among them
    bool found;        // false: nothing below this line means anything
    float presence;    // 0..1, the network's own opinion
    float scale_px;    // twice the distance of the two auxiliary landmarks: the filters' yardstick
    Vec3 image[LANDMARK_COUNT];        // fractions of width and height, x right, y down, not
                                       // mirrored; z in the scale of x, towards the camera negative
    float visibility[LANDMARK_COUNT];  // 0..1, as the network says; it lies at times
    Vec3 world_m[LANDMARK_COUNT];      // metres from mid-hip, x right in the picture, y down
} Pose;

// The pose networks, from the fastest to the most exact. Stored. X(name, stored name)
#define MODEL_LIST(X) X(LITE, "lite") X(FULL, "full") X(HEAVY, "heavy")

typedef enum Model {
#define X(name, stored) MODEL_##name,
    MODEL_LIST(X)
#undef X
        MODEL_COUNT
} Model;

const char *landmark_name(Landmark landmark);      // the stored name
const char *player_state_name(PlayerState state);  // the stored name
const char *model_name(Model model);               // the stored name
Model model_find(const char *name);                // MODEL_COUNT: unknown

#ifdef __cplusplus
}
#endif
