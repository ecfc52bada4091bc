// SPDX-License-Identifier: MIT
// test_games_child.c: the demo child's skill and its weak side show in the games that it plays.
#include "sim.h"
#include "test.h"

// A child who is less skilled has fewer successes, one whose left is weak uses it less.
static void skill_and_weakness_show(void **state)
{
    (void)state;
    static const char *const games[] = { "bubble_garden", "comet_keeper", "drum_twins" };
    for (int i = 0; i < 3; i++) {
        SimOptions options = {
            .game = game_find(games[i]), .level = 4, .seconds = 60, .hand = HAND_EITHER
        };
        double share[2] = { 0, 0 };
        for (int able = 0; able < 2; able++)
            for (options.seed = 1; options.seed <= 8; options.seed++) {
                options.child =
                    (DemoOptions){ .skill = able ? 0.9f : 0.3f, .reaction_ms = able ? 280 : 600 };
                SimResult r = sim_session(&options);
                share[able] += (double)r.score.hits / r.score.offered / 8;
            }
        print_message("%-18s %.2f unskilled, %.2f skilled\n", games[i], share[0], share[1]);
        assert_above(share[1], share[0] + 0.1);
    }
    uint32_t hits[SIDE_COUNT] = { 0, 0 };
    SimOptions weak = { .game = game_find("bubble_garden"), .level = 2, .seconds = 60 };
    weak.hand = HAND_EITHER;
    weak.child.weakness[SIDE_LEFT] = 1;
    for (weak.seed = 1; weak.seed <= 4; weak.seed++) {
        SimResult r = sim_session(&weak);
        for (int side = 0; side < SIDE_COUNT; side++) hits[side] += r.score.hits_by_side[side];
    }
    assert_below(hits[SIDE_LEFT] * 2, hits[SIDE_RIGHT]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(skill_and_weakness_show),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
