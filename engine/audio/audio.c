// SPDX-License-Identifier: MIT
// audio.c: cues, music and speech through OpenAL, within the sensory limits.
#include "audio/audio.h"

#include "audio/sound_device.h"
#include "audio/sound_errand.h"
#include "audio/sounds.h"
#include "base/log.h"
#include "tiptoe/geometry.h"
#include <AL/al.h>
#include <AL/alext.h>
#include <stdio.h>
#include <stdlib.h>

// The pool: every voice is an OpenAL source made at open. Speech and music have two each, so that
// the old one may fade, or die of a silence, while the new one begins.
enum {
    CUE_VOICES = 0,
    SPEECH_VOICES = CUE_VOICES + AUDIO_CUES_MAX,
    MUSIC_VOICES = SPEECH_VOICES + 2,
    VOICE_COUNT = MUSIC_VOICES + 2,
};

// Shares of full scale, by peak. With what panning makes of them they stay below AUDIO_CEILING
// together, whatever is played. One ear gets 1.0 of a cue at the side and 0.6 of what is in the
// middle; binaural, measured in OpenAL's own data, up to 2.0 (at 11 kHz; 1.5 below 3 kHz) and 0.8
// (where voices peak). While somebody speaks, cues and music step back by the DUCKED factors; the
// music by 12 dB. Without speech 0.46 + 0.30 x 0.8 = 0.70; with it
// 0.46 x 0.33 + 0.30 x 0.25 x 0.8 + 0.6 x 0.8, which is 0.69.
#define EFFECTS_SHARE  0.46f
#define MUSIC_SHARE    0.30f
#define SPEECH_SHARE   0.60f
#define EFFECTS_DUCKED 0.33f
#define MUSIC_DUCKED   0.25f
#define BINAURAL_PEAK  2.0f

#define MUSIC_FADE_S 1.5f
#define HOLD_FADE_S  0.06f  // into and out of a pause
#define DUCK_UP_S    0.6f
#define RETRY_US     5000000
#define EARLY_US     2000000  // a line said before the device came is heard if no later
#define STEP_MAX_S   0.1f     // a stalled main loop must not make the fades jump
#define PAN_ANGLE    1.396f   // rad, where pan 1 is heard: 80 degrees to the right

typedef struct Voice {
    ALuint source;
    const Sound *sound;  // NULL: free
    float fade;          // 0..1, moves to fade_goal
    float fade_goal;
    float level;     // of a cue: 0..1
    uint32_t order;  // of starting; the smallest is the oldest
    int dying;       // > 0: gain is 0, stopped at that many updates from now
} Voice;

struct Audio {
    Device device;
    SoundErrand *opening;  // NULL: none is being opened
    SoundBank bank;
    const Sound *cue[CUE_COUNT];
    const Sound *music;                  // what is wanted now; NULL: none
    const Sound *next[AUDIO_LINES_MAX];  // lines that wait for the end of the one before
    int next_count;
    Voice voice[VOICE_COUNT];
    float effects, speech, music_volume;  // 0..1 in amplitude
    float loudness;                       // share of all of it, in amplitude
    float hold;                           // 1 plays, 0 pauses; music and speech
    float duck;                           // 0..1
    unsigned speech_rate;                 // percent
    bool silent, loopback, headphones, paused, held, muted;
    bool told_none;  // that there is no device
    uint32_t order;
    int64_t updated_us, looked_us, early_us;
};

static float toward(float value, float goal, float step)
{
    return value < goal ? fminf(value + step, goal) : fmaxf(value - step, goal);
}

static bool is_music(int i)
{
    return i >= MUSIC_VOICES;
}
static bool is_speech(int i)
{
    return i >= SPEECH_VOICES && i < MUSIC_VOICES;
}

static void voice_stop(Voice *voice)
{
    alSourceRewind(voice->source);  // stops, and forgets that it was stopped
    alSourcei(voice->source, AL_BUFFER, 0);
    voice->sound = NULL;
    voice->dying = 0;
}

// OpenAL moves a gain over one mixing period (5 ms), so silence by gain does not click; the source
// itself is stopped two updates later.
static void voice_let_die(Voice *voice)
{
    if (voice->sound == NULL || voice->dying > 0) return;
    alSourcef(voice->source, AL_GAIN, 0);
    voice->dying = 2;
}

static void voice_start(Audio *audio, int i, const Sound *sound, float pan, float pitch, bool loops)
{
    Voice *voice = &audio->voice[i];
    if (voice->sound != NULL) voice_stop(voice);
    ALuint source = voice->source;
    alSourcei(source, AL_BUFFER, (ALint)sound->buffer);
    alSourcei(source, AL_LOOPING, loops ? AL_TRUE : AL_FALSE);
    alSourcef(source, AL_PITCH, pitch);
    alSource3f(source, AL_POSITION, sinf(pan * PAN_ANGLE), 0, -cosf(pan * PAN_ANGLE));
    voice->sound = sound;
    voice->fade = voice->fade_goal = voice->level = 1;
    voice->order = ++audio->order;
}

static float peak_left(const Voice *voice)
{
    ALint at = 0;
    alGetSourcei(voice->source, AL_SAMPLE_OFFSET, &at);
    return sound_peak_from(voice->sound, at);
}

// The factor for all cues that keeps the sum of what they still reach inside their share.
static float effects_room(const Audio *audio)
{
    float sum = 0;
    for (int i = CUE_VOICES; i < SPEECH_VOICES; i++)
        if (audio->voice[i].sound != NULL && audio->voice[i].dying == 0)
            sum += audio->voice[i].level * peak_left(&audio->voice[i]);
    float share = EFFECTS_SHARE * mixf(1, EFFECTS_DUCKED, audio->duck);
    if (audio->device.binaural) share /= BINAURAL_PEAK;
    return sum > share ? share / sum : 1;
}

static float peak_of(const Sound *sound)
{
    return fmaxf(sound_peak_from(sound, 0), 1e-3f);
}

static float held_to(float share, const Sound *sound)
{
    return fminf(1, share / peak_of(sound));
}

// What goes and what comes share the room of one music.
static float music_room(const Audio *audio)
{
    float sum = 0;
    for (int i = MUSIC_VOICES; i < VOICE_COUNT; i++) {
        const Voice *voice = &audio->voice[i];
        if (voice->sound != NULL && voice->dying == 0) sum += voice->fade;
    }
    return sum > 1 ? 1 / sum : 1;
}

static void apply_gains(Audio *audio)
{
    float room = effects_room(audio), music = music_room(audio);
    for (int i = 0; i < VOICE_COUNT; i++) {
        const Voice *voice = &audio->voice[i];
        if (voice->sound == NULL || voice->dying > 0) continue;
        float gain = audio->effects * room * voice->level;
        if (is_speech(i)) gain = audio->speech * held_to(SPEECH_SHARE, voice->sound) * audio->hold;
        if (is_music(i))
            gain = audio->music_volume * MUSIC_SHARE / peak_of(voice->sound) * audio->hold * music *
                   voice->fade * mixf(1, MUSIC_DUCKED, audio->duck);
        alSourcef(voice->source, AL_GAIN, audio->muted ? 0 : gain * audio->loudness);
    }
}

static void fill_buffer(Sound *sound)
{
    alGenBuffers(1, &sound->buffer);
    alBufferData(sound->buffer, AL_FORMAT_MONO16, sound->samples,
                 sound->frames * (ALsizei)sizeof(int16_t), sound->rate);
}

static bool open_voices(Audio *audio)
{
    alGetError();
    alDistanceModel(AL_NONE);
    for (int i = 0; i < VOICE_COUNT; i++) {
        Voice *voice = &audio->voice[i];
        *voice = (Voice){ 0 };
        alGenSources(1, &voice->source);
        alSourcei(voice->source, AL_SOURCE_RELATIVE, AL_TRUE);
        alSourcef(voice->source, AL_GAIN, 0);
    }
    for (int i = 0; i < audio->bank.count; i++) fill_buffer(&audio->bank.sound[i]);
    return alGetError() == AL_NO_ERROR;
}

static void close_device(Audio *audio, bool waiting)
{
    if (audio->device.device == NULL) return;
    audio->next_count = 0;
    for (int i = 0; i < VOICE_COUNT; i++) {
        alDeleteSources(1, &audio->voice[i].source);
        audio->voice[i] = (Voice){ 0 };
    }
    for (int i = 0; i < audio->bank.count; i++) alDeleteBuffers(1, &audio->bank.sound[i].buffer);
    sound_device_use(NULL);
    if (audio->device.loopback)
        sound_device_close(&audio->device);
    else
        sound_errand_close(&audio->device, waiting);
}

// The free one of a pair, or the one whose end is heard least.
static int quieter_of_two(const Audio *audio, int first)
{
    const Voice *a = &audio->voice[first], *b = a + 1;
    if (a->sound == NULL || b->sound == NULL) return a->sound == NULL ? first : first + 1;
    if (a->dying != b->dying && (a->dying == 0 || b->dying == 0))
        return a->dying > 0 ? first : first + 1;
    if (a->dying != b->dying) return a->dying < b->dying ? first : first + 1;
    return a->fade <= b->fade ? first : first + 1;
}

static void music_start(Audio *audio, const Sound *sound, bool loops)
{
    int next = quieter_of_two(audio, MUSIC_VOICES);
    voice_start(audio, next, sound, 0, 1, loops);
    if (loops) audio->voice[next].fade = 0;
    alSourcef(audio->voice[next].source, AL_GAIN, 0);
    if (!audio->held) alSourcePlay(audio->voice[next].source);
}

static void log_no_device(void)
{
    log_warn("audio no sound device: playing silently; plug one in, it is taken within 5 s");
}

static void start_device(Audio *audio)
{
    if (!sound_device_use(&audio->device) || !open_voices(audio)) {
        log_warn("audio device=\"%s\" refused sources or buffers", audio->device.name);
        close_device(audio, false);
        return;
    }
    log_info("audio device=\"%s\" latency_ms=%.1f binaural=%d", audio->device.name,
             sound_device_latency_ms(&audio->device), audio->device.binaural);
    if (audio->music != NULL) music_start(audio, audio->music, true);
}

// The loopback is there at once. A real device is waited for by nobody: see audio_update().
static void open_device(Audio *audio)
{
    sound_device_prepare();
    if (audio->loopback) {
        if (sound_device_open(&audio->device, true, audio->headphones)) start_device(audio);
    } else if (sound_device_may_exist()) {
        audio->opening = sound_errand_open(audio->headphones);
    }
}

static Result load(Audio *audio, const char *folder)
{
    char path[1024];
    snprintf(path, sizeof(path), "%s/sounds", folder);
    Result result = sounds_load(&audio->bank, path, SOUND_EFFECT);
    if (result != RESULT_OK) return result;
    for (int cue = 0; cue < CUE_COUNT; cue++) {
        audio->cue[cue] = sounds_find(&audio->bank, SOUND_EFFECT, cue_name((Cue)cue));
        if (audio->cue[cue] == NULL)
            return fail(RESULT_NOT_FOUND,
                        "no sound %s/%s" SOUND_ENDING ": build the target `assets`", path,
                        cue_name((Cue)cue));
    }
    snprintf(path, sizeof(path), "%s/speech", folder);
    return sounds_load(&audio->bank, path, SOUND_SPEECH);
}

bool audio_is_opening(const Audio *audio)
{
    return audio->opening != NULL;
}

Result audio_open(Audio **audio, const AudioOptions *options)
{
    REQUIRE(audio != NULL && options != NULL);
    *audio = NULL;
    Audio *opened = calloc(1, sizeof(Audio));
    if (opened == NULL) return fail(RESULT_FULL, "no memory for the sound");
    opened->silent = options->silent;
    opened->loopback = options->loopback;
    opened->headphones = options->headphones;
    opened->hold = opened->loudness = 1;
    opened->speech_rate = 100;
    Sensory usual = sensory_preset(SENSORY_STANDARD);
    audio_limits(opened, &usual);
    if (!opened->silent) {
        REQUIRE(options->asset_folder != NULL);
        Result result = load(opened, options->asset_folder);
        if (result != RESULT_OK) {
            audio_close(&opened);
            return result;
        }
        open_device(opened);
        if (opened->loopback && opened->device.device == NULL) {
            audio_close(&opened);
            return fail(RESULT_UNAVAILABLE, "this OpenAL has no loopback device");
        }
        if (!audio_is_opening(opened) && opened->device.device == NULL) log_no_device();
    }
    *audio = opened;
    return RESULT_OK;
}

const char *audio_device(const Audio *audio)
{
    return audio->device.device != NULL ? audio->device.name : "no sound device";
}

// A volume of one half is heard as about half as loud when its amplitude is a quarter.
void audio_limits(Audio *audio, const Sensory *sensory)
{
    Sensory limits = sensory_clamped(*sensory);
    audio->effects = limits.effects * limits.effects;
    audio->speech = limits.speech * limits.speech;
    audio->music_volume = limits.music * limits.music;
    if (audio->device.device != NULL) apply_gains(audio);
}

void audio_speech_rate(Audio *audio, unsigned percent)
{
    bool plays = audio->device.device != NULL;
    if (audio->silent || percent == audio->speech_rate) return;
    audio->next_count = 0;
    for (int i = SPEECH_VOICES; i < MUSIC_VOICES && plays; i++) voice_stop(&audio->voice[i]);
    audio->speech_rate = percent;
    if (sounds_speech_rate(&audio->bank, percent) != RESULT_OK)
        log_warn("audio speech_rate=%u: %s", percent, fail_text());
    for (int i = 0; i < audio->bank.count && plays; i++) {
        Sound *sound = &audio->bank.sound[i];
        if (sound->kind != SOUND_SPEECH) continue;
        alDeleteBuffers(1, &sound->buffer);
        fill_buffer(sound);
    }
}

static int cue_voice(const Audio *audio)
{
    int oldest = CUE_VOICES;
    for (int i = CUE_VOICES; i < SPEECH_VOICES; i++) {
        if (audio->voice[i].sound == NULL) return i;
        if (audio->voice[i].order < audio->voice[oldest].order) oldest = i;
    }
    return oldest;
}

void audio_cue(Audio *audio, const GameCue *cue)
{
    audio_cue_softly(audio, cue, 1);
}

void audio_cue_softly(Audio *audio, const GameCue *cue, float share)
{
    REQUIRE(cue->cue >= 0 && cue->cue < CUE_COUNT && share >= 0 && share <= 1);
    if (audio->device.device == NULL) return;
    float pan = isfinite(cue->pan) ? clampf(cue->pan, -1, 1) : 0;
    float semitones = clampf((float)cue->pitch, -AUDIO_PITCH_MAX, AUDIO_PITCH_MAX);
    int i = cue_voice(audio);
    voice_start(audio, i, audio->cue[cue->cue], pan, exp2f(semitones / 12), false);
    audio->voice[i].level = share;
    apply_gains(audio);
    alSourcePlay(audio->voice[i].source);
}

static void say(Audio *audio, const Sound *line)
{
    int next = quieter_of_two(audio, SPEECH_VOICES);
    voice_start(audio, next, line, 0, 1, false);
    audio->duck = 1;  // at once, so that the first word does not pass the ceiling
    apply_gains(audio);
    if (!audio->held) alSourcePlay(audio->voice[next].source);
}

void audio_say(Audio *audio, const char *name)
{
    REQUIRE(name);
    if (audio->device.device == NULL && !audio_is_opening(audio)) return;
    const Sound *line = sounds_find(&audio->bank, SOUND_SPEECH, name);
    if (line == NULL) {
        log_warn("audio no line of speech is called %s", name);
        return;
    }
    if (audio->device.device == NULL) {
        audio->next[0] = line;
        audio->next_count = 1;
        audio->early_us = audio->updated_us;
    } else if (!audio_is_saying(audio)) {
        say(audio, line);
    } else if (audio->next_count < AUDIO_LINES_MAX) {
        audio->next[audio->next_count++] = line;
    } else {
        log_warn("audio too many lines wait: %s is not said", name);
    }
}

static bool sounds_now(const Audio *audio)
{
    for (int i = SPEECH_VOICES; i < MUSIC_VOICES; i++)
        if (audio->voice[i].sound != NULL && audio->voice[i].dying == 0) return true;
    return false;
}

bool audio_is_saying(const Audio *audio)
{
    return sounds_now(audio) || audio->next_count > 0;
}

static void say_next(Audio *audio)
{
    if (audio->next_count == 0 || sounds_now(audio)) return;
    const Sound *line = audio->next[0];
    audio->next_count--;
    for (int i = 0; i < audio->next_count; i++) audio->next[i] = audio->next[i + 1];
    say(audio, line);
}

void audio_music(Audio *audio, const char *name)
{
    if (audio->silent) return;
    const Sound *music = name != NULL ? sounds_find(&audio->bank, SOUND_EFFECT, name) : NULL;
    if (name != NULL && music == NULL) log_warn("audio no music is called %s", name);
    if (music == audio->music) return;
    audio->music = music;
    if (audio->device.device == NULL) return;
    for (int i = MUSIC_VOICES; i < VOICE_COUNT; i++) audio->voice[i].fade_goal = 0;
    if (music != NULL) music_start(audio, music, true);
}

bool audio_phrase(Audio *audio, const char *name)
{
    const Sound *phrase = sounds_find(&audio->bank, SOUND_EFFECT, name);
    if (phrase == NULL) return false;
    audio->music = NULL;
    if (audio->device.device == NULL) return true;
    for (int i = MUSIC_VOICES; i < VOICE_COUNT; i++) audio->voice[i].fade_goal = 0;
    music_start(audio, phrase, false);
    apply_gains(audio);
    return true;
}

void audio_silence(Audio *audio)
{
    audio->music = NULL;
    audio->next_count = 0;  // what waits is stopped as well
    if (audio->device.device == NULL) return;
    for (int i = 0; i < VOICE_COUNT; i++) voice_let_die(&audio->voice[i]);
}

void audio_mute(Audio *audio, bool muted)
{
    audio->muted = muted;
    if (audio->device.device != NULL) apply_gains(audio);
}

void audio_loudness(Audio *audio, float share)
{
    share = clampf(share, 0, 1);
    audio->loudness = share * share;
    if (audio->device.device != NULL) apply_gains(audio);
}

void audio_pause(Audio *audio, bool paused)
{
    audio->paused = paused;
}

// Music and speech are paused only once their gain is down, so that nothing clicks.
static void update_hold(Audio *audio, float seconds)
{
    audio->hold = toward(audio->hold, audio->paused ? 0 : 1, seconds / HOLD_FADE_S);
    bool hold = audio->paused && audio->hold <= 0;
    if (hold == audio->held) return;
    audio->held = hold;
    for (int i = SPEECH_VOICES; i < VOICE_COUNT; i++) {
        if (audio->voice[i].sound == NULL) continue;
        if (hold)
            alSourcePause(audio->voice[i].source);
        else
            alSourcePlay(audio->voice[i].source);
    }
}

static void update_voice(Audio *audio, int i, float seconds)
{
    Voice *voice = &audio->voice[i];
    if (voice->sound == NULL) return;
    ALint state = AL_STOPPED;
    alGetSourcei(voice->source, AL_SOURCE_STATE, &state);
    bool ended = state == AL_STOPPED;
    if (is_music(i)) {
        voice->fade = toward(voice->fade, voice->fade_goal, seconds / MUSIC_FADE_S);
        if (voice->fade <= 0 && voice->fade_goal <= 0) voice_let_die(voice);
    }
    if (voice->dying > 0 && --voice->dying == 0) ended = true;
    if (ended) voice_stop(voice);
}

static void take_device(Audio *audio, int64_t now_us)
{
    if (!sound_errand_taken(&audio->opening, &audio->device)) return;
    audio->looked_us = now_us;
    if (audio->device.device != NULL) start_device(audio);
    bool sounds = audio->device.device != NULL;
    if (!sounds || now_us - audio->early_us > EARLY_US) audio->next_count = 0;
    if (!sounds && !audio->told_none) log_no_device();
    audio->told_none = true;
}

static void look_for_device(Audio *audio, int64_t now_us)
{
    if (audio->opening != NULL) {
        take_device(audio, now_us);
        return;
    }
    if (now_us - audio->looked_us < RETRY_US) return;
    audio->looked_us = now_us;
    if (sound_device_is_lost(&audio->device)) {
        log_warn("audio device=\"%s\" is gone", audio->device.name);
        close_device(audio, false);
    }
    if (audio->device.device == NULL) open_device(audio);
}

void audio_update(Audio *audio, int64_t now_us)
{
    if (audio->silent) return;
    if (audio->updated_us == 0) audio->updated_us = audio->looked_us = audio->early_us = now_us;
    float seconds = clampf((float)(now_us - audio->updated_us) * 1e-6f, 0, STEP_MAX_S);
    audio->updated_us = now_us;
    look_for_device(audio, now_us);
    if (audio->device.device == NULL) return;
    update_hold(audio, seconds);
    for (int i = 0; i < VOICE_COUNT; i++) update_voice(audio, i, seconds);
    say_next(audio);
    audio->duck = audio_is_saying(audio) ? 1 : toward(audio->duck, 0, seconds / DUCK_UP_S);
    apply_gains(audio);
}

double audio_latency_ms(const Audio *audio)
{
    return sound_device_latency_ms(&audio->device);
}

void audio_render(Audio *audio, float *samples, int frames)
{
    REQUIRE(samples && frames >= 0);
    sound_device_render(&audio->device, samples, frames);
}

void audio_close(Audio **audio)
{
    if (audio == NULL || *audio == NULL) return;
    sound_errand_leave(&(*audio)->opening);
    close_device(*audio, true);
    sounds_free(&(*audio)->bank);
    free(*audio);
    *audio = NULL;
}
