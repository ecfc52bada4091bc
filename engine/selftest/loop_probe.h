// SPDX-License-Identifier: MIT
// loop_probe.h: how long it takes from a present until the camera's picture of it is in hand: the
// camera faces the screen, the screen flips between black and white each time the camera has seen
// the last flip. No clock and no camera of its own: it is told what happened.
#pragma once

#include "base/histogram.h"
#include "tiptoe/base.h"

#define LOOP_FLIPS       200
#define LOOP_HOLD_US     200000  // between flips at least: 2.5 flashes a second, safe for all
#define LOOP_JITTER_US   100000  // and up to this by chance, so that flips fall anywhere in a frame
#define LOOP_BLIND_US    5000000  // without a sight of the colour that is shown
#define LOOP_PATIENCE_US 1000000  // a flip that was not seen by then is missed
#define LOOP_SETTLE_US                                                                             \
    1500000                  // of black and of white at the start, for the camera's own brightness
#define LOOP_CONTRAST 12.0f  // of 255: less, and the camera does not look at the screen

typedef enum LoopStage {
    LOOP_BLACK,  // how dark is black?
    LOOP_WHITE,  // how bright is white?
    LOOP_FLIP,
    LOOP_DONE,
    LOOP_BLIND,  // the camera does not see the screen
} LoopStage;

// Zeroed but for `wanted` and `rng` is its start.
typedef struct LoopProbe {
    int wanted;  // flips
    Rng rng;
    LoopStage stage;
    int64_t stage_us;    // when the stage's colour was first presented; 0: not yet
    float dark, bright;  // mean luma of 0..255
    bool white;          // is to be shown
    bool seen_white;     // by the camera's last picture
    bool waiting;        // for the camera to see the last flip
    bool shown;          // that flip has been presented
    int64_t flipped_us, next_us;
    int seen, missed;
    Histogram times;
} LoopProbe;

// Before each present: what it shows.
bool loop_probe_white(LoopProbe *probe, int64_t now_us);
// That present has returned.
void loop_probe_presented(LoopProbe *probe, int64_t presented_us);
// A picture of the camera is in hand: its mean luma.
void loop_probe_picture(LoopProbe *probe, float luma, int64_t arrived_us);
bool loop_probe_over(const LoopProbe *probe);
