// SPDX-License-Identifier: MIT
// rig.h: from the tracked joints to those of a picture-book child of the same age. Palms and ankles
// stay exactly where they are tracked; all else is made to fit. Pure functions.
#pragma once

#include "avatar/point.h"
#include "tiptoe/body.h"

// In thousandths of the stature, by age (the reference drawing's; a real child's head is smaller).
typedef struct Proportions {
    float head, wide, jaw, eye;  // the head's height; its width, jaw and eyes as shares of it
    float shoulder_y, hip_y, shoulder_w, hip_w, upper, fore, hand, knee_y, ankle_y;
    float arm_top, arm_mid, arm_end, leg_top, leg_mid, leg_end;  // half widths
    float belly, hem, neck, foot;                                // half widths; the foot's length
} Proportions;

// By line between 4, 8, 12 and 16 years; younger and older ones as those at the ends; 0, unknown,
// as 8.
Proportions rig_proportions(float years);

// The joints of the drawn child. [Side]
typedef struct Figure {
    Proportions p;
    bool seated;
    Point hips, chest, head;
    Point up, across, hip_across;  // directions of the trunk, the shoulders, the hips
    Point shoulder[SIDE_COUNT], elbow[SIDE_COUNT], wrist[SIDE_COUNT], hand[SIDE_COUNT];
    Point hip[SIDE_COUNT], knee[SIDE_COUNT], ankle[SIDE_COUNT];
    float roll, yaw;  // of the head: degrees to the side; -1..1 to the left and right
    Point origin;     // stage: where (0, 0) lies, on the floor
    float scale;      // stage units of a thousandth
} Figure;

// A limb that is not trusted rests, by its share (0: as tracked, 1: at rest).
typedef struct RigRest {
    float arm[SIDE_COUNT], leg[SIDE_COUNT];
    bool walker;  // hands rest on its grips
} RigRest;

Point rig_walker_grip(const Figure *figure, int side);

// `body` has been seen once and `size` is done.
void rig_solve(Figure *figure, const Body *body, const Calibration *size, float years,
               const RigRest *rest);
