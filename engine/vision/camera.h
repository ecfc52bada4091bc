// SPDX-License-Identifier: MIT
// camera.h: where frames come from: a device, a video file, numbered pictures, a picture, or a
// source that another room registers.
#pragma once

#include "base/camera_source.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CAMERA_REGISTERED_MAX 4

typedef struct Camera Camera;

// From now on "NAME" and "NAME:words" mean this source. At start-up, before any thread; a source
// that is registered already stays so. `source` lives as long as the program.
void camera_register(const CameraSource *source);

// NOT_FOUND: no such device or file. BUSY, NOT_PERMITTED, UNAVAILABLE: device. MALFORMED: not a
// readable picture or clip, or words that a registered source does not understand. Each with a
// line that says what to do (fail_text). Allocates; nothing is allocated later unless the picture's
// size changes (what libraries do inside their decoders excepted).
Result camera_open(Camera **camera, const CameraRequest *request);

// The next frame; waits for it if the source is live or paced. NOT_FOUND: the clip has ended (not
// an error: fail() is not called). LOST: the device stopped answering, or its picture is frozen;
// close it and open it again. MALFORMED: this frame is damaged, the next may be well.
Result camera_read(Camera *camera, Frame *frame);

CameraInfo camera_info(const Camera *camera);
void camera_close(Camera **camera);  // *camera becomes NULL; NULL is allowed

#ifdef __cplusplus
}
#endif
