// SPDX-License-Identifier: MIT
// arm_gate.c: the upper arm's foreshortening against its calibrated length.
#include "clinic/arm_gate.h"

#include "body/body_update.h"

#include <math.h>

// Upper arm of shoulder-elbow-wrist: 18.5 of 33.6 by a depth camera's joints, 17.7 of 32.0 to 18.7
// of 33.5 by an anthropometer (Snyder 1977, 4 to 12 years).
#define UPPER_SHARE 0.555f

#define UP_DEG   45.0  // from hanging
#define NEAR_TOP 15.0  // deg below the highest

static bool arm_seen(const Body *b, int side)
{
    return b->seen && b->value_trust[BODY_ARM_RAISE_LEFT + side] >= BODY_TRUST_MIN &&
           b->trust[LANDMARK_SHOULDER_LEFT + side] >= BODY_TRUST_MIN &&
           b->trust[LANDMARK_ELBOW_LEFT + side] >= BODY_TRUST_MIN;
}

double arm_shown(const Calibration *size, const Body *b, int side)
{
    REQUIRE((unsigned)side < SIDE_COUNT);
    float whole = UPPER_SHARE * size->arm[side];
    if (!(whole > 0) || !arm_seen(b, side)) return NAN;
    return (double)(vec2_distance(b->joint[LANDMARK_SHOULDER_LEFT + side],
                                  b->joint[LANDMARK_ELBOW_LEFT + side]) /
                    whole);
}

ArmGate arm_gate(const Kinematics *t, int side, size_t first, size_t last)
{
    ArmGate gate = { 0 };
    double top = 0;
    REQUIRE(first <= last && last <= t->count);
    for (size_t i = first; i < last; i++)
        if (isfinite(arm_shown(&t->size, &t->body[i], side)))
            top = fmax(top, (double)t->body[i].value[BODY_ARM_RAISE_LEFT + side]);
    for (size_t i = first; i < last; i++) {
        double shown = arm_shown(&t->size, &t->body[i], side);
        if (!isfinite(shown)) continue;
        double deg = (double)t->body[i].value[BODY_ARM_RAISE_LEFT + side];
        bool hidden = shown < ARM_SHOWN_MIN, up = hidden || deg > UP_DEG;
        gate.up += up;
        gate.up_hidden += hidden;
        gate.highest += deg >= top - NEAR_TOP;
        gate.highest_hidden += hidden && deg >= top - NEAR_TOP;
    }
    return gate;
}

bool arm_gate_open(const ArmGate *gate)
{
    return (double)gate->up_hidden <= ARM_HIDDEN_MAX * (double)gate->up &&
           (double)gate->highest_hidden <= ARM_HIDDEN_MAX * (double)gate->highest;
}
