// SPDX-License-Identifier: MIT
// check_run.h: what `tiptoe check` does: looks at everything for some seconds, or measures the loop
// from the screen to the camera.
#pragma once

#include "render/render.h"
#include "selftest/check.h"
#include "selftest/loop_probe.h"

typedef struct CheckOptions {
    CameraRequest camera;
    Model model;
    bool model_given, seated, json, headless, latency;
    float text;  // size of letters, as in RenderOptions
    double seconds;
    int flips;
    const char *store;
    const char *assets;   // where sounds and pictures lie
    bool camera_missing;  // this machine has none: the demo's pictures time the model
} CheckOptions;

// Fills `facts` and `rows`. The render is NULL without a window; with one the rows stay until a
// key, and `again` says whether to look once more: in the window T turns and M mirrors the camera's
// pictures, which is kept with its name; B, or a touch on its row, sets the play box. A camera that
// does not work is a fact, not an error.
void check_run(CheckOptions *options, Render *render, CheckFacts *facts, CheckRow rows[CHECK_COUNT],
               bool *again);

// Its parts, for who looks while something else is shown: whether sessions can be stored (`store`
// as given), and what the camera's threads tell now.
void check_store(CheckFacts *facts, const char *store);
void check_health(CheckFacts *facts, const VisionHealth *health);

// NOT_FOUND, BUSY, ...: the camera. UNAVAILABLE: it does not see the screen, or most flips were not
// seen.
Result check_latency_run(const CheckOptions *options, Render *render, LoopProbe *probe,
                         CameraInfo *info);
