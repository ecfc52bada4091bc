// SPDX-License-Identifier: MIT
// gym_module.c: finds and loads the gym's module.
#include "cli/gym_module.h"

#include "base/build.h"

#include <dlfcn.h>
#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// Beside the program, as it is built, or where it is installed. Never a folder of the system's
// search: what is loaded belongs to this very program.
static Result find(char path[PATH_MAX])
{
    static const char *const places[] = { GYM_MODULE_FILE, TIPTOE_GYM_FOLDER "/" GYM_MODULE_FILE };
    enum { PLACES = sizeof places / sizeof *places };
    ssize_t length = readlink("/proc/self/exe", path, PATH_MAX);
    while (length > 0 && path[length - 1] != '/') length--;
    for (int i = 0; length > 0 && i < PLACES; i++) {
        if ((size_t)length + strlen(places[i]) >= PATH_MAX) continue;
        strcpy(path + length, places[i]);
        if (access(path, F_OK) == 0) return RESULT_OK;
    }
    return fail(RESULT_NOT_FOUND,
                "%s is not there, which holds camera, window and sound: build or install all of "
                "Tiptoe again; what was recorded can be read without it",
                GYM_MODULE_FILE);
}

// The loader reads a file that was cut off as if it were whole, and dies of it. The table of
// sections stands at a module's end.
static bool is_whole(const char *path)
{
    FILE *file = fopen(path, "rbe");
    if (!file) return false;
    ElfW(Ehdr) head;
    bool whole = fread(&head, sizeof head, 1, file) == 1 &&
                 memcmp(head.e_ident, ELFMAG, SELFMAG) == 0 && fseek(file, 0, SEEK_END) == 0;
    long size = whole ? ftell(file) : -1;
    fclose(file);
    return size > 0 && head.e_shoff + (size_t)head.e_shnum * head.e_shentsize <= (size_t)size;
}

static Result load(const GymModule **module)
{
    char path[PATH_MAX];
    Result result = find(path);
    if (result) return result;
    if (!is_whole(path))
        return fail(RESULT_UNAVAILABLE, "%s is damaged: build or install all of Tiptoe again",
                    path);
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!handle)
        return fail(RESULT_UNAVAILABLE,
                    "camera, window and sound cannot be loaded (%s): install what is missing "
                    "(tools/setup), or Tiptoe again",
                    dlerror());
    const GymModule *found = dlsym(handle, GYM_MODULE_SYMBOL);
    if (!found)
        return fail(RESULT_UNAVAILABLE, "%s is no module of Tiptoe's: install Tiptoe again", path);
    if (strcmp(found->build, build_name()) != 0)
        return fail(RESULT_VERSION, "%s is of Tiptoe %s, the program of %s: build or install both",
                    path, found->build, build_name());
    found->open();
    *module = found;
    return RESULT_OK;
}

Result gym_module(const GymModule **module)
{
    static const GymModule *loaded;
    REQUIRE(module);
    Result result = loaded ? RESULT_OK : load(&loaded);
    *module = loaded;
    return result;
}
