// SPDX-License-Identifier: MIT
// rainbow_cross.c: the hand crosses the middle of the body.
#include "cheats.h"

static const float far_only[GAME_KNOBS_MAX] = { 0.24f, 5, 0.2f, 100, 0, 0 };

// The nearer hand takes what belongs to the other.
static void wrong_hand(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    for (int i = 0; i < seen->target_count; i++) {
        int side = seen->target[i].sides == 1u << SIDE_RIGHT ? SIDE_RIGHT : SIDE_LEFT;
        p->pose.hand[!side] = seen->target[i].at;
        p->pose.hand[side] = p->home.hand[side];
    }
}

// The whole body steps over, until the drop hangs before the hand's own side.
static void step_over(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    if (!seen->target_count) p->pose.hips = p->home.hips;
    for (int i = 0; i < seen->target_count; i++) {
        int side = seen->target[i].sides == 1u << SIDE_RIGHT ? SIDE_RIGHT : SIDE_LEFT;
        p->pose.hips.x = seen->target[i].at.x - 0.6f * cheats_sign(side);
        p->pose.trunk_deg = 0;
        p->pose.hand[side] = seen->target[i].at;
    }
}

// The trunk leans over as far as it goes; hand and shoulder travel together.
static void lean_over(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    if (!seen->target_count) p->pose.trunk_deg = 0;
    for (int i = 0; i < seen->target_count; i++) {
        int side = seen->target[i].sides == 1u << SIDE_RIGHT ? SIDE_RIGHT : SIDE_LEFT;
        p->pose.trunk_deg = -45 * cheats_sign(side);
        p->pose.hand[side] = seen->target[i].at;
    }
}

// The belly turns to the side: narrow shoulders, and the arm goes straight ahead.
static void turn_away(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)seen;
    (void)step;
    p->size.shoulder_width = 0.6f;
}

// Only drops that lie far across the middle.
static void only_crossing_scores(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        CheatMove *move;
        float most;
    } moves[] = { { "the nearer hand", wrong_hand, 0 },
                  { "stepping over", step_over, 0 },
                  { "leaning over", lean_over, 0.05f },
                  { "turning away", turn_away, 0 } };
    PuppetPlay far = cheats_usual("rainbow_cross", 3);
    far.knob = far_only;
    assert_above(cheats_share(puppet_play(&far)), 0.8f);
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        far.cheat = moves[i].move;
        PuppetResult r = puppet_play(&far);
        print_message("rainbow_cross, %s: %d of %d\n", moves[i].name, r.hits, r.offers);
        assert_at_least(r.offers, 6);
        assert_at_most(cheats_share(r), moves[i].most);
    }
}

static void it_is_played_well(void **state)
{
    (void)state;
    cheats_plays_well("rainbow_cross", 0.6f);
}

static void measures_come(void **state)
{
    (void)state;
    PuppetPlay play3 = cheats_usual("rainbow_cross", 3);
    play3.seconds = 120;
    play3.skill = puppet_skill(0.8f);
    cheats_measures_come(play3, "hand_switch");
}

static void the_rule_is_kept(void **state)
{
    (void)state;
    cheats_rule_is_kept("rainbow_cross");
}

int cheats_rainbow_cross(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_played_well),
        cmocka_unit_test(only_crossing_scores),
        cmocka_unit_test(measures_come),
        cmocka_unit_test(the_rule_is_kept),
    };
    return cmocka_run_group_tests_name("rainbow_cross", tests, NULL, NULL);
}
