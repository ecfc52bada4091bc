// SPDX-License-Identifier: MIT
// speech2wav.c: makes a spoken line ready for play: trims, warms and levels it; run by the build.
//
//     speech2wav IN OUT          exit status 0, 64 (command line), 65 (IN), 73 (OUT)
//
// IN is any mono file that libsndfile reads, from espeak-ng or a recorded voice, up to 30 s.
#include "sound_out.h"

#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>

#define SECONDS_MAX 30
#define GRAIN       4        // 14 bits: below them a voice is noise, which no packing makes smaller
#define LOUDNESS    (-20.0)  // LUFS of the loudest 400 ms
#define PEAK_MAX    0.6
#define QUIET       0.01    // of the peak: where the line starts and ends
#define MARGIN_S    0.05    // kept before and after
#define SOFTEN_HZ   4500.0  // a synthetic voice buzzes above
#define RUMBLE_HZ   90.0

// One gentle low-pass and one high-pass of the first order.
static void warm(double *samples, int frames, int rate)
{
    double soft = 1 - exp(-2 * M_PI * SOFTEN_HZ / rate),
           slow = 1 - exp(-2 * M_PI * RUMBLE_HZ / rate);
    double low = 0, rumble = 0;
    for (int i = 0; i < frames; i++) {
        low += soft * (samples[i] - low);
        rumble += slow * (low - rumble);
        samples[i] = low - rumble;
    }
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: speech2wav IN OUT\n");
        return 64;
    }
    SF_INFO info = { 0 };
    SNDFILE *file = sf_open(argv[1], SFM_READ, &info);
    if (file == NULL || info.channels != 1 ||
        info.frames > (sf_count_t)SECONDS_MAX * info.samplerate) {
        fprintf(stderr, "%s: not a mono sound of at most %d s\n", argv[1], SECONDS_MAX);
        sf_close(file);
        return 65;
    }
    // A second of room beyond the end, for the margin.
    double *samples = calloc((size_t)(info.frames + 2 * info.samplerate), sizeof(double));
    if (samples == NULL) return 73;
    double *line = samples + info.samplerate;
    int frames = (int)sf_readf_double(file, line, info.frames);
    sf_close(file);
    warm(line, frames, info.samplerate);
    double peak = 0;
    for (int i = 0; i < frames; i++) peak = fmax(peak, fabs(line[i]));
    int first = 0, last = frames - 1, margin = (int)(MARGIN_S * info.samplerate);
    while (first < last && fabs(line[first]) < QUIET * peak) first++;
    while (last > first && fabs(line[last]) < QUIET * peak) last--;
    bool written = sound_write(argv[2], line + first - margin, last - first + 1 + 2 * margin,
                               info.samplerate, LOUDNESS, PEAK_MAX, false, GRAIN);
    free(samples);
    return written ? 0 : 73;
}
