// SPDX-License-Identifier: MIT
// checkup.h: the steps of the check-up and their fixed difficulty: what the game asks for and the
// analysis of its recording relies on.
#pragma once

#include "tiptoe/body.h"
#include "tiptoe/profile.h"

// X(name, stored name, title, seconds it runs at most). Stored: append freely, never rename or
// reorder.
#define CHECKUP_LIST(X)                                                                            \
    X(STAND_OPEN, "stand_eyes_open", "Standing still, feet together, eyes open", 20)               \
    X(STAND_CLOSED, "stand_eyes_closed", "Standing still, feet together, eyes closed", 20)         \
    X(SIT_STILL, "sit_still", "Sitting still, without the backrest", 20)                           \
    X(ONE_LEG, "one_leg_stance", "Single-leg stance", 42)                                          \
    X(REACH_SIDE, "lateral_reach", "Lateral reach", 6)                                             \
    X(LEAN_SIDE, "lateral_lean", "Lateral lean", 6)                                                \
    X(REACH_LARGE, "reach_large", "Reaches to large targets (1.5 bits)", 60)                       \
    X(REACH_SMALL, "reach_small", "Reaches to small targets (2.5 bits)", 60)                       \
    X(DRUM_TOGETHER, "drum_together", "Drumming, both hands together", 17)                         \
    X(DRUM_ALTERNATE, "drum_alternate", "Drumming, hands in turn", 17)                             \
    X(SQUAT, "squat", "Squats", 30)                                                                \
    X(REACHES, "reaches", "Reaches, both sizes together", 0) /* in results only */                 \
    X(RAISE_SIDE, "arm_raise_side", "Arm raised sideways", 8)                                      \
    X(REST, "rest", "A rest: nothing is measured", 9)

typedef enum CheckupKind {
#define X(name, stored, title, seconds) CHECKUP_##name,
    CHECKUP_LIST(X)
#undef X
        CHECKUP_COUNT
} CheckupKind;

// What holds or carries the child: a set, so that a bar and an orthosis may go together; none is 0.
// X(name, stored name)
#define SUPPORT_LIST(X)                                                                            \
    X(BAR, "bar")                                                                                  \
    X(HAND, "hand_held")                                                                           \
    X(WALKER, "walker")                                                                            \
    X(ORTHOSIS, "orthosis")                                                                        \
    X(SHOES, "shoes")

typedef enum Support {
#define X(name, stored) SUPPORT_##name,
    SUPPORT_LIST(X)
#undef X
        SUPPORT_COUNT
} Support;

// Why a trial does not count (EVENT_TRIAL_VOID). X(name, stored name, text)
#define CHECKUP_VOID_LIST(X)                                                                       \
    X(REDONE, "redone", "done again")                                                              \
    X(SKIPPED, "skipped", "skipped by the therapist")                                              \
    X(NOT_STARTED, "not_started", "not done: nobody pressed start")                                \
    X(PAUSED, "paused", "interrupted by a pause: do it again")                                     \
    X(SPARED, "spared", "not needed: the longest time was reached before")                         \
    X(NOT_REACHED, "not_reached", "not done: the check-up ended before it")                        \
    X(UNSEEN, "unseen", "not done: the child was not in view")

typedef enum CheckupVoid {
#define X(name, stored, text) CHECKUP_VOID_##name,
    CHECKUP_VOID_LIST(X)
#undef X
        CHECKUP_VOID_COUNT
} CheckupVoid;

// One thing to do.
typedef struct CheckupStep {
    CheckupKind kind;
    int side;     // the leg that stands, the hand that reaches; -1 none
    int attempt;  // 0: practice, which does not count
} CheckupStep;

#define CHECKUP_SCRIPT 2  // the version of today's script, which is the game's

// The battery in its order: never adapted, another one only with another version of the script.
const CheckupStep *checkup_battery(bool seated, int *count);
// That of the script of a recording; NULL: there is none of that version.
const CheckupStep *checkup_battery_of(int script, bool seated, int *count);
// Whether this child is asked for it: a limb that rests today or is absent is not.
bool checkup_asks(const CheckupStep *step, const Profile *profile);
bool checkup_with_hands(CheckupKind kind);
// How long it takes a child who does it at once, words and breaks included. [measured]
float checkup_step_s(const CheckupStep *step);

#define CHECKUP_SECONDS_MAX 1200  // every step has an end: all of them together come sooner

#define CHECKUP_CAP_S       30    // of a single-leg stance: the clinic's
#define CHECKUP_PRACTICE_S  3     // of its practice
#define CHECKUP_START_S     0.7f  // lateral reach and lean begin with so much at the starting place
#define CHECKUP_REACH_COUNT 6     // a block; two blocks make the 12 of a hand
#define CHECKUP_BPM         50
#define CHECKUP_SQUATS      3
#define CHECKUP_HOME_AL     0.22f  // radius of the nest from which a reach starts
#define CHECKUP_STAND_AL    1.0f   // from nest to target, arm lengths
#define CHECKUP_SIT_AL      0.85f

static inline float checkup_amplitude_al(bool seated)
{
    return seated ? CHECKUP_SIT_AL : CHECKUP_STAND_AL;
}

// Radius of the targets of a block, so that log2(A / W + 1) is 1.5 or 2.5 bits with W = 2r.
static inline float checkup_radius_al(CheckupKind kind, bool seated)
{
    float parts = kind == CHECKUP_REACH_SMALL ? 4.656854f : 1.828427f;  // 2^bits - 1
    return checkup_amplitude_al(seated) / parts / 2;
}

const char *checkup_name(CheckupKind kind);  // the stored name
const char *checkup_title(CheckupKind kind);
const char *support_name(Support support);
const char *checkup_void_name(CheckupVoid why);  // the stored name
