// SPDX-License-Identifier: MIT
// version.c: `tiptoe --version`.
#include "cli/version.h"

#include "base/build.h"
#include "session/libraries.h"

#include <gnu/libc-version.h>
#include <stdio.h>

#ifdef __clang__
#define COMPILER         "clang"
#define COMPILER_VERSION __clang_major__, __clang_minor__, __clang_patchlevel__
#else
#define COMPILER         "gcc"
#define COMPILER_VERSION __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__
#endif

void version_print(void)
{
    printf("tiptoe %s\n", build_name());
    printf("compiler: " COMPILER " %d.%d.%d, glibc %s\n", COMPILER_VERSION, gnu_get_libc_version());
    printf("store: %s\n", session_libraries());
    printf("gym, as built: %s\n", TIPTOE_GYM_LIBRARIES);
}
