// SPDX-License-Identifier: MIT
// models.c: the files of the pose models.
#include "vision/models.h"

#include "base/folders.h"

#include <stdio.h>
#include <stdlib.h>

// The package that tools/setup fetches the models from; its version names the cache folder.
#define MODELS_FOLDER "models-0.5.1675469404"

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

static Result in_cache(char *path, size_t size, const char *file)
{
    if (folders_file(path, size, "XDG_CACHE_HOME", ".cache", file)) return RESULT_OK;
    return fail(RESULT_NOT_FOUND, "there is no HOME with a cache folder, or its path is too long: "
                                  "name a folder with XDG_CACHE_HOME");
}

Result model_path(char *path, size_t size, const char *folder, const char *file)
{
    REQUIRE(path && size > 0 && file);
    if (!folder) folder = getenv("TIPTOE_MODELS");
    if (!folder || !*folder) {
        char in_folder[128];
        snprintf(in_folder, sizeof in_folder, MODELS_FOLDER "/%s", file);
        return in_cache(path, size, in_folder);
    }
    int length = snprintf(path, size, "%s/%s", folder, file);
    if (length > 0 && (size_t)length < size) return RESULT_OK;
    return fail(RESULT_NOT_FOUND, "the path of the pose models is too long: shorten TIPTOE_MODELS");
}

Result model_cache_path(char *path, size_t size, const char *file)
{
    REQUIRE(path && size > 0 && file);
    return in_cache(path, size, file);
}
