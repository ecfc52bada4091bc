// SPDX-License-Identifier: MIT
// detector.h: finds people in a picture with BlazePose's detector.
#pragma once

#include "base/image.h"
#include "tiptoe/base.h"
#include "vision/region.h"

#define DETECTOR_PEOPLE_MAX 8

typedef enum PersonPoint {
    PERSON_HIPS,         // the middle of the hips
    PERSON_REACH,        // of the circle that holds the whole body, straight up from the hips
    PERSON_SHOULDERS,    // the middle of the shoulders
    PERSON_UPPER_REACH,  // of the circle that holds the upper body
    PERSON_POINT_COUNT
} PersonPoint;

typedef struct Person {
    float score;     // 0.5..1
    Vec2 low, high;  // the box around the face, top left and bottom right, px of the picture
    Vec2 point[PERSON_POINT_COUNT];  // px of the picture
} Person;

typedef struct Detector Detector;

// The errors of network_open().
Result detector_open(Detector **detector, const char *path, int threads);

// Looks for people within `where`, best first; `people` has room for DETECTOR_PEOPLE_MAX. Returns
// how many were found. People much smaller than the square are missed: look in a smaller one for
// them.
int detector_find(Detector *detector, const Image *image, Region where, Person *people);

void detector_close(Detector **detector);  // *detector becomes NULL; NULL is allowed
