// SPDX-License-Identifier: MIT
// play_trace.h: what lists of plays tell beside their rows, from the events of one session: where
// its staircase ended, what held the child, what the therapist marked. Nothing of its track is
// read.
#pragma once

#include "session/store.h"
#include "tiptoe/event.h"

typedef struct PlayTrace {
    bool turned;        // the staircase did; else `position` is 0
    double position;    // in levels from the chosen one, at the end
    bool held;          // the difficulty was held by a key
    unsigned supports;  // all that held the child at any time: a set of SUPPORT_LIST
    int notes[NOTE_COUNT];
    int good, hard;  // marks
    int pains;       // notes of pain, and alarms that were answered so
    int pauses;
} PlayTrace;

// BUSY, LOST, FULL; MALFORMED: an event is damaged.
Result play_trace(Store *store, int64_t id, PlayTrace *trace);
