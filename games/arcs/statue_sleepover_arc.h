// SPDX-License-Identifier: MIT
// statue_sleepover_arc.h: what Statue Sleepover shares with its opening and ending.
#pragma once

#include "tiptoe/game.h"

enum { POINT_HAND_LEFT, POINT_HAND_RIGHT, POINT_HEAD, POINT_NECK, POINT_HIPS, POINT_COUNT };

#define FRIENDS 6

typedef struct Sleepover {
    GameTries tries;
    GameTry try;
    GamePhase phase;
    int32_t arm_id[SIDE_COUNT], breath_arm_id, silences;
    int32_t asleep, drowsy;  // friends asleep; which of them listens to this silence
    uint32_t dance_steps, danced_steps, until_step;
    Vec2 fast[POINT_COUNT], slow[POINT_COUNT], anchor[POINT_COUNT];
    float move;                   // of the liveliest point, AL; see FAST_SHARE
    float calm, hop[SIDE_COUNT];  // of this silence; heights of the dance, -1..1
    uint32_t still_steps, still_best, wanted_steps, calm_steps, wiggle_steps;
    int32_t stopped, warm;
    Passer mouse;
    Spread sway;
    // of one breath
    uint32_t on_steps, seen_steps;
    uint32_t hands;   // that go with it
    Vec2 arm, cloud;  // their heights against the breath's cosine and sine
} Sleepover;

Vec2 statue_friend_at(int i);
// One of the toys, `asleep` or not.
void statue_friend(int i, bool asleep, Vec2 at, float alpha, Canvas *canvas);
void statue_notes(float turns, int notes, float alpha, Canvas *canvas);

extern const GameArc statue_sleepover_arc;
