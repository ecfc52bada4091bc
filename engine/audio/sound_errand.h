// SPDX-License-Identifier: MIT
// sound_errand.h: opens and closes the sound device on a thread of its own, because whoever asks a
// sound server that accepts and never answers is held up for half a minute. Called by the main
// thread, which never waits for longer than it says.
#pragma once

#include "audio/sound_device.h"

typedef struct SoundErrand SoundErrand;

// NULL: no thread or no memory for it.
SoundErrand *sound_errand_open(bool headphones);
// True: it is over, *device is what was opened (its `device` is NULL: none), *errand becomes NULL.
bool sound_errand_taken(SoundErrand **errand, Device *device);
// Nobody waits for it any more: what it still opens is closed again. NULL is allowed.
void sound_errand_leave(SoundErrand **errand);
// Closes what is in use no longer; `waiting`: and waits for that, a quarter of a second at most.
void sound_errand_close(Device *device, bool waiting);
