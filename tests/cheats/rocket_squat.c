// SPDX-License-Identifier: MIT
// rocket_squat.c: bent knees fill the rocket, and standing up launches it.
#include "cheats.h"

static float asked(const GameOutput *seen)
{
    const GameTarget *t = cheats_target(seen, TARGET_SQUAT);
    return t ? t->value : 0;
}

// Down and up again every two seconds, so that both halves of a launch get their turn.
static float bob(const GameOutput *seen, uint32_t step)
{
    return cheats_target(seen, TARGET_SQUAT) && step % 240 < 180 ? fmaxf(asked(seen), 0) : 0;
}

static void bend_the_trunk(Puppet *p, const GameOutput *seen, uint32_t step)
{
    float depth = bob(seen, step);
    p->size.trunk = depth > 0 ? 0.55f * 1.8f : 1.8f;  // as the camera sees one bent forward
    cheats_hips_down(p, depth);
}

static void only_bow(Puppet *p, const GameOutput *seen, uint32_t step)
{
    float depth = bob(seen, step);
    p->size.trunk = depth > 0 ? 0.3f * 1.8f : 1.8f;
    cheats_hips_down(p, depth > 0 ? 0.03f : 0);
}

static void straddle(Puppet *p, const GameOutput *seen, uint32_t step)
{
    float depth = bob(seen, step), leg = p->size.leg[0], tall = (1 - depth) * leg;
    float out = sqrtf(leg * leg - tall * tall);
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.ankle[side].x = p->home.ankle[side].x + (side == SIDE_RIGHT ? out : -out);
    cheats_hips_down(p, depth);
}

static void walk_back(Puppet *p, const GameOutput *seen, uint32_t step)
{
    float depth = bob(seen, step);
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.ankle[side].y = p->home.ankle[side].y + depth * p->size.leg[side];
    cheats_hips_down(p, 0);
}

static void half_way_down(Puppet *p, const GameOutput *seen, uint32_t step)
{
    cheats_hips_down(p, 0.6f * bob(seen, step));
}

static void hang_over(Puppet *p, const GameOutput *seen, uint32_t step)
{
    cheats_hips_down(p, bob(seen, step));
    p->pose.trunk_deg = 25;
}

static void stay_down(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    cheats_hips_down(p, cheats_target(seen, TARGET_SQUAT) ? 0.37f : 0);
}

static void half_way_up(Puppet *p, const GameOutput *seen, uint32_t step)
{
    const GameTarget *t = cheats_target(seen, TARGET_SQUAT);
    (void)step;
    cheats_hips_down(p, !t ? 0 : t->value > 0 ? t->value : 0.2f);
}

static void shrug(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    p->size.trunk = cheats_target(seen, TARGET_SQUAT) ? 1.2f * 1.8f : 1.8f;
    p->pose.hips.y = p->home.hips.y;
}

static void rock_up(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.hand[side] = vec2(p->size.shoulder[side].x, p->size.shoulder[side].y + 1.5f);
    p->pose.hips.y = p->home.hips.y - asked(seen) * 0.4f * p->size.height;
}

static void it_is_played_well(void **state)
{
    (void)state;
    cheats_plays_well("rocket_squat", 0.8f);
    cheats_measures_come(cheats_usual("rocket_squat", 3), "seat_rise");
    PuppetPlay play = cheats_usual("rocket_squat", 3);
    play.posture = POSTURE_WHEELCHAIR;
    PuppetResult r = puppet_play(&play);
    assert_above(r.measured[cheats_measure(play.game, "seat_rise")], 0);
    assert_int_equal(r.measured[cheats_measure(play.game, "squat_depth")], 0);
    // From level 3 down to the depth of level 3: what was asked for is what was measured.
    play.posture = POSTURE_STANDING;
    r = puppet_play(&play);
    assert_float_equal(r.last[cheats_measure(play.game, "squat_depth")], 22, 3);
    assert_float_equal(r.last[cheats_measure(play.game, "squat_symmetry")], 0, 6);
    assert_float_equal(r.last[cheats_measure(play.game, "rise_peaks")], 1, 0);
}

static void a_chair_is_left_by_a_knob(void **state)
{
    (void)state;
    PuppetPlay play = cheats_usual("rocket_squat", 3);
    play.knob = cheats_knobs(play.game, 3, "chair", 1);
    play.posture = POSTURE_SEATED;
    PuppetResult r = puppet_play(&play);
    assert_at_least(r.hits, 5);
    float stood = r.last[cheats_measure(play.game, "seat_rise")];
    play.posture = POSTURE_WHEELCHAIR;  // nobody is asked to stand up from a wheelchair
    r = puppet_play(&play);
    assert_at_least(r.hits, 5);
    assert_below(r.last[cheats_measure(play.game, "seat_rise")], stood / 2);
}

static const Cheat cases[] = {
    { "the trunk bent over bent knees", 1, POSTURE_STANDING, NOT(SQUAT), bend_the_trunk, 0 },
    { "a bow", 1, POSTURE_STANDING, NOT(SQUAT), only_bow, 0 },
    { "a straddle with straight legs", 2, POSTURE_STANDING, NOT(SQUAT), straddle, 0 },
    { "walking back from the camera", 3, POSTURE_STANDING, NOT(SQUAT), walk_back, 0 },
    { "half of the depth", 2, POSTURE_STANDING, NOT(SQUAT), half_way_down, 0 },
    { "hanging over to one side", 1, POSTURE_STANDING, NOT(SQUAT), hang_over, 0 },
    { "never standing up", 5, POSTURE_STANDING, NOT(SQUAT), stay_down, 0 },
    { "standing up halfway", 4, POSTURE_STANDING, NOT(SQUAT), half_way_up, 0 },
    { "a shrug", 2, POSTURE_SEATED, NOT(SQUAT), shrug, 0 },
    { "rocking up, arms in the air", 2, POSTURE_WHEELCHAIR, NOT(SQUAT), rock_up, 0 },
};

static void cheats_fail(void **state)
{
    (void)state;
    cheats_do_not_score("rocket_squat", cases, sizeof cases / sizeof *cases);
}

int cheats_rocket_squat(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_played_well),
        cmocka_unit_test(a_chair_is_left_by_a_knob),
        cmocka_unit_test(cheats_fail),
    };
    return cmocka_run_group_tests_name("rocket_squat", tests, NULL, NULL);
}
