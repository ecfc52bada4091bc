// SPDX-License-Identifier: MIT
// river_raft.c: the hips steer, over feet that stay.
#include "cheats.h"

static void bend_the_trunk(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = cheats_target(seen, TARGET_HIPS);
    p->pose.trunk_deg = t ? 25 * cheats_sign(t->value > 0) : 0;
}

static void step_aside(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = cheats_target(seen, TARGET_HIPS);
    float by = t ? 1.0f * cheats_sign(t->value > 0) : 0;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.ankle[side].x = p->home.ankle[side].x + by;
    p->pose.hips.x = p->home.hips.x + by;
}

static void swing_a_foot_out(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = cheats_target(seen, TARGET_HIPS);
    if (!t) return;
    int side = t->value > 0 ? SIDE_LEFT : SIDE_RIGHT;
    p->pose.ankle[side].x = p->home.ankle[side].x + 1.2f * cheats_sign(side);
    p->pose.ankle[side].y = p->home.ankle[side].y + 0.15f * p->size.leg[side];
}

static const Cheat cases[] = {
    { "a bent trunk over still hips", 1, POSTURE_STANDING, NOT(HIPS), bend_the_trunk, 0 },
    { "a step to the side", 1, POSTURE_STANDING, NOT(HIPS), step_aside, 0 },
    { "a foot swung out", 1, POSTURE_STANDING, NOT(HIPS), swing_a_foot_out, 0 },
    { "staying in the middle", 1, POSTURE_STANDING, 0, cheats_stay_home, 0 },
    { "sitting still", 1, POSTURE_SEATED, 0, cheats_stay_home, 0 },
};

static void cheats_fail(void **state)
{
    (void)state;
    cheats_do_not_score("river_raft", cases, sizeof cases / sizeof *cases);
}

static void the_sure_one_is_reachable(void **state)
{
    (void)state;
    cheats_sure_is_reachable("river_raft");
}

static void the_keys_work(void **state)
{
    (void)state;
    cheats_skip_and_assist("river_raft");
}

static void measures_come(void **state)
{
    (void)state;
    cheats_measures_come_somewhere("river_raft");
}

int cheats_river_raft(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cheats_fail),
        cmocka_unit_test(the_sure_one_is_reachable),
        cmocka_unit_test(the_keys_work),
        cmocka_unit_test(measures_come),
    };
    return cmocka_run_group_tests_name("river_raft", tests, NULL, NULL);
}
