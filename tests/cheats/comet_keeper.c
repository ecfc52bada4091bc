// SPDX-License-Identifier: MIT
// comet_keeper.c: the hand is there when the comet is.
#include "cheats.h"

static void park(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.hand[side] = vec2_add(p->size.shoulder[side], vec2(1.1f * cheats_sign(side), 0.6f));
}

static void windmill(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    for (int side = 0; side < SIDE_COUNT; side++) {
        float turn = cheats_sign(side) * (float)step * (2 * PI_F * 1.2f / 60);
        p->pose.hand[side] =
            vec2_add(p->size.shoulder[side], vec2(1.5f * cosf(turn), 1.5f * sinf(turn)));
    }
}

// The hand comes when the comet has gone.
static void too_late(Puppet *p, const GameOutput *seen, uint32_t step)
{
    for (int i = 0; i < seen->target_count; i++)
        if (step < seen->target[i].due_step + 48)
            for (int side = 0; side < SIDE_COUNT; side++) p->pose.hand[side] = p->home.hand[side];
}

static void it_is_played_well(void **state)
{
    (void)state;
    cheats_plays_well("comet_keeper", 0.6f);
}

static const Cheat cases[] = {
    { "hands that are parked", 1, POSTURE_STANDING, 0, park, 0 },
    { "a windmill", 1, POSTURE_STANDING, 0, windmill, 0.2f },
    { "the hand comes too late", 1, POSTURE_STANDING, 0, too_late, 0.05f },
    { "hands that are parked", 2, POSTURE_STANDING, 0, park, 0 },
    { "a windmill", 2, POSTURE_STANDING, 0, windmill, 0.2f },
    { "the hand comes too late", 2, POSTURE_STANDING, 0, too_late, 0.05f },
    { "hands that are parked", 3, POSTURE_STANDING, 0, park, 0 },
    { "a windmill", 3, POSTURE_STANDING, 0, windmill, 0.2f },
    { "the hand comes too late", 3, POSTURE_STANDING, 0, too_late, 0.05f },
    { "hands that are parked", 4, POSTURE_STANDING, 0, park, 0 },
    { "a windmill", 4, POSTURE_STANDING, 0, windmill, 0.2f },
    { "the hand comes too late", 4, POSTURE_STANDING, 0, too_late, 0.05f },
    { "hands that are parked", 5, POSTURE_STANDING, 0, park, 0 },
    { "a windmill", 5, POSTURE_STANDING, 0, windmill, 0.2f },
    { "the hand comes too late", 5, POSTURE_STANDING, 0, too_late, 0.05f },
};

static void cheats_fail(void **state)
{
    (void)state;
    cheats_do_not_score("comet_keeper", cases, sizeof cases / sizeof *cases);
}

static void measures_come(void **state)
{
    (void)state;
    PuppetPlay play3 = cheats_usual("comet_keeper", 3);
    play3.seconds = 180;
    play3.skill = puppet_skill(0.8f);
    cheats_measures_come(play3, "");
}

static void the_rule_is_kept(void **state)
{
    (void)state;
    cheats_rule_is_kept("comet_keeper");
}

int cheats_comet_keeper(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_played_well),
        cmocka_unit_test(cheats_fail),
        cmocka_unit_test(measures_come),
        cmocka_unit_test(the_rule_is_kept),
    };
    return cmocka_run_group_tests_name("comet_keeper", tests, NULL, NULL);
}
