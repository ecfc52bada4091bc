// SPDX-License-Identifier: MIT
// waiting_child.c: the child between two plays.
#include "gym/waiting_child.h"

#include "body/body_update.h"

#define UNLIKE_POSES 60u  // in a row, some 2 s: a child that walks about is no other child [ours]

void waiting_child_start(WaitingChild *w, const Profile *profile, float gain,
                         const Calibration *known)
{
    *w = (WaitingChild){ .profile = *profile, .gain = gain, .size = *known };
    gain_start(&w->widening, gain);
    if (w->size.done) gain_fix(&w->widening, &w->size);
}

// A size that is known serves until another one is found: a body that is a little off is better
// than none.
static void find_size(WaitingChild *w, const Pose *pose)
{
    unsigned without = w->profile.without;
    Calibration found;
    bool fits = w->size.done && calibration_fits(&w->size, pose, without);
    w->unlike = fits ? 0 : w->unlike + 1;
    if (w->size.done && w->unlike < UNLIKE_POSES) return;
    w->other |= w->size.done;
    if (!calibrator_add(&w->calibrator, pose, profile_is_seated(&w->profile), without, &found))
        return;
    for (int side = 0; side < SIDE_COUNT && w->size.done; side++) {
        found.reach[side] = w->size.reach[side];  // what its hands showed
        found.gain[side] = w->size.gain[side];
    }
    w->size = found;
    w->unlike = 0;
    w->calibrator = (Calibrator){ 0 };
    gain_start(&w->widening, w->gain);
    gain_fix(&w->widening, &w->size);
}

void waiting_child_pose(WaitingChild *w, const Pose *pose)
{
    w->poses++;
    if (pose->found) find_size(w, pose);
    if (!w->size.done) return;
    Pose smooth = *pose;
    float trust[LANDMARK_COUNT];
    pose_smooth(&w->smoother, &smooth);
    trust_update(&w->trust, pose, &w->size, w->profile.without, trust);
    body_update(&w->real, &smooth, trust, &w->size);
    gain_watch(&w->widening, &w->real, false);
    gain_widen(&w->widening, &w->size, &w->real, &w->body);
}
