// SPDX-License-Identifier: MIT
// arm_reach.h: how far each hand comes, shown by the child with arms stretched out: targets of
// games lie within it.
#pragma once

#include "tiptoe/body.h"

#define ARM_REACH_US      4000000  // to show it, at most
#define ARM_REACH_UNSHOWN 0.8f     // of a hand that did not move, arm lengths, until it does [ours]
#define ARM_REACH_LEAST   0.3f     // so much every target may ask for [ours]

STATE_BEGIN

// A plain struct: zeroed is its start.
typedef struct ArmReach {
    int64_t last_us;     // capture of the last pose
    int64_t spent_us;    // time so far; a gap counts as BODY_GAP_US
    int64_t settled_us;  // ... since a hand went farther
    uint32_t written;    // poses so far
    float last[SIDE_COUNT][3];
    float best[SIDE_COUNT];  // held for three poses, arm lengths; 0: not shown
    uint32_t unused;
} ArmReach;

STATE_END

// The next raw body of somebody whose size is known. True: all `arms` (bit 1 << Side) have shown
// what they can, or ARM_REACH_US are over.
bool arm_reach_add(ArmReach *reach, const Body *raw, const Calibration *size, unsigned arms,
                   int64_t captured_us);

// It was shown before: so much is comfortable, until a hand comes farther.
void arm_reach_known(ArmReach *reach, Side side, float comfortable);

// What is comfortable, for Calibration.reach.
float arm_reach_comfortable(const ArmReach *reach, Side side);

// Where the hand is invited to: up and out, a little farther than it can come.
Vec2 arm_reach_target(const Calibration *size, Side side);
