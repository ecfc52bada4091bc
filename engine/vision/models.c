// SPDX-License-Identifier: MIT
// models.c: the files of the pose models.
#include "vision/models.h"

#include <stdio.h>
#include <stdlib.h>

// The package that tools/setup fetches the models from; its version names the cache folder.
#define MODELS_FOLDER "tiptoe/models-0.5.1675469404"

static const char *const files[MODEL_COUNT] = {
    [MODEL_LITE] = "pose_landmark_lite.tflite",
    [MODEL_FULL] = "pose_landmark_full.tflite",
    [MODEL_HEAVY] = "pose_landmark_heavy.tflite",
};

const char *model_file(Model model)
{
    REQUIRE(model >= 0 && model < MODEL_COUNT);
    return files[model];
}

Result model_path(char *path, size_t size, const char *folder, const char *file)
{
    REQUIRE(path && size > 0 && file);
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    int length;
    if (!folder) folder = getenv("TIPTOE_MODELS");
    if (folder && *folder)
        length = snprintf(path, size, "%s/%s", folder, file);
    else if (cache && *cache == '/')  // a relative path there is to be ignored (XDG)
        length = snprintf(path, size, "%s/" MODELS_FOLDER "/%s", cache, file);
    else
        length = snprintf(path, size, "%s/.cache/" MODELS_FOLDER "/%s", home ? home : "", file);
    if (length > 0 && (size_t)length < size) return RESULT_OK;
    return fail(RESULT_NOT_FOUND, "the path of the pose models is too long: shorten TIPTOE_MODELS");
}
