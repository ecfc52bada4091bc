// SPDX-License-Identifier: MIT
// vision.h: the two vision threads: the camera's, which drains the source, and the pose's, which
// runs the tracker on the newest frame. Poses come out of a mailbox.
#pragma once

#include "tiptoe/pose.h"
#include "vision/camera.h"
#include "vision/silhouette.h"
#include "vision/tracker.h"

typedef struct Vision Vision;

// Below this mean brightness of 255 a room is too dark for the camera and the model.
#define VISION_LUMA_MIN 40.0f

typedef struct VisionHealth {
    uint32_t captured;  // frames that the source delivered
    uint32_t dropped;   // frames that the pose thread never saw
    uint32_t damaged;   // frames that could not be decoded
    uint32_t posed;     // frames with a pose, found or not
    uint32_t found;     // frames with somebody found
    uint32_t reopened;  // times that the camera came back
    bool fitted;        // the machine chose the model ...
    Model model;        // ... that makes the poses now
    double fps_most;    // that a device was asked for, as the network keeps up with it; 0: another
                        // wish was given
    float fps;          // measured over about the last second; 0: not yet
    float luma;     // mean brightness of the newest frame, 0..255; too dark below VISION_LUMA_MIN
    Result camera;  // OK; LOST while the device does not answer; MALFORMED while it sends only
                    // damaged frames; NOT_FOUND: the clip has ended
    char trouble[160];  // what to do about it
} VisionHealth;

// When the frame of a pose passed each station. Microseconds, monotonic clock.
typedef struct VisionStamps {
    int64_t captured_us, dequeued_us, decoded_us;
    int64_t started_us;  // the pose thread took it
    int64_t ready_us;    // the pose was done
    StampSource source;  // of captured_us
} VisionStamps;

// What makes a pose of a picture: the tracker, or a stand-in for it in tests and benches. It is
// called by the pose thread, and closed by vision_stop().
typedef struct PoseMaker {
    void *self;
    void (*next)(void *self, const Image *image, int64_t captured_us, Pose *pose);
    TrackerTimes (*times)(const void *self);  // NULL: unknown
    void (*close)(void *self);                // NULL: nothing to close
    // Goes on with this model from the next picture on; false: not yet. NULL: there is no choice.
    bool (*use)(void *self, Model model);
    Model model;  // at first, where there is a choice
    // Where the player of the last pose is; false: not known. NULL: never.
    bool (*mask)(const void *self, TrackerMask *mask);
    // When the pose was handed on and no newer picture waits, or has for long; NULL: never.
    void (*look_around)(void *self, const Image *image);
    void (*choose_next)(void *self);  // the therapist's key; NULL: no choice
} PoseMaker;

// Starts both threads. Files, pictures and drawn cameras are paced, like a live camera. A device
// that is lost is opened again every half second until it is back; only the first opening can fail.
// The errors of camera_open() and tracker_open().
//
// vision_start() runs the networks on as many threads as suit this machine, and asks a device for
// 60 pictures a second where they keep up with that, if the request leaves it open.
typedef enum VisionChoice {
    VISION_KEEP,    // the model of the tracker's options makes the poses, and stays
    VISION_CHOOSE,  // full or lite does, as the machine keeps up with the camera (vision/pace.h)
    VISION_CHOOSE_ONCE,  // full, or lite where full does not hold VISION_POSES_LEAST; and it stays
} VisionChoice;
#define VISION_POSES_LEAST 20  // a second, for a check-up

Result vision_start(Vision **vision, const CameraRequest *camera, const TrackerOptions *tracker,
                    VisionChoice choice);
Result vision_start_with(Vision **vision, const CameraRequest *camera, PoseMaker maker);

// Main thread. True: `pose` is a newer one.
bool vision_take_pose(Vision *vision, Pose *pose);

// Main thread. Of the pose that vision_take_pose() gave last.
VisionStamps vision_stamps(const Vision *vision);

// Main thread. The newest frame for the mirror; valid until the next call. False: no newer one.
bool vision_take_picture(Vision *vision, Image *image);

// A picture and where the player is in it.
typedef struct VisionCutout {
    Image image;
    uint32_t number;  // of the frame, as of its pose
    const Silhouette *silhouette;
} VisionCutout;

// Main thread. The newest picture with the player found in it, if masks were asked for; it comes a
// little later than its pose. Valid until the next call. False: no newer one.
bool vision_take_cutout(Vision *vision, VisionCutout *cutout);

// Main thread, all three: the newest that the threads told.
CameraInfo vision_camera(Vision *vision);
VisionHealth vision_health(Vision *vision);
TrackerTimes vision_times(Vision *vision);

// Main thread. Whether the model may change now: it does so between two trials only, and never if
// this was never said.
void vision_allow_change(Vision *vision, bool allowed);

// Main thread. The therapist's key: another of the people in view is the player.
void vision_choose_next(Vision *vision);

// Joins both threads; a device that sends nothing holds it up for 0.7 s, 3 s before its first
// frame. *vision becomes NULL; NULL is allowed.
void vision_stop(Vision **vision);
