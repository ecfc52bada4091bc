// SPDX-License-Identifier: MIT
// hold_choice.c: a choice by a hand that is brought somewhere and held there.
#include "play/hold_choice.h"

#define UNSEEN_S   0.4f  // a hand that the camera loses is taken to be where it was for so long
#define SLIP       3     // a hand that slips counts back so fast
#define ABOVE      0.4f  // of the shoulder, stage units: away from hands that rest
#define BESIDE     0.6f  // of what a hand reaches with ease, the middle of its place
#define BESIDE_LOW 2.6f  // of the shoulder: two pictures have room
#define WIDE_X     0.8f  // the way of a widened hand: aside and a little up
#define WIDE_Y     0.6f
#define EASE       0.7f                   // of how far it comes
#define EDGE       (HOLD_PLACE_R + 0.3f)  // a place is seen whole
#define TOP        0.9f                   // above it lies what is the grown-up's

void hold_choice_start(HoldChoice *h, unsigned hands, float wanted_s)
{
    float s = wanted_s > 0 ? wanted_s : HOLD_USUAL_S;  // no number is the usual one
    *h = (HoldChoice){ .hands = hands,
                       .wanted_s = clampf(s, HOLD_SHORTEST_S, HOLD_LONGEST_S),
                       .in = { -1, -1 },
                       .at = -1 };
}

// The hand that comes to the place on that side: its own where it may, else the other one.
static int hand_for(const HoldChoice *h, int side)
{
    return h->hands & 1u << side ? side : !side;
}

static Vec2 beside_shoulder(const HoldChoice *h, const Calibration *size, int side)
{
    int hand = hand_for(h, side);
    float way = side == SIDE_LEFT ? -1 : 1, reach = size->reach[hand];
    // Across the body an arm comes less far than to its own side.
    float far = reach * size->arm[hand] + BESIDE;
    if (hand != side || far < BESIDE_LOW) far = BESIDE_LOW;
    return vec2(size->shoulder[hand].x + way * far, size->shoulder[hand].y + ABOVE);
}

static Vec2 from_rest(const HoldChoice *h, const Vec2 rest[SIDE_COUNT],
                      const float wide[SIDE_COUNT], int side)
{
    int hand = hand_for(h, side);
    float way = side == SIDE_LEFT ? -WIDE_X : WIDE_X, far = HOLD_PLACE_R + EASE * wide[hand];
    return vec2(rest[hand].x + way * far, rest[hand].y + WIDE_Y * far);
}

void hold_choice_two(HoldChoice *h, const Calibration *size, const Vec2 rest[SIDE_COUNT],
                     const float wide[SIDE_COUNT])
{
    h->count = 2;
    for (int side = 0; side < 2; side++) {
        Vec2 at = wide[hand_for(h, side)] > 0 ? from_rest(h, rest, wide, side)
                                              : beside_shoulder(h, size, side);
        h->place[side] = vec2(clampf(at.x, EDGE, STAGE_WIDTH - EDGE),
                              clampf(at.y, EDGE, STAGE_HEIGHT - TOP - HOLD_PLACE_R));
    }
}

static int place_of(const HoldChoice *h, int side, Vec2 hand)
{
    for (int i = 0; i < h->count; i++) {
        float radius = h->in[side] == i ? HOLD_PLACE_OUT_R : HOLD_PLACE_R;
        if (vec2_distance(hand, h->place[i]) <= radius) return i;
    }
    return -1;
}

static void follow_hand(HoldChoice *h, const Body *body, int side, float by_s)
{
    bool seen = body->seen && body->hand_trust[side] >= BODY_TRUST_MIN;
    h->unseen_s[side] = seen ? 0 : h->unseen_s[side] + by_s;
    if (!seen) {
        if (h->unseen_s[side] > UNSEEN_S) h->in[side] = -1;
        return;
    }
    int in = place_of(h, side, body->hand[side]);
    h->armed[side] = h->armed[side] || in < 0;
    h->in[side] = h->armed[side] ? in : -1;
}

// Where the hands are: a place, -1: none, -2: two of them, which is no choice.
static int held_place(const HoldChoice *h)
{
    int left = h->in[SIDE_LEFT], right = h->in[SIDE_RIGHT];
    if (left >= 0 && right >= 0 && left != right) return -2;
    return left >= 0 ? left : right;
}

static bool is_seen_in(const HoldChoice *h, int place)
{
    for (int side = 0; side < SIDE_COUNT; side++)
        if (h->in[side] == place && h->unseen_s[side] == 0) return true;
    return false;
}

int hold_choice_step(HoldChoice *h, const Body *body, float by_s)
{
    if (h->chosen) return h->at;
    for (int side = 0; side < SIDE_COUNT; side++)
        if (h->hands & 1u << side) follow_hand(h, body, side, by_s);
    int place = held_place(h);
    if (place >= 0 && place != h->at && h->held_s <= 0) h->at = place;
    if (place >= 0 && place == h->at)
        h->held_s += is_seen_in(h, place) ? by_s : 0;  // a frame that is lost counts neither way
    else
        h->held_s = fmaxf(h->held_s - SLIP * by_s, 0);
    if (place < 0 && h->held_s <= 0) h->at = -1;
    h->chosen = h->at >= 0 && h->held_s >= h->wanted_s;
    return h->chosen ? h->at : -1;
}

float hold_choice_share(const HoldChoice *h, int place)
{
    return place == h->at ? clampf(h->held_s / h->wanted_s, 0, 1) : 0;
}
