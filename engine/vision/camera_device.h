// SPDX-License-Identifier: MIT
// camera_device.h: the few calls through which a V4L2 camera is reached, so that a scripted camera
// can stand in for the kernel; and the choice of its mode.
#pragma once

#include "tiptoe/base.h"
#include "vision/camera.h"

// Each call gets `world` and otherwise means what the system call of its name does.
typedef struct DeviceCalls {
    void *world;
    int (*open)(void *world, const char *path);  // for reading and writing, not blocking
    int (*close)(void *world, int file);
    int (*ioctl)(void *world, int file, unsigned long request, void *argument);
    void *(*map)(void *world, size_t length, int file, int64_t offset);  // NULL: failed
    int (*unmap)(void *world, void *memory, size_t length);
    int (*poll)(void *world, int file, int timeout_ms);  // revents of POLLIN; 0: nothing; -1: errno
    int64_t (*clock_us)(void *world);                    // the monotonic clock of its stamps
} DeviceCalls;

extern const DeviceCalls device_calls_kernel;

// An open device, as the two files camera_device.c and camera_mode.c share it.
typedef struct DeviceFile {
    const DeviceCalls *calls;
    int file;
    const char *path;
} DeviceFile;

// ioctl() that goes on after a signal. 0, or -1 with errno.
int device_ioctl(const DeviceFile *device, unsigned long request, void *argument);

// The Result for `errno` after a call on `path`, with a line that says what to do.
Result device_failed(const char *path, const char *what, int error);

// Whether it gives pictures, and the camera's own name. UNAVAILABLE: it is something else.
Result device_check(const DeviceFile *device, char *name, size_t name_size);

// One way to run the camera.
typedef struct DeviceMode {
    uint32_t pixels;  // V4L2_PIX_FMT_...
    int width, height;
    int stride;  // bytes a row of the first plane; means nothing if compressed
    double fps;
} DeviceMode;

// Rate before size: of the modes of at least 360 lines the fastest up to the wished rate, then
// the size nearest to the wish (640x480), then YUYV before NV12 before MJPG: so MJPG is taken where
// the raw format cannot keep up. Sets it, and fixes the rate against low light.
// `mode` is what the device really agreed to.
Result device_set_mode(const DeviceFile *device, const CameraRequest *request, DeviceMode *mode);
