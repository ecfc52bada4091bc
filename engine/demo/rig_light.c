// SPDX-License-Identifier: MIT
// rig_light.c: light and noise.
#include "rig_light.h"

#include <math.h>
#include <stdlib.h>

#define SPAN 65536u

#define LIT(name, word, gain, blue, red, noise) { gain * (blue), gain, gain * (red), noise },
static const float lit[RIG_ROOM_COUNT][4] = { RIG_ROOM_LIST(LIT) };

bool rig_light_open(RigLight *light, RigRoom room, size_t row_bytes, Rng *rng)
{
    REQUIRE(room < RIG_ROOM_COUNT);
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < 256; i++)
            light->level[c][i] = (uint8_t)clampf((float)i * lit[room][c] + 0.5f, 0, 255);
    light->span = SPAN;
    light->noise = malloc(SPAN + row_bytes);
    if (!light->noise) return false;
    for (size_t i = 0; i < SPAN + row_bytes; i++)
        light->noise[i] = (int8_t)lrintf(clampf(lit[room][3] * rng_normal(rng), -60, 60));
    return true;
}

void rig_light_row(const RigLight *light, const uint8_t *clean, size_t bytes, Rng *rng,
                   uint8_t *out)
{
    const int8_t *noise = light->noise + rng_next(rng) % light->span;
    for (size_t i = 0; i + 3 <= bytes; i += 3)
        for (size_t c = 0; c < 3; c++) {
            int value = light->level[c][clean[i + c]] + noise[i + c];
            out[i + c] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
        }
}

void rig_light_close(RigLight *light)
{
    free(light->noise);
    light->noise = NULL;
}
