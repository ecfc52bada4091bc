// camera_source.h: what each kind of camera gives to camera.c; for the camera_*.c files alone.
#pragma once

#include "vision/camera.h"

// The lines of Result are those of camera_open() and camera_read().
typedef struct CameraSource {
    // Fills `info`; `request` lives only as long as the call.
    Result (*open)(void **self, const CameraRequest *request, CameraInfo *info);
    // Fills frame->image; a live source also number and all stamps, for the others camera.c does
    // it.
    Result (*read)(void *self, Frame *frame);
    void (*aim)(void *self, const struct DemoAim *aim);  // NULL: cannot be aimed
    void (*truth)(const void *self, Pose *truth);        // NULL: does not know it
    void (*close)(void *self);
} CameraSource;

extern const CameraSource camera_source_device;
extern const CameraSource camera_source_clip;
extern const CameraSource camera_source_pictures;  // one picture, or a numbered pattern
extern const CameraSource camera_source_demo;

// True if the file begins like a picture.
bool camera_is_picture(const char *path);

#define CAMERA_SIDE_MIN    16    // px; smaller pictures are damage
#define CAMERA_SIDE_MAX    8192  // px
#define CAMERA_FPS_DEFAULT 30.0
#define CAMERA_FPS_MAX     1000.0
