// SPDX-License-Identifier: MIT
// sound_out.h: what the sound generators share: levelling and writing a mono FLAC. Build time only.
#pragma once

#include <stdbool.h>

#define SOUND_ONSET_S 0.024  // even an octave up, nothing reaches its height within 10 ms

#define SOUND_RATE_MAX 192000  // Hz

// Scales to `loudness` LUFS (EBU R 128: of the loudest 400 ms; of a loop, integrated), but keeps
// the peak to `peak_max` of full scale, softens both ends unless the sound loops, and writes 16 bit
// mono in steps of `grain` (1: all bits; coarser ones pack smaller). False: a line about it went to
// stderr.
bool sound_write(const char *path, double *samples, int frames, int rate, double loudness,
                 double peak_max, bool loops, int grain);
