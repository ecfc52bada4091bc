// SPDX-License-Identifier: MIT
// silhouette.h: where the player is in the picture, as a soft mask that is steady in time. One
// thread; nothing is allocated.
#pragma once

#include "vision/tracker.h"

#define SILHOUETTE_SIZE TRACKER_MASK_SIZE

typedef struct Silhouette {
    Region where;  // the square of the picture that the mask covers
    uint8_t share[SILHOUETTE_SIZE * SILHOUETTE_SIZE];  // 0..255 the player; rows from the top
} Silhouette;

// From the network's mask of the newest picture. `before` is that of a picture shortly before, or
// NULL: where the network is not sure, most of it stays, wherever its square lay; where it is sure,
// nothing of it does, so that a quick hand leaves no ghost. `silhouette` may not be `before`.
void silhouette_make(Silhouette *silhouette, const Silhouette *before, const TrackerMask *mask);
