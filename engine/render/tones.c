// SPDX-License-Identifier: MIT
// tones.c: the palette of the sensory ceilings.
#include "render/tones.h"

#include "tiptoe/base.h"

#define WARM_RED  0.14f  // of a half grey: so much more ...
#define WARM_BLUE 0.26f  // ... and less; neither of full colour nor of pure grey
#define KEEPS     0.5f   // of a scene's differences without any contrast

Tones tones_of(const Sensory *limits)
{
    Sensory s = sensory_clamped(*limits);
    return (Tones){ s.brightness, s.saturation, s.contrast };
}

bool tones_same(Tones a, Tones b)
{
    const float least = 1.0f / 256;
    return fabsf(a.brightness - b.brightness) < least &&
           fabsf(a.saturation - b.saturation) < least && fabsf(a.contrast - b.contrast) < least;
}

static float warmth(float saturation)
{
    return saturation * (1 - saturation);
}

// Between the same for all, which would put out the night, and less for the dark, which would bring
// words and their plates together.
static float scale_of(const Tones *t, float luma)
{
    return 1 - (1 - t->brightness) * cbrtf(luma);
}

Color tones_color(const Tones *t, Color c)
{
    float luma = 0.2126f * c.r + 0.7152f * c.g + 0.0722f * c.b;  // Rec. 709
    float s = t->saturation, warm = warmth(s), scale = scale_of(t, clampf(luma, 0, 1));
    return (Color){ scale * mixf(luma * (1 + WARM_RED * warm), c.r, s), scale * mixf(luma, c.g, s),
                    scale * mixf(luma * (1 - WARM_BLUE * warm), c.b, s), c.a };
}

ToneTable tones_table(const Tones *t)
{
    float warm = warmth(t->saturation);
    ToneTable table = { .saturation = (int)(t->saturation * 256 + 0.5f),
                        .warm_red = (int)(256 * (1 + WARM_RED * warm) + 0.5f),
                        .warm_blue = (int)(256 * (1 - WARM_BLUE * warm) + 0.5f) };
    for (int i = 0; i < 256; i++)
        table.scale[i] = (uint16_t)(256 * scale_of(t, (float)i / 255) + 0.5f);
    return table;
}

void tones_picture(const Tones *t, uint8_t *bgra, size_t pixels)
{
    if (t->brightness >= 1 && t->saturation >= 1) return;
    ToneTable table = tones_table(t);
    for (uint8_t *p = bgra; pixels > 0; pixels--, p += 4) tones_pixel(&table, p, p);
}

void tones_scene(const Tones *t, uint8_t *bgra, size_t pixels)
{
    uint64_t sum[3] = { 0 };
    int keep = (int)(256 * (KEEPS + (1 - KEEPS) * t->contrast) + 0.5f), mean[3];
    for (size_t i = 0; i < pixels; i++)
        for (int c = 0; c < 3; c++) sum[c] += bgra[4 * i + (size_t)c];
    for (int c = 0; c < 3; c++) mean[c] = (int)(sum[c] / (pixels ? pixels : 1)) * (256 - keep);
    for (size_t i = 0; keep < 256 && i < pixels; i++)
        for (int c = 0; c < 3; c++) {
            uint8_t *p = &bgra[4 * i + (size_t)c];
            *p = (uint8_t)((mean[c] + *p * keep) >> 8);
        }
    tones_picture(t, bgra, pixels);
}
