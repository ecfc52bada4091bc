// SPDX-License-Identifier: MIT
// box_setting.h: the play box of a room is set on a camera's picture, from the page that shows the
// picture, and kept by the camera's name. Main thread.
#pragma once

#include "base/image.h"
#include "render/render.h"
#include "therapist/play_box_page.h"
#include "tiptoe/pose.h"

// Zeroed: nothing is set.
typedef struct BoxSetting {
    bool on;
    PlayBoxPage page;
    const char *store;   // as given; NULL: the usual one
    const char *camera;  // its name
    int64_t posed_us;    // when the last pose came
} BoxSetting;

// How large the picture is on the page, stage units a px, so that it fits.
float box_setting_scale(const Image *picture, float width, float height);

// Over a picture round `middle`. Both texts are the caller's while it is on.
void box_setting_open(BoxSetting *setting, const char *store, const char *camera,
                      const Image *picture, float scale, Vec2 middle);

// Every event while it is on; Keep and Back end it. What cannot be kept is logged.
void box_setting_event(BoxSetting *setting, const RenderEvent *event);

// Whether it asks for poses; the newest of them. True: feet gave a corner.
bool box_setting_watches(const BoxSetting *setting);
bool box_setting_pose(BoxSetting *setting, const Pose *pose, int64_t now_us);
