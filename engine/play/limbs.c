// SPDX-License-Identifier: MIT
// limbs.c: which limbs did a repetition.
#include "play/limbs.h"

// `sides`: bit 1 << Side.
static unsigned limbs_on(TargetKind kind, unsigned sides, bool seated)
{
    switch (kind) {
    case TARGET_HAND: return sides << LIMB_ARM_LEFT;
    case TARGET_FOOT:
    case TARGET_LIFT: return sides << LIMB_LEG_LEFT;
    case TARGET_SQUAT: return seated ? LIMBS_ARMS : LIMBS_LEGS;  // pushed up by the arms; bent legs
    default: return 0;
    }
}

static bool is_one(unsigned sides)
{
    return sides == 1u << SIDE_LEFT || sides == 1u << SIDE_RIGHT;
}

static unsigned sides_of(const GameEvent *hit, const GameTarget *target)
{
    if (target->both || is_one(target->sides)) return target->sides;
    return hit->side >= 0 ? 1u << hit->side : 0;
}

unsigned limbs_of_hit(const GameEvent *hit, const GameTarget *target, int count, bool seated,
                      unsigned without)
{
    unsigned limbs = 0, all = 0;
    bool found = false;
    for (int i = 0; i < count; i++) {
        unsigned own = limbs_on(target[i].kind, sides_of(hit, &target[i]), seated);
        all |= own;
        if (target[i].id != hit->target) continue;
        limbs |= own;
        found = true;
    }
    return (found ? limbs : all) & ~without;
}
