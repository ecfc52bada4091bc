// SPDX-License-Identifier: MIT
// module.c: finds and loads the parts of Tiptoe that are loaded when they are needed.
#include "base/module.h"

#include "base/build.h"

#include <dlfcn.h>
#include <limits.h>
#include <link.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// Beside the program, as it is built, or where it is installed. Never a folder of the system's
// search: what is loaded belongs to this very program.
static bool find(char path[PATH_MAX], const char *file)
{
    static const char *const places[] = { "", TIPTOE_MODULE_FOLDER "/" };
    ssize_t length = readlink("/proc/self/exe", path, PATH_MAX);
    while (length > 0 && path[length - 1] != '/') length--;
    for (int i = 0; length > 0 && i < 2; i++) {
        int room = PATH_MAX - (int)length;
        if (snprintf(path + length, (size_t)room, "%s%s", places[i], file) >= room) continue;
        if (access(path, F_OK) == 0) return true;
    }
    return false;
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

// The same build; or at least the same version, where the program does not know its commit (a
// test).
static bool is_of_this_build(const char *build)
{
    const char *own = build_name(), *commit = strchr(own, '+');
    size_t version = (size_t)(commit - own) + 1;
    return !strcmp(build, own) || (!strcmp(commit, "+unknown") && !strncmp(build, own, version));
}

// The loader tells in words alone that it got no memory ("failed to map", "cannot allocate").
static Result not_loaded(const char *holds, const char *why)
{
    if (strstr(why, " map") || strstr(why, "llocate"))
        return fail(RESULT_FULL,
                    "%s cannot be loaded (%s), not enough memory: close other programs", holds,
                    why);
    return fail(RESULT_UNAVAILABLE,
                "%s cannot be loaded (%s): install what is missing (tools/setup), or Tiptoe again",
                holds, why);
}

void module_no_memory(void)
{
    static const char words[] = "tiptoe: a library got not enough memory: close other programs\n";
    ssize_t written = write(STDERR_FILENO, words, sizeof words - 1);
    (void)written;
    _exit(result_exit_status(RESULT_FULL));
}

static void on_abort(int signal)
{
    (void)signal;
    module_no_memory();
}

// A library that gets no memory while it is loaded aborts the program.
static void *load(const char *path)
{
    struct sigaction last_word = { .sa_handler = on_abort }, before;
    sigaction(SIGABRT, &last_word, &before);
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    sigaction(SIGABRT, &before, NULL);
    return handle;
}

Result module_load(const Module **module, const char *file, const char *symbol, const char *holds)
{
    REQUIRE(module && file && symbol && holds);
    char path[PATH_MAX];
    if (!find(path, file))
        return fail(RESULT_NOT_FOUND,
                    "%s is not there, which holds %s: build or install all of Tiptoe again", file,
                    holds);
    if (!is_whole(path))
        return fail(RESULT_UNAVAILABLE, "%s is damaged: build or install all of Tiptoe again",
                    path);
    void *handle = load(path);
    if (!handle) return not_loaded(holds, dlerror());
    const Module *found = dlsym(handle, symbol);
    if (!found)
        return fail(RESULT_UNAVAILABLE, "%s is no module of Tiptoe's: install Tiptoe again", path);
    if (!is_of_this_build(found->build))
        return fail(RESULT_VERSION, "%s is of Tiptoe %s, the program of %s: build or install both",
                    path, found->build, build_name());
    *module = found;
    return RESULT_OK;
}
