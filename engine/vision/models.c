// SPDX-License-Identifier: MIT
// models.c: names and files of the pose models.
#include "vision/models.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The package that tools/setup fetches the models from; its version names the cache folder.
#define MODELS_FOLDER "tiptoe/models-0.5.1675469404"

static const struct {
    const char *name, *file;
} models[MODEL_COUNT] = {
#define X(name, stored, file) { stored, file },
    MODEL_LIST(X)
#undef X
};

const char *model_name(Model model)
{
    REQUIRE(model >= 0 && model < MODEL_COUNT);
    return models[model].name;
}

const char *model_file(Model model)
{
    REQUIRE(model >= 0 && model < MODEL_COUNT);
    return models[model].file;
}

Model model_find(const char *name)
{
    int model = 0;
    while (model < MODEL_COUNT && strcmp(models[model].name, name) != 0) model++;
    return (Model)model;
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
