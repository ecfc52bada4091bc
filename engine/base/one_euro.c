// SPDX-License-Identifier: MIT
// one_euro.c: the one-euro filter of one value.
#include "base/one_euro.h"

static float alpha(float cutoff, float rate)
{
    const float two_pi = 6.28318530718f;
    return 1.0f / (1.0f + rate / (two_pi * cutoff));
}

void one_euro_start(OneEuro *filter, float raw)
{
    *filter = (OneEuro){ .raw = raw, .value = raw, .speed = 0 };
}

float one_euro_next(OneEuro *filter, OneEuroTuning tuning, float raw, float scale, float rate)
{
    float speed = (raw - filter->raw) * scale * rate;
    float a = alpha(tuning.d_cutoff, rate);
    filter->speed = a * speed + (1.0f - a) * filter->speed;
    float magnitude = filter->speed < 0 ? -filter->speed : filter->speed;
    a = alpha(tuning.min_cutoff + tuning.beta * magnitude, rate);
    filter->value = a * raw + (1.0f - a) * filter->value;
    filter->raw = raw;
    return filter->value;
}
