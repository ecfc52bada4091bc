// SPDX-License-Identifier: MIT
// camera_source.h: what a camera is asked for and what it gives, for vision, which reads cameras,
// and for rooms that offer one of their own (the drawn child does).
#pragma once

#include "base/image.h"
#include "tiptoe/base.h"

#include <stdatomic.h>

#ifdef __cplusplus
extern "C" {
#endif

// How the capture time of a frame is known.
typedef enum StampSource {
    STAMP_CAPTURE,   // the device said when (start of exposure)
    STAMP_ARRIVAL,   // the device's own time was missing or wrong: the time of dequeuing, less the
                     // delay of the last good stamp if there was one
    STAMP_SCHEDULE,  // frame number over rate: pictures, drawn cameras, a file at another rate
    STAMP_FILE,      // a file's own stamp
} StampSource;

typedef struct Frame {
    Image image;      // owned by the camera; valid until the next camera_read()
    uint32_t number;  // 1, 2, 3... of what the source delivered; a gap is a frame that was skipped
    int64_t captured_us;  // live: monotonic clock. Paced: monotonic clock, when the frame was due.
                          // Otherwise from the start: the first frame of a clip lies at 1 / fps
    int64_t dequeued_us;  // monotonic clock
    int64_t decoded_us;   // monotonic clock, when the BGR picture was ready
    StampSource stamp_source;
} Frame;

// What makes the pictures of a camera upright that hangs on its side, or whose driver mirrors them:
// so many degrees clockwise, 0, 90, 180 or 270, and then left and right exchanged.
typedef struct CameraMount {
    int turn;
    bool mirror;
} CameraMount;

#define CAMERA_NAME_MAX 96  // with its end

// A camera whose mount was kept.
typedef struct KnownMount {
    char camera[CAMERA_NAME_MAX];
    CameraMount mount;
} KnownMount;

struct DeviceCalls;

typedef struct CameraRequest {
    // "0" or "/dev/video0"; a video file; a picture; "frames/%06d.png"; the name of a registered
    // source, which may be followed by a colon and words that the source understands
    const char *source;
    int width, height;  // wished for; 0: the source's own, or 640x480
    double fps;         // wished for; of a file or pictures: replaces its own rate; 0: its own, or
                        // 30; of a device: the fastest up to `fps_most`
    double fps_most;    // of a device: faster is of no use; 0: 60
    const atomic_bool *stop;  // NULL, or: when it becomes true, a paced source waits no longer
    bool paced;       // deliver a file, pictures or a drawn camera at their rate in real time,
                      // like a device; a single picture then never ends
    uint64_t seed;    // this and the next three: of a source that draws its pictures
    float height_cm;  // 0: the source's own
    bool seated, wheelchair;
    bool mount_given;          // pictures are made upright by `mount`; else, of a device, by ...
    CameraMount mount;         // ... what is known of it by its name:
    const KnownMount *mounts;  // `mount_count` of them, which outlive the camera
    int mount_count;
    void *link;                        // handed to a registered source as it is; NULL: none
    const struct DeviceCalls *device;  // NULL: the kernel's; tests put a scripted camera here
} CameraRequest;

typedef struct CameraInfo {
    char name[CAMERA_NAME_MAX];  // as a person would say it; no serial numbers
    int width, height;           // of the first frame; later ones may differ
    CameraMount mount;           // that makes its pictures upright
    double fps;                  // as the source states it
    bool live;                   // frames come whether or not they are read
    int64_t frame_count;         // of a file or pictures; 0: endless or unknown
} CameraInfo;

// A kind of camera. The Results are those of camera_open() and camera_read() (vision/camera.h).
// All but `open` are called by the thread that reads the camera.
typedef struct CameraSource {
    const char *name;  // of a registered source: "name" and "name:words" mean it
    // Fills `info`; `request` lives only as long as the call.
    Result (*open)(void **self, const CameraRequest *request, CameraInfo *info);
    // Fills frame->image; a live source also number and all stamps. For the others it is done, but
    // one that knows when its pictures were taken says STAMP_FILE, and in captured_us how long
    // after the first.
    Result (*read)(void *self, Frame *frame);
    void (*close)(void *self);
} CameraSource;

#define CAMERA_FPS_DEFAULT 30.0
#define CAMERA_FPS_MAX     1000.0

#ifdef __cplusplus
}
#endif
