// SPDX-License-Identifier: MIT
// stepping_stars.c: a step is a foot that is set down; seated, a hand on the tray.
#include "cheats.h"

static void lean_to_it(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = cheats_target(seen, TARGET_FOOT);
    if (!t) return;
    p->pose.hips.x = p->home.hips.x + clampf(t->at.x - p->home.hips.x, -0.5f, 0.5f);
    p->pose.trunk_deg = 30 * cheats_sign(t->at.x > p->home.hips.x);
}

static void hang_a_foot_over_it(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = cheats_target(seen, TARGET_FOOT);
    if (t) p->pose.hips.x = p->home.ankle[!cheats_side(t)].x;
}

static void the_other_foot(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = cheats_target(seen, TARGET_FOOT);
    if (!t) return;
    int other = !cheats_side(t);
    p->pose.ankle[other] = vec2_sub(t->at, p->foot_from_ankle[other]);
}

static void sweep_through(Puppet *p, const GameOutput *seen, uint32_t step)
{
    const GameTarget *t = cheats_target(seen, TARGET_FOOT);
    if (!t) return;
    int side = cheats_side(t);
    float share = (float)(step % 30) / 10 - 1;  // in it for a few steps only
    p->pose.ankle[side] = vec2_sub(t->at, p->foot_from_ankle[side]);
    p->pose.ankle[side].x += share * 3 * t->radius;
}

static void bend_over_the_tray(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = cheats_target(seen, TARGET_HAND);
    if (t) p->pose.trunk_deg = 30 * cheats_sign(cheats_side(t));
}

static const Cheat cases[] = {
    { "a lean is not a step", 1, POSTURE_STANDING, NOT(FOOT), lean_to_it, 0 },
    { "a foot that only hangs over it", 1, POSTURE_STANDING, 0, hang_a_foot_over_it, 0 },
    { "the other foot", 1, POSTURE_STANDING, NOT(FOOT), the_other_foot, 0 },
    { "a foot swept through", 1, POSTURE_STANDING, NOT(FOOT), sweep_through, 0 },
    { "a trunk bent over the tray", 1, POSTURE_SEATED, 0, bend_over_the_tray, 0 },
};

static void cheats_fail(void **state)
{
    (void)state;
    cheats_do_not_score("stepping_stars", cases, sizeof cases / sizeof *cases);
}

static void the_sure_one_is_reachable(void **state)
{
    (void)state;
    cheats_sure_is_reachable("stepping_stars");
}

static void the_keys_work(void **state)
{
    (void)state;
    cheats_skip_and_assist("stepping_stars");
}

static void measures_come(void **state)
{
    (void)state;
    cheats_measures_come_somewhere("stepping_stars");
}

int cheats_stepping_stars(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cheats_fail),
        cmocka_unit_test(the_sure_one_is_reachable),
        cmocka_unit_test(the_keys_work),
        cmocka_unit_test(measures_come),
    };
    return cmocka_run_group_tests_name("stepping_stars", tests, NULL, NULL);
}
