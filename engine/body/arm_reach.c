// SPDX-License-Identifier: MIT
// arm_reach.c: the farthest place that a hand held for a moment.
#include "body/arm_reach.h"

#include "body/body_update.h"

#define COMFORTABLE 0.9f     // of the farthest [ours]
#define FULL        1.05f    // a stretched arm, to the palm: no need to wait for more
#define SHOWN       0.4f     // less is an arm that hangs
#define SETTLED_US  1000000  // no farther for so long: that was it
#define HELD_POSES  3u

// From the shoulder sideways and up, arm lengths: a hanging arm has no reach to show. From the
// shoulder as it is now, so that a lean adds nothing.
static float extent(const Body *raw, const Calibration *size, int side)
{
    Vec2 out = vec2_sub(raw->hand[side], raw->joint[LANDMARK_SHOULDER_LEFT + side]);
    return vec2_length(vec2(out.x, fmaxf(out.y, 0))) / size->arm[side];
}

static bool has_shown(const ArmReach *r, unsigned arms, float enough)
{
    for (int side = 0; side < SIDE_COUNT; side++)
        if ((arms & 1u << side) && r->best[side] < enough) return false;
    return true;
}

bool arm_reach_add(ArmReach *r, const Body *raw, const Calibration *size, unsigned arms,
                   int64_t captured_us)
{
    REQUIRE(arms < 1u << SIDE_COUNT);
    int64_t since_us = r->written ? body_time_us(r->last_us, captured_us) : 0;
    r->last_us = captured_us;
    r->spent_us += since_us;
    r->settled_us += since_us;
    for (int side = 0; side < SIDE_COUNT; side++) {
        bool sure = raw->seen && raw->hand_trust[side] >= BODY_TRUST_MIN &&
                    raw->trust[LANDMARK_SHOULDER_LEFT + side] >= BODY_TRUST_MIN;
        float *last = r->last[side];
        last[r->written % HELD_POSES] = sure ? extent(raw, size, side) : 0;
        float held = fminf(last[0], fminf(last[1], last[2]));
        if (held < SHOWN || held <= r->best[side]) continue;
        if (held > r->best[side] + 0.02f) r->settled_us = 0;
        r->best[side] = held;
    }
    r->written++;
    bool settled = has_shown(r, arms, SHOWN) && r->settled_us >= SETTLED_US;
    return has_shown(r, arms, FULL) || settled || r->spent_us >= ARM_REACH_US;
}

void arm_reach_known(ArmReach *r, Side side, float comfortable)
{
    REQUIRE((unsigned)side < SIDE_COUNT);
    r->best[side] = fabsf(comfortable - ARM_REACH_UNSHOWN) > 1e-6f ? comfortable / COMFORTABLE : 0;
}

float arm_reach_comfortable(const ArmReach *r, Side side)
{
    REQUIRE((unsigned)side < SIDE_COUNT);
    if (r->best[side] <= 0) return ARM_REACH_UNSHOWN;
    return clampf(COMFORTABLE * r->best[side], ARM_REACH_LEAST, 1);
}

Vec2 arm_reach_target(const Calibration *size, Side side)
{
    REQUIRE((unsigned)side < SIDE_COUNT);
    float out = side == SIDE_RIGHT ? 1.0f : -1.0f;
    return vec2_add(size->shoulder[side],
                    vec2(out * 1.05f * size->arm[side], 0.45f * size->arm[side]));
}
