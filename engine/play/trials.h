// SPDX-License-Identifier: MIT
// trials.h: watches the targets that a game offers and measures how the hands went to them, from
// raw landmarks, for every game alike.
#pragma once

#include "play/play.h"

#define TRIALS_OPEN_MAX (2 * GAME_TARGETS_MAX)

STATE_BEGIN

typedef struct OpenTrial {
    int32_t target;  // 0: free
    int32_t ended;   // hit or missed; measured a little later, when the movement's end is known
    int32_t hit;
    int32_t side;  // of the hit; -1 missed
    int32_t both;
    int32_t helped;
    uint32_t offer_step, end_step;
    double offer_s;              // session time at which the target was drawn first
    double entry_s[SIDE_COUNT];  // first sample inside the target; 0: none yet
    Vec2 at;
    float radius;
    Vec2 real[SIDE_COUNT];          // where that hand itself must come; `at` without a gain ...
    float real_radius[SIDE_COUNT];  // ... and within what
    float distance[SIDE_COUNT];     // of the hand from the target at the offer, stage units
    int32_t filler;
} OpenTrial;

typedef struct TrialSample {
    double at_s;                   // capture, session time
    Vec2 hand[SIDE_COUNT], trunk;  // stage units, raw
    uint32_t valid;                // bit 1 << Side: that hand and the trunk could be trusted
    uint32_t unused;
} TrialSample;

// A plain struct: zeroed is its start.
typedef struct Trials {
    uint32_t written;  // samples so far; sample i lies at i % PLAY_HISTORY
    uint32_t unused;
    TrialSample sample[PLAY_HISTORY];
    OpenTrial open[TRIALS_OPEN_MAX];
} Trials;

STATE_END

// One new raw pose.
void trials_pose(Trials *trials, const Body *raw, double captured_s);

// The targets and events of one step of play at session time `now_s`; `tries` knows which were
// helped. Trials whose end is known are
// added to `out`; the hands of `in` are the real ones, `gain` tells what widened them; with `flush`
// all that have ended.
void trials_step(Trials *trials, const GameInput *in, double now_s, const GameOutput *game,
                 const TryWatch *tries, const Gain *gain, PlayOutput *out);
bool trials_open(const Trials *trials);  // any, or its end is still to be measured
void trials_flush(Trials *trials, const Calibration *size, PlayOutput *out);
