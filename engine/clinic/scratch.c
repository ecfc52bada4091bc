// SPDX-License-Identifier: MIT
// scratch.c: counts what failed.
#include "clinic/scratch.h"

#include <stdlib.h>

static _Thread_local unsigned failures;

void *scratch(size_t count, size_t size)
{
    void *memory = calloc(count + 1, size);
    failures += !memory;
    return memory;
}

unsigned scratch_failures(void)
{
    return failures;
}
