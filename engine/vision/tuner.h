// SPDX-License-Identifier: MIT
// tuner.h: a thread that opens landmark networks while poses are made already, and finds out on how
// many threads they are fastest here. Nobody waits for it, but tuner_stop() for the network that it
// is just opening: half a second at most.
#pragma once

#include "vision/landmarks.h"
#include "vision/speed.h"

typedef struct TunerOptions {
    const char *model_folder;  // as of TrackerOptions, as the next
    bool mask;
    bool wanted[MODEL_COUNT];  // to be open on as many threads as suit `timed`
    int open_on[MODEL_COUNT];  // threads that it is open on already; 0: it is not
    Model timed;               // open already on one thread, or its speed is known
    Speed speed[MODEL_COUNT];  // that of `timed` as measured on one thread, if it is ...
    bool measure;              // ... to be compared with two, and to be remembered
    int cores;
} TunerOptions;

typedef struct Tuner Tuner;

// NULL: the system gives no more memory or threads, then all goes on as it is.
Tuner *tuner_start(const TunerOptions *options);

// Another thread than its own, always the same. A network that replaces the open one of this model,
// or is the first; the caller's now. NULL: none, or not yet.
LandmarkFinder *tuner_take(Tuner *tuner, Model model);

void tuner_stop(Tuner **tuner);  // *tuner becomes NULL; NULL is allowed
