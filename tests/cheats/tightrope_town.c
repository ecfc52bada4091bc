// SPDX-License-Identifier: MIT
// tightrope_town.c: feet in line, a level pole, and standing still.
#include "cheats.h"

static void stand_on_one_leg(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->pose.ankle[SIDE_LEFT].y = p->home.ankle[SIDE_LEFT].y + 0.25f * p->size.leg[0];
}

static void tilt_the_pole(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->pose.hand[SIDE_LEFT] = vec2(p->size.shoulder[SIDE_LEFT].x - 0.6f, p->size.shoulder[0].y);
    p->pose.hand[SIDE_RIGHT] = p->home.hand[SIDE_RIGHT];
}

static void walk_about(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    float by = 0.8f * sinf((float)step * 0.05f);
    for (int side = 0; side < SIDE_COUNT; side++) p->pose.ankle[side].x += by;
    p->pose.hips.x += by;
}

static void hang_over_the_chair(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->pose.trunk_deg = 25;
}

static const Cheat cases[] = {
    { "feet apart", 2, POSTURE_STANDING, NOT(FOOT), NULL, 0 },
    { "standing on one leg", 2, POSTURE_STANDING, 0, stand_on_one_leg, 0 },
    { "a tilted pole", 2, POSTURE_STANDING, 0, tilt_the_pole, 0 },
    { "walking about", 2, POSTURE_STANDING, 0, walk_about, 0 },
    { "hanging over the chair", 2, POSTURE_SEATED, 0, hang_over_the_chair, 0 },
};

static void cheats_fail(void **state)
{
    (void)state;
    cheats_do_not_score("tightrope_town", cases, sizeof cases / sizeof *cases);
}

static void the_sure_one_is_reachable(void **state)
{
    (void)state;
    cheats_sure_is_reachable("tightrope_town");
}

static void the_keys_work(void **state)
{
    (void)state;
    cheats_skip_and_assist("tightrope_town");
}

static void measures_come(void **state)
{
    (void)state;
    cheats_measures_come_somewhere("tightrope_town");
}

int cheats_tightrope_town(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cheats_fail),
        cmocka_unit_test(the_sure_one_is_reachable),
        cmocka_unit_test(the_keys_work),
        cmocka_unit_test(measures_come),
    };
    return cmocka_run_group_tests_name("tightrope_town", tests, NULL, NULL);
}
