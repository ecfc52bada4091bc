// SPDX-License-Identifier: MIT
// sounds.c: reads the sound files of the asset folder into memory, once, at start.
#include "audio/sounds.h"

#include <dirent.h>
#include <sndfile.h>
#include <sonic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Result check(const SF_INFO *info, const char *path)
{
    if (info->channels != 1)
        return fail(RESULT_MALFORMED, "%s is not mono: build the assets again", path);
    if (info->samplerate < 8000 || info->samplerate > 48000)
        return fail(RESULT_MALFORMED, "%s has a sample rate of %d Hz; 8000-48000 are read", path,
                    info->samplerate);
    if (info->frames < 1 || info->frames > (sf_count_t)SOUND_SECONDS_MAX * info->samplerate)
        return fail(RESULT_MALFORMED, "%s is empty or longer than %d s: build the assets again",
                    path, SOUND_SECONDS_MAX);
    return RESULT_OK;
}

static Result measure_peaks(Sound *sound)
{
    free(sound->peak_from);
    int blocks = (sound->frames + SOUND_BLOCK - 1) / SOUND_BLOCK;
    sound->peak_from = calloc((size_t)blocks, sizeof(float));
    if (sound->peak_from == NULL) return fail(RESULT_FULL, "no memory for the sounds");
    int peak = 0;
    for (int i = sound->frames - 1; i >= 0; i--) {
        int size = abs((int)sound->samples[i]);
        if (size > peak) peak = size;
        sound->peak_from[i / SOUND_BLOCK] = (float)peak / 32768.0f;
    }
    return RESULT_OK;
}

static Result read_sound(Sound *sound, const char *path)
{
    SF_INFO info = { 0 };
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    if (file == NULL)
        return fail(RESULT_MALFORMED, "%s cannot be read (%s): build the assets again", path,
                    sf_strerror(NULL));
    Result result = check(&info, path);
    if (result == RESULT_OK) {
        sound->rate = info.samplerate;
        sound->frames = (int)info.frames;
        sound->samples = calloc((size_t)info.frames, sizeof(int16_t));
        if (sound->samples == NULL)
            result = fail(RESULT_FULL, "no memory for the sounds");
        else if (sf_readf_short(file, sound->samples, info.frames) != info.frames)
            result = fail(RESULT_MALFORMED, "%s ends early: build the assets again", path);
        else
            result = measure_peaks(sound);
    }
    sf_close(file);
    return result;
}

Result sounds_load(SoundBank *bank, const char *folder, SoundKind kind)
{
    REQUIRE(kind == SOUND_EFFECT || kind == SOUND_SPEECH);
    const size_t ending = strlen(SOUND_ENDING);
    DIR *listing = opendir(folder);
    if (listing == NULL)
        return fail(RESULT_NOT_FOUND, "no sounds in %s: build the target `assets`", folder);
    Result result = RESULT_OK;
    for (struct dirent *entry = readdir(listing); entry != NULL && result == RESULT_OK;
         entry = readdir(listing)) {
        size_t length = strlen(entry->d_name);
        if (length <= ending || strcmp(entry->d_name + length - ending, SOUND_ENDING) != 0)
            continue;
        if (bank->count == SOUNDS_MAX || length - ending >= SOUND_NAME_MAX) {
            result = fail(RESULT_FULL, "%s: more than %d sounds, or a name of %d letters", folder,
                          SOUNDS_MAX, SOUND_NAME_MAX);
            continue;
        }
        Sound *sound = &bank->sound[bank->count++];
        *sound = (Sound){ .kind = kind };
        memcpy(sound->name, entry->d_name, length - ending);
        char path[1024];
        snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        result = read_sound(sound, path);
    }
    closedir(listing);
    return result;
}

static void be_usual(Sound *line)
{
    if (!line->usual_samples) return;
    free(line->samples);
    line->samples = line->usual_samples;
    line->frames = line->usual_frames;
    line->usual_samples = NULL;
}

// A period of the voice more or less here and there, so the pitch stays.
static Result stretch(Sound *line, unsigned percent)
{
    sonicStream stream = sonicCreateStream(line->rate, 1);
    int frames = 0;
    int16_t *samples = NULL;
    if (stream) {
        sonicSetSpeed(stream, (float)percent / 100);
        if (sonicWriteShortToStream(stream, line->samples, line->frames) &&
            sonicFlushStream(stream))
            frames = sonicSamplesAvailable(stream);
        if (frames > 0) samples = calloc((size_t)frames, sizeof *samples);
        if (samples) frames = sonicReadShortFromStream(stream, samples, frames);
        sonicDestroyStream(stream);
    }
    if (!samples) return fail(RESULT_FULL, "no memory for the voice");
    line->usual_samples = line->samples;
    line->usual_frames = line->frames;
    line->samples = samples;
    line->frames = frames;
    return RESULT_OK;
}

Result sounds_speech_rate(SoundBank *bank, unsigned percent)
{
    Result result = RESULT_OK;
    REQUIRE(percent > 0);
    for (int i = 0; i < bank->count && result == RESULT_OK; i++) {
        Sound *line = &bank->sound[i];
        if (line->kind != SOUND_SPEECH) continue;
        be_usual(line);
        if (percent != 100) result = stretch(line, percent);
        if (result == RESULT_OK) result = measure_peaks(line);
    }
    return result;
}

Sound *sounds_find(SoundBank *bank, SoundKind kind, const char *name)
{
    REQUIRE(bank->count >= 0 && bank->count <= SOUNDS_MAX);
    for (int i = 0; i < bank->count; i++)
        if (bank->sound[i].kind == kind && strcmp(bank->sound[i].name, name) == 0)
            return &bank->sound[i];
    return NULL;
}

float sound_peak_from(const Sound *sound, int at)
{
    REQUIRE(sound->samples);
    if (at >= sound->frames) return 0;
    return sound->peak_from[(at > 0 ? at : 0) / SOUND_BLOCK];
}

void sounds_free(SoundBank *bank)
{
    for (int i = 0; i < bank->count; i++) {
        free(bank->sound[i].samples);
        free(bank->sound[i].usual_samples);
        free(bank->sound[i].peak_from);
    }
    bank->count = 0;
}
