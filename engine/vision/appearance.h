// SPDX-License-Identifier: MIT
// appearance.h: what somebody wears, as a coarse histogram of the colours on the trunk.
#pragma once

#include "base/image.h"
#include "tiptoe/geometry.h"
#include <stdbool.h>

#define APPEARANCE_LEVELS 5  // along each of blue, green and red
#define APPEARANCE_BINS   (APPEARANCE_LEVELS * APPEARANCE_LEVELS * APPEARANCE_LEVELS)

typedef struct Appearance {
    bool known;                  // false: too little of it is in view
    float bin[APPEARANCE_BINS];  // sum 1
} Appearance;

// Part of the body that may lie before the trunk: what it covers is not looked at.
typedef struct Capsule {
    Vec2 from, to;  // px of the picture
    float radius;
} Capsule;

// Looks at the trunk from mid-shoulder to mid-hip, `width` wide, px of the picture. About 10 us.
Appearance appearance_of(const Image *image, Vec2 shoulders, Vec2 hips, float width,
                         const Capsule *limbs, int limb_count);

// The share of one trunk's colours that the other has too, 0..1. 1 if either is unknown: what
// cannot be seen proves nothing.
float appearance_likeness(const Appearance *a, const Appearance *b);

// Moves `reference` by `share` (0..1) of the way to `seen`, if that is known.
void appearance_learn(Appearance *reference, const Appearance *seen, float share);
