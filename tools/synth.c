// SPDX-License-Identifier: MIT
// synth.c: the instruments of score2wav and the room they sound in.
#include "synth.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define DECAY_60_DB      6.907755  // ln 1000
#define HIGHEST_HZ       15000.0
#define STRING_MAX       2048  // samples: the longest string, 24 Hz
#define NOTE_SAMPLES_MAX (100 * SYNTH_RATE)

typedef struct Dice {
    uint32_t state;
} Dice;

static double dice_next(Dice *dice)  // -1..1, the same in every build
{
    dice->state = dice->state * 1664525u + 1013904223u;
    return (double)(int32_t)dice->state / 2147483648.0;
}

static double hertz(double pitch)
{
    return 440 * exp2((pitch - 69) / 12);
}

double synth_note_seconds(const Instrument *in, double length_s)
{
    if (in->release > 0) return length_s + in->release;
    return in->attack + in->decay;
}

static double envelope(const Instrument *in, double t, double length_s)
{
    double level = 1;
    if (t < in->attack)
        level = pow(sin(M_PI_2 * t / in->attack), 2);
    else
        level = in->sustain + (1 - in->sustain) * exp(-DECAY_60_DB * (t - in->attack) / in->decay);
    if (in->release > 0 && t > length_s)
        level *= pow(cos(M_PI_2 * fmin(1, (t - length_s) / in->release)), 2);
    return level;
}

// Frequency over the note's own, at t.
static double bend(const Instrument *in, double t)
{
    if (in->glide_s <= 0 && in->vibrato_hz <= 0) return 1;
    double semitones = 0;
    if (in->glide_s > 0) semitones = in->glide * exp(-4 * t / in->glide_s);
    if (in->vibrato_hz > 0)
        semitones +=
            in->vibrato_cents / 100 * fmin(1, t / 0.4) * sin(2 * M_PI * in->vibrato_hz * t);
    return exp2(semitones / 12);
}

// A note as its instrument plays it: the envelope and the phase of its fundamental over time.
typedef struct Contour {
    int count;                       // samples
    double level[NOTE_SAMPLES_MAX];  // 0..1
    double turns[NOTE_SAMPLES_MAX];  // radians a sample
} Contour;

static const Contour *contour_of(const Instrument *in, double length_s, double hz, double level)
{
    static Contour contour;
    int count = (int)(synth_note_seconds(in, length_s) * SYNTH_RATE);
    contour.count = count < NOTE_SAMPLES_MAX ? count : NOTE_SAMPLES_MAX;
    for (int i = 0; i < contour.count; i++) {
        double t = (double)i / SYNTH_RATE;
        contour.level[i] = level * envelope(in, t, length_s);
        contour.turns[i] = 2 * M_PI * hz * bend(in, t) / SYNTH_RATE;
    }
    return &contour;
}

static void add(Mix *mix, int at, double value)
{
    if (mix->loops) at %= mix->frames;
    if (at < mix->frames) mix->samples[at] += value;
}

static void play_additive(Mix *mix, const Instrument *in, int start, const Contour *note, double hz)
{
    for (int p = 0; p < in->partial_count; p++) {
        const Partial *partial = &in->partial[p];
        if (hz * partial->ratio > HIGHEST_HZ) continue;
        double phase = 0.7 * p, level = partial->level;
        double keep = exp(-DECAY_60_DB / SYNTH_RATE / in->decay * (1 / partial->life - 1));
        for (int i = 0; i < note->count; i++) {
            add(mix, start + i, level * note->level[i] * sin(phase));
            phase += partial->ratio * note->turns[i];
            level *= keep;
        }
    }
}

static void play_fm(Mix *mix, const Instrument *in, int start, const Contour *note)
{
    double carrier = 0, bender = 0, index = in->fm_index;
    double keep = exp(-DECAY_60_DB / SYNTH_RATE / in->fm_decay);
    for (int i = 0; i < note->count; i++) {
        add(mix, start + i, note->level[i] * sin(carrier + index * sin(bender)));
        carrier += note->turns[i];
        bender += note->turns[i] * in->fm_ratio;
        index *= keep;
    }
}

static void play_pluck(Mix *mix, const Instrument *in, int start, const Contour *note, double hz)
{
    static double line[STRING_MAX];
    double length =
        fmin(SYNTH_RATE / hz - 0.5, STRING_MAX - 2);  // the mean of two adds half a sample
    int whole = (int)length;
    double part = length - whole, keep = pow(10, -3 / (hz * in->decay)), soft = 0, mean = 0;
    Dice dice = { (uint32_t)lrint(hz * 100) };
    for (int i = 0; i <= whole; i++) {
        soft += (0.05 + 0.95 * in->bright) * (dice_next(&dice) - soft);
        line[i] = soft;
        mean += soft / (whole + 1);
    }
    for (int i = 0; i <= whole; i++) line[i] -= mean;
    double last = 0;
    for (int i = 0, at = 0; i < note->count; i++) {
        int next = (at + 1) % (whole + 1);
        double out = line[at] * part + line[next] * (1 - part);
        line[at] = keep * 0.5 * (out + last);
        last = out;
        at = next;
        add(mix, start + i, 2 * note->level[i] * out);
    }
}

static void play_noise(Mix *mix, const Instrument *in, int start, const Contour *note)
{
    Dice dice = { 12345u + (uint32_t)start };
    double low = 0, band = 0;  // Chamberlin's state-variable filter
    for (int i = 0; i < note->count; i++) {
        double f = 2 * sin(fmin(note->turns[i], M_PI / 4) / 2);
        low += f * band;
        band += f * (dice_next(&dice) - low - band / in->q);
        add(mix, start + i, note->level[i] * band / in->q);
    }
}

void synth_note(Mix *mix, const Instrument *in, double start_s, double length_s, double pitch,
                double level)
{
    int start = (int)lrint(start_s * SYNTH_RATE);
    int copies = in->detune_cents > 0 ? 2 : 1;  // two, a little apart, make a pad breathe
    for (int copy = 0; copy < copies; copy++) {
        double cents = copies == 2 ? (copy - 0.5) * in->detune_cents : 0;
        double hz = hertz(pitch + cents / 100);
        const Contour *note = contour_of(in, length_s, hz, level / copies);
        switch (in->kind) {
        case INSTRUMENT_ADDITIVE: play_additive(mix, in, start, note, hz); break;
        case INSTRUMENT_FM: play_fm(mix, in, start, note); break;
        case INSTRUMENT_PLUCK: play_pluck(mix, in, start, note, hz); break;
        case INSTRUMENT_NOISE: play_noise(mix, in, start, note); break;
        }
    }
}

void synth_room(Mix *mix, double share, double seconds)
{
    enum { LINES = 4, LONGEST = 2503 };
    static const int length[LINES] = { 1427, 1777, 2153, LONGEST };  // primes: no ringing tone
    static double line[LINES][LONGEST], damped[LINES];
    memset(line, 0, sizeof(line));
    memset(damped, 0, sizeof(damped));
    int at[LINES] = { 0 };
    int passes = mix->loops ? 2 : 1;  // a loop is heard in a room that the loop has filled
    for (int n = 0; n < passes * mix->frames; n++) {
        double *sample = &mix->samples[n % mix->frames], out[LINES], sum = 0;
        for (int k = 0; k < LINES; k++) {
            out[k] = line[k][at[k]];
            sum += out[k];
        }
        for (int k = 0; k < LINES; k++) {
            double gain = pow(10, -3.0 * length[k] / (seconds * SYNTH_RATE));
            double in =
                *sample + gain * (out[k] - sum / 2);  // Householder: loses nothing by itself
            damped[k] += 0.55 * (in - damped[k]);
            line[k][at[k]] = damped[k];
            at[k] = (at[k] + 1) % length[k];
        }
        if (n >= (passes - 1) * mix->frames) *sample += share * sum / 2;
    }
}
