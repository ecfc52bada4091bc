// SPDX-License-Identifier: MIT
// movement.h: how a child moved in a play: dose, range, symmetry, smoothness, compensation. Of
// play, not of a check-up: the level moves, so these are not trended.
#pragma once

#include "clinic/kinematics.h"

// X(name, stored name, unit, meaning)
#define MOVEMENT_LIST(X)                                                                           \
    X(REPETITIONS, "repetitions", "1", "targets reached")                                          \
    X(ACTIVE, "active_time", "s", "time that the hand was moving (above 0.2 AL/s, 3 Hz low-pass)") \
    X(DISTANCE, "distance", "AL", "path of the hand")                                              \
    X(RANGE, "range", "AL", "farthest place from the shoulder (95 % of the time nearer)")          \
    X(RAISE, "arm_raise", "deg", "highest raise of the upper arm (95 % of the time lower)")        \
    X(SMOOTHNESS, "reach_sparc", "1", "smoothness of the reaches (median; higher is smoother)")    \
    X(EFFICIENCY, "path_efficiency", "1", "straight line over path (median; 1 is straight)")       \
    X(REACTION, "reaction_time", "s", "from target to movement (median)")                          \
    X(COMPENSATION, "trunk_displacement", "AL", "what the trunk adds to a reach (median)")

typedef enum MovementValue {
#define X(name, stored, unit, meaning) MOVEMENT_##name,
    MOVEMENT_LIST(X)
#undef X
        MOVEMENT_COUNT
} MovementValue;

typedef struct Movement {
    double value[MOVEMENT_COUNT][SIDE_COUNT];     // NaN: see why
    ReachReason why[MOVEMENT_COUNT][SIDE_COUNT];  // there is no value; REACH_NONE: there is
    int reaches[SIDE_COUNT];                      // in the medians
    double symmetry[MOVEMENT_COUNT];              // 100 (R - L) / (0.5 (R + L)), %; of amounts
    double played_s, active_s;                    // active: of the busier hand; NaN: see why
    double trunk_lean_deg;                        // 95 % of the time less; NaN: hardly seen
    double valid;                                 // share of frames with both hands and the trunk
} Movement;

const char *movement_name(MovementValue value);
const char *movement_unit(MovementValue value);
const char *movement_meaning(MovementValue value);

// Median of a reach field over the touched targets of one hand, and of how many; NaN if of none.
// `work` holds a double a trial.
double movement_reach_median(const Recording *recording, int side, ReachField field, double *work,
                             uint32_t *count);
// Why that median is none: what most of the touched targets of this hand lacked; MISSED if there
// are none.
ReachReason movement_reach_why(const Recording *recording, int side, ReachField field);
const char *movement_why_text(ReachReason why);  // of a hand in a play
// Whether the two hands are compared in it: amounts, not qualities.
bool movement_is_amount(MovementValue value);

// FULL (memory).
Result movement_of(const Kinematics *kinematics, Movement *movement);
