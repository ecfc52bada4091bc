// SPDX-License-Identifier: MIT
// ring.c: a single-writer, single-reader queue over two counters that only grow.
#include "base/ring.h"

#include "tiptoe/base.h"

#include <string.h>

void ring_init(Ring *ring, void *memory, size_t item_size, uint32_t capacity)
{
    REQUIRE(memory && item_size > 0);
    REQUIRE(capacity > 0 && (capacity & (capacity - 1)) == 0);
    ring->memory = memory;
    ring->item_size = item_size;
    ring->capacity = capacity;
    atomic_init(&ring->head, 0);
    atomic_init(&ring->tail, 0);
}

static unsigned char *slot(const Ring *ring, unsigned at)
{
    return ring->memory + (size_t)(at & (ring->capacity - 1)) * ring->item_size;
}

bool ring_put(Ring *ring, const void *item)
{
    unsigned head = atomic_load_explicit(&ring->head, memory_order_relaxed);
    unsigned tail = atomic_load_explicit(&ring->tail, memory_order_acquire);
    REQUIRE(head - tail <= ring->capacity);  // one writer, one reader
    if (head - tail == ring->capacity) return false;
    memcpy(slot(ring, head), item, ring->item_size);
    atomic_store_explicit(&ring->head, head + 1, memory_order_release);
    return true;
}

bool ring_take(Ring *ring, void *item)
{
    unsigned tail = atomic_load_explicit(&ring->tail, memory_order_relaxed);
    unsigned head = atomic_load_explicit(&ring->head, memory_order_acquire);
    REQUIRE(head - tail <= ring->capacity);
    if (head == tail) return false;
    memcpy(item, slot(ring, tail), ring->item_size);
    atomic_store_explicit(&ring->tail, tail + 1, memory_order_release);
    return true;
}

uint32_t ring_count(const Ring *ring)
{
    return atomic_load_explicit(&ring->head, memory_order_acquire) -
           atomic_load_explicit(&ring->tail, memory_order_acquire);
}
