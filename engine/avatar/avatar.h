// SPDX-License-Identifier: MIT
// avatar.h: the drawn child that does what the real one does. It has a clock and dice of its own:
// neither a step of play nor a recording knows of it. Main thread.
#pragma once

#include "avatar/looks.h"
#include "tiptoe/arc.h"
#include "tiptoe/body.h"
#include "tiptoe/draw.h"

// What carries the child.
typedef enum AvatarSeat { SEAT_NONE, SEAT_STOOL, SEAT_WHEELCHAIR } AvatarSeat;

// What a step of play told, so that the face can answer.
typedef struct AvatarNews {
    bool success, effort, appeared, resting;
    bool holds[SIDE_COUNT];  // that hand is where its target is
    bool target;             // there is something to look at ...
    Vec2 target_at;          // ... here on the stage
} AvatarNews;

typedef struct AvatarSpring {
    float at, speed;  // degrees, degrees a second
} AvatarSpring;

typedef struct Avatar {
    Look look;
    float years;       // of the child; 0: unknown
    bool calm, night;  // it blinks and swings less; a light rim before a dark scene
    bool air;          // what it sits on is no ground: no shadow under the feet
    AvatarSeat seat;
    float horns;  // 0..1: a monster's, for fun
    // Its life, kept by avatar_step().
    uint32_t rested;  // steps without play, counted by who dresses it
    uint32_t step, mood_until, blink_at, blink_next, appeared_at, dice;
    int mood, wanted;
    float rest[2 * SIDE_COUNT];  // shares of arms, legs
    int untrusted[2 * SIDE_COUNT];
    float press[SIDE_COUNT];
    bool grip[SIDE_COUNT];  // the hand is closed: on a target, a rim, a walker's grip ...
    uint32_t grip_changed[SIDE_COUNT];                 // ... or open, since that step
    float wheel[SIDE_COUNT], wheel_speed[SIDE_COUNT];  // radians; a step
    float hand_y[SIDE_COUNT];                          // a step ago, thousandths of the stature
    Vec2 gaze;
    AvatarSpring hair, tail;
    Vec2 head_before;
} Avatar;

// One sixtieth of a second.
void avatar_step(Avatar *avatar, const Body *body, const Calibration *size, const AvatarNews *news);

// Nothing is drawn before the child was seen and measured.
void avatar_draw(const Avatar *avatar, Canvas *canvas, const Body *body, const Calibration *size);

// The glow where the hands are, to be drawn under the child. `hands`: bit 1 << Side, allowed by the
// hand rule; a resting hand is dim. Left wears one ring, right two.
void avatar_hands(const Avatar *avatar, Canvas *canvas, const Body *body, const Calibration *size,
                  unsigned hands);

// What it has on its head, on another head: what is behind it, or what is before it.
void avatar_hair(const Avatar *avatar, Canvas *canvas, const ArcHead *head, bool behind);
