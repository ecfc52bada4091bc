// SPDX-License-Identifier: MIT
// script.h: what the drawn child does, one step after the other.
#pragma once

#include "tiptoe/base.h"
#include "tiptoe/body.h"

#define SCRIPT_STEPS_MAX 32

#define SCRIPT_FILE_MAX 400

// X(name, word, usual duration in s (0: of the file), true if the legs do it)
#define SCRIPT_LIST(X)                                                                             \
    X(PLAY, "play", 60, false)                                                                     \
    X(STILL, "still", 5, false)                                                                    \
    X(SWAY, "sway", 20, false)                                                                     \
    X(ONELEG, "oneleg", 6, true)                                                                   \
    X(SQUAT, "squat", 4.8f, true)                                                                  \
    X(STEP, "step", 4.8f, true)                                                                    \
    X(JUMP, "jump", 4, true)                                                                       \
    X(REACH, "reach", 7.8f, false)                                                                 \
    X(RAISE, "raise", 6, false)                                                                    \
    X(WAVE, "wave", 4, false)                                                                      \
    X(LEAVE, "leave", 8, true)                                                                     \
    X(LEAN, "lean", 5, true)                                                                       \
    X(STRETCH, "stretch", 6, false)                                                                \
    X(ABDUCT, "abduct", 4, false)                                                                  \
    X(DRUM, "drum", 10, false)                                                                     \
    X(CROSS, "cross", 5, false)                                                                    \
    X(SPIN, "spin", 3, true)                                                                       \
    X(AWAY, "away", 4, true)                                                                       \
    X(HIDE, "hide", 3, false)                                                                      \
    X(MOCAP, "mocap", 0, true)                                                                     \
    X(STRAY, "stray", 8, true)                                                                     \
    X(NEAR, "near", 8, true)                                                                       \
    X(CROUCH, "crouch", 5, false)                                                                  \
    X(BOW, "bow", 5, false)                                                                        \
    X(LIE, "lie", 6, false)

typedef enum Act {
#define X(name, word, usual, legs) ACT_##name,
    SCRIPT_LIST(X)
#undef X
        ACT_COUNT
} Act;

typedef struct ScriptStep {
    Act act;
    bool side[SIDE_COUNT];  // of oneleg (the leg stood on), reach, lean, stretch, abduct and stray
    float sway_m;           // of sway, lean, stretch, stray and near
    float sway_hz;          // of sway and drum
    float degrees;          // of abduct and drum
    float seconds;
    char file[SCRIPT_FILE_MAX];  // of mocap
} ScriptStep;

// A grown-up who walks through the picture now and then. X(name, word)
#define VISITOR_LIST(X)                                                                            \
    X(NONE, "none")                                                                                \
    X(FRONT, "front")   /* between child and camera */                                             \
    X(BEHIND, "behind") /* between child and wall */                                               \
    X(BESIDE, "beside") /* comes, lays a hand on the child's shoulder, goes */                     \
    X(EDGE, "edge")     /* somebody much like the child, at the edge of the picture */

typedef enum VisitorWay {
#define X(name, word) VISITOR_##name,
    VISITOR_LIST(X)
#undef X
        VISITOR_COUNT
} VisitorWay;

typedef struct Script {
    VisitorWay visitor;
    int count;
    ScriptStep step[SCRIPT_STEPS_MAX];
} Script;

bool script_needs_legs(Act act);

// NULL and "" are "play". MALFORMED: with a line that says which step and why.
Result script_parse(Script *script, const char *text);
