// SPDX-License-Identifier: MIT
// camera_list.h: which real cameras this machine has.
#pragma once

#include "vision/camera_device.h"

#define CAMERAS_FOUND_MAX 8

typedef struct FoundCamera {
    char source[24];             // as a CameraRequest takes it
    char name[CAMERA_NAME_MAX];  // its own; that of the device where it may not be asked
} FoundCamera;

// Any thread. How many: /dev/video0 and so on that give pictures, and those that cannot be asked
// now, which opening them will explain. None is started. `calls` NULL: the kernel's.
int cameras_find(FoundCamera found[CAMERAS_FOUND_MAX], const DeviceCalls *calls);
