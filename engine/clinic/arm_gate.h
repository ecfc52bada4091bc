// SPDX-License-Identifier: MIT
// arm_gate.h: whether an arm's raise can be told from one frontal picture. Turned towards the
// camera an arm looks raised higher than it is, and shorter: its length tells.
#pragma once

#include "clinic/kinematics.h"

// Shown / calibrated length of the upper arm below which its direction is not told: it then points
// 37 degrees or more out of the picture's plane. [ours; test_clinic_arm_gate has what it misses]
#define ARM_SHOWN_MIN  0.80
#define ARM_HIDDEN_MAX 0.15  // share of the poses of a raised arm that may be below it [ours]

// NaN: not seen, not trusted, or not calibrated.
double arm_shown(const Calibration *size, const Body *body, int side);

// Of the poses [first, last) in which the arm is up, and of those in which it is highest, how many
// hide it.
typedef struct ArmGate {
    size_t up, up_hidden, highest, highest_hidden;
} ArmGate;
ArmGate arm_gate(const Kinematics *kinematics, int side, size_t first, size_t last);
bool arm_gate_open(const ArmGate *gate);
