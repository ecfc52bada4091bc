// SPDX-License-Identifier: MIT
// test_audio_loudness.c: how loud music and speech are heard, by EBU R 128, through OpenAL's
// loopback device with the sounds as the build made them.
#include "audio/audio.h"
#include "test.h"

#include <ebur128.h>

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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
