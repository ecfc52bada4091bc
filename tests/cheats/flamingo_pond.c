// SPDX-License-Identifier: MIT
// flamingo_pond.c: one leg carries, the trunk stays upright; a wheelchair spreads its wings.
#include "cheats.h"

static void jump(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    float up = step % 90 < 60 ? 0.3f * p->size.leg[0] : 0;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.ankle[side].y = p->home.ankle[side].y + up;
    p->pose.hips.y = p->home.hips.y + up;
}

static void step_back(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.ankle[side].y = p->home.ankle[side].y + 0.3f * p->size.leg[side];
}

static void hang_over(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    const GameTarget *t = cheats_target(seen, TARGET_LIFT);
    if (t) p->pose.trunk_deg = -30 * cheats_sign(cheats_side(t));
}

static void tap(Puppet *p, const GameOutput *seen, uint32_t step)
{
    const GameTarget *t = cheats_target(seen, TARGET_LIFT);
    if (!t) return;
    int side = cheats_side(t);
    float up = step % 100 < 60 ? t->value + 0.05f : 0;
    p->pose.ankle[side].y = p->home.ankle[side].y + up * p->size.leg[side];
}

static void hop(Puppet *p, const GameOutput *seen, uint32_t step)
{
    const GameTarget *t = cheats_target(seen, TARGET_LIFT);
    if (!t) return;
    float x = 0.25f * p->size.leg[0] * (step % 120 < 60 ? 1.0f : -1.0f);
    p->pose.ankle[!cheats_side(t)].x = p->home.ankle[!cheats_side(t)].x + x;
}

static void rock_on_the_seat(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->pose.knee[SIDE_LEFT] = p->pose.knee[SIDE_RIGHT] = 0.6f;
}

static void bend_instead_of_arm(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    for (int i = 0; i < seen->target_count; i++)
        if (seen->target[i].kind == TARGET_HAND)
            p->pose.trunk_deg = 25 * cheats_sign(cheats_side(&seen->target[i]));
}

static const Cheat cases[] = {
    { "a jump", 2, POSTURE_STANDING, NOT(LIFT), jump, 0 },
    { "a step back from the camera", 2, POSTURE_STANDING, NOT(LIFT), step_back, 0 },
    { "hanging over to one side", 2, POSTURE_STANDING, 0, hang_over, 0 },
    { "tapping with the foot", 2, POSTURE_STANDING, NOT(LIFT), tap, 0 },
    { "hopping about", 2, POSTURE_STANDING, 0, hop, 0 },
    { "standing on both feet", 1, POSTURE_STANDING, NOT(LIFT), cheats_stay_home, 0 },
    { "arms left hanging at level 5", 5, POSTURE_STANDING, NOT(HAND), NULL, 0 },
    { "rocking on the seat", 2, POSTURE_SEATED, NOT(LIFT), rock_on_the_seat, 0 },
    { "a bent trunk as a wing", 2, POSTURE_WHEELCHAIR, 0, bend_instead_of_arm, 0 },
};

static void cheats_fail(void **state)
{
    (void)state;
    cheats_do_not_score("flamingo_pond", cases, sizeof cases / sizeof *cases);
}

static void the_sure_one_is_reachable(void **state)
{
    (void)state;
    cheats_sure_is_reachable("flamingo_pond");
}

static void the_keys_work(void **state)
{
    (void)state;
    cheats_skip_and_assist("flamingo_pond");
}

static void measures_come(void **state)
{
    (void)state;
    cheats_measures_come_somewhere("flamingo_pond");
}

int cheats_flamingo_pond(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cheats_fail),
        cmocka_unit_test(the_sure_one_is_reachable),
        cmocka_unit_test(the_keys_work),
        cmocka_unit_test(measures_come),
    };
    return cmocka_run_group_tests_name("flamingo_pond", tests, NULL, NULL);
}
