// camera.h: where frames come from: a device, a video file, numbered pictures, a picture, the demo.
#pragma once

#include "base/image.h"
#include "tiptoe/base.h"
#include "tiptoe/pose.h"

#ifdef __cplusplus
extern "C" {
#endif

// How the capture time of a frame is known.
typedef enum StampSource {
    STAMP_CAPTURE,   // the device said when (start of exposure)
    STAMP_ARRIVAL,   // the device's own time was missing or wrong: the time of dequeuing, less the
                     // delay of the last good stamp if there was one
    STAMP_SCHEDULE,  // frame number over rate: files, pictures, the demo camera
} StampSource;

typedef struct Frame {
    Image image;      // owned by the camera; valid until the next camera_read()
    uint32_t number;  // 1, 2, 3... of what the source delivered; a gap is a frame that was skipped
    int64_t captured_us;  // live: monotonic clock. Paced: monotonic clock, when the frame was due.
                          // Otherwise number / fps: the first frame of a clip lies at 1 / fps
    int64_t dequeued_us;  // monotonic clock
    int64_t decoded_us;   // monotonic clock, when the BGR picture was ready
    StampSource stamp_source;
} Frame;

struct DeviceCalls;
struct DemoAim;

typedef struct CameraRequest {
    // "0" or "/dev/video0"; a video file; a picture; "frames/%06d.png"; "demo" or "demo:SCRIPT"
    const char *source;
    int width, height;  // wished for; 0: the source's own, or 640x480
    double fps;     // wished for; of a file or pictures: replaces its own rate; 0: its own, or 30;
                    // of a device: the fastest up to 60
    bool paced;     // deliver a file, pictures or the demo at their rate in real time, like a
                    // device; a single picture then never ends
    uint64_t seed;  // of the demo camera's noise
    float height_cm;                                                // of the demo child; 0: 120
    bool seated;                                                    // the demo child sits
    bool wheelchair;                                                // ... in a wheelchair
    float skill, reaction_ms, tremor_cm, weakness[2], attention_s;  // how it plays: see demo.h
    const struct DeviceCalls *device;  // NULL: the kernel's; tests put a scripted camera here
} CameraRequest;

typedef struct CameraInfo {
    char name[96];        // as a person would say it; no serial numbers
    int width, height;    // of the first frame; later ones may differ
    double fps;           // as the source states it
    bool live;            // frames come whether or not they are read
    int64_t frame_count;  // of a file or pictures; 0: endless or unknown
} CameraInfo;

typedef struct Camera Camera;

// NOT_FOUND: no such device or file. BUSY, NOT_PERMITTED, UNAVAILABLE: device. MALFORMED: not a
// readable picture or clip, or a script that the demo child does not understand. Each with a line
// that says what to do (fail_text). Allocates; nothing is allocated later unless the picture's
// size changes (what OpenCV does inside its decoders excepted).
Result camera_open(Camera **camera, const CameraRequest *request);

// The next frame; waits for it if the source is live or paced. NOT_FOUND: the clip has ended (not
// an error: fail() is not called). LOST: the device stopped answering, or its picture is frozen;
// close it and open it again. MALFORMED: this frame is damaged, the next may be well.
Result camera_read(Camera *camera, Frame *frame);

// What the demo child can see from the next frame on; no effect on other cameras.
void camera_aim(Camera *camera, const struct DemoAim *aim);

// The true landmarks of the demo's last frame, with its number and time. False: no demo, no frame
// yet.
bool camera_truth(const Camera *camera, Pose *truth);

CameraInfo camera_info(const Camera *camera);
void camera_close(Camera **camera);  // *camera becomes NULL; NULL is allowed

#ifdef __cplusplus
}
#endif
