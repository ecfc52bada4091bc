// SPDX-License-Identifier: MIT
// sim.h: a whole session of the demo child at body level: no picture, no camera, no model. The
// child moves, its true landmarks go through play, and what the game offers comes back to the
// child.
#pragma once

#include "demo/demo.h"
#include "play/play.h"
#include "puppet.h"

typedef struct SimOptions {
    const Game *game;
    int level;         // 1-5
    uint32_t seconds;  // of play
    uint64_t seed;     // of game and child
    HandRule hand;
    Posture posture;
    float side_bias;    // 0..1; negative: 0
    DemoOptions child;  // skill, reaction, tremor, weakness, attention; the rest is filled in
    const PuppetSkill *puppet;  // not NULL: the made-up player instead of the demo child
    const float *knob;          // NULL: of the level
    float success;              // of the just-right challenge, 0.7..0.9; 0: nothing adapts
    float gain;                 // of movement, as PlaySetup.gain
    uint32_t ask_reach;         // the child shows its reach before play
    double camera_fps;          // 0: 30
    PlayBox box;                // not set: none
    bool unticked;              // no spotter stands by, and nobody may jump
    uint32_t patience_s;        // for pauses
    unsigned support;           // from the first step: a set of SUPPORT_LIST
} SimOptions;

typedef struct SimResult {
    PlayPhase phase;  // DONE when it was played to the end
    PlayScore score;
    PlayQuality quality;
    Calibration size;
    uint32_t steps;  // of the session
    int events[EVENT_COUNT];
    PlayEnd ended;                    // as the play told
    int trials;                       // reaches that were measured
    int measured[GAME_MEASURES_MAX];  // how often each of the game's measures came
    double measured_sum[GAME_MEASURES_MAX];
    uint64_t digest;
    Behaviour behaviour;
} SimResult;

// Called before every step with the pose that play is about to take (may change it) or NULL.
typedef void SimWatch(void *user, const Play *play, PlayInput *in, const PlayOutput *before);

SimResult sim_session(const SimOptions *options);
SimResult sim_session_watched(const SimOptions *options, SimWatch *watch, void *user);
