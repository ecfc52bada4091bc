// SPDX-License-Identifier: MIT
// camera_list.c: asks each video device of this machine what it is.
#include "vision/camera_list.h"

#include <errno.h>
#include <stdio.h>

#define NUMBERS 64  // as many as the kernel usually gives

// A camera in use by somebody else can be asked all the same; what may not be opened is listed too.
static bool is_camera(const DeviceCalls *calls, FoundCamera *found)
{
    DeviceFile device = { .calls = calls, .path = found->source };
    device.file = calls->open(calls->world, found->source);
    snprintf(found->name, sizeof found->name, "%s", found->source);
    if (device.file < 0) return errno == EACCES || errno == EPERM || errno == EBUSY;
    bool is = device_check(&device, found->name, sizeof found->name) == RESULT_OK;
    calls->close(calls->world, device.file);
    return is;
}

int cameras_find(FoundCamera found[CAMERAS_FOUND_MAX], const DeviceCalls *calls)
{
    int count = 0;
    for (int i = 0; i < NUMBERS && count < CAMERAS_FOUND_MAX; i++) {
        FoundCamera *next = &found[count];
        snprintf(next->source, sizeof next->source, "/dev/video%d", i);
        count += is_camera(calls ? calls : &device_calls_kernel, next);
    }
    return count;
}
