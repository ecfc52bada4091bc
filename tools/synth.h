// SPDX-License-Identifier: MIT
// synth.h: the instruments of score2wav and the room they sound in. Build time only.
#pragma once

#include <stdbool.h>

#define SYNTH_RATE   48000  // Hz
#define PARTIALS_MAX 12
#define ATTACK_MIN_S 0.010  // sudden onsets are what some children cannot bear

typedef enum InstrumentKind {
    INSTRUMENT_ADDITIVE,  // a sum of partials, each with its level and its own dying away
    INSTRUMENT_FM,        // one sine bends the phase of another
    INSTRUMENT_PLUCK,     // a string: a noise going round in a delay line (Karplus and Strong)
    INSTRUMENT_NOISE,     // air: white noise through a band-pass at the pitch of the note
} InstrumentKind;

typedef struct Partial {
    double ratio, level, life;  // of the note's frequency; amplitude; its share of `decay`
} Partial;

typedef struct Instrument {
    InstrumentKind kind;
    double attack, decay, sustain, release;  // s, s to -60 dB, 0..1, s; release 0: rings freely
    double glide, glide_s;  // starts that many semitones away, arrives after so long
    double vibrato_hz, vibrato_cents, detune_cents;
    double fm_ratio, fm_index, fm_decay;
    double bright;  // 0..1, of a pluck
    double q;       // of the air's band-pass
    int partial_count;
    Partial partial[PARTIALS_MAX];
} Instrument;

typedef struct Mix {
    double *samples;
    int frames;
    bool loops;  // what sounds past the end goes on at the start
} Mix;

// When the note is over, s from its start.
double synth_note_seconds(const Instrument *instrument, double length_s);
// Adds one note. `pitch` in MIDI numbers (69 is A4, 440 Hz), fractions allowed.
void synth_note(Mix *mix, const Instrument *instrument, double start_s, double length_s,
                double pitch, double level);
// Four crossed delay lines; `share` of the sound goes through, and dies away in `seconds`.
void synth_room(Mix *mix, double share, double seconds);
