// SPDX-License-Identifier: MIT
// test_games_demo.c: the demo child plays every game to its end and has successes, at body level.
#include "sim.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

static SimResult play(const Game *game, int level, Posture posture, HandRule hand, uint64_t seed)
{
    SimOptions options = {
        .game = game, .level = level, .seconds = 90, .seed = seed, .hand = hand, .posture = posture
    };
    SimResult r = sim_session(&options);
    print_message("%-18s level %d %-10s %2u of %2u, %u missed\n", game->id, level,
                  posture_name(posture), r.score.hits, r.score.offered, r.score.misses);
    assert_int_equal(r.phase, PHASE_DONE);
    assert_int_equal(r.events[EVENT_FINISH], 1);
    assert_int_equal(r.quality.losses, 0);
    return r;
}

static void plays_every_game(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++)
        for (int posture = 0; posture < POSTURE_COUNT; posture++) {
            if (game_list[i]->needs_legs && posture_is_seated((Posture)posture)) continue;
            if (posture == POSTURE_SUPPORTED) continue;  // stands as one who stands free
            SimResult r = play(game_list[i], 3, (Posture)posture, HAND_EITHER, 5);
            assert_at_least(r.score.hits, 2);
            assert_at_least(r.score.hits * 4, r.score.offered);
        }
}

static void the_same_again_is_the_same(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++) {
        SimOptions options = {
            .game = game_list[i], .level = 3, .seconds = 30, .seed = 3, .hand = HAND_EITHER
        };
        uint64_t digest = sim_session(&options).digest;
        assert_true(sim_session(&options).digest == digest);
        options.seed = 4;
        assert_true(sim_session(&options).digest != digest);
    }
}

int main(int argc, char **argv)
{
    if (argc > 1) {  // by hand: GAME LEVEL POSTURE SKILL SEED
        SimOptions o = { .game = game_find(argv[1]), .level = 3, .seconds = 90, .seed = 5 };
        if (!o.game) return 64;
        if (argc > 2) o.level = atoi(argv[2]);
        if (argc > 3) o.posture = posture_find(argv[3]);
        if (argc > 4) o.child.skill = strtof(argv[4], NULL);
        if (argc > 5) o.seed = (uint64_t)atoi(argv[5]);
        o.hand = HAND_EITHER;
        SimResult r = sim_session(&o);
        printf("%u hits %u misses %u offered; %u+%u\n", r.score.hits, r.score.misses,
               r.score.offered, r.score.hits_by_side[0], r.score.hits_by_side[1]);
        for (int i = 0; i < o.game->measure_count; i++)
            printf("  %s: %d, mean %g %s\n", o.game->measures[i].name, r.measured[i],
                   r.measured[i] ? r.measured_sum[i] / r.measured[i] : 0, o.game->measures[i].unit);
        return 0;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plays_every_game),
        cmocka_unit_test(the_same_again_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
