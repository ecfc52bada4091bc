// SPDX-License-Identifier: MIT
// gain.c: movement gain.
#include "play/gain.h"

#include "body/body_update.h"

#define SHOWN 0.02f  // arm lengths: less is a hand that rests [ours]
#define EASE  0.9f   // of the farthest, as of a reach [ours]
#define LEAST 0.5f   // arm lengths: so far targets lie at least, clear of the hand at rest [ours]

void gain_start(Gain *g, float asked)
{
    bool known = asked == GAIN_FIT || (asked > 1 && asked <= GAIN_MOST);
    *g = (Gain){ .asked = known ? asked : 0 };
}

bool gain_is_on(const Gain *g)
{
    return g->asked != 0 && g->hand[SIDE_LEFT] > 0;
}

static void rest(Gain *g, int limb, bool seen, Vec2 at, Vec2 *place)
{
    if (!seen || g->rested & 1u << limb) return;
    g->rested |= 1u << limb;
    *place = at;
}

void gain_watch(Gain *g, const Body *b, bool shows)
{
    if (g->asked == 0 || !b->seen) return;
    for (int side = 0; side < SIDE_COUNT; side++) {
        bool hand = b->hand_trust[side] >= BODY_TRUST_MIN;
        rest(g, side, hand, b->hand[side], &g->hand_rest[side]);
        rest(g, 2 + side, b->foot_trust[side] >= BODY_TRUST_MIN, b->foot[side],
             &g->foot_rest[side]);
        if (hand && shows)
            g->range[side] =
                fmaxf(g->range[side], vec2_distance(b->hand[side], g->hand_rest[side]));
    }
    if (!(g->rested & 1u << 4)) g->shoulders_rest = b->shoulders;
    rest(g, 4, true, b->hips, &g->hips_rest);
}

// A child measured by an earlier play has its factor in `size`; a hand that did not move has 1.
static float fitting(const Gain *g, const Calibration *size, int side)
{
    float range = g->range[side] / size->arm[side];
    if (range > SHOWN) return clampf(GAIN_WIDE / range, 1, GAIN_MOST);
    return size->gain[side] > 1 ? fminf(size->gain[side], GAIN_MOST) : 1;  // any number is stored
}

void gain_fix(Gain *g, Calibration *size)
{
    if (g->asked == 0) return;
    bool fit = g->asked == GAIN_FIT;
    g->other = fit ? 1 : g->asked;
    for (int side = 0; side < SIDE_COUNT; side++)
        size->gain[side] = g->hand[side] = fit ? fitting(g, size, side) : g->asked;
}

static void move(Body *b, int landmark, Vec2 by)
{
    b->joint[landmark] = vec2_add(b->joint[landmark], by);
}

// The trunk with the head; its arms and legs have their own.
static void widen_trunk(const Gain *g, const Body *real, Body *wide)
{
    if (!(g->rested & 1u << 4)) return;
    Vec2 hips = vec2_scale(vec2_sub(real->hips, g->hips_rest), g->other - 1);
    Vec2 top = vec2_scale(vec2_sub(real->shoulders, g->shoulders_rest), g->other - 1);
    for (int i = 0; i <= LANDMARK_SHOULDER_RIGHT; i++) move(wide, i, top);
    for (int side = 0; side < SIDE_COUNT; side++) move(wide, LANDMARK_HIP_LEFT + side, hips);
}

static void widen_limbs(const Gain *g, const Body *real, Body *wide, int side)
{
    if (g->rested & 1u << side) {
        Vec2 by = vec2_scale(vec2_sub(real->hand[side], g->hand_rest[side]), g->hand[side] - 1);
        for (int i = LANDMARK_WRIST_LEFT; i <= LANDMARK_THUMB_LEFT; i += 2)
            move(wide, i + side, by);
        move(wide, LANDMARK_ELBOW_LEFT + side, vec2_scale(by, 0.5f));
    }
    if (g->rested & 4u << side) {
        Vec2 by = vec2_scale(vec2_sub(real->foot[side], g->foot_rest[side]), g->other - 1);
        for (int i = LANDMARK_ANKLE_LEFT; i <= LANDMARK_FOOT_INDEX_LEFT; i += 2)
            move(wide, i + side, by);
        move(wide, LANDMARK_KNEE_LEFT + side, vec2_scale(by, 0.5f));
    }
}

void gain_widen(const Gain *g, const Calibration *size, const Body *real, Body *wide)
{
    *wide = *real;
    if (!gain_is_on(g)) return;
    widen_trunk(g, real, wide);
    for (int side = 0; side < SIDE_COUNT; side++) widen_limbs(g, real, wide, side);
    body_derive(wide, size);
}

float gain_factor(const Gain *g, int side)
{
    return gain_is_on(g) && g->rested & 1u << side ? g->hand[side] : 1;
}

Vec2 gain_real(const Gain *g, int side, Vec2 at)
{
    float factor = gain_factor(g, side);
    if (factor == 1) return at;
    Vec2 rest = g->hand_rest[side];
    return vec2_add(rest, vec2_scale(vec2_sub(at, rest), 1 / factor));
}

float gain_reach(const Gain *g, const Calibration *size, int side)
{
    float factor = gain_factor(g, side), arm = size->arm[side];
    if (factor == 1) return 0;
    return clampf(EASE * factor * g->range[side], LEAST * arm, arm);
}
