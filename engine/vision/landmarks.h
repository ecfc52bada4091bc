// SPDX-License-Identifier: MIT
// landmarks.h: the landmarks of the one body in a region of the picture, by BlazePose's second
// network.
#pragma once

#include "base/image.h"
#include "tiptoe/base.h"
#include "tiptoe/pose.h"
#include "vision/region.h"

#define LANDMARKS_MASK_SIZE 256

// The two auxiliary points follow the 33 landmarks and steer the region of the next picture.
#define LANDMARKS_HIPS  LANDMARK_COUNT
#define LANDMARKS_REACH (LANDMARK_COUNT + 1)
#define LANDMARKS_ALL   (LANDMARK_COUNT + 2)

typedef struct Landmarks {
    float presence;                    // 0..1; above LANDMARKS_PRESENCE_MIN somebody is there
    Vec3 image_px[LANDMARKS_ALL];      // x right, y down, z in the scale of x
    float visibility[LANDMARK_COUNT];  // 0..1
    Vec3 world_m[LANDMARK_COUNT];      // metres from mid-hip
} Landmarks;

#define LANDMARKS_PRESENCE_MIN 0.5f

typedef struct LandmarkTimes {
    int64_t crop_us, network_us, decode_us;
} LandmarkTimes;

typedef struct LandmarkFinder LandmarkFinder;

// With `mask`, the network also separates the body from the background, which costs half as much
// again. The errors of network_open(), and what it says of `threads`.
Result landmarks_open(LandmarkFinder **finder, const char *path, bool mask, int threads);

// What one run of the network takes: the least of up to `runs`, on an empty picture. None begins
// after `until_us` but the first.
typedef struct LandmarkCost {
    int64_t wall_us;
    int64_t own_us;  // of the processor for the calling thread alone: does not grow with the load
} LandmarkCost;

LandmarkCost landmarks_cost(LandmarkFinder *finder, int runs, int64_t until_us);

// False: nobody is there; then only `presence` means anything.
bool landmarks_find(LandmarkFinder *finder, const Image *image, Region where, Landmarks *landmarks,
                    LandmarkTimes *times);

// LANDMARKS_MASK_SIZE squared logits over the region of the last call, above 0 the body. NULL:
// opened without.
const float *landmarks_mask(const LandmarkFinder *finder);

void landmarks_close(LandmarkFinder **finder);  // *finder becomes NULL; NULL is allowed
