// SPDX-License-Identifier: MIT
// hour_check.h: the self-test of an hour: ten seconds beside the plan's page and the child's first
// one, while the child comes. Nobody waits for it: it is a row of lights, and what to do about the
// worst of them. Main thread.
#pragma once

#include "audio/audio.h"
#include "selftest/check.h"
#include "tiptoe/draw.h"

#define HOUR_CHECK_S 10

// What stands for one light: its checks, all of which must be well. X(name, picture)
#define HOUR_LIGHT_LIST(X)                                                                         \
    X(CAMERA, "icon_camera")                                                                       \
    X(LIGHT, "icon_light")                                                                         \
    X(POSE, "child_standing")                                                                      \
    X(SOUND, "icon_sound")                                                                         \
    X(DISPLAY, "icon_demo")                                                                        \
    X(LATENCY, "icon_minutes")                                                                     \
    X(STORE, "icon_disk")

typedef enum HourLight {
#define X(name, picture) HOUR_LIGHT_##name,
    HOUR_LIGHT_LIST(X)
#undef X
        HOUR_LIGHT_COUNT
} HourLight;

// Zeroed: nothing is looked at.
typedef struct HourCheck {
    bool on;            // it is shown
    bool done;          // its time is up: what was found stays
    bool opened;        // the camera is, or cannot be
    bool asked;         // a page took the poses of this frame itself
    int64_t opened_us;  // by the first frame after it; 0: still to come
    int64_t frame_us;   // the frame before
    CheckFacts facts;
    CheckRow rows[CHECK_COUNT];
    Histogram frames, ages;  // from frame to frame, from capture to a page
} HourCheck;

// `store` as given. `seated`: legs are not asked for.
void hour_check_start(HourCheck *check, const char *store, bool seated);

// The camera was opened, or why it was not. Nothing, if it is not on; so are the next two.
void hour_check_camera(HourCheck *check, Result opened, const char *trouble,
                       const CameraInfo *info);
void hour_check_pose(HourCheck *check, const Pose *pose, const VisionStamps *stamps,
                     int64_t now_us);

// Once a frame of any page. `vision` NULL: no camera is open; `audio` NULL: no sound yet.
void hour_check_frame(HourCheck *check, Vision *vision, const Audio *audio, int64_t now_us);

CheckState hour_check_light(const HourCheck *check, HourLight light);

// What to do about the worst light; "": nothing, or nothing yet.
const char *hour_check_advice(const HourCheck *check);

// The lights from `left` on.
void hour_check_draw(const HourCheck *check, Vec2 left, Canvas *canvas);
