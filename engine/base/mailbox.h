// SPDX-License-Identifier: MIT
// mailbox.h: the newest value wins. One writer thread, one reader thread, never a wait, never a
// copy half made. Three slots, owned by the user: one being written, one being read, one to be
// swapped.
#pragma once

#include "tiptoe/base.h"

#include <stdatomic.h>

#define MAILBOX_SLOTS 3
#define MAILBOX_FRESH 4u

typedef struct Mailbox {
    atomic_uint middle;  // slot number, plus MAILBOX_FRESH if the reader has not had it
    unsigned write;      // slot number, touched by the writer only
    unsigned read;       // slot number, touched by the reader only
} Mailbox;

static inline void mailbox_init(Mailbox *box)
{
    box->write = 0;
    atomic_init(&box->middle, 1);
    box->read = 2;
}

// Writer: fill slot[box->write], then post it. True if the value before was never taken (a drop).
static inline bool mailbox_post(Mailbox *box)
{
    unsigned old =
        atomic_exchange_explicit(&box->middle, box->write | MAILBOX_FRESH, memory_order_acq_rel);
    REQUIRE((old & 3u) != box->write &&
            (old & 3u) < MAILBOX_SLOTS);  // not initialised, or two writers
    box->write = old & 3u;
    return old & MAILBOX_FRESH;
}

// Reader: true if mailbox_take() would bring a newer value.
static inline bool mailbox_waiting(const Mailbox *box)
{
    return atomic_load_explicit(&box->middle, memory_order_relaxed) & MAILBOX_FRESH;
}

// Reader: true if slot[box->read] is now a newer value; otherwise it still holds the last one.
static inline bool mailbox_take(Mailbox *box)
{
    if (!mailbox_waiting(box)) return false;
    box->read = atomic_exchange_explicit(&box->middle, box->read, memory_order_acq_rel) & 3u;
    REQUIRE(box->read < MAILBOX_SLOTS);
    return true;
}
