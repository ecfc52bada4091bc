// SPDX-License-Identifier: MIT
// standing.h: a drawn child before the real window of a test: demo_open() `standing` first, and
// demo_close() it at the end.
#pragma once

#include "demo/demo_camera.h"
#include "gym/live.h"

static Demo *standing;

static void next_pose(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    (void)self;
    (void)image;
    demo_move(standing, NULL, pose);
    pose->captured_us = captured_us;
}

static Result open_standing(Live *of)
{
    return live_begin_with(of, (PoseMaker){ .next = next_pose });
}
