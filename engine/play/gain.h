// SPDX-License-Identifier: MIT
// gain.h: movement gain, for a child whose range is a few centimetres. The movement of each hand
// from where it rests is widened on the stage by a factor 1-5, and where the therapist gave the
// factor that of feet and trunk likewise. A game and the screen get the widened body; what is
// measured stays the real movement's. Pure.
#pragma once

#include "tiptoe/body.h"

#define GAIN_MOST 5.0f
#define GAIN_FIT  -1.0f  // PlaySetup.gain: chosen by the range that the child showed
#define GAIN_WIDE 0.9f   // arm lengths that a widened hand shall come from its rest [ours]

STATE_BEGIN

// A plain struct: zeroed widens nothing.
typedef struct Gain {
    float asked;              // 0: none; 1-5; GAIN_FIT
    float hand[SIDE_COUNT];   // the factors; 0 before play, then 1-5
    float other;              // of feet and trunk
    float range[SIDE_COUNT];  // farthest that a hand was from its rest, stage units
    uint32_t rested;          // limbs whose rest is known: bits 0, 1 hands; 2, 3 feet; 4 the trunk
    uint32_t unused;
    Vec2 hand_rest[SIDE_COUNT], foot_rest[SIDE_COUNT], hips_rest, shoulders_rest;
} Gain;

STATE_END

// `asked` outside 1-5 is none, but for GAIN_FIT.
void gain_start(Gain *gain, float asked);
bool gain_is_on(const Gain *gain);

// The child was just measured, or (`shows`) shows its range, before play or in it. What is not seen
// yet rests where it is seen first.
void gain_watch(Gain *gain, const Body *real, bool shows);

// Play begins: the factors, also kept in `size` and taken from it where the range was not shown.
void gain_fix(Gain *gain, Calibration *size);

// The body as the game and the screen get it.
void gain_widen(const Gain *gain, const Calibration *size, const Body *real, Body *wide);

// Where the real hand must come so that the widened one is at `at`; how much smaller a length is.
Vec2 gain_real(const Gain *gain, int side, Vec2 at);
float gain_factor(const Gain *gain, int side);
// How far the widened hand comes from its rest with ease, stage units; 0: it is not widened.
float gain_reach(const Gain *gain, const Calibration *size, int side);
