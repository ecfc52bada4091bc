// SPDX-License-Identifier: MIT
// hold_choice.h: a choice by body: a hand is brought to one of some places and held there while a
// ring fills. What lies in a place already, as a hand that rests, must leave it first and come
// back. One hand is enough. Pure: bodies and seconds in, the choice out.
#pragma once

#include "tiptoe/body.h"

#define HOLD_PLACES_MAX  2
#define HOLD_SHORTEST_S  1.0f  // how long a hand may be asked to stay
#define HOLD_LONGEST_S   2.5f
#define HOLD_USUAL_S     1.5f
#define HOLD_PLACE_R     1.5f  // stage units: a hand is in a place ...
#define HOLD_PLACE_OUT_R 1.8f  // ... until it is so far away

typedef struct HoldChoice {
    Vec2 place[HOLD_PLACES_MAX];
    int count;
    unsigned hands;          // bit 1 << Side: those that may choose
    float wanted_s;          // how long a hand stays
    bool armed[SIDE_COUNT];  // it was seen outside all places
    int in[SIDE_COUNT];      // the place that it is in, -1: none
    float unseen_s[SIDE_COUNT];
    int at;  // the place whose ring fills; -1: none
    float held_s;
    bool chosen;
} HoldChoice;

// `wanted_s` outside its limits is brought inside; 0 is the usual one.
void hold_choice_start(HoldChoice *choice, unsigned hands, float wanted_s);

// Two places that every hand that may choose can come to with ease, left and right of the child on
// the stage, and clear of where its hands rest. `rest`: of each hand; `wide`: how far from there a
// widened hand comes (gain_reach()), 0: it is not widened.
void hold_choice_two(HoldChoice *choice, const Calibration *size, const Vec2 rest[SIDE_COUNT],
                     const float wide[SIDE_COUNT]);

// The body `by_s` seconds after the last one. The place that is chosen, once and for all; else -1.
int hold_choice_step(HoldChoice *choice, const Body *body, float by_s);

// How full the ring of a place is, 0..1.
float hold_choice_share(const HoldChoice *choice, int place);
