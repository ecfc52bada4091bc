// SPDX-License-Identifier: MIT
// sound_out.c: levelling and writing a mono WAV.
#include "sound_out.h"

#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Biquad {
    double b0, b1, b2, a1, a2, x1, x2, y1, y2;
} Biquad;

static double biquad_step(Biquad *q, double x)
{
    double y = q->b0 * x + q->b1 * q->x1 + q->b2 * q->x2 - q->a1 * q->y1 - q->a2 * q->y2;
    q->x2 = q->x1, q->x1 = x;
    q->y2 = q->y1, q->y1 = y;
    return y;
}

// The two stages of K weighting, from their analogue shapes so that any rate will do: a shelf of
// +4 dB above 1.7 kHz (the head) and a high-pass at 38 Hz.
static Biquad head_shelf(int rate)
{
    double k = tan(M_PI * 1681.974 / rate), q = 0.7071752, vh = pow(10, 3.99984 / 20);
    double vb = pow(vh, 0.4996667), a0 = 1 + k / q + k * k;
    return (Biquad){ .b0 = (vh + vb * k / q + k * k) / a0,
                     .b1 = 2 * (k * k - vh) / a0,
                     .b2 = (vh - vb * k / q + k * k) / a0,
                     .a1 = 2 * (k * k - 1) / a0,
                     .a2 = (1 - k / q + k * k) / a0 };
}

static Biquad low_cut(int rate)
{
    double k = tan(M_PI * 38.13547 / rate), q = 0.5003270, a0 = 1 + k / q + k * k;
    return (Biquad){
        .b0 = 1, .b1 = -2, .b2 = 1, .a1 = 2 * (k * k - 1) / a0, .a2 = (1 - k / q + k * k) / a0
    };
}

double sound_loudness(const double *samples, int frames, int rate)
{
    enum { HOPS = 4 };
    Biquad shelf = head_shelf(rate), cut = low_cut(rate);
    int hop = rate / 10, filled = 0, hops = 0;
    double energy[HOPS] = { 0 }, sum = 0, loudest = 0;
    for (int i = 0; i < frames + HOPS * hop; i++) {
        double y = biquad_step(&cut, biquad_step(&shelf, i < frames ? samples[i] : 0));
        sum += y * y;
        if (++filled < hop) continue;
        energy[hops++ % HOPS] = sum;
        sum = filled = 0;
        double window = (energy[0] + energy[1] + energy[2] + energy[3]) / (HOPS * hop);
        loudest = fmax(loudest, window);
    }
    return loudest > 0 ? -0.691 + 10 * log10(loudest) : -120;
}

static void soften_ends(double *samples, int frames, int rate)
{
    int rise = (int)(SOUND_ONSET_S * rate), fall = 2 * rise;
    for (int i = 0; i < rise && i < frames; i++) samples[i] *= pow(sin(M_PI_2 * i / rise), 2);
    for (int i = 0; i < fall && i < frames; i++)
        samples[frames - 1 - i] *= pow(sin(M_PI_2 * i / fall), 2);
}

bool sound_write(const char *path, double *samples, int frames, int rate, double loudness,
                 double peak_max, bool loops)
{
    if (!loops) soften_ends(samples, frames, rate);
    double peak = 0;
    for (int i = 0; i < frames; i++) peak = fmax(peak, fabs(samples[i]));
    if (!(peak > 0)) {
        fprintf(stderr, "%s: nothing but silence\n", path);
        return false;
    }
    double scale = pow(10, (loudness - sound_loudness(samples, frames, rate)) / 20);
    scale = fmin(scale, peak_max / peak) * 32767;
    short *words = calloc((size_t)frames, sizeof(short));
    SF_INFO info = { .channels = 1,
                     .samplerate = rate,
                     .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16 };
    SNDFILE *file = words != NULL ? sf_open(path, SFM_WRITE, &info) : NULL;
    bool written = false;
    if (file != NULL) {
        for (int i = 0; i < frames; i++) words[i] = (short)lrint(samples[i] * scale);
        written = sf_writef_short(file, words, frames) == frames;
        written = sf_close(file) == 0 && written;
    }
    free(words);
    if (!written) fprintf(stderr, "%s: cannot be written (%s)\n", path, sf_strerror(NULL));
    return written;
}
