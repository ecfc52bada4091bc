// SPDX-License-Identifier: MIT
// sign.c: arms crossed on the chest, as the camera sees them.
#include "play/sign.h"

#include "body/body_update.h"

// Shares of the arm's length, all ours: seen in drawn children of five skills.
#define NEAR_AL    0.26f   // a wrist so near to the other upper arm is at it ...
#define STAY_AL    0.36f   // ... and stays there until it is farther
#define PLAYED_AL  0.50f   // a hand so near to its target, beyond the radius, is there for the game
#define STAY_TRUST 0.25f   // of a wrist that was at the other arm: it may hide behind a forearm
#define CHEST      0.75f   // trunk lengths below the shoulders: a hand farther down lies in the lap
#define OVER_SW    0.15f   // shoulder widths by which the wrists have passed each other
#define OFF_US     350000  // a sign that is lost from sight for less is the same sign

static float outward(int side)
{
    return side == SIDE_RIGHT ? 1.0f : -1.0f;
}

static float distance_to(Vec2 at, Vec2 from, Vec2 to)
{
    Vec2 along = vec2_sub(to, from);
    float length = vec2_dot(along, along);
    float share = length > 0 ? clampf(vec2_dot(vec2_sub(at, from), along) / length, 0, 1) : 0;
    return vec2_distance(at, vec2_add(from, vec2_scale(along, share)));
}

static bool at_other_arm(const Body *body, const Calibration *size, int side, bool already)
{
    float near_al = already ? STAY_AL : NEAR_AL, trust = already ? STAY_TRUST : BODY_TRUST_MIN;
    Vec2 wrist = body->joint[LANDMARK_WRIST_LEFT + side];
    float distance = distance_to(wrist, body->joint[LANDMARK_SHOULDER_LEFT + !side],
                                 body->joint[LANDMARK_ELBOW_LEFT + !side]);
    return body->trust[LANDMARK_WRIST_LEFT + side] >= trust &&
           body->trust[LANDMARK_SHOULDER_LEFT + side] >= BODY_TRUST_MIN &&
           wrist.y > body->shoulders.y - CHEST * size->trunk &&
           distance < near_al * size->arm[!side];
}

static bool crossed(const Body *body, const Calibration *size, bool already)
{
    float over = body->joint[LANDMARK_WRIST_LEFT].x - body->joint[LANDMARK_WRIST_RIGHT].x;
    return body->seen && over > OVER_SW * size->shoulder_width &&
           at_other_arm(body, size, SIDE_LEFT, already) &&
           at_other_arm(body, size, SIDE_RIGHT, already);
}

unsigned sign_asked(const Body *body, const Calibration *size, const GameTarget *target, int count)
{
    unsigned asked = 0;
    for (int i = 0; i < count; i++) {
        const GameTarget *t = &target[i];
        for (int side = 0; t->kind == TARGET_HAND && side < SIDE_COUNT; side++) {
            bool across = (t->at.x - body->shoulders.x) * outward(side) < 0;
            float near_enough = t->radius + PLAYED_AL * size->arm[side];
            // What either hand may take is taken by the nearer one.
            bool named = t->sides == 1u << side || (t->both && (t->sides & 1u << side));
            if (named && across && vec2_distance(body->hand[side], t->at) < near_enough)
                asked |= 1u << side;
        }
    }
    return asked;
}

bool sign_add(SignWatch *w, const Body *body, const Calibration *size, unsigned asked,
              int64_t captured_us)
{
    int64_t since_us = w->last_us ? body_time_us(w->last_us, captured_us) : 0;
    w->last_us = captured_us;
    w->crossed = crossed(body, size, w->crossed);
    w->off_us = w->crossed ? 0 : w->off_us + since_us;
    if (w->off_us > OFF_US) w->held_us = 0;
    if (!w->crossed) return false;
    bool told = w->held_us >= SIGN_US;
    w->held_us += since_us;
    if (asked && !told && w->held_us >= SIGN_US) w->held_us = SIGN_US - 1;
    if (asked == 3u) w->held_us = 0;
    return !told && w->held_us >= SIGN_US;
}
