// SPDX-License-Identifier: MIT
// rig_light.h: from the painted room with the child to what a sensor gives in that light.
#pragma once

#include "base/image.h"
#include "demo_rig.h"

// Between a clean picture and the sensor's: the light's gain for each grey level and channel, and
// noise.
typedef struct RigLight {
    uint8_t level[3][256];
    int8_t *noise;  // of `span` bytes and a row more
    size_t span;
} RigLight;

// False: no memory.
bool rig_light_open(RigLight *light, RigRoom room, size_t row_bytes, Rng *rng);
void rig_light_row(const RigLight *light, const uint8_t *clean, size_t bytes, Rng *rng,
                   uint8_t *out);
void rig_light_close(RigLight *light);
