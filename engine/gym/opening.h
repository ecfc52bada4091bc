// SPDX-License-Identifier: MIT
// opening.h: something that takes long to open is opened by a thread of its own, while the window
// goes on. Main thread.
#pragma once

#include "base/mailbox.h"

#include <pthread.h>

#define OPENING_TROUBLE_MAX 320

typedef struct OpeningEnd {
    Result result;
    char trouble[OPENING_TROUBLE_MAX];  // what to do about it
} OpeningEnd;

// Zeroed: nothing is being opened.
typedef struct Opening {
    Result (*open)(void *self);
    void *self;
    bool started;
    pthread_t thread;
    Mailbox box;  // posted once. Writer: its thread, reader: the main thread
    OpeningEnd end[MAILBOX_SLOTS];
} Opening;

// From now until opening_end() what `open` works on is its thread's. UNAVAILABLE: the system gives
// no more threads.
Result opening_start(Opening *opening, Result (*open)(void *self), void *self);

bool opening_is_over(Opening *opening);  // true if nothing is being opened

// Waits for it. What `open` returned, with its fail_text(). OK if nothing is being opened.
OpeningEnd opening_end(Opening *opening);
