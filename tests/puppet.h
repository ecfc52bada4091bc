// SPDX-License-Identifier: MIT
// puppet.h: a made-up player for tests: a whole, consistent body that goes where a game invites it,
// hand, foot, hips, trunk, squat, lift or stillness, with a child's delay, speed and errors.
#pragma once

#include "tiptoe/game.h"

#define PUPPET_MEMORY_MAX 32

// How well it plays. puppet_skill(0..1) fills all of it; a test may then change single fields.
typedef struct PuppetSkill {
    uint32_t reaction_steps;  // from seeing a target to setting off
    float lapses;             // share of the targets that it notices 0.7-2.7 s late
    float speed;              // of hands and feet, arm lengths a second
    float noise;  // aim error, standard deviation, arm lengths; halves with each look; leans: share
                  // / 2
    float timing_noise;          // of arriving at a due step, standard deviation, steps
    float sway;                  // of the hips, standard deviation, shoulder widths
    float falls_per_s;           // chance to lose balance while lifting a foot or keeping still
    float weakness[SIDE_COUNT];  // 0 none; 1: that side is half as fast and errs twice as much
    float reach[SIDE_COUNT];     // below 1: arm lengths that the hand comes from its shoulder at
                                 // most; 0 and 1: as far as the arm is long
    unsigned refuse;             // bit 1 << TargetKind: it does not follow these (for cheats)
} PuppetSkill;

// Where it wants its parts; stage units. A cheat may set any of it after puppet_step's own choice.
typedef struct PuppetPose {
    Vec2 hand[SIDE_COUNT];  // middle of the palm
    Vec2 ankle[SIDE_COUNT];
    Vec2 hips;
    float trunk_deg;         // + to the player's right
    float knee[SIDE_COUNT];  // seated: the knee above its rest, trunk lengths
} PuppetPose;

typedef struct PuppetMemory {
    int id;
    TargetKind kind;
    unsigned sides;
    uint32_t seen_step, ready_step, look_step;
    Vec2 error;   // standard normal, shrinks with each look
    float late;   // steps, of arriving at due_step
    float sense;  // standard normal: how far a lean is misjudged
    int side;     // the limb that was chosen, or -1
} PuppetMemory;

typedef struct Puppet {
    Calibration size;
    PuppetSkill skill;
    Rng rng;
    PuppetPose pose, home;
    unsigned without;  // limbs that cannot be trusted: bit 1 << LIMB_...
    Vec2 foot_from_ankle[SIDE_COUNT];
    PuppetMemory memory[PUPPET_MEMORY_MAX];
    int memory_next;
    uint32_t fall_until;
    int fall_side;
    float sway;
} Puppet;

PuppetSkill puppet_skill(float skill);  // 0 clumsy .. 1 nimble; no weaker side
Calibration puppet_child(bool seated);  // a child in the middle of the stage

void puppet_start(Puppet *puppet, const Calibration *size, PuppetSkill skill, uint64_t seed);
// One step of play: decides by the output of the step before, moves, and fills `out` (may be NULL).
void puppet_step(Puppet *puppet, const GameOutput *seen, uint32_t step, Body *out);
// The pose as a camera would see it, with the trust in each landmark: for plays through
// play_step().
void puppet_pose(const Puppet *puppet, uint32_t step, Pose *out, float trust[LANDMARK_COUNT]);
// The body of the pose as it is now: for tests that move the pose by hand.
void puppet_body(const Puppet *puppet, uint32_t step, Body *out);

// A whole play of one game, for tests of what scores and what does not.
typedef struct PuppetPlay {
    const Game *game;
    int level;  // 1-5
    uint32_t seconds;
    uint64_t seed;
    HandRule hand;
    Posture posture;
    unsigned without;    // limbs left out: bit 1 << LIMB_...; also in the puppet's pose
    float side_bias;     // as in Profile; 0: even
    bool lively;         // the sensory preset; else standard
    PuppetSkill skill;   // its reach is what the game is told
    const float *knob;   // NULL: those of the level
    bool lock_sure;      // never asks for a surely reachable target
    bool always_sure;    // asks for nothing else
    GameCommand key;     // the therapist presses it ...
    uint32_t key_every;  // ... every so many steps; 0: never
    // Sees every step's input and output. May be NULL.
    void (*watch)(void *user, const GameInput *in, const GameOutput *out);
    // After each step, with the game's state: what would draw it. May be NULL.
    void (*draw)(void *user, const void *state, const GameInput *in);
    void *user;
    // Moves puppet->pose as a cheat would; called each step after the puppet's own move. May be
    // NULL.
    void (*cheat)(Puppet *puppet, const GameOutput *seen, uint32_t step);
} PuppetPlay;

typedef struct PuppetResult {
    int offers, hits, misses, hits_by_side[SIDE_COUNT];
    int measured[GAME_MEASURES_MAX];  // how often each of the game's measures came
    float last[GAME_MEASURES_MAX];    // its last value
    uint32_t steps;
} PuppetResult;

PuppetResult puppet_play(const PuppetPlay *play);
