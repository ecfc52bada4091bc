// SPDX-License-Identifier: MIT
// checkup_items.c: the words and the places of the check-up's steps.
#include "checkup/checkup_parts.h"

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

Words checkup_words(const CheckupStep *item)
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
        return right ? (Words){ "Touch with your right hand", "checkup_right_hand" }
                     : (Words){ "Touch with your left hand", "checkup_left_hand" };
    case CHECKUP_REACH_SMALL:
        return right ? (Words){ "Small ones, with your right hand", "checkup_right_small" }
                     : (Words){ "Small ones, with your left hand", "checkup_left_small" };
    case CHECKUP_RAISE_SIDE:
        return right ? (Words){ "Right arm out, and up high", "checkup_raise_right" }
                     : (Words){ "Left arm out, and up high", "checkup_raise_left" };
    case CHECKUP_REST: return (Words){ "Shake your arms and legs", "checkup_rest" };
    case CHECKUP_DRUM_TOGETHER: return (Words){ "Drum with both hands", "checkup_drum" };
    case CHECKUP_DRUM_ALTERNATE: return (Words){ "Drum left, right, left, right", "checkup_turns" };
    default: return (Words){ "Three knee bends", "checkup_squat" };
    }
}

const CheckupStep *checkup_current(const Checkup *c, const GameInput *in)
{
    int count = 0;
    const CheckupStep *list = checkup_battery(in->size->seated, &count);
    return &list[c->item < count ? c->item : count - 1];
}

bool checkup_is_guarded(const CheckupStep *item)
{
    return item->kind == CHECKUP_STAND_CLOSED;
}
