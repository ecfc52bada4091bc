// SPDX-License-Identifier: MIT
// body_choice.h: one of two, chosen by the child's own body in the window: the child is seen on the
// page as in a mirror, and what a hand holds for long enough is chosen. Main thread.
#pragma once

#include "gym/live.h"
#include "gym/waiting_child.h"
#include "play/hold_choice.h"

typedef struct BodyChoice {
    WaitingChild child;
    HoldChoice hold;
    bool placed;  // the two places are known
    bool there;   // the child is seen now, or was a moment ago
    float unseen_s;
} BodyChoice;

// `known`: the child's size as this hour knows it.
void body_choice_start(BodyChoice *choice, const PlayPlan *plan, const Calibration *known);

// One frame of a page, with the newest pose (NULL: none came). If the child is asked to choose
// (`asks`): what it chose; else, and before it did, -1.
int body_choice_step(BodyChoice *choice, const Pose *pose, float by_s, bool asks);

// The same with the camera that is open in the window, if there is one. A drawn child before it
// sees where to reach.
int body_choice_watch(BodyChoice *choice, Live *live, float by_s, bool asks);

// The places as what a drawn child can see of them; how many.
int body_choice_targets(const BodyChoice *choice, GameTarget target[HOLD_PLACES_MAX]);

// The child over its page. Nothing, if it is not there.
void body_choice_draw(const BodyChoice *choice, Avatar *avatar, Live *live);
