// SPDX-License-Identifier: MIT
// json_memory.c: counts what the JSON library does not tell.
#include "session/json_memory.h"

#include <jansson.h>
#include <pthread.h>
#include <stdlib.h>

static _Thread_local unsigned failures;

static void *take(size_t size)
{
    void *memory = malloc(size);
    failures += !memory;
    return memory;
}

static void begin(void)
{
    json_set_alloc_funcs(take, free);
}

unsigned json_memory_failures(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, begin);
    return failures;
}
