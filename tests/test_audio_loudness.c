// SPDX-License-Identifier: MIT
// test_audio_loudness.c: how loud music and speech are heard, by EBU R 128, through OpenAL's
// loopback device with the sounds as the build made them.
#include "audio/audio.h"
#include "audio/sounds.h"
#include "test.h"

#include <ebur128.h>
#include <math.h>
#include <string.h>

#define PICTURE 800  // samples, 1/60 s
#define SECOND  60   // pictures

static int64_t now_us = 1000000;

static Audio *open_with(SensoryPreset preset)
{
    AudioOptions options = { .asset_folder = TIPTOE_BUILT_ASSETS, .loopback = true };
    Audio *audio = NULL;
    assert_int_equal(audio_open(&audio, &options), RESULT_OK);
    Sensory sensory = sensory_preset(preset);
    audio_limits(audio, &sensory);
    return audio;
}

static void play_on(Audio *audio, int pictures, ebur128_state *meter)
{
    static float heard[2 * PICTURE];
    for (int i = 0; i < pictures; i++) {
        now_us += 1000000 / SECOND;
        audio_update(audio, now_us);
        audio_render(audio, heard, PICTURE);
        if (meter) assert_int_equal(ebur128_add_frames_float(meter, heard, PICTURE), 0);
    }
}

// Integrated loudness of the next pictures, LUFS.
static double loudness(Audio *audio, int pictures)
{
    ebur128_state *meter = ebur128_init(2, AUDIO_RATE, EBUR128_MODE_I);
    assert_non_null(meter);
    play_on(audio, pictures, meter);
    double heard = 0;
    assert_int_equal(ebur128_loudness_global(meter, &heard), 0);
    ebur128_destroy(&meter);
    return heard;
}

static void music_is_heard_and_stays_behind_speech(void **state)
{
    (void)state;
    static const double wanted[SENSORY_PRESET_COUNT] = {
        [SENSORY_CALM] = -36, [SENSORY_STANDARD] = -30, [SENSORY_LIVELY] = -27
    };
    static const char *const tunes[] = { "garden", "calm" };
    for (int preset = 0; preset < SENSORY_PRESET_COUNT; preset++) {
        for (int tune = 0; tune < 2; tune++) {
            Audio *audio = open_with((SensoryPreset)preset);
            audio_music(audio, tunes[tune]);
            play_on(audio, 2 * SECOND, NULL);
            double music = loudness(audio, 40 * SECOND);
            print_message("%s, preset %d: %.1f LUFS\n", tunes[tune], preset, music);
            assert_near(music, wanted[preset], 1.5);
            audio_close(&audio);
        }
        Audio *audio = open_with((SensoryPreset)preset);
        audio_say(audio, "bubble_garden");
        double speech = loudness(audio, 3 * SECOND);
        print_message("speech, preset %d: %.1f LUFS\n", preset, speech);
        assert_at_least(speech, wanted[preset] - 12 + 10);  // over music that has stepped back
        audio_close(&audio);
    }
}

// As loud as the music that it ends, and softly in its place: nothing adds up.
static void every_ending_is_as_loud_as_the_music(void **state)
{
    (void)state;
    static SoundBank bank;
    Audio *audio = open_with(SENSORY_STANDARD);
    assert_int_equal(sounds_load(&bank, TIPTOE_BUILT_ASSETS "/sounds", SOUND_EFFECT), RESULT_OK);
    assert_false(audio_phrase(audio, "end_of_nothing"));
    for (int i = 0; i < bank.count; i++) {
        const char *phrase = bank.sound[i].name;
        if (strncmp(phrase, "end_", 4) != 0) continue;
        static float heard[2 * PICTURE];
        float peak = 0;
        audio_music(audio, "garden");
        play_on(audio, 3 * SECOND, NULL);
        assert_true(audio_phrase(audio, phrase));
        ebur128_state *meter = ebur128_init(2, AUDIO_RATE, EBUR128_MODE_M);
        assert_non_null(meter);
        double loudest = -HUGE_VAL, now = 0;
        for (int picture = 0; picture < 6 * SECOND; picture++) {
            now_us += 1000000 / SECOND;
            audio_update(audio, now_us);
            audio_render(audio, heard, PICTURE);
            for (int k = 0; k < 2 * PICTURE; k++) peak = fmaxf(peak, fabsf(heard[k]));
            ebur128_add_frames_float(meter, heard, PICTURE);
            ebur128_loudness_momentary(meter, &now);
            if (picture > SECOND / 2) loudest = fmax(loudest, now);
        }
        ebur128_destroy(&meter);
        print_message("%s: %.1f LUFS in its loudest 400 ms, peak %.2f\n", phrase, loudest,
                      (double)peak);
        assert_at_most(peak, 0.30);
        assert_near(loudest, -26, 5);
        assert_below(now, -50);  // the music is over
    }
    sounds_free(&bank);
    audio_close(&audio);
}

// The same stretch of music twice: beside a line that is said without being heard, and alone.
static void speech_pushes_music_down_by_12_db(void **state)
{
    (void)state;
    double heard[2] = { 0 };
    for (int said = 0; said < 2; said++) {
        Audio *audio = open_with(SENSORY_STANDARD);
        Sensory music_only = sensory_preset(SENSORY_STANDARD);
        music_only.speech = 0;
        audio_limits(audio, &music_only);
        audio_music(audio, "garden");
        play_on(audio, 4 * SECOND, NULL);
        if (said) audio_say(audio, "bubble_garden");
        heard[said] = loudness(audio, 2 * SECOND);
        assert_int_equal(audio_is_saying(audio), said);
        audio_close(&audio);
    }
    assert_near(heard[0] - heard[1], 12, 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(music_is_heard_and_stays_behind_speech),
        cmocka_unit_test(speech_pushes_music_down_by_12_db),
        cmocka_unit_test(every_ending_is_as_loud_as_the_music),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
