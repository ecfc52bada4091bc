// SPDX-License-Identifier: MIT
// test_audio_sounds.c: the authored sounds, as the build made them: heights, ends, seams, lines.
#include "audio/sounds.h"
#include "test.h"
#include "tiptoe/game.h"
#include "tiptoe/spoken.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static SoundBank bank;

static int load(void **state)
{
    (void)state;
    return sounds_load(&bank, TIPTOE_BUILT_ASSETS "/sounds", SOUND_EFFECT) != RESULT_OK ||
           sounds_load(&bank, TIPTOE_BUILT_ASSETS "/speech", SOUND_SPEECH) != RESULT_OK;
}

static int unload(void **state)
{
    (void)state;
    sounds_free(&bank);
    return 0;
}

static bool loops(const Sound *sound)
{
    static const char *const tunes[] = { "garden", "calm", "menu" };
    for (size_t i = 0; i < sizeof tunes / sizeof *tunes; i++)
        if (sound->kind == SOUND_EFFECT && !strcmp(sound->name, tunes[i])) return true;
    return false;
}

// Root of the mean square of the loudest `seconds`.
static double loudest(const Sound *sound, double seconds)
{
    int window = (int)(seconds * sound->rate);
    double sum = 0, most = 0;
    for (int i = 0; i < sound->frames; i++) {
        sum += pow(sound->samples[i] / 32768.0, 2);
        if (i >= window) sum -= pow(sound->samples[i - window] / 32768.0, 2);
        most = fmax(most, sum);
    }
    return sqrt(most / window);
}

static void every_cue_and_tune_is_there(void **state)
{
    (void)state;
    static const char *const names[] = {
#define X(name, file) file,
        CUE_LIST(X)
#undef X
            "drum_low",
        "drum_high",
        "garden",
        "calm",
        "menu",
    };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        assert_non_null(sounds_find(&bank, SOUND_EFFECT, names[i]));
    assert_null(sounds_find(&bank, SOUND_SPEECH, "garden"));
    const Sound *garden = sounds_find(&bank, SOUND_EFFECT, "garden");
    assert_in_range(garden->frames / garden->rate, 60, SOUND_SECONDS_MAX);
}

static void peaks_and_lengths_are_modest(void **state)
{
    (void)state;
    for (int i = 0; i < bank.count; i++) {
        const Sound *sound = &bank.sound[i];
        float peak = sound_peak_from(sound, 0), seconds = (float)sound->frames / (float)sound->rate;
        bool speech = sound->kind == SOUND_SPEECH;
        if (peak < (speech ? 0.2f : 0.05f) || peak > (speech ? 0.61f : 0.41f) ||
            (!loops(sound) && (seconds < 0.1f || seconds > 6)))
            fail_msg("%s: peak %.2f, %.1f s", sound->name, peak, seconds);
        // What is still to come only shrinks, down to nothing.
        for (int at = 0; at < sound->frames; at += SOUND_BLOCK)
            assert_at_least(sound_peak_from(sound, at), sound_peak_from(sound, at + SOUND_BLOCK));
        assert_float_equal(sound_peak_from(sound, sound->frames), 0, 0);
    }
}

// Cues within 12 dB of each other, except "away", which is softer still; lines within 6 dB.
static void loudness_is_even(void **state)
{
    (void)state;
    double low[2] = { 1, 1 }, high[2] = { 0 };
    const Sound *away = sounds_find(&bank, SOUND_EFFECT, "away");
    for (int i = 0; i < bank.count; i++) {
        const Sound *sound = &bank.sound[i];
        if (loops(sound) || sound == away) continue;
        double height = loudest(sound, 0.4);
        low[sound->kind] = fmin(low[sound->kind], height);
        high[sound->kind] = fmax(high[sound->kind], height);
    }
    assert_below(20 * log10(high[SOUND_EFFECT] / low[SOUND_EFFECT]), 12);
    assert_below(20 * log10(high[SOUND_SPEECH] / low[SOUND_SPEECH]), 6);
    assert_below(loudest(away, 0.4), low[SOUND_EFFECT]);
}

// The phrase of an ending comes softly, and is over before its picture goes.
static void a_phrase_of_an_ending_is_short_and_soft(void **state)
{
    (void)state;
    for (int i = 0; i < bank.count; i++) {
        const Sound *sound = &bank.sound[i];
        if (sound->kind != SOUND_EFFECT || strncmp(sound->name, "end_", 4) != 0) continue;
        float seconds = (float)sound->frames / (float)sound->rate;
        if (seconds < 2 || seconds > 6) fail_msg("%s lasts %.1f s", sound->name, (double)seconds);
    }
}

static void sounds_begin_and_end_in_silence(void **state)
{
    (void)state;
    for (int i = 0; i < bank.count; i++) {
        const Sound *sound = &bank.sound[i];
        if (loops(sound)) continue;
        float peak = 32768 * sound_peak_from(sound, 0);
        assert_at_most(abs(sound->samples[0]), 1);
        assert_at_most(abs(sound->samples[sound->frames - 1]), 1);
        for (int k = 0; k < sound->rate / 100; k++)
            assert_at_most((float)abs(sound->samples[k]),
                           peak * (float)k * 100 / (float)sound->rate + 1);
    }
}

// Over the seam the wave goes on as smoothly as anywhere else.
static void loops_have_no_seam(void **state)
{
    (void)state;
    for (int i = 0; i < bank.count; i++) {
        const Sound *sound = &bank.sound[i];
        if (!loops(sound)) continue;
        const int16_t *s = sound->samples;
        int n = sound->frames, sharpest = 0;
        for (int k = 2; k < n; k++) {
            int bend = abs(s[k] - 2 * s[k - 1] + s[k - 2]);
            if (bend > sharpest) sharpest = bend;
        }
        assert_at_most(abs(s[0] - 2 * s[n - 1] + s[n - 2]), sharpest);
        assert_at_most(abs(s[1] - 2 * s[0] + s[n - 1]), sharpest);
    }
}

static void every_line_is_spoken(void **state)
{
    (void)state;
    FILE *file = fopen("assets/speech/speech.txt", "r");
    assert_non_null(file);
    char line[256];
    int lines = 0;
    while (fgets(line, sizeof(line), file) != NULL) {
        if (line[0] == '#' || line[0] == '\n') continue;
        char *bar = strchr(line, '|');
        assert_non_null(bar);
        *bar = '\0';
        if (sounds_find(&bank, SOUND_SPEECH, line) == NULL) fail_msg("no speech/%s.flac", line);
        assert_below(strlen(bar + 1), 72);  // one short sentence or two
        lines++;
    }
    fclose(file);
    assert_at_least(lines, 12);
    assert_non_null(sounds_find(&bank, SOUND_SPEECH, "bubble_garden"));  // from the game's own file
}

// What waits for a line counts the steps of the table, on every machine: it holds each voice.
static void no_line_is_longer_than_it_is_said_to_be(void **state)
{
    (void)state;
    int lines = 0;
    while (spoken_line(lines)) {
        const char *name = spoken_line(lines++);
        const Sound *sound = sounds_find(&bank, SOUND_SPEECH, name);
        if (!sound) fail_msg("the table has %s, which nobody says", name);
        double steps = 60.0 * sound->frames / sound->rate, told = spoken_steps(name);
        if (steps > told || steps < 0.6 * told - 12)
            fail_msg("%s lasts %.0f steps and is said to last %.0f", name, steps, told);
    }
    // Every line of ours has its row; another's game comes with an invitation of its own.
    for (int i = 0; i < bank.count; i++) {
        const Sound *sound = &bank.sound[i];
        bool listed = sound->kind != SOUND_SPEECH || !strcmp(sound->name, "paper_boats");
        for (int k = 0; k < lines && !listed; k++) listed = !strcmp(spoken_line(k), sound->name);
        if (!listed) fail_msg("%s has no row in engine/vocabulary/spoken.c", sound->name);
    }
}

// How often a line changes its sign in a second: higher in a higher voice.
static double crossings(const Sound *sound)
{
    int count = 0;
    for (int i = 1; i < sound->frames; i++)
        count += (sound->samples[i] < 0) != (sound->samples[i - 1] < 0);
    return (double)count * sound->rate / sound->frames;
}

static uint64_t sum_of(const Sound *sound)
{
    uint64_t sum = (uint64_t)sound->frames;
    for (int i = 0; i < sound->frames; i++) sum = sum * 31 + (uint16_t)sound->samples[i];
    return sum;
}

static void slower_and_faster_in_the_same_voice(void **state)
{
    (void)state;
    static const unsigned rates[] = { SPOKEN_RATE_LOW, 85, 120, SPOKEN_RATE_HIGH, 100 };
    static double usual[SOUNDS_MAX];
    static uint64_t sum[SOUNDS_MAX];
    static int frames[SOUNDS_MAX];
    for (int i = 0; i < bank.count; i++) {
        usual[i] = crossings(&bank.sound[i]);
        sum[i] = sum_of(&bank.sound[i]);
        frames[i] = bank.sound[i].frames;
    }
    for (size_t r = 0; r < sizeof rates / sizeof *rates; r++) {
        double higher = 0, worst = 0;
        int lines = 0;
        assert_int_equal(sounds_speech_rate(&bank, rates[r]), RESULT_OK);
        for (int i = 0; i < bank.count; i++) {
            const Sound *sound = &bank.sound[i];
            bool same = sound->kind != SOUND_SPEECH || rates[r] == 100;
            if (same) assert_true(sum_of(sound) == sum[i]);
            if (same) continue;
            double steps = 60.0 * sound->frames / sound->rate;
            double whole = 100.0 * frames[i] / rates[r];
            assert_at_most(steps, spoken_steps_at(sound->name, rates[r]));
            assert_near(sound->frames / whole, 1, 0.03);
            higher += log(crossings(sound) / usual[i]);
            worst = fmax(worst, fabs(log(crossings(sound) / usual[i])));
            lines++;
        }
        if (!lines) continue;
        print_message("%u %%: %d lines, voice %+.1f %%, worst %.1f %%\n", rates[r], lines,
                      100 * higher / lines, 100 * worst);
        assert_near(higher / lines, 0, 0.03);  // by playing it faster it would be the rate's own
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cue_and_tune_is_there),
        cmocka_unit_test(peaks_and_lengths_are_modest),
        cmocka_unit_test(loudness_is_even),
        cmocka_unit_test(slower_and_faster_in_the_same_voice),
        cmocka_unit_test(sounds_begin_and_end_in_silence),
        cmocka_unit_test(loops_have_no_seam),
        cmocka_unit_test(a_phrase_of_an_ending_is_short_and_soft),
        cmocka_unit_test(every_line_is_spoken),
        cmocka_unit_test(no_line_is_longer_than_it_is_said_to_be),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
