// SPDX-License-Identifier: MIT
// arm_gate.c: the upper arm's foreshortening against its calibrated length.
#include "clinic/arm_gate.h"

#include "body/body_update.h"

#include <math.h>

// Upper arm of shoulder-elbow-wrist: 18.5 of 33.6 by a depth camera's joints, 17.7 of 32.0 to 18.7
// of 33.5 by an anthropometer (Snyder 1977, 4 to 12 years).
#define UPPER_SHARE 0.555f

#define PASSING_FROM 60.0  // deg from hanging
#define PASSING_TO   120.0
#define PASSING_MIN  2     // fewer poses tell no plane [ours]
#define NEAR_TOP     15.0  // deg below the highest

#define PASSING_HIDDEN_MAX 0.5  // shares [ours]
#define HIGHEST_HIDDEN_MAX 0.15

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
    double top = 0, least = ARM_SHOWN_MIN;
    REQUIRE(first <= last && last <= t->count);
    for (size_t i = first; i < last; i++) {
        double shown = arm_shown(&t->size, &t->body[i], side);
        double deg = (double)t->body[i].value[BODY_ARM_RAISE_LEFT + side];
        if (!isfinite(shown)) continue;
        top = fmax(top, deg);
        bool passing = deg >= PASSING_FROM && deg <= PASSING_TO;
        gate.passing += passing;
        gate.passing_hidden += passing && shown < ARM_SHOWN_MIN;
    }
    // Who was not seen on the way up may have jumped it, as a plane that points at the camera does.
    if (top > PASSING_TO && gate.passing >= PASSING_MIN) least = ARM_SHOWN_HIGH;
    for (size_t i = first; i < last; i++) {
        double shown = arm_shown(&t->size, &t->body[i], side);
        if (!isfinite(shown) ||
            (double)t->body[i].value[BODY_ARM_RAISE_LEFT + side] < top - NEAR_TOP)
            continue;
        gate.highest++;
        gate.highest_hidden += shown < least;
    }
    return gate;
}

static bool hidden(size_t count, size_t of, double most)
{
    return (double)count > most * (double)of;
}

bool arm_gate_open(const ArmGate *gate)
{
    bool turned = gate->passing >= PASSING_MIN &&
                  hidden(gate->passing_hidden, gate->passing, PASSING_HIDDEN_MAX);
    return !turned && !hidden(gate->highest_hidden, gate->highest, HIGHEST_HIDDEN_MAX);
}
