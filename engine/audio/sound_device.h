// SPDX-License-Identifier: MIT
// sound_device.h: the OpenAL device behind audio.c: short buffers, quiet absence, loopback for
// tests.
#pragma once

#include "tiptoe/base.h"

typedef struct Device {
    void *device, *context;  // OpenAL's; NULL: none
    bool loopback, binaural;
    char name[96];
} Device;

// Main thread, before the first opening.
void sound_device_prepare(void);
// False: the system has no sound hardware and no sound server at all.
bool sound_device_may_exist(void);

// Any thread: opening and closing take some 10-50 ms, but half a minute before a sound server that
// accepts and never answers. False: no device now.
bool sound_device_open(Device *device, bool loopback, bool headphones);
void sound_device_close(Device *device);  // no longer in use

// Main thread, as is the rest. All calls of OpenAL go to it from now on; NULL: to none.
bool sound_device_use(const Device *device);
bool sound_device_is_lost(const Device *device);
double sound_device_latency_ms(const Device *device);  // 0 unknown
void sound_device_render(Device *device, float *samples, int frames);
