// SPDX-License-Identifier: MIT
// ring.h: a bounded queue in which nothing is lost. One writer thread, one reader thread, no wait.
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Ring {
    unsigned char *memory;  // owned by the user: item_size * capacity bytes
    size_t item_size;
    uint32_t capacity;  // a power of two
    atomic_uint head;   // next to write
    atomic_uint tail;   // next to read
} Ring;

void ring_init(Ring *ring, void *memory, size_t item_size, uint32_t capacity);
bool ring_put(Ring *ring, const void *item);  // writer; false: full, nothing was stored
bool ring_take(Ring *ring, void *item);       // reader; false: empty
uint32_t ring_count(const Ring *ring);        // either thread, a snapshot
