// SPDX-License-Identifier: MIT
// sounds.h: the sounds that were read from the asset folder, and how loud each still gets.
#pragma once

#include "tiptoe/base.h"

#define SOUND_ENDING      ".flac"
#define SOUNDS_MAX        320
#define SOUND_NAME_MAX    48
#define SOUND_SECONDS_MAX 90
#define SOUND_BLOCK       512  // samples a step of peak_from

typedef enum SoundKind { SOUND_EFFECT, SOUND_SPEECH } SoundKind;  // sounds/ (music too), speech/

typedef struct Sound {
    char name[SOUND_NAME_MAX];
    SoundKind kind;
    int rate, frames;
    int16_t *samples;
    int usual_frames;        // of a line as it is in its file ...
    int16_t *usual_samples;  // ... while it is said at another rate; NULL: it is not
    float *peak_from;        // greatest |sample| from block i to the end, 1 is full scale
    unsigned buffer;         // OpenAL's
} Sound;

typedef struct SoundBank {
    int count;
    Sound sound[SOUNDS_MAX];
} SoundBank;

// Every *.flac of one folder. NOT_FOUND, MALFORMED, FULL as audio_open() says.
Result sounds_load(SoundBank *bank, const char *folder, SoundKind kind);
Sound *sounds_find(SoundBank *bank, SoundKind kind, const char *name);  // NULL: no such sound
// What the sound still reaches from sample `at` on; 0 after its end.
float sound_peak_from(const Sound *sound, int at);
// Every line of speech slower or faster in its own pitch, `percent` of the usual rate. FULL: no
// memory; then the lines that were not reached stay as they were.
Result sounds_speech_rate(SoundBank *bank, unsigned percent);
void sounds_free(SoundBank *bank);
