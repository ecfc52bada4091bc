// SPDX-License-Identifier: MIT
// rig_light.c: light and noise.
#include "rig_light.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SPAN 65536u

#define LIT(name, word, gain, blue, red, noise) { gain * (blue), gain, gain * (red), noise },
static const float lit[RIG_ROOM_COUNT][4] = { RIG_ROOM_LIST(LIT) };

bool rig_light_open(RigLight *light, RigRoom room, size_t row_bytes, size_t bytes, Rng *rng)
{
    REQUIRE(room < RIG_ROOM_COUNT);
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < 256; i++)
            light->level[c][i] = (uint8_t)clampf((float)i * lit[room][c] + 0.5f, 0, 255);
    light->span = SPAN;
    light->noise = malloc(SPAN + row_bytes);
    light->room = malloc(bytes);
    light->row = malloc(row_bytes);
    if (!light->noise || !light->room || !light->row) return false;
    for (size_t i = 0; i < SPAN + row_bytes; i++)
        light->noise[i] = (int8_t)lrintf(clampf(lit[room][3] * rng_normal(rng), -60, 60));
    return true;
}

static void light_up(const RigLight *light, const uint8_t *in, size_t from, size_t to, uint8_t *out)
{
    for (size_t i = from; i < to; i += 3)
        for (size_t c = 0; c < 3; c++) out[i + c] = light->level[c][in[i + c]];
}

void rig_light_room(RigLight *light, const Image *room)
{
    light_up(light, room->bgr, 0, (size_t)room->width * (size_t)room->height * 3, light->room);
}

static inline uint8_t noisy(uint8_t in, int8_t noise)
{
    int16_t value = (int16_t)(in + noise);
    value = value < 0 ? 0 : value;
    return (uint8_t)(value > 255 ? 255 : value);
}

static void add_noise(uint8_t *restrict out, const uint8_t *restrict in,
                      const int8_t *restrict noise, size_t bytes)
{
    size_t i = 0;
    // Whole blocks, so that the compiler makes vectors of them.
    for (; i + 64 <= bytes; i += 64)
        for (size_t k = 0; k < 64; k++) out[i + k] = noisy(in[i + k], noise[i + k]);
    for (; i < bytes; i++) out[i] = noisy(in[i], noise[i]);
}

void rig_light_picture(const RigLight *light, const Paint *clean, Rng *rng, Image *out)
{
    size_t bytes = (size_t)out->width * 3;
    for (int y = 0; y < out->height; y++) {
        const uint8_t *row = light->room + (size_t)y * bytes;
        if (y >= clean->top && y < clean->bottom && clean->left < clean->right) {
            memcpy(light->row, row, bytes);
            light_up(light, clean->image.bgr + (size_t)y * bytes, (size_t)clean->left * 3,
                     (size_t)clean->right * 3, light->row);
            row = light->row;
        }
        add_noise(out->bgr + (size_t)y * (size_t)out->stride, row,
                  light->noise + rng_next(rng) % light->span, bytes);
    }
}

void rig_light_close(RigLight *light)
{
    free(light->noise);
    free(light->room);
    free(light->row);
    *light = (RigLight){ .span = 0 };
}
