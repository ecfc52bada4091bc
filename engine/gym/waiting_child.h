// SPDX-License-Identifier: MIT
// waiting_child.h: the child before the camera on a page between two plays: its body on the stage,
// and whether it still is of the size and at the place that the hour knows. Nothing of it is
// stored. Main thread.
#pragma once

#include "body/calibrate.h"
#include "body/pose_smooth.h"
#include "body/trust.h"
#include "play/gain.h"
#include "tiptoe/profile.h"

typedef struct WaitingChild {
    Profile profile;
    float gain;        // as of PlaySetup
    Calibration size;  // done: it is known, or was found here
    bool other;        // it is not as it was known: nearer, farther, elsewhere, or somebody else
    Body body;         // widened, where there is a gain; seen: it can be drawn
    Body real;
    uint32_t poses, unlike;  // taken; in a row that do not fit
    Calibrator calibrator;
    PoseSmoother smoother;
    TrustWatch trust;
    Gain widening;
} WaitingChild;

// `known`: the size as an earlier play of this hour found it; not done: there is none.
void waiting_child_start(WaitingChild *child, const Profile *profile, float gain,
                         const Calibration *known);

void waiting_child_pose(WaitingChild *child, const Pose *pose);
