// SPDX-License-Identifier: MIT
// tones.h: the ceilings of what is seen, as a palette of their own instead of a veil over the
// picture: colours go some way to a warm grey, a scene farther than what is touched before it, and
// loses its small things; light becomes softer by the same share of contrast everywhere, so that
// what can be told apart stays so. Any thread.
#pragma once

#include "tiptoe/geometry.h"
#include "tiptoe/profile.h"

// 1, 1, 1: nothing changes.
typedef struct Tones {
    float brightness;
    float saturation;
    float contrast;  // of scenes alone
} Tones;

Tones tones_of(const Sensory *limits);
bool tones_same(Tones a, Tones b);  // to the eye

// What white becomes, of 1. Down to the calm preset's brightness light is softened without loss of
// contrast; what a therapist takes further off is taken from what is light.
float tones_white(const Tones *tones);

Color tones_color(const Tones *tones, Color color);
Color tones_tint(const Tones *tones, Color color);  // of a picture that is within them already

// Many pixels in one colour space: BGR with `step` bytes from one to the next.
typedef struct ToneTable {
    int saturation;       // of 256
    int red, blue;        // of 256, the light's own colour
    uint16_t scale[256];  // by luma, of 256
} ToneTable;

ToneTable tones_table(const Tones *tones);

static inline uint8_t tones_byte(int value)
{
    return (uint8_t)(value > 255 ? 255 : value);
}

// One pixel, as bytes blue, green, red.
static inline void tones_pixel(const ToneTable *t, const uint8_t *from, uint8_t *to)
{
    int b = from[0], g = from[1], r = from[2];
    int luma = (19 * b + 183 * g + 54 * r) >> 8;  // Rec. 709
    int scale = t->scale[luma], grey = luma * (256 - t->saturation);
    b = (grey + b * t->saturation) >> 8;
    g = (grey + g * t->saturation) >> 8;
    r = (grey + r * t->saturation) >> 8;
    to[0] = tones_byte((b * scale >> 8) * t->blue >> 8);
    to[1] = tones_byte(g * scale >> 8);
    to[2] = tones_byte((r * scale >> 8) * t->red >> 8);
}

// A picture's BGRA; a scene also comes nearer to its own mean colour, and its small things sink
// into what is round them.
void tones_picture(const Tones *tones, uint8_t *bgra, size_t pixels);
void tones_scene(const Tones *tones, uint8_t *bgra, int width, int height);
