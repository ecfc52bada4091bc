// SPDX-License-Identifier: MIT
// comparable.h: under which conditions a check-up was made, and whether it may stand beside another
// one. The limits and their reasons: docs/clinical.md, "Comparable".
#pragma once

#include "session/findings.h"

#define COMPARABLE_POSES_MIN  20.0  // a second
#define COMPARABLE_RATE_RATIO 1.6   // of the poses a second
#define COMPARABLE_SIZE_RATIO 1.35  // of the child's height in the picture
#define COMPARABLE_LINE       0.15  // of the picture's height: where the child stands in it

// Why a check-up, or one measure of it, is left out. X(name, stored name, text)
#define LEFT_OUT_LIST(X)                                                                           \
    X(NONE, "", "")                                                                                \
    X(DAMAGED, "damaged", "it cannot be read")                                                     \
    X(INTERRUPTED, "interrupted", "it was interrupted, or steps of it were lost")                  \
    X(NO_TRACK, "no_track", "its track was erased: it cannot be scored anew")                      \
    X(NOT_DONE, "not_done", "this step was not done, or could not be measured")                    \
    X(PRACTICE, "practice", "the first one is practice")                                           \
    X(BEFORE_BASELINE, "before_baseline", "before the baseline that was set anew")                 \
    X(POSTURE, "posture", "another posture")                                                       \
    X(SUPPORT, "support", "another support")                                                       \
    X(MODEL, "model", "another model")                                                             \
    X(MODEL_CHANGED, "model_changed", "the model changed on the way")                              \
    X(SLOW, "slow", "fewer than 20 poses a second")                                                \
    X(RATE, "rate", "another rate of poses")                                                       \
    X(SIZE, "size", "the child is larger or smaller in the picture")                               \
    X(CAMERA, "camera", "another kind of camera, or another shape of its picture")                 \
    X(PLACE, "place", "the camera looks from another height or angle")

typedef enum LeftOut {
#define X(name, stored, text) LEFT_OUT_##name,
    LEFT_OUT_LIST(X)
#undef X
        LEFT_OUT_COUNT
} LeftOut;

const char *left_out_name(LeftOut why);
const char *left_out_text(LeftOut why);

typedef struct CheckupSetup {
    Posture posture;
    bool model_changed;
    char model[16], camera_kind[16];
    double shape;      // width of the picture / its height
    double pose_fps;   // poses a second
    double height_px;  // of the child in the picture
    double line;       // where the child stands, share of the picture's height from its top
    double height_cm;  // as typed; 0: not
} CheckupSetup;

// Of a session with a summary.
CheckupSetup comparable_setup(const SessionInfo *info);

// Whether `other` may stand beside `one`, whatever the support: LEFT_OUT_NONE, or why not.
LeftOut comparable(const CheckupSetup *one, const CheckupSetup *other);
