// SPDX-License-Identifier: MIT
// models.h: the pose models: which there are, and where their files lie.
#pragma once

#include "tiptoe/base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define MODEL_DETECTOR_FILE "pose_detector.tflite"

// X(name, stored name, file)
#define MODEL_LIST(X)                                                                              \
    X(LITE, "lite", "pose_landmark_lite.tflite")                                                   \
    X(FULL, "full", "pose_landmark_full.tflite")                                                   \
    X(HEAVY, "heavy", "pose_landmark_heavy.tflite")

typedef enum Model {
#define X(name, stored, file) MODEL_##name,
    MODEL_LIST(X)
#undef X
        MODEL_COUNT
} Model;

const char *model_name(Model model);
Model model_find(const char *name);  // MODEL_COUNT: unknown

// The network that finds landmarks, not the detector, which all share.
const char *model_file(Model model);

// Where a model's file lies: in `folder`, or if that is NULL in $TIPTOE_MODELS, else in the cache
// folder that tools/setup fills. NOT_FOUND: `size` is too small for the path.
Result model_path(char *path, size_t size, const char *folder, const char *file);

#ifdef __cplusplus
}
#endif
