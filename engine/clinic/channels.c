// SPDX-License-Identifier: MIT
// channels.c: one row a channel: whose side, which landmarks must be trusted, and the value.
#include "clinic/channels.h"

#include "clinic/arm_gate.h"

#include "body/body_update.h"
#include "measure/balance.h"
#include "tiptoe/units.h"

#include <math.h>

// Whose side a paired landmark is of; OTHER is the one across from the item's.
typedef enum Of { OF_LEFT, OF_RIGHT, OF_ITEM, OF_OTHER } Of;

typedef struct Instant {
    const Body *body;
    const Calibration *size;
    int side;
    Landmark joint;  // of that side
} Instant;

typedef struct Row {
    Of of;
    Landmark left;  // the left one of its joint
    uint64_t pair;  // landmarks that are needed of that side, as the left ones; the right follow
    uint64_t both;  // ... and these in any case
    double (*value)(const Instant *instant);
} Row;

#define BIT(landmark) (UINT64_C(1) << LANDMARK_##landmark)
#define BOTH(name)    (BIT(name##_LEFT) | BIT(name##_RIGHT))

// ---- values ----

static double length_of(const Instant *at, float stage)
{
    return stage_to_length(at->size, (double)stage);
}

static double hips_x(const Instant *at)
{
    return length_of(at, at->body->hips.x);
}

static double hips_y(const Instant *at)
{
    return length_of(at, at->body->hips.y);
}

static double shoulders_x(const Instant *at)
{
    return length_of(at, at->body->shoulders.x);
}

static double shoulders_y(const Instant *at)
{
    return length_of(at, at->body->shoulders.y);
}

static double joint_x(const Instant *at)
{
    return length_of(at, at->body->joint[at->joint].x);
}

static double joint_y(const Instant *at)
{
    return length_of(at, at->body->joint[at->joint].y);
}

static double centre_of_mass_x(const Instant *at)
{
    double x[LANDMARK_COUNT];
    for (int i = 0; i < LANDMARK_COUNT; i++) x[i] = (double)at->body->joint[i].x;
    return stage_to_length(at->size, balance_com(x));
}

// From where the child stands.
static double foot_x(const Instant *at)
{
    float from = at->body->joint[at->joint].x - at->size->hip.x;
    return (double)stage_to_ll(at->size, at->side, from);
}

static double foot_y(const Instant *at)
{
    float up = at->body->joint[at->joint].y - at->size->ankle_y[at->side];
    return (double)stage_to_ll(at->size, at->side, up);
}

// From the middle of the shoulders at rest.
static Vec2 hand_from_middle(const Instant *at)
{
    const Vec2 *shoulder = at->size->shoulder;
    return vec2_sub(at->body->hand[at->side], vec2_mix(shoulder[0], shoulder[1], 0.5f));
}

static double hand_x(const Instant *at)
{
    return (double)stage_to_al(at->size, at->side, hand_from_middle(at).x);
}

static double hand_y(const Instant *at)
{
    return (double)stage_to_al(at->size, at->side, hand_from_middle(at).y);
}

static double hip_drop(const Instant *at)
{
    float leg = (at->size->leg[SIDE_LEFT] + at->size->leg[SIDE_RIGHT]) / 2;
    return leg > 0 ? (double)(100 * (at->size->hip.y - at->body->hips.y) / leg) : (double)NAN;
}

static double arm_raise(const Instant *at)
{
    bool hidden = arm_shown(at->size, at->body, at->side) < ARM_SHOWN_MIN;
    return hidden ? (double)NAN : (double)at->body->value[BODY_ARM_RAISE_LEFT + at->side];
}

// ---- the table ----

#define MIDDLE(joint, name, axis) OF_LEFT, 0, 0, BOTH(joint), name##_##axis
#define JOINT(of, name, axis)     of, LANDMARK_##name##_LEFT, BIT(name##_LEFT), 0, joint_##axis
#define FOOT(of, axis)            of, LANDMARK_ANKLE_LEFT, BIT(ANKLE_LEFT), 0, foot_##axis
#define HAND(of, axis)            of, LANDMARK_WRIST_LEFT, BIT(WRIST_LEFT), 0, hand_##axis
#define CENTRE_OF_MASS                                                                             \
    OF_LEFT, 0, 0, BOTH(SHOULDER) | BOTH(HIP) | BOTH(KNEE) | BOTH(ANKLE), centre_of_mass_x
#define HIP_DROP  OF_LEFT, 0, 0, BOTH(HIP), hip_drop
#define ARM_RAISE OF_ITEM, 0, BIT(SHOULDER_LEFT) | BIT(ELBOW_LEFT), BOTH(HIP), arm_raise

static const Row rows[CHANNEL_COUNT] = {
#define X(name, unit, meaning, ...) [CHANNEL_##name] = { __VA_ARGS__ },
    CHANNEL_LIST(X)
#undef X
};

static bool trusted(const Body *body, uint64_t set)
{
    if (!body->seen) return false;
    for (int i = 0; i < LANDMARK_COUNT; i++)
        if ((set & UINT64_C(1) << i) && body->trust[i] < BODY_TRUST_MIN) return false;
    return true;
}

static int side_of(Of of, const CheckupItem *item)
{
    int side = item && item->side >= 0 ? item->side : SIDE_LEFT;
    switch (of) {
    case OF_LEFT: return SIDE_LEFT;
    case OF_RIGHT: return SIDE_RIGHT;
    case OF_OTHER: return !side;
    default: return side;
    }
}

double channel_value(Channel channel, const Kinematics *t, const CheckupItem *item, size_t pose)
{
    REQUIRE(channel > CHANNEL_NONE && channel < CHANNEL_COUNT);
    REQUIRE(pose < t->count && (!item || item->side < SIDE_COUNT));
    if (t->size.seated && channel == CHANNEL_COM_X) channel = CHANNEL_SHOULDERS_X;
    const Row *row = &rows[channel];
    Instant at = { &t->body[pose], &t->size, side_of(row->of, item), 0 };
    at.joint = (Landmark)(row->left + at.side);
    return trusted(at.body, row->both | row->pair << at.side) ? row->value(&at) : (double)NAN;
}
