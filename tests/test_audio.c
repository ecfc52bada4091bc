// SPDX-License-Identifier: MIT
// test_audio.c: what is heard, rendered through OpenAL's loopback device: place, loudness, silence.
#include "audio/audio.h"
#include "test.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FRAME   800                // samples a picture: 1/60 s
#define SECOND  60                 // pictures
#define LONGEST (10 * AUDIO_RATE)  // samples a test may look at

static float heard[2 * LONGEST];  // left, right, left ...
static int heard_frames;
static int64_t now_us = 1000000;

static const char *const cue_file[] = {
#define X(name, file) file,
    CUE_LIST(X)
#undef X
};

static Audio *open_loopback(const char *folder, bool headphones)
{
    AudioOptions options = { .asset_folder = folder, .loopback = true, .headphones = headphones };
    Audio *audio = NULL;
    assert_int_equal(audio_open(&audio, &options), RESULT_OK);
    assert_string_equal(audio_device(audio), "loopback");
    heard_frames = 0;
    return audio;
}

static void set_volumes(Audio *audio, float music, float effects, float speech)
{
    Sensory sensory = sensory_preset(SENSORY_STANDARD);
    sensory.music = music;
    sensory.effects = effects;
    sensory.speech = speech;
    audio_limits(audio, &sensory);
}

// Plays on as the main loop does: an update a picture.
static void listen(Audio *audio, int pictures)
{
    for (int i = 0; i < pictures; i++) {
        now_us += 1000000 / 60;
        audio_update(audio, now_us);
        assert_at_most(heard_frames + FRAME, LONGEST);
        audio_render(audio, &heard[2 * heard_frames], FRAME);
        heard_frames += FRAME;
    }
}

// Greatest sample of one ear (0 left, 1 right) in [from, to), and where.
static float peak_of(int ear, int from, int to, int *at)
{
    float peak = 0;
    for (int i = from; i < to; i++) {
        assert_true(isfinite(heard[2 * i + ear]));
        if (fabsf(heard[2 * i + ear]) <= peak) continue;
        peak = fabsf(heard[2 * i + ear]);
        if (at != NULL) *at = i;
    }
    return peak;
}

static float peak_both(int from, int to)
{
    return fmaxf(peak_of(0, from, to, NULL), peak_of(1, from, to, NULL));
}

static float rms(int from, int to)
{
    double sum = 0;
    for (int i = 2 * from; i < 2 * to; i++) sum += (double)heard[i] * heard[i];
    return (float)sqrt(sum / (2 * (to - from)));
}

// A folder of our own, where every sound is the same `count` samples. What a file holds is told by
// its first bytes, so that these may be plain samples.
static char folder[64];

static void write_wav(const char *name, const int16_t *samples, uint32_t count, uint16_t channels)
{
    char path[256];
    snprintf(path, sizeof(path), "%s/%s.flac", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    uint32_t bytes = count * 2, riff = bytes + 36, size = 16, rate = AUDIO_RATE;
    uint32_t bytes_per_second = rate * 2 * channels;
    uint16_t format = 1, block = (uint16_t)(2 * channels), bits = 16;
    fwrite("RIFF", 4, 1, file), fwrite(&riff, 4, 1, file), fwrite("WAVEfmt ", 8, 1, file);
    fwrite(&size, 4, 1, file), fwrite(&format, 2, 1, file), fwrite(&channels, 2, 1, file);
    fwrite(&rate, 4, 1, file), fwrite(&bytes_per_second, 4, 1, file), fwrite(&block, 2, 1, file);
    fwrite(&bits, 2, 1, file), fwrite("data", 4, 1, file), fwrite(&bytes, 4, 1, file);
    fwrite(samples, 2, count, file);
    assert_int_equal(fclose(file), 0);
}

static void in_folder(char *path, size_t size, const char *name)
{
    snprintf(path, size, "%s/%s", folder, name);
}

static void make_folder(const int16_t *samples, uint32_t count)
{
    strcpy(folder, "/tmp/tiptoe_audio_XXXXXX");
    assert_non_null(mkdtemp(folder));
    char path[256];
    in_folder(path, sizeof(path), "sounds");
    assert_int_equal(mkdir(path, 0700), 0);
    in_folder(path, sizeof(path), "speech");
    assert_int_equal(mkdir(path, 0700), 0);
    for (int cue = 0; cue < CUE_COUNT; cue++) {
        snprintf(path, sizeof(path), "sounds/%s", cue_file[cue]);
        write_wav(path, samples, count, 1);
    }
}

static void remove_folder(void)
{
    char path[256];
    for (int cue = 0; cue < CUE_COUNT; cue++) {
        snprintf(path, sizeof(path), "%s/sounds/%s.flac", folder, cue_file[cue]);
        unlink(path);
    }
    in_folder(path, sizeof(path), "sounds");
    assert_int_equal(rmdir(path), 0);
    in_folder(path, sizeof(path), "speech");
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void a_cue_at_the_right_is_heard_at_the_right(void **state)
{
    (void)state;
    static const int16_t impulse[4800] = { 8192 };
    make_folder(impulse, 4800);
    Audio *audio = open_loopback(folder, false);
    set_volumes(audio, 0, 1, 0);
    audio_cue(audio, &(GameCue){ .cue = CUE_TOUCH, .pan = 1 });
    listen(audio, 10);
    assert_above(peak_of(1, 0, heard_frames, NULL), 0.1f);
    assert_below(peak_of(0, 0, heard_frames, NULL), 0.1f * peak_of(1, 0, heard_frames, NULL));
    audio_cue(audio, &(GameCue){ .cue = CUE_TOUCH, .pan = 0 });
    int from = heard_frames;
    listen(audio, 10);
    assert_float_equal(peak_of(0, from, heard_frames, NULL), peak_of(1, from, heard_frames, NULL),
                       1e-3f);
    audio_close(&audio);
    remove_folder();
}

// With headphones the far ear hears it later too. Heads are 14 to 20 cm wide (OpenAL's measured
// head is another one in each version): through the narrowest a sound takes width / c = 0.4 ms, and
// long waves take 3 radius / c = 0.9 ms around the widest.
static void headphones_hear_it_earlier_in_the_near_ear(void **state)
{
    (void)state;
    static const int16_t impulse[4800] = { 8192 };
    make_folder(impulse, 4800);
    for (int near = 0; near < 2; near++) {
        Audio *audio = open_loopback(folder, true);
        set_volumes(audio, 0, 1, 0);
        audio_cue(audio, &(GameCue){ .cue = CUE_TOUCH, .pan = near == 1 ? 1 : -1 });
        listen(audio, 10);
        int near_at = 0, far_at = 0;
        float near_peak = peak_of(near, 0, heard_frames, &near_at);
        float far_peak = peak_of(1 - near, 0, heard_frames, &far_at);
        assert_above(near_peak, 2 * far_peak);
        assert_above(far_peak, 0);
        double delay_ms = (far_at - near_at) * 1000.0 / AUDIO_RATE;
        assert_at_least(delay_ms, 0.4);
        assert_at_most(delay_ms, 0.9);
        audio_close(&audio);
    }
    remove_folder();
}

static void sounds_that_are_missing_or_damaged_are_told(void **state)
{
    (void)state;
    static const int16_t quiet[480] = { 1 };
    Audio *audio = NULL;
    AudioOptions options = { .asset_folder = "no/such/folder", .loopback = true };
    assert_int_equal(audio_open(&audio, &options), RESULT_NOT_FOUND);
    assert_null(audio);

    make_folder(quiet, 480);
    options.asset_folder = folder;
    char path[256];
    in_folder(path, sizeof(path), "sounds/success.flac");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(audio_open(&audio, &options), RESULT_NOT_FOUND);
    assert_non_null(strstr(fail_text(), "success.flac"));

    write_wav("sounds/success", quiet, 480, 2);
    assert_int_equal(audio_open(&audio, &options), RESULT_MALFORMED);
    write_wav("sounds/success", quiet, 0, 1);
    assert_int_equal(audio_open(&audio, &options), RESULT_MALFORMED);
    FILE *file = fopen(path, "wb");
    assert_at_least(fputs("this is not a sound", file), 0);
    fclose(file);
    assert_int_equal(audio_open(&audio, &options), RESULT_MALFORMED);
    assert_null(audio);
    remove_folder();
}

static void without_a_device_everything_works_silently(void **state)
{
    (void)state;
    for (int silent = 0; silent < 2; silent++) {
        AudioOptions options = { .asset_folder = TIPTOE_BUILT_ASSETS, .silent = silent == 1 };
        Audio *audio = NULL;
        assert_int_equal(audio_open(&audio, &options), RESULT_OK);
        set_volumes(audio, 0, 0, 0);  // this machine may have a device
        if (silent == 1) assert_string_equal(audio_device(audio), "no sound device");
        audio_cue(audio, &(GameCue){ .cue = CUE_SUCCESS });
        audio_say(audio, "welcome");
        audio_music(audio, "garden");
        for (int i = 0; i < 6; i++) audio_update(audio, (int64_t)i * 4000000);
        audio_pause(audio, true);
        audio_silence(audio);
        assert_at_least(audio_latency_ms(audio), 0);
        audio_close(&audio);
        assert_null(audio);
    }
    audio_close(NULL);
}

static void volumes_are_ceilings(void **state)
{
    (void)state;
    Audio *audio = open_loopback(TIPTOE_BUILT_ASSETS, false);
    float loud[3];
    for (int i = 0; i < 3; i++) {
        set_volumes(audio, 0, (float)i / 2, 0);
        int from = heard_frames;
        audio_cue(audio, &(GameCue){ .cue = CUE_SUCCESS });
        listen(audio, 2 * SECOND);
        loud[i] = peak_both(from, heard_frames);
    }
    assert_float_equal(loud[0], 0, 1e-6f);
    assert_above(loud[2], 0.05f);
    assert_float_equal(loud[1], loud[2] / 4, 0.01f * loud[2]);
    set_volumes(audio, NAN, 100, -1);
    int from = heard_frames;
    audio_cue(audio, &(GameCue){ .cue = CUE_SUCCESS, .pan = NAN });
    listen(audio, SECOND);
    assert_at_most(peak_both(from, heard_frames), 1.01f * loud[2]);
    audio_close(&audio);
}

// The worst that a game can ask for: eight cues a step, everything turned up, all from one side.
static void nothing_passes_the_ceiling(void **state)
{
    (void)state;
    static const char *const lines[] = { "welcome", "bubble_garden", "where_are_you" };
    for (int headphones = 0; headphones < 2; headphones++) {
        for (int cue = 0; cue < CUE_COUNT; cue++) {
            Audio *audio = open_loopback(TIPTOE_BUILT_ASSETS, headphones == 1);
            set_volumes(audio, 1, 1, 1);
            audio_music(audio, cue % 2 == 0 ? "garden" : "calm");
            listen(audio, SECOND / 2);
            for (int i = 0; i < 2 * SECOND; i++) {
                if (i == SECOND / 2) audio_say(audio, lines[cue % 3]);
                for (int k = 0; k < GAME_CUES_MAX; k++)
                    audio_cue(audio, &(GameCue){ .cue = (Cue)((cue + (i % 2) * k) % CUE_COUNT),
                                                 .pan = 1,
                                                 .pitch = i % 25 - 12 });
                listen(audio, 1);
            }
            float peak = peak_both(0, heard_frames);
            assert_above(peak, 0.05f);
            assert_at_most(peak, AUDIO_CEILING);
            audio_close(&audio);
        }
    }
}

static void a_hundred_cues_at_once_are_no_fault(void **state)
{
    (void)state;
    Audio *audio = open_loopback(TIPTOE_BUILT_ASSETS, false);
    set_volumes(audio, 1, 1, 1);
    for (int i = 0; i < 100; i++)
        audio_cue(audio, &(GameCue){ .cue = (Cue)(i % CUE_COUNT), .pan = (float)(i % 3 - 1) });
    listen(audio, SECOND);
    assert_at_most(peak_both(0, heard_frames), AUDIO_CEILING);
    listen(audio, 5 * SECOND);
    assert_float_equal(peak_both(heard_frames - AUDIO_RATE / 2, heard_frames), 0, 1e-6f);
    int from = heard_frames;
    audio_cue(audio, &(GameCue){ .cue = CUE_SUCCESS });
    listen(audio, SECOND / 2);
    assert_above(peak_both(from, heard_frames), 0.01f);
    audio_close(&audio);
}

// |x| grows no faster than from nothing to its height in 10 ms, also an octave up.
static void every_onset_is_soft(void **state)
{
    (void)state;
    for (int cue = 0; cue < CUE_COUNT; cue++) {
        for (int pitch = 0; pitch <= 2 * AUDIO_PITCH_MAX; pitch += AUDIO_PITCH_MAX) {
            Audio *audio = open_loopback(TIPTOE_BUILT_ASSETS, false);
            set_volumes(audio, 0, 1, 0);
            audio_cue(audio, &(GameCue){ .cue = (Cue)cue, .pan = 1, .pitch = pitch });
            listen(audio, 3 * SECOND);
            float peak = peak_of(1, 0, heard_frames, NULL);
            assert_above(peak, 0.02f);
            for (int i = 0; i < AUDIO_RATE / 100; i++) {
                float share = fabsf(heard[2 * i + 1]) / peak, time = (float)i * 100 / AUDIO_RATE;
                if (share > time + 0.02f)
                    fail_msg("%s %+d: %.2f of its height after %.1f ms", cue_file[cue], pitch,
                             (double)share, (double)time * 10);
            }
            audio_close(&audio);
        }
    }
}

static void silence_comes_within_20_ms_and_without_a_click(void **state)
{
    (void)state;
    Audio *audio = open_loopback(TIPTOE_BUILT_ASSETS, false);
    set_volumes(audio, 1, 1, 1);
    audio_music(audio, "garden");
    listen(audio, 2 * SECOND);
    audio_say(audio, "bubble_garden");
    listen(audio, SECOND / 2);
    audio_cue(audio, &(GameCue){ .cue = CUE_FINISH });
    listen(audio, 10);
    float before = peak_both(heard_frames - 4800, heard_frames);
    assert_above(before, 0.05f);
    audio_silence(audio);
    int from = heard_frames;
    audio_render(audio, &heard[2 * heard_frames], 960);  // 20 ms, not even an update
    heard_frames += 960;
    for (int i = from; i < heard_frames; i++)
        assert_below(fabsf(heard[2 * i] - heard[2 * i - 2]), 0.3f * before);
    from = heard_frames;
    listen(audio, SECOND);
    assert_float_equal(peak_both(from, heard_frames), 0, 1e-5f);
    assert_false(audio_is_saying(audio));
    // And it can be heard again.
    audio_music(audio, "garden");
    audio_cue(audio, &(GameCue){ .cue = CUE_READY });
    from = heard_frames;
    listen(audio, SECOND);
    assert_above(peak_both(from, heard_frames), 0.02f);
    audio_close(&audio);
}

// Where the left ear hears something: the first sample and the one after the last.
static void heard_from_to(int from, int *first, int *end)
{
    *first = *end = from;
    for (int i = from; i < heard_frames; i++) {
        if (fabsf(heard[2 * i]) < 1e-4f) continue;
        if (*end == from) *first = i;
        *end = i + 1;
    }
}

static void a_line_is_heard_to_its_end(void **state)
{
    (void)state;
    static const char *const lines[] = { "well_done", "found_you", "good_listening" };
    enum { LINES = 3 };
    static float alone[LINES][3 * AUDIO_RATE];
    int length[LINES], first, end;
    Audio *audio = open_loopback(TIPTOE_BUILT_ASSETS, false);
    set_volumes(audio, 0, 0, 1);
    for (int i = 0; i < LINES; i++) {
        int from = heard_frames;
        audio_say(audio, lines[i]);
        listen(audio, 5 * SECOND / 2);
        assert_false(audio_is_saying(audio));
        heard_from_to(from, &first, &end);
        length[i] = end - first;
        for (int k = 0; k < length[i]; k++) alone[i][k] = heard[2 * (first + k)];
    }
    heard_frames = 0;
    for (int i = 0; i < LINES; i++) audio_say(audio, lines[i]);
    for (int i = 0; i < 2 * AUDIO_LINES_MAX; i++) audio_say(audio, "well_done");  // some too many
    listen(audio, 4 * SECOND);
    int from = 0;
    for (int i = 0; i < LINES; i++) {
        heard_from_to(from, &first, &end);
        assert_at_most(first - from, AUDIO_RATE / 4);
        for (int k = 0; k < length[i]; k++)
            if (fabsf(heard[2 * (first + k)] - alone[i][k]) > 2e-3f)
                fail_msg("%s is another after %.2f s", lines[i], (double)k / AUDIO_RATE);
        from = first + length[i];
    }
    assert_true(audio_is_saying(audio));
    audio_silence(audio);
    assert_false(audio_is_saying(audio));
    listen(audio, 3);
    from = heard_frames;
    listen(audio, 2 * SECOND);
    assert_float_equal(peak_both(from, heard_frames), 0, 1e-5f);  // nor what had waited
    audio_close(&audio);
}

// What is heard of a line at that rate, samples.
static int heard_at(Audio *audio, unsigned percent)
{
    int first, end;
    heard_frames = 0;
    audio_speech_rate(audio, percent);
    assert_false(audio_is_saying(audio));  // what was being said is over
    audio_say(audio, "found_you");
    listen(audio, 5 * SECOND / 2);
    heard_from_to(0, &first, &end);
    audio_say(audio, "well_done");
    return end - first;
}

static void a_line_is_heard_slower_and_faster(void **state)
{
    (void)state;
    Audio *audio = open_loopback(TIPTOE_BUILT_ASSETS, false);
    set_volumes(audio, 0, 0, 1);
    int usual = heard_at(audio, 100);
    audio_silence(audio);
    assert_near((double)heard_at(audio, 80) / usual, 1.25, 0.05);
    assert_near((double)heard_at(audio, 125) / usual, 0.8, 0.05);
    assert_int_equal(heard_at(audio, 100), usual);
    audio_close(&audio);
}

static void a_pause_holds_speech_and_music(void **state)
{
    (void)state;
    Audio *audio = open_loopback(TIPTOE_BUILT_ASSETS, false);
    set_volumes(audio, 0.5f, 1, 1);
    audio_music(audio, "garden");
    audio_say(audio, "bubble_garden");
    listen(audio, SECOND / 2);
    audio_pause(audio, true);
    listen(audio, 10);
    int from = heard_frames;
    listen(audio, 4 * SECOND);
    assert_float_equal(peak_both(from, heard_frames), 0, 1e-5f);
    assert_true(audio_is_saying(audio));
    heard_frames = 0;
    audio_say(audio, "well_done");  // waits for the end of the pause, and of the line before
    listen(audio, 10);
    assert_float_equal(peak_both(0, heard_frames), 0, 1e-5f);
    audio_pause(audio, false);
    from = heard_frames;
    listen(audio, SECOND);
    assert_above(peak_both(from, heard_frames), 0.05f);
    listen(audio, 5 * SECOND / 2);
    assert_true(audio_is_saying(audio));
    listen(audio, SECOND);
    assert_false(audio_is_saying(audio));
    audio_close(&audio);
}

static void muted_it_goes_on_unheard(void **state)
{
    (void)state;
    Audio *audio = open_loopback(TIPTOE_BUILT_ASSETS, false);
    set_volumes(audio, 1, 1, 1);
    audio_music(audio, "garden");
    listen(audio, 2 * SECOND);
    audio_mute(audio, true);
    listen(audio, 3);
    int from = heard_frames;
    audio_say(audio, "bubble_garden");
    audio_cue(audio, &(GameCue){ .cue = CUE_SUCCESS });
    listen(audio, SECOND);
    assert_float_equal(peak_both(from, heard_frames), 0, 1e-6f);
    assert_true(audio_is_saying(audio));
    audio_mute(audio, false);
    from = heard_frames;
    listen(audio, SECOND);
    assert_above(peak_both(from, heard_frames), 0.05f);
    audio_close(&audio);
}

static void music_fades_over_and_steps_back_for_speech(void **state)
{
    (void)state;
    Audio *audio = open_loopback(TIPTOE_BUILT_ASSETS, false);
    set_volumes(audio, 1, 1, 0);  // the speech itself is not to be measured
    audio_music(audio, "calm");
    listen(audio, 10);
    assert_below(rms(0, FRAME), 0.001f);  // no sudden start
    listen(audio, 3 * SECOND);
    float alone = rms(heard_frames - AUDIO_RATE / 2, heard_frames);
    assert_above(alone, 0.003f);
    audio_say(audio, "bubble_garden");
    listen(audio, SECOND);
    float below = rms(heard_frames - AUDIO_RATE / 4, heard_frames);
    assert_below(below, 0.7f * alone);
    assert_above(below, 0.1f * alone);
    audio_say(audio, "no such line");
    audio_music(audio, "garden");
    audio_music(audio, "calm");
    listen(audio, 3 * SECOND);
    assert_above(rms(heard_frames - AUDIO_RATE / 4, heard_frames), 0.001f);
    audio_music(audio, NULL);
    listen(audio, 2 * SECOND);
    assert_float_equal(peak_both(heard_frames - AUDIO_RATE / 4, heard_frames), 0, 1e-5f);
    audio_close(&audio);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cue_at_the_right_is_heard_at_the_right),
        cmocka_unit_test(headphones_hear_it_earlier_in_the_near_ear),
        cmocka_unit_test(sounds_that_are_missing_or_damaged_are_told),
        cmocka_unit_test(without_a_device_everything_works_silently),
        cmocka_unit_test(volumes_are_ceilings),
        cmocka_unit_test(nothing_passes_the_ceiling),
        cmocka_unit_test(a_hundred_cues_at_once_are_no_fault),
        cmocka_unit_test(every_onset_is_soft),
        cmocka_unit_test(silence_comes_within_20_ms_and_without_a_click),
        cmocka_unit_test(a_line_is_heard_to_its_end),
        cmocka_unit_test(a_line_is_heard_slower_and_faster),
        cmocka_unit_test(a_pause_holds_speech_and_music),
        cmocka_unit_test(muted_it_goes_on_unheard),
        cmocka_unit_test(music_fades_over_and_steps_back_for_speech),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
