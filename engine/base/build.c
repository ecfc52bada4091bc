// SPDX-License-Identifier: MIT
// build.c: from which sources this program was built.
#include "base/build.h"

#include "tiptoe/base.h"

#include <stdio.h>
#include <string.h>

static char name[sizeof TIPTOE_VERSION + 1 + BUILD_COMMIT_MAX] = TIPTOE_VERSION "+unknown";

void build_note(const char *commit)
{
    REQUIRE(commit && *commit && strlen(commit) <= BUILD_COMMIT_MAX);
    snprintf(name, sizeof name, "%s+%s", TIPTOE_VERSION, commit);
}

const char *build_name(void)
{
    return name;
}
