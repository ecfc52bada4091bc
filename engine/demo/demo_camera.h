// SPDX-License-Identifier: MIT
// demo_camera.h: the drawn child as a camera: "demo", "demo:SCRIPT" or "demo:NAME=VALUE,...;
// SCRIPT" (demo.h, traits.h), and what the program and the child tell each other.
#pragma once

#include "base/camera_source.h"
#include "base/mailbox.h"
#include "demo/demo.h"

// Owned by the program, which names it in CameraRequest.link; outlives the camera.
typedef struct DemoLink {
    Mailbox aim_box;
    DemoAim aim[MAILBOX_SLOTS];
    // The true landmarks of the last frame, for the thread that reads the camera. Its time counts
    // from the first frame.
    Pose truth;
} DemoLink;

void demo_link_init(DemoLink *link);  // before the camera is opened

// What the child can see from the next frame on. Any thread, but always the same one.
void demo_link_aim(DemoLink *link, const DemoAim *aim);

// For camera_register(). USAGE: a size or rate that cannot be drawn, and the errors of
// traits_read() and demo_open().
extern const CameraSource demo_camera_source;
