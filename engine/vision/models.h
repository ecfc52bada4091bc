// SPDX-License-Identifier: MIT
// models.h: where the files of the pose models lie.
#pragma once

#include "tiptoe/base.h"
#include "tiptoe/pose.h"

#ifdef __cplusplus
extern "C" {
#endif

#define MODEL_DETECTOR_FILE "pose_detector.tflite"

// The network that finds landmarks, not the detector, which all share.
const char *model_file(Model model);

// Where a model's file lies: in `folder`, or if that is NULL in $TIPTOE_MODELS, else in the cache
// folder that tools/setup fills. NOT_FOUND: `size` is too small for the path.
Result model_path(char *path, size_t size, const char *folder, const char *file);

// Where what is found out about this machine is kept: `file` in the folder above the models' in the
// cache. NOT_FOUND: `size` is too small for the path.
Result model_cache_path(char *path, size_t size, const char *file);

#ifdef __cplusplus
}
#endif
