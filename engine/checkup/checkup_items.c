// SPDX-License-Identifier: MIT
// checkup_items.c: the check-up's items in their order, their words and their places.
#include "checkup/checkup_parts.h"

// The battery. X(kind, side, attempt)
#define NO_SIDE                          (-1)
#define RIGHT_AND_LEFT(X, kind, attempt) X(kind, SIDE_RIGHT, attempt) X(kind, SIDE_LEFT, attempt)
#define SIDEWAYS(X)                                                                                \
    RIGHT_AND_LEFT(X, REACH_SIDE, 1)                                                               \
    RIGHT_AND_LEFT(X, REACH_SIDE, 2)                                                               \
    RIGHT_AND_LEFT(X, LEAN_SIDE, 1)                                                                \
    RIGHT_AND_LEFT(X, LEAN_SIDE, 2)
#define HANDS(X)                                                                                   \
    RIGHT_AND_LEFT(X, REACH_LARGE, 1)                                                              \
    RIGHT_AND_LEFT(X, REACH_SMALL, 1)                                                              \
    X(DRUM_TOGETHER, NO_SIDE, 1)                                                                   \
    X(DRUM_ALTERNATE, NO_SIDE, 1)
#define STANDING_ITEMS(X)                                                                          \
    X(STAND_OPEN, NO_SIDE, 1)                                                                      \
    X(STAND_OPEN, NO_SIDE, 2)                                                                      \
    X(STAND_OPEN, NO_SIDE, 3)                                                                      \
    X(STAND_CLOSED, NO_SIDE, 1)                                                                    \
    RIGHT_AND_LEFT(X, ONE_LEG, 0)                                                                  \
    RIGHT_AND_LEFT(X, ONE_LEG, 1)                                                                  \
    RIGHT_AND_LEFT(X, ONE_LEG, 2)                                                                  \
    SIDEWAYS(X)                                                                                    \
    HANDS(X)                                                                                       \
    X(SQUAT, NO_SIDE, 1)
#define SEATED_ITEMS(X) X(SIT_STILL, NO_SIDE, 1) X(SIT_STILL, NO_SIDE, 2) SIDEWAYS(X) HANDS(X)

#define ITEM(kind, side, attempt) { CHECKUP_##kind, side, attempt },
static const Item standing_items[] = { STANDING_ITEMS(ITEM) };
static const Item seated_items[] = { SEATED_ITEMS(ITEM) };
#undef ITEM

bool checkup_with_hands(CheckupKind kind)
{
    return kind == CHECKUP_REACH_LARGE || kind == CHECKUP_REACH_SMALL ||
           kind == CHECKUP_REACH_SIDE || kind == CHECKUP_DRUM_TOGETHER ||
           kind == CHECKUP_DRUM_ALTERNATE;
}

Vec2 checkup_from_shoulder(const GameInput *in, int side, float out_al, float up_al)
{
    float arm = in->size->arm[side];
    Vec2 by = vec2(game_outward(side) * out_al * arm, up_al * arm);
    return game_on_stage(vec2_add(in->size->shoulder[side], by), 0.4f);
}

Vec2 checkup_nest_at(const GameInput *in, int side)
{
    return checkup_from_shoulder(in, side, 0.25f, in->size->seated ? -0.62f : -0.80f);
}

Vec2 checkup_drum_at(const GameInput *in, int side)
{
    return checkup_from_shoulder(in, side, 0.32f, in->size->seated ? -0.45f : -0.55f);
}

Words checkup_words(const Item *item)
{
    bool right = item->side == SIDE_RIGHT;
    switch (item->kind) {
    case CHECKUP_STAND_OPEN: return (Words){ "Feet together, stand still", "checkup_stand" };
    case CHECKUP_STAND_CLOSED: return (Words){ "Feet together, eyes closed", "checkup_closed" };
    case CHECKUP_SIT_STILL: return (Words){ "Sit tall and still", "checkup_sit" };
    case CHECKUP_ONE_LEG:
        return right ? (Words){ "Stand on your right leg", "checkup_right_leg" }
                     : (Words){ "Stand on your left leg", "checkup_left_leg" };
    case CHECKUP_REACH_SIDE:
        return right ? (Words){ "Reach far to your right", "checkup_reach_right" }
                     : (Words){ "Reach far to your left", "checkup_reach_left" };
    case CHECKUP_LEAN_SIDE:
        return right ? (Words){ "Lean to your right and stay", "checkup_lean_right" }
                     : (Words){ "Lean to your left and stay", "checkup_lean_left" };
    case CHECKUP_REACH_LARGE:
    case CHECKUP_REACH_SMALL:
        return right ? (Words){ "Touch with your right hand", "checkup_right_hand" }
                     : (Words){ "Touch with your left hand", "checkup_left_hand" };
    case CHECKUP_DRUM_TOGETHER: return (Words){ "Drum with both hands", "checkup_drum" };
    case CHECKUP_DRUM_ALTERNATE: return (Words){ "Drum left, right, left, right", "checkup_turns" };
    default: return (Words){ "Three knee bends", "checkup_squat" };
    }
}

const Item *checkup_items(const GameInput *in, int *count)
{
    bool seated = in->size->seated;
    *count = seated ? (int)(sizeof seated_items / sizeof *seated_items)
                    : (int)(sizeof standing_items / sizeof *standing_items);
    return seated ? seated_items : standing_items;
}

const Item *checkup_current(const Checkup *c, const GameInput *in)
{
    int count = 0;
    const Item *list = checkup_items(in, &count);
    return &list[c->item < count ? c->item : count - 1];
}

bool checkup_is_guarded(const Item *item)
{
    return item->kind == CHECKUP_STAND_CLOSED;
}
