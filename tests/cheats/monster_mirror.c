// SPDX-License-Identifier: MIT
// monster_mirror.c: the pose is made by the limbs that it asks, and held.
#include "cheats.h"

// Leaning the trunk instead of raising the arms.
static void lean_only(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    p->pose.trunk_deg = 35 * sinf((float)step * 0.02f);
    for (int side = 0; side < SIDE_COUNT; side++) p->pose.hand[side] = p->home.hand[side];
}

// Waving through every pose without holding one.
static void wave_through(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    for (int side = 0; side < SIDE_COUNT; side++) {
        float turn = PI_F / 2 + PI_F / 2 * sinf((float)step * 0.13f + (float)side);
        Vec2 out = vec2(cheats_sign(side) * sinf(turn), -cosf(turn));
        p->pose.hand[side] = vec2_add(p->size.shoulder[side], vec2_scale(out, 2.2f));
    }
}

// Arms that point at the camera: short in the picture, in whatever direction is asked.
static void point_at_camera(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->size.arm[SIDE_LEFT] = p->size.arm[SIDE_RIGHT] = 0.6f;
}

// Standing like a scarecrow until the scarecrow comes.
static void scarecrow(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.hand[side] = vec2_add(p->size.shoulder[side], vec2(2.22f * cheats_sign(side), 0));
}

static void it_is_played_well(void **state)
{
    (void)state;
    cheats_plays_well("monster_mirror", 0.6f);
}

static const Cheat cases[] = {
    { "the trunk leans, the arms hang", 1, POSTURE_STANDING, 0, lean_only, 0 },
    { "waving through the poses", 1, POSTURE_STANDING, 0, wave_through, 0.2f },
    { "a scarecrow that waits for its pose", 1, POSTURE_STANDING, 0, scarecrow, 0 },
    { "arms that point at the camera", 1, POSTURE_STANDING, 0, point_at_camera, 0 },
    { "the trunk leans, the arms hang", 3, POSTURE_STANDING, 0, lean_only, 0 },
    { "waving through the poses", 3, POSTURE_STANDING, 0, wave_through, 0.2f },
    { "a scarecrow that waits for its pose", 3, POSTURE_STANDING, 0, scarecrow, 0 },
    { "arms that point at the camera", 3, POSTURE_STANDING, 0, point_at_camera, 0 },
    { "the trunk leans, the arms hang", 5, POSTURE_STANDING, 0, lean_only, 0 },
    { "waving through the poses", 5, POSTURE_STANDING, 0, wave_through, 0.2f },
    { "a scarecrow that waits for its pose", 5, POSTURE_STANDING, 0, scarecrow, 0 },
    { "arms that point at the camera", 5, POSTURE_STANDING, 0, point_at_camera, 0 },
};

static void cheats_fail(void **state)
{
    (void)state;
    cheats_do_not_score("monster_mirror", cases, sizeof cases / sizeof *cases);
}

// What the arms alone can do is not enough where legs and trunk are part of the pose.
static void it_needs_trunk_and_legs(void **state)
{
    (void)state;
    PuppetPlay play = cheats_usual("monster_mirror", 5);
    PuppetResult whole = puppet_play(&play);
    play.skill.refuse = 1u << TARGET_LEAN | 1u << TARGET_LIFT | 1u << TARGET_SQUAT;
    PuppetResult arms = puppet_play(&play);
    assert_below(cheats_share(arms), cheats_share(whole) - 0.2f);
}

static void measures_come(void **state)
{
    (void)state;
    PuppetPlay play2 = cheats_usual("monster_mirror", 2);
    play2.seconds = 120;
    play2.skill = puppet_skill(0.8f);
    cheats_measures_come(play2, "");
}

static void the_rule_is_kept(void **state)
{
    (void)state;
    cheats_rule_is_kept("monster_mirror");
}

int cheats_monster_mirror(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_played_well),       cmocka_unit_test(cheats_fail),
        cmocka_unit_test(it_needs_trunk_and_legs), cmocka_unit_test(measures_come),
        cmocka_unit_test(the_rule_is_kept),
    };
    return cmocka_run_group_tests_name("monster_mirror", tests, NULL, NULL);
}
