// SPDX-License-Identifier: MIT
// statue_sleepover.c: a statue is still after it has danced, and breathes at the end.
#include "cheats.h"

static int breaths(PuppetResult r)
{
    return r.measured[cheats_measure(game_find("statue_sleepover"), "breath_follow")];
}

static bool breathing(const GameOutput *seen, const Puppet *p)
{
    const GameTarget *t = cheats_target(seen, TARGET_HAND);
    return t && t->radius > 0.3f * p->size.arm[0];
}

static void dance_on(Puppet *p, const GameOutput *seen, uint32_t step)
{
    if (breathing(seen, p)) return;
    for (int side = 0; side < SIDE_COUNT; side++)
        p->pose.hand[side].y =
            p->size.shoulder[side].y + 0.5f * p->size.arm[side] * sinf((float)step * 0.12f);
}

static void sit_down(Puppet *p, const GameOutput *seen, uint32_t step)
{
    (void)step;
    if (cheats_target(seen, TARGET_STILL)) cheats_hips_down(p, 0.3f);
}

static void creep(Puppet *p, const GameOutput *seen, uint32_t step)
{
    static uint32_t since;
    if (!cheats_target(seen, TARGET_STILL)) {
        since = step;
        return;
    }
    float by = 0.1f * p->size.arm[0] * (float)(step - since) / GAME_STEPS_PER_SECOND;
    p->pose = p->home;
    p->pose.hips.x += by;
    for (int side = 0; side < SIDE_COUNT; side++) {
        p->pose.ankle[side].x += by;
        p->pose.hand[side].x += by;
    }
}

static void fling_the_arms(Puppet *p, const GameOutput *seen, uint32_t step)
{
    static float before;
    (void)step;
    if (!breathing(seen, p)) return;
    for (int i = 0; i < seen->target_count; i++) {
        const GameTarget *t = &seen->target[i];
        int side = t->sides == 1u << SIDE_RIGHT ? SIDE_RIGHT : SIDE_LEFT;
        bool up = t->at.y > before;
        if (i == 0) before = t->at.y;
        float out = side == SIDE_RIGHT ? 0.4f : -0.4f;
        p->pose.hand[side] =
            vec2(p->size.shoulder[side].x + out, p->size.shoulder[side].y + (up ? 2.0f : -2.1f));
    }
}

static void it_is_played_well(void **state)
{
    (void)state;
    cheats_plays_well("statue_sleepover", 0.8f);
    cheats_measures_come(cheats_usual("statue_sleepover", 2), "statue_sway_closed");
    PuppetPlay play = cheats_usual("statue_sleepover", 2);
    play.knob = cheats_knobs(play.game, 2, "eyes", 1);
    PuppetResult r = puppet_play(&play);
    assert_above(r.measured[cheats_measure(play.game, "statue_sway_closed")], 0);
    assert_int_equal(r.measured[cheats_measure(play.game, "statue_sway")], 0);
}

// Two minutes at the end, or the last third.
static void it_ends_breathing(void **state)
{
    (void)state;
    static const int seconds[] = { 15, 30, 60, 180, 400 }, expected[] = { 0, 1, 2, 6, 12 };
    for (size_t i = 0; i < sizeof seconds / sizeof seconds[0]; i++) {
        PuppetPlay play = cheats_usual("statue_sleepover", 1);
        play.seconds = (uint32_t)seconds[i];
        PuppetResult r = puppet_play(&play);
        print_message("statue_sleepover, %d s: %d breaths\n", seconds[i], breaths(r));
        assert_int_equal(breaths(r), expected[i]);
        assert_at_most(r.hits + r.misses, r.offers);
    }
}

// What is danced or flung in the silence or in the breaths earns nothing there.
static void cheats_fail(void **state)
{
    (void)state;
    static const Cheat silent[] = { { "dancing on", 3, POSTURE_STANDING, 0, dance_on, 1 },
                                    { "sitting down", 3, POSTURE_STANDING, 0, sit_down, 1 },
                                    { "creeping", 3, POSTURE_STANDING, 0, creep, 1 } };
    static const Cheat all_along = { "a statue all along", 3, POSTURE_STANDING, 0,
                                     cheats_stay_home,     0 };
    static const Cheat flung = { "arms flung", 3, POSTURE_STANDING, 0, fling_the_arms, 1 };
    PuppetResult r = cheats_play("statue_sleepover", &all_along);
    assert_int_equal(r.hits, 0);
    assert_int_equal(r.offers, breaths(r));  // no silence came
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        r = cheats_play("statue_sleepover", &silent[i]);
        assert_above(r.offers, breaths(r));
        assert_at_most(r.hits, breaths(r));
    }
    r = cheats_play("statue_sleepover", &flung);
    assert_above(breaths(r), 0);
    assert_at_most(r.hits, r.offers - breaths(r));
}

int cheats_statue_sleepover(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_played_well),
        cmocka_unit_test(it_ends_breathing),
        cmocka_unit_test(cheats_fail),
    };
    return cmocka_run_group_tests_name("statue_sleepover", tests, NULL, NULL);
}
