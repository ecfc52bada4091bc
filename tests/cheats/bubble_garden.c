// SPDX-License-Identifier: MIT
// bubble_garden.c: a touch counts by the hand that the rule allows.
#include "cheats.h"

// The resting hand's touches are noticed and do not score.
static void rest_hand_touches(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = cheats_target(seen, TARGET_HAND);
    if (t) p->pose.hand[SIDE_RIGHT] = t->at;
}

static void the_rule_is_kept(void **state)
{
    (void)state;
    PuppetPlay play = cheats_usual("bubble_garden", 1);
    play.hand = HAND_LEFT;
    assert_above(puppet_play(&play).hits_by_side[SIDE_LEFT], 5);
    play.skill.refuse = NOT(HAND);
    play.cheat = rest_hand_touches;
    assert_int_equal(puppet_play(&play).hits, 0);
}

int cheats_bubble_garden(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rule_is_kept),
    };
    return cmocka_run_group_tests_name("bubble_garden", tests, NULL, NULL);
}
