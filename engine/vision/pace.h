// SPDX-License-Identifier: MIT
// pace.h: which network makes the poses: full, if it keeps up with the camera with a third of the
// time between two pictures to spare, else lite. Pure functions of what poses took.
#pragma once

#include "tiptoe/pose.h"

#include <stdbool.h>
#include <stdint.h>

// Of the time between two pictures: full may take so much of it; lite makes room for full again
// where that is expected to take so much.
#define PACE_SHARE       (2.0 / 3)
#define PACE_RAISE_SHARE 0.6

#define PACE_FULL_COST 2.1  // of lite: as many multiply-adds, and as much time on every processor

#define PACE_WINDOW_US   1000000
#define PACE_POSES_LEAST 3    // with somebody found; a window with fewer says nothing
#define PACE_SLOW        3    // windows on end, then lite
#define PACE_FAST        10   // windows on end, then full again; twice as many each time ...
#define PACE_FAST_MOST   160  // ... that it had to be given up once more

// Whether poses that take `took_us` keep up with so many pictures a second.
bool pace_holds(int64_t took_us, double fps);

// The rate to ask a camera for: 60 if the network holds it, else 30. 0: it is not known.
double pace_camera_fps(int64_t network_us);

// The model to begin with.
Model pace_first(int64_t full_us, double fps);

// One pose, of the camera's picture `number`.
typedef struct PacePose {
    uint32_t number;
    int64_t captured_us, took_us;
    bool found;  // somebody; else the detector's time says nothing about the network's
} PacePose;

typedef struct Pace {
    Model model;  // makes the poses now: MODEL_FULL or MODEL_LITE
    int64_t start_us, busy_us;
    uint32_t start_number, found;
    int slow, fast;  // windows on end
    int patience;    // fast windows that full has to wait for
    bool raised;     // full was taken up again before
} Pace;

void pace_start(Pace *pace, Model model);

// One pose more. Gives the model that should make the poses from now on. It is asked for until
// pace_take() says that it does, or until it is no longer wanted.
Model pace_next(Pace *pace, const PacePose *pose);
void pace_take(Pace *pace, Model model);
