// SPDX-License-Identifier: MIT
// tones.c: the palette of the sensory ceilings.
#include "render/tones.h"

#include "tiptoe/base.h"

#include <stdlib.h>

#define WARM_RED    0.08f   // so much more red where colour is half taken ...
#define WARM_BLUE   0.30f   // ... and less blue; neither of full colour nor of pure grey
#define THINGS_KEEP 0.45f   // of the colour that could be taken and left, things keep so much more
#define FLATTER     0.71f   // a scene's differences without any contrast
#define SMALL       0.009f  // of a scene's height: smaller things sink into it
#define SINKS       2.5f    // how soon they do
#define SOFT        0.75f   // brightness down to which contrast stays whole ...
#define SOFT_WHITE  0.95f   // ... and what white is there
#define HALF        0.5f    // brightness from which white is what is asked for
#define FLARE       0.05f   // of white, the light that lies on every screen [WCAG 2.2]
#define TOE         0.5f    // of its light the dark keeps at least

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

float tones_white(const Tones *t)
{
    float b = t->brightness;
    if (b >= SOFT) return mixf(SOFT_WHITE, 1, (b - SOFT) / (1 - SOFT));
    return b <= HALF ? b : mixf(HALF, SOFT_WHITE, (b - HALF) / (SOFT - HALF));
}

static float to_light(float value)
{
    return value <= 0.04045f ? value / 12.92f : powf((value + 0.055f) / 1.055f, 2.4f);
}

static float to_value(float light)
{
    return light <= 0.0031308f ? 12.92f * light : 1.055f * powf(light, 1 / 2.4f) - 0.055f;
}

// With a screen's own flare every light shrinks by the same share, so two keep their contrast. What
// is asked for below that is taken between the same for all, which would put out the night, and
// less for the dark, which would bring words and their plates together.
static float scale_of(const Tones *t, float luma)
{
    if (t->brightness >= 1) return 1;
    float white = tones_white(t), soft = fmaxf(white, SOFT_WHITE), light = to_light(luma);
    float share = (to_light(soft) + FLARE) / (1 + FLARE);
    float softer = to_value(fmaxf(share * (light + FLARE) - FLARE, TOE * share * light));
    float scale = luma > 0 ? softer / luma : 1;
    return scale * (1 - (1 - white / soft) * cbrtf(luma));
}

static float grey_of(Color c)
{
    return 0.2126f * c.r + 0.7152f * c.g + 0.0722f * c.b;  // Rec. 709
}

static Color with_saturation(Color c, float saturation)
{
    float grey = grey_of(c);
    return (Color){ mixf(grey, c.r, saturation), mixf(grey, c.g, saturation),
                    mixf(grey, c.b, saturation), c.a };
}

static float of_things(float saturation)
{
    return saturation * (1 + THINGS_KEEP * (1 - saturation));
}

static float warmth(float saturation)
{
    float half = 2 * saturation * (1 - saturation);
    return half * half;
}

Color tones_tint(const Tones *t, Color c)
{
    return with_saturation(c, of_things(t->saturation));
}

Color tones_color(const Tones *t, Color c)
{
    float scale = scale_of(t, clampf(grey_of(c), 0, 1)), warm = warmth(t->saturation);
    c = with_saturation(c, of_things(t->saturation));
    return (Color){ c.r * scale * (1 + WARM_RED * warm), c.g * scale,
                    c.b * scale * (1 - WARM_BLUE * warm), c.a };
}

static ToneTable table_of(const Tones *t, float saturation)
{
    float warm = warmth(t->saturation);
    ToneTable table = { .saturation = (int)(saturation * 256 + 0.5f),
                        .red = (int)(256 * (1 + WARM_RED * warm) + 0.5f),
                        .blue = (int)(256 * (1 - WARM_BLUE * warm) + 0.5f) };
    for (int i = 0; i < 256; i++)
        table.scale[i] = (uint16_t)(256 * scale_of(t, (float)i / 255) + 0.5f);
    return table;
}

ToneTable tones_table(const Tones *t)
{
    return table_of(t, of_things(t->saturation));
}

static void map(const ToneTable *table, uint8_t *bgra, size_t pixels)
{
    for (uint8_t *p = bgra; pixels > 0; pixels--, p += 4) tones_pixel(table, p, p);
}

void tones_picture(const Tones *t, uint8_t *bgra, size_t pixels)
{
    if (t->brightness >= 1 && t->saturation >= 1) return;
    ToneTable table = tones_table(t);
    map(&table, bgra, pixels);
}

// ---- a scene ------------------------------------------------------------------------------------

// The mean of those at most `reach` away along one line; the line's ends go on as they are.
static void smooth_line(const uint8_t *from, uint8_t *to, int count, size_t stride, int reach)
{
    int wide = 2 * reach + 1;
    for (size_t c = 0; c < 3; c++) {
        int sum = 0;
        for (int i = -reach; i <= reach; i++)
            sum += from[(size_t)(i < 0 ? 0 : i >= count ? count - 1 : i) * stride + c];
        for (int i = 0; i < count; i++) {
            int out = i - reach < 0 ? 0 : i - reach, in = i + reach + 1;
            to[(size_t)i * stride + c] = (uint8_t)((sum + wide / 2) / wide);
            sum += from[(size_t)(in >= count ? count - 1 : in) * stride + c];
            sum -= from[(size_t)out * stride + c];
        }
    }
}

// Without memory the scene keeps its small things.
static void sink_small(uint8_t *bgra, int width, int height, float keep)
{
    size_t w = (size_t)width, h = (size_t)height;
    int reach = (int)(SMALL * (float)height + 0.5f), kept = (int)(256 * keep + 0.5f);
    uint8_t *once = reach > 0 ? malloc(8 * w * h) : NULL;
    if (!once) return;
    uint8_t *twice = once + 4 * w * h;
    for (size_t y = 0; y < h; y++) smooth_line(bgra + 4 * y * w, once + 4 * y * w, width, 4, reach);
    for (size_t x = 0; x < w; x++) smooth_line(once + 4 * x, twice + 4 * x, height, 4 * w, reach);
    for (size_t i = 0; i < w * h; i++)
        for (size_t c = 0; c < 3; c++)
            bgra[4 * i + c] =
                (uint8_t)((bgra[4 * i + c] * kept + twice[4 * i + c] * (256 - kept)) >> 8);
    free(once);
}

static void flatten(uint8_t *bgra, size_t pixels, float keep)
{
    uint64_t sum[3] = { 0 };
    int kept = (int)(256 * keep + 0.5f), mean[3];
    for (size_t i = 0; i < pixels; i++)
        for (size_t c = 0; c < 3; c++) sum[c] += bgra[4 * i + c];
    for (size_t c = 0; c < 3; c++) mean[c] = (int)(sum[c] / (pixels ? pixels : 1)) * (256 - kept);
    for (size_t i = 0; i < pixels; i++)
        for (size_t c = 0; c < 3; c++)
            bgra[4 * i + c] = (uint8_t)((mean[c] + bgra[4 * i + c] * kept) >> 8);
}

void tones_scene(const Tones *t, uint8_t *bgra, int width, int height)
{
    size_t pixels = (size_t)width * (size_t)height;
    float less = 1 - t->contrast, s = t->saturation;
    if (less > 0) {
        sink_small(bgra, width, height, fmaxf(1 - SINKS * less, 0));
        flatten(bgra, pixels, 1 - FLATTER * less * less);
    }
    if (t->brightness >= 1 && s >= 1) return;
    ToneTable table = table_of(t, s);
    map(&table, bgra, pixels);
}
