// SPDX-License-Identifier: MIT
// validity_still.h: still stretches of clips, found by rule.
#pragma once

#include "tiptoe/base.h"
#include "tiptoe/pose.h"
#include <stdio.h>

#define STILL_SECONDS 1.5   // at least
#define STILL_RANGE   0.05  // of the height: no landmark that stands goes farther
#define STILL_RATE_HZ 20.0  // below it a 3 Hz low-pass has too few pictures

typedef struct Still {
    size_t first, last;  // [first, last); both 0: there is none
} Still;

// The longest one.
Still still_find(const Pose *pose, size_t count, double rate_hz);
// A table of the clips below `media`. The errors of camera_open() and tracker_open().
Result still_markdown(const char *media, FILE *file);
