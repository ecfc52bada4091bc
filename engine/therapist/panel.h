// SPDX-License-Identifier: MIT
// panel.h: latency and quality over a running play: what is not good enough stands out by colour
// and by sign. Main thread.
#pragma once

#include "render/render.h"
#include "session/session.h"

// What is known after the last frame.
typedef struct Panel {
    float left;     // of its plate, stage units
    bool replayed;  // there is no camera, nothing is recorded: the latency is that of the session
    Result camera;
    float fps;
    uint32_t dropped;
    const char *model;  // of the poses
    int64_t pose_us, network_us;
    LatencyFigures latency[LATENCY_COUNT];
    uint32_t presents_missed, steps_late;
    PlayQuality quality;
    float luma;  // of 255
    bool dark;   // too much so
    Result storing;
    int level;
} Panel;

// Where its plate ends at the right.
float panel_draw(Render *render, Canvas *canvas, const Panel *panel);
