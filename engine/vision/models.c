// SPDX-License-Identifier: MIT
// models.c: the files of the pose models.
#include "vision/models.h"

#include <stdio.h>
#include <stdlib.h>

// The package that tools/setup fetches the models from; its version names the cache folder.
#define MODELS_FOLDER "models-0.5.1675469404"
#define CACHE_FOLDER  "tiptoe"

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

static Result in_cache(char *path, size_t size, const char *folder, const char *file)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    bool given = cache && *cache == '/';  // a relative path there is to be ignored (XDG)
    int length = snprintf(path, size, "%s%s/%s/%s",
                          given  ? cache
                          : home ? home
                                 : "",
                          given ? "" : "/.cache", folder, file);
    if (length > 0 && (size_t)length < size) return RESULT_OK;
    return fail(RESULT_NOT_FOUND, "the path of the cache folder is too long: shorten "
                                  "XDG_CACHE_HOME");
}

Result model_path(char *path, size_t size, const char *folder, const char *file)
{
    REQUIRE(path && size > 0 && file);
    if (!folder) folder = getenv("TIPTOE_MODELS");
    if (!folder || !*folder) return in_cache(path, size, CACHE_FOLDER "/" MODELS_FOLDER, file);
    int length = snprintf(path, size, "%s/%s", folder, file);
    if (length > 0 && (size_t)length < size) return RESULT_OK;
    return fail(RESULT_NOT_FOUND, "the path of the pose models is too long: shorten TIPTOE_MODELS");
}

Result model_cache_path(char *path, size_t size, const char *file)
{
    REQUIRE(path && size > 0 && file);
    return in_cache(path, size, CACHE_FOLDER, file);
}
