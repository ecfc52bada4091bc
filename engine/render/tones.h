// SPDX-License-Identifier: MIT
// tones.h: the ceilings of what is seen, as a palette of their own instead of a veil over the
// picture: every colour goes some way to its own warm grey, light parts become softer and dark ones
// stay, and a scene's own contrast sinks behind what is touched. Any thread.
#pragma once

#include "tiptoe/geometry.h"
#include "tiptoe/profile.h"

// 1, 1, 1: nothing changes.
typedef struct Tones {
    float brightness;  // of white; less is taken from what is darker
    float saturation;
    float contrast;  // of scenes alone
} Tones;

Tones tones_of(const Sensory *limits);
bool tones_same(Tones a, Tones b);  // to the eye

Color tones_color(const Tones *tones, Color color);

// Many pixels in one colour space: BGR with `step` bytes from one to the next.
typedef struct ToneTable {
    int saturation;           // of 256
    int warm_red, warm_blue;  // of a grey of 256
    uint16_t scale[256];      // by luma, of 256
} ToneTable;

ToneTable tones_table(const Tones *tones);

// One pixel, as bytes blue, green, red.
static inline void tones_pixel(const ToneTable *t, const uint8_t *from, uint8_t *to)
{
    int b = from[0], g = from[1], r = from[2];
    int luma = (19 * b + 183 * g + 54 * r) >> 8, left = 256 - t->saturation;  // Rec. 709
    int scale = t->scale[luma], grey = luma * left;
    b = ((grey * t->warm_blue >> 8) + b * t->saturation) >> 8;
    g = (grey + g * t->saturation) >> 8;
    r = ((grey * t->warm_red >> 8) + r * t->saturation) >> 8;
    to[0] = (uint8_t)(b * scale >> 8);
    to[1] = (uint8_t)(g * scale >> 8);
    r = r * scale >> 8;
    to[2] = (uint8_t)(r > 255 ? 255 : r);
}

// A picture's BGRA; a scene comes nearer to its own mean colour first.
void tones_picture(const Tones *tones, uint8_t *bgra, size_t pixels);
void tones_scene(const Tones *tones, uint8_t *bgra, size_t pixels);
