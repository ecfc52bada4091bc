// SPDX-License-Identifier: MIT
// arm_gate.h: whether an arm's raise can be told from one frontal picture. Turned towards the
// camera an arm looks raised higher than it is, and shorter: its length tells.
#pragma once

#include "clinic/kinematics.h"

// Shown / calibrated length of the upper arm below which its direction is not told: it then points
// 37 degrees or more out of the picture's plane. [ours; test_clinic_arm_gate has what it misses]
#define ARM_SHOWN_MIN 0.80
// Overhead the tracker shows an upper arm shorter by 0.80-0.99, turned or not (drawn children of
// the rig), so there only what is shorter still tells.
#define ARM_SHOWN_HIGH 0.70

// NaN: not seen, not trusted, or not calibrated.
double arm_shown(const Calibration *size, const Body *body, int side);

// How many of the poses [first, last) hide the arm: of those in which it passes the level of the
// shoulder, where a turned plane shortens it most, and of those in which it is highest.
typedef struct ArmGate {
    size_t passing, passing_hidden, highest, highest_hidden;
} ArmGate;
ArmGate arm_gate(const Kinematics *kinematics, int side, size_t first, size_t last);
// Closed where most of the passing poses hide it, or 15 % of the highest.
bool arm_gate_open(const ArmGate *gate);
