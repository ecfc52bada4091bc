// SPDX-License-Identifier: MIT
// one_euro.h: the one-euro filter (Casiez, Roussel and Vogel, CHI 2012) as MediaPipe runs it:
// the speed is taken from the raw values, scaled by `scale`.
#pragma once

typedef struct OneEuroTuning {
    float min_cutoff;  // Hz
    float beta;        // Hz per unit of scaled speed
    float d_cutoff;    // Hz, of the speed's own low-pass
} OneEuroTuning;

typedef struct OneEuro {
    float raw, value, speed;  // last raw value, last result, last filtered speed
} OneEuro;

// The first value starts the filter: value = raw, speed 0.
void one_euro_start(OneEuro *filter, float raw);
// `rate` in Hz is one over the time since the last value; `scale` turns the value's unit into the
// unit that beta was tuned in.
float one_euro_next(OneEuro *filter, OneEuroTuning tuning, float raw, float scale, float rate);
