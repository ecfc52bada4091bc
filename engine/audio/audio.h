// SPDX-License-Identifier: MIT
// audio.h: cues, music and speech through OpenAL, within the sensory limits. Main thread only, one
// Audio at a time. No sound device is not an error: everything works silently, and a device that
// turns up later is taken.
#pragma once

#include "tiptoe/base.h"
#include "tiptoe/game.h"
#include "tiptoe/profile.h"

#define AUDIO_RATE      48000   // Hz, of the device and the loopback
#define AUDIO_CUES_MAX  16      // sounding at once; the oldest gives way
#define AUDIO_LINES_MAX 4       // waiting to be said; who speaks when is play's (play/voice.h)
#define AUDIO_PITCH_MAX 12      // semitones; steeper cues are held to an octave
#define AUDIO_CEILING   0.708f  // of full scale (-3 dBFS): nothing that is mixed here passes it

typedef struct AudioOptions {
    const char
        *asset_folder;  // has sounds/<name>.flac and speech/<name>.flac: mono, 16 bit is kept
    bool silent;        // no device is opened (--headless); nothing is loaded either
    bool loopback;      // renders on request instead of to a device: audio_render(), for tests
    bool headphones;    // binaural (HRTF) whatever the device says it is; else only if it says so,
                        // because on the loudspeakers of a television it only colours the sound
} AudioOptions;

typedef struct Audio Audio;

// NOT_FOUND: a folder or the sound of a cue is missing. MALFORMED: a file is damaged, not mono or
// longer than 90 s. FULL: no memory. No device: OK, see audio_device(). *audio is NULL on failure.
// A device is opened by a thread of its own, since a sound server may keep it waiting; once
// audio_update() has taken it, music begins, and so does a line that was said within 2 s.
Result audio_open(Audio **audio, const AudioOptions *options);
bool audio_is_opening(const Audio *audio);     // nobody knows yet whether there is a device
const char *audio_device(const Audio *audio);  // its name; "no sound device" if there is none
void audio_limits(Audio *audio, const Sensory *sensory);  // volumes from now on; they are ceilings

// Lines are said slower or faster from now on, in the same pitch; percent. What is being said is
// cut: between two plays. It takes some tenths of a second.
void audio_speech_rate(Audio *audio, unsigned percent);

// Where on the stage: pan -1 left .. 1 right. Never blocks; the oldest voice gives way when all are
// busy. Many cues at once share the room that one loud cue may take.
void audio_cue(Audio *audio, const GameCue *cue);
void audio_cue_softly(Audio *audio, const GameCue *cue, float share);  // 0..1 of its loudness
// A line of assets/speech; music and cues step back meanwhile. Nothing but audio_silence() cuts a
// line: one that is said meanwhile waits for its end, AUDIO_LINES_MAX at most. A name without a
// line is logged and says nothing.
void audio_say(Audio *audio, const char *name);
bool audio_is_saying(const Audio *audio);          // or a line waits
void audio_music(Audio *audio, const char *name);  // loops softly, fades over; NULL: fades out
// The music ends, and this is heard once in its place, as loud as it. False: there is none of that
// name, and the music goes on.
bool audio_phrase(Audio *audio, const char *name);
void audio_silence(Audio *audio);  // all of it, within 20 ms; music starts again with audio_music()
void audio_mute(Audio *audio, bool muted);       // all of it goes on unheard; the therapist's key
void audio_loudness(Audio *audio, float share);  // all of it, 0..1 of its limits; 1 at opening
void audio_pause(Audio *audio, bool paused);  // music and speech hold their place; cues still sound

// Once a frame: fades, ducking, and every 5 s a look for a lost or new device.
void audio_update(Audio *audio, int64_t now_us);
double audio_latency_ms(const Audio *audio);  // as the device states it; 0 unknown

// Loopback only: the next `frames` stereo samples at AUDIO_RATE, interleaved, left first.
void audio_render(Audio *audio, float *samples, int frames);
void audio_close(Audio **audio);  // NULL is allowed
