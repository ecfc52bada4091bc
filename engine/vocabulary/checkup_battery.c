// SPDX-License-Identifier: MIT
// checkup_battery.c: the check-up's steps in their order, and for whom they are.
#include "tiptoe/checkup.h"

// A reach first, which every child can do at once; then standing, a rest, and what moves. Single
// legs come before the rest, while the child is fresh. A lean is done once: what a second one adds
// is not worth the time of a child who tires. X(kind, side, attempt)
#define NO_SIDE                          (-1)
#define RIGHT_AND_LEFT(X, kind, attempt) X(kind, SIDE_RIGHT, attempt) X(kind, SIDE_LEFT, attempt)
#define TWICE(X, kind, side)             X(kind, side, 1) X(kind, side, 2)
#define ARMS(X)                                                                                    \
    RIGHT_AND_LEFT(X, REACH_LARGE, 1)                                                              \
    RIGHT_AND_LEFT(X, RAISE_SIDE, 1)
#define AFTER_THE_REST(X)                                                                          \
    X(REST, NO_SIDE, 0)                                                                            \
    TWICE(X, REACH_SIDE, SIDE_RIGHT)                                                               \
    TWICE(X, REACH_SIDE, SIDE_LEFT)                                                                \
    RIGHT_AND_LEFT(X, LEAN_SIDE, 1)                                                                \
    RIGHT_AND_LEFT(X, REACH_SMALL, 1)                                                              \
    X(DRUM_TOGETHER, NO_SIDE, 1)                                                                   \
    X(DRUM_ALTERNATE, NO_SIDE, 1)
#define STANDING(X)                                                                                \
    ARMS(X)                                                                                        \
    X(STAND_OPEN, NO_SIDE, 1)                                                                      \
    X(STAND_OPEN, NO_SIDE, 2)                                                                      \
    X(STAND_OPEN, NO_SIDE, 3)                                                                      \
    X(STAND_CLOSED, NO_SIDE, 1)                                                                    \
    RIGHT_AND_LEFT(X, ONE_LEG, 0)                                                                  \
    RIGHT_AND_LEFT(X, ONE_LEG, 1)                                                                  \
    RIGHT_AND_LEFT(X, ONE_LEG, 2)                                                                  \
    AFTER_THE_REST(X)                                                                              \
    X(SQUAT, NO_SIDE, 1)
#define SEATED(X) ARMS(X) X(SIT_STILL, NO_SIDE, 1) X(SIT_STILL, NO_SIDE, 2) AFTER_THE_REST(X)

// Script 1, for its recordings: standing first, a second lean, no raise and no rest.
#define MOVING_1(X)                                                                                \
    RIGHT_AND_LEFT(X, REACH_SIDE, 1)                                                               \
    RIGHT_AND_LEFT(X, REACH_SIDE, 2)                                                               \
    RIGHT_AND_LEFT(X, LEAN_SIDE, 1)                                                                \
    RIGHT_AND_LEFT(X, LEAN_SIDE, 2)                                                                \
    RIGHT_AND_LEFT(X, REACH_LARGE, 1)                                                              \
    RIGHT_AND_LEFT(X, REACH_SMALL, 1)                                                              \
    X(DRUM_TOGETHER, NO_SIDE, 1)                                                                   \
    X(DRUM_ALTERNATE, NO_SIDE, 1)
#define STANDING_1(X)                                                                              \
    X(STAND_OPEN, NO_SIDE, 1)                                                                      \
    X(STAND_OPEN, NO_SIDE, 2)                                                                      \
    X(STAND_OPEN, NO_SIDE, 3)                                                                      \
    X(STAND_CLOSED, NO_SIDE, 1)                                                                    \
    RIGHT_AND_LEFT(X, ONE_LEG, 0)                                                                  \
    RIGHT_AND_LEFT(X, ONE_LEG, 1)                                                                  \
    RIGHT_AND_LEFT(X, ONE_LEG, 2)                                                                  \
    MOVING_1(X)                                                                                    \
    X(SQUAT, NO_SIDE, 1)
#define SEATED_1(X) X(SIT_STILL, NO_SIDE, 1) X(SIT_STILL, NO_SIDE, 2) MOVING_1(X)

#define STEP(kind, side, attempt) { CHECKUP_##kind, side, attempt },
static const CheckupStep standing[] = { STANDING(STEP) };
static const CheckupStep seated_steps[] = { SEATED(STEP) };
static const CheckupStep standing_1[] = { STANDING_1(STEP) };
static const CheckupStep seated_1[] = { SEATED_1(STEP) };
#undef STEP

#define LENGTH(list) (int)(sizeof list / sizeof *list)

const CheckupStep *checkup_battery(bool seated, int *count)
{
    *count = seated ? LENGTH(seated_steps) : LENGTH(standing);
    return seated ? seated_steps : standing;
}

const CheckupStep *checkup_battery_of(int script, bool seated, int *count)
{
    if (script == CHECKUP_SCRIPT) return checkup_battery(seated, count);
    *count = 0;
    if (script != 1) return NULL;
    *count = seated ? LENGTH(seated_1) : LENGTH(standing_1);
    return seated ? seated_1 : standing_1;
}

bool checkup_with_hands(CheckupKind kind)
{
    return kind == CHECKUP_REACH_LARGE || kind == CHECKUP_REACH_SMALL ||
           kind == CHECKUP_REACH_SIDE || kind == CHECKUP_RAISE_SIDE ||
           kind == CHECKUP_DRUM_TOGETHER || kind == CHECKUP_DRUM_ALTERNATE;
}

// A hand that may not play (pain, an operation) is left out, and so is what an absent limb would
// have to do; "both" and "in turn" are for play only.
bool checkup_asks(const CheckupStep *step, const Profile *profile)
{
    bool legs = step->kind == CHECKUP_ONE_LEG || step->kind == CHECKUP_SQUAT;
    if (legs) return !(profile->without & LIMBS_LEGS);
    if (!checkup_with_hands(step->kind)) return true;
    if (profile->hand == HAND_LEFT || profile->hand == HAND_RIGHT || profile->without & LIMBS_ARMS)
        return step->side >= 0 && profile_hands(profile, 0) == 1u << step->side;
    return true;
}

float checkup_step_s(const CheckupStep *step)
{
    switch (step->kind) {
    case CHECKUP_STAND_OPEN:
    case CHECKUP_SIT_STILL: return 23;
    case CHECKUP_STAND_CLOSED: return 25;
    case CHECKUP_ONE_LEG: return step->attempt == 0 ? 8 : step->attempt == 1 ? 28 : 4;
    case CHECKUP_REACH_SIDE:
    case CHECKUP_LEAN_SIDE: return 10;
    case CHECKUP_REACH_LARGE: return 21;
    case CHECKUP_REACH_SMALL: return 25;
    case CHECKUP_DRUM_TOGETHER:
    case CHECKUP_DRUM_ALTERNATE: return 23;
    case CHECKUP_RAISE_SIDE: return 7;
    case CHECKUP_REST: return 9;
    default: return 14;
    }
}
