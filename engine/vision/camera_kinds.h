// SPDX-License-Identifier: MIT
// camera_kinds.h: the kinds of camera that vision has itself; for the camera_*.c files alone.
#pragma once

#include "vision/camera.h"

extern const CameraSource camera_source_device;
extern const CameraSource camera_source_clip;
extern const CameraSource camera_source_pictures;  // one picture, or a numbered pattern

// True if the file begins like a picture.
bool camera_is_picture(const char *path);

// True if the file's name, not its folder's, has a place for a number: %d or %06d.
bool camera_is_pattern(const char *path);

#define CAMERA_SIDE_MIN 16    // px; smaller pictures are damage
#define CAMERA_SIDE_MAX 8192  // px
