// SPDX-License-Identifier: MIT
// rig_light.h: from the painted room with the child to what a sensor gives in that light.
#pragma once

#include "demo_rig.h"
#include "paint.h"

// The light's gain for each grey level and channel, the empty room in it, and noise.
typedef struct RigLight {
    uint8_t level[3][256];
    uint8_t *room, *row;  // BGR without gaps; one row of it
    int8_t *noise;        // of `span` bytes and a row more
    size_t span;
} RigLight;

// Pictures of `bytes`. False: no memory.
bool rig_light_open(RigLight *light, RigRoom room, size_t row_bytes, size_t bytes, Rng *rng);
void rig_light_room(RigLight *light, const Image *room);
// `clean` differs from the room in its painted part alone.
void rig_light_picture(const RigLight *light, const Paint *clean, Rng *rng, Image *out);
void rig_light_close(RigLight *light);
