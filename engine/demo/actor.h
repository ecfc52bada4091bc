// SPDX-License-Identifier: MIT
// actor.h: how the drawn child plays: reaction, choice of the limb, sub-movements, shifts of
// weight.
#pragma once

#include "demo.h"
#include "figure.h"
#include "glide.h"
#include "view.h"

#define ACTOR_MEMORY_MAX 16

typedef struct Seen {
    int id;
    TargetKind kind;
    bool present, both;
    unsigned sides;
    Vec2 at, velocity;       // m, m/s
    float radius;            // m
    float value;             // as in DemoTarget
    double seen, ready;      // s: first seen, understood
    double due;              // s: be there then; 0: at once
    Vec2 error[SIDE_COUNT];  // of the aim, m
    float off;   // of the aim, in standard deviations: halves with each look, as do the errors
    float late;  // s, of the arrival when it is due
    bool struck[SIDE_COUNT];  // has set off to be there when it is due
    double looked;            // when a wish of the body was last corrected
} Seen;

typedef struct Hand {
    Glide at;       // palm from the shoulder
    int target;     // index of the pursued memory, or -1
    double looked;  // when the aim was last corrected
    double free;    // since when nothing is pursued
    float flat;     // as in Stance
} Hand;

typedef struct Foot {
    Glide at;     // x and z of the ankle from where it stands at rest
    Glide up;     // x: height
    bool lifted;  // held up for a target
    double free;  // since when no target wants it elsewhere
} Foot;

typedef struct Actor {
    const Figure *figure;
    View view;
    bool seated;
    float skill, reaction_s, tremor_m, weakness[SIDE_COUNT], attention_s;
    float bow;      // as in DemoRig
    float reach_m;  // how far a hand goes from the shoulder for a target
    float range_m;  // of a hand from where it rests; 0: as far as the arm comes
    Rng rng;
    double before;  // time of the last step, s
    Seen memory[ACTOR_MEMORY_MAX];
    Hand hand[SIDE_COUNT];
    Foot foot[SIDE_COUNT];
    Glide hips;         // x and z of mid-hip from rest: steps and shifts of weight
    Glide body;         // x: lateral lean of the trunk, rad; y: pelvis up (-: down), m
    bool held;          // trunk and pelvis follow a target of their own; hands may not lean
    bool still;         // asked to keep still
    double busy_until;  // a step is under way
    double body_free;   // since when nothing needs the trunk
    double fall_from, fall_until;  // the balance is lost between these
    double away_from, away_to;     // looks away between these
    double joy_until;
    Vec2 sole[SIDE_COUNT];  // where the feet are seen at rest, m in the child's plane
    Vec2 gaze;              // m from the face, low-passed
    double tremor_phase[SIDE_COUNT];
} Actor;

void actor_init(Actor *actor, const Figure *figure, const View *view, const DemoOptions *options,
                bool seated);
void actor_rest(Actor *actor);  // hands and feet to rest at once; forgets what it saw

// Changes `stance` (upright or seated) to what the child does at `now`, s, with `aim` to be seen.
void actor_step(Actor *actor, double now, const DemoAim *aim, Stance *stance);

// The parts of a step, in this order. `upright` is the stance before.
void actor_move_body(Actor *actor, double now, const Stance *upright);
void actor_move_hands(Actor *actor, double now, const Stance *upright);

// How much slower than a skilled child with this limb.
float actor_slowness(const Actor *actor, Side side);
// Standard deviation of a first aim with this limb, in radii of the target.
float actor_inexactness(const Actor *actor, Side side);
bool actor_is_away(const Actor *actor, double now);

// Trunk and pelvis of `stance` as `lean` (see Actor.body) wants them.
void actor_take_lean(const Actor *actor, Vec2 lean, Stance *stance);

// Both feet stay on the floor: where they stand wide apart, or the weight is far to one side, the
// pelvis comes down.
void actor_keep_feet_down(const Figure *figure, Stance *stance);
