// SPDX-License-Identifier: MIT
// json_memory.c: memory set aside before the library begins, and a count of what failed all the
// same.
#include "session/json_memory.h"

#include "tiptoe/base.h"

#include <jansson.h>
#include <pthread.h>
#include <stdlib.h>

#define ALIGN 16

static _Thread_local struct {
    char *start;
    size_t size, used;
    unsigned failures;
} room;

static void *take(size_t size)
{
    size_t whole = (size + ALIGN - 1) / ALIGN * ALIGN;
    if (room.start && whole >= size && whole <= room.size - room.used) {
        room.used += whole;
        return room.start + room.used - whole;
    }
    void *memory = malloc(size);
    room.failures += !memory;
    return memory;
}

static void give(void *memory)
{
    uintptr_t at = (uintptr_t)memory, start = (uintptr_t)room.start;
    if (!room.start || at < start || at - start >= room.size) free(memory);
}

static void begin(void)
{
    json_set_alloc_funcs(take, give);
}

unsigned json_memory_failures(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, begin);
    return room.failures;
}

bool json_memory_reserve(size_t size)
{
    REQUIRE(!room.start);
    room.start = malloc(size);
    room.size = size;
    room.used = 0;
    return room.start != NULL;
}

void json_memory_release(void)
{
    free(room.start);
    room.start = NULL;
}
