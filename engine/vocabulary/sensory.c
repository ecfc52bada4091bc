// SPDX-License-Identifier: MIT
// sensory.c: the sensory presets, and every limit by its name.
#include "tiptoe/profile.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

Sensory sensory_preset(SensoryPreset preset)
{
    REQUIRE(preset >= 0 && preset < SENSORY_PRESET_COUNT);
    static const Sensory presets[SENSORY_PRESET_COUNT] = {
        [SENSORY_CALM] = { .brightness = 0.75f,
                           .saturation = 0.6f,
                           .contrast = 0.8f,
                           .music = 0.6f,
                           .effects = 0.4f,
                           .speech = 0.7f,
                           .things_max = 2,
                           .background_motion = 0,
                           .surprise = 0,
                           .pace = 0.8f },
        [SENSORY_STANDARD] = { .brightness = 0.95f,
                               .saturation = 0.9f,
                               .contrast = 1,
                               .music = 0.85f,
                               .effects = 0.7f,
                               .speech = 0.85f,
                               .things_max = 5,
                               .background_motion = 1,
                               .surprise = 1,
                               .pace = 1 },
        [SENSORY_LIVELY] = { .brightness = 1,
                             .saturation = 1,
                             .contrast = 1,
                             .music = 1,
                             .effects = 0.9f,
                             .speech = 0.9f,
                             .things_max = 8,
                             .background_motion = 3,
                             .surprise = 2,
                             .pace = 1.1f },
    };
    REQUIRE((unsigned)preset < SENSORY_PRESET_COUNT);
    return presets[preset];
}

enum { KIND_FLOAT, KIND_INT };

static const struct {
    const char *name, *meaning;
    float low, high;
    size_t offset;
    int kind;
} senses[SENSE_COUNT] = {
#define X(name, field, kind, low, high, meaning)                                                   \
    { #field, meaning, low, high, offsetof(Sensory, field), KIND_##kind },
    SENSORY_LIST(X)
#undef X
};

const char *sense_name(Sense sense)
{
    REQUIRE(sense >= 0 && sense < SENSE_COUNT);
    return senses[sense].name;
}
const char *sense_meaning(Sense sense)
{
    REQUIRE(sense >= 0 && sense < SENSE_COUNT);
    return senses[sense].meaning;
}
float sense_low(Sense sense)
{
    REQUIRE(sense >= 0 && sense < SENSE_COUNT);
    return senses[sense].low;
}
float sense_high(Sense sense)
{
    REQUIRE(sense >= 0 && sense < SENSE_COUNT);
    return senses[sense].high;
}
bool sense_is_whole(Sense sense)
{
    REQUIRE(sense >= 0 && sense < SENSE_COUNT);
    return senses[sense].kind == KIND_INT;
}

Sense sense_find(const char *name)
{
    int i = 0;
    while (i < SENSE_COUNT && strcmp(senses[i].name, name) != 0) i++;
    return (Sense)i;
}

float sense_value(const Sensory *sensory, Sense sense)
{
    REQUIRE(sense >= 0 && sense < SENSE_COUNT);
    const char *at = (const char *)sensory + senses[sense].offset;
    return sense_is_whole(sense) ? (float)*(const int *)at : *(const float *)at;
}

void sense_set(Sensory *sensory, Sense sense, float value)
{
    REQUIRE(sense >= 0 && sense < SENSE_COUNT);
    char *at = (char *)sensory + senses[sense].offset;
    if (!(value == value)) {
        Sensory calm = sensory_preset(SENSORY_CALM);
        value = sense_value(&calm, sense);
    }
    value = fminf(fmaxf(value, sense_low(sense)), sense_high(sense));
    if (sense_is_whole(sense))
        *(int *)at = (int)lroundf(value);
    else
        *(float *)at = value;
}

Sensory sensory_clamped(Sensory s)
{
    for (int i = 0; i < SENSE_COUNT; i++) sense_set(&s, (Sense)i, sense_value(&s, (Sense)i));
    return s;
}

SensoryPreset sensory_preset_of(const Sensory *sensory)
{
    int preset = 0;
    for (; preset < SENSORY_PRESET_COUNT; preset++) {
        Sensory other = sensory_preset((SensoryPreset)preset);
        bool same = true;
        for (int i = 0; i < SENSE_COUNT && same; i++)
            same = fabsf(sense_value(&other, (Sense)i) - sense_value(sensory, (Sense)i)) < 1e-4f;
        if (same) break;
    }
    return (SensoryPreset)preset;
}
