// SPDX-License-Identifier: MIT
// profile.c: which limbs may score for this child.
#include "tiptoe/profile.h"

#include "tiptoe/body.h"

bool profile_is_seated(const Profile *profile)
{
    return posture_is_seated(profile->posture) || (profile->without & LIMBS_LEGS) == LIMBS_LEGS;
}

// `left_out`: bit 1 << Side.
static unsigned sides_of(HandRule rule, unsigned left_out, int turn)
{
    unsigned there = ~left_out & 3u;
    unsigned wished = rule == HAND_LEFT        ? 1u << SIDE_LEFT
                      : rule == HAND_RIGHT     ? 1u << SIDE_RIGHT
                      : rule == HAND_ALTERNATE ? 1u << turn
                                               : 3u;
    return wished & there ? wished & there : there;
}

unsigned profile_hands(const Profile *profile, int turn)
{
    REQUIRE(turn >= 0);
    return sides_of(profile->hand, profile->without >> LIMB_ARM_LEFT & 3u, turn);
}

unsigned profile_feet(const Profile *profile, int turn)
{
    REQUIRE(turn >= 0);
    return sides_of(profile->hand, profile->without >> LIMB_LEG_LEFT & 3u, turn);
}
