// SPDX-License-Identifier: MIT
// sound_out.c: levelling and writing a mono FLAC.
#include "sound_out.h"

#include <ebur128.h>
#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>

// A loop sounds for minutes: its integrated loudness. Anything else is as loud as its loudest 400
// ms; a shorter sound is padded with silence, which is heard too. Silence is -infinity.
static double loudness_of(const double *samples, int frames, int rate, bool loops)
{
    enum { HOPS = 4 };
    static const double silence[SOUND_RATE_MAX / 10];
    ebur128_state *meter = ebur128_init(1, (unsigned long)rate, EBUR128_MODE_M | EBUR128_MODE_I);
    if (meter == NULL) return -HUGE_VAL;
    size_t hop = (size_t)rate / 10, all = (size_t)frames;
    double loudest = -HUGE_VAL, now = 0;
    for (size_t at = 0; at < all + HOPS * hop; at += hop) {
        size_t rest = at < all ? all - at : 0, some = rest < hop ? rest : hop;
        ebur128_add_frames_double(meter, samples + (at < all ? at : 0), some);
        if (loops && some < hop) break;
        ebur128_add_frames_double(meter, silence, hop - some);
        if (ebur128_loudness_momentary(meter, &now) == EBUR128_SUCCESS)
            loudest = fmax(loudest, now);
    }
    if (loops && ebur128_loudness_global(meter, &now) == EBUR128_SUCCESS) loudest = now;
    ebur128_destroy(&meter);
    return loudest;
}

static void soften_ends(double *samples, int frames, int rate)
{
    int rise = (int)(SOUND_ONSET_S * rate), fall = 2 * rise;
    for (int i = 0; i < rise && i < frames; i++) samples[i] *= pow(sin(M_PI_2 * i / rise), 2);
    for (int i = 0; i < fall && i < frames; i++)
        samples[frames - 1 - i] *= pow(sin(M_PI_2 * i / fall), 2);
}

bool sound_write(const char *path, double *samples, int frames, int rate, double loudness,
                 double peak_max, bool loops, int grain)
{
    if (!loops) soften_ends(samples, frames, rate);
    double peak = 0;
    for (int i = 0; i < frames; i++) peak = fmax(peak, fabs(samples[i]));
    if (!(peak > 0)) {
        fprintf(stderr, "%s: nothing but silence\n", path);
        return false;
    }
    double scale = pow(10, (loudness - loudness_of(samples, frames, rate, loops)) / 20);
    scale = fmin(scale, peak_max / peak) * 32767;
    short *words = calloc((size_t)frames, sizeof(short));
    SF_INFO info = { .channels = 1,
                     .samplerate = rate,
                     .format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16 };
    SNDFILE *file = words != NULL ? sf_open(path, SFM_WRITE, &info) : NULL;
    bool written = false;
    if (file != NULL) {
        for (int i = 0; i < frames; i++)
            words[i] = (short)(grain * lrint(samples[i] * scale / grain));
        written = sf_writef_short(file, words, frames) == frames;
        written = sf_close(file) == 0 && written;
    }
    free(words);
    if (!written) fprintf(stderr, "%s: cannot be written (%s)\n", path, sf_strerror(NULL));
    return written;
}
