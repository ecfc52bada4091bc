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

// True and a current context, or false: no device now. Returns at once when the system has no sound
// hardware and no sound server at all; opening a real one takes some 10-50 ms.
bool sound_device_open(Device *device, bool loopback, bool headphones);
bool sound_device_is_lost(const Device *device);
double sound_device_latency_ms(const Device *device);  // 0 unknown
void sound_device_render(Device *device, float *samples, int frames);
void sound_device_close(Device *device);
