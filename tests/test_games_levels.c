// SPDX-License-Identifier: MIT
// test_games_levels.c: for the same made-up child every game is harder at level 5 than at level 1,
// and never easier from one level to the next than chance allows. TIPTOE_SOAK=200 plays 200
// sessions a level.
#include "puppet.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define SESSIONS 40
#define SECONDS  90
#define SKILL    0.45f

typedef struct Rate {
    double share, error;  // of tries that succeed; its standard error, from the sessions
    int tries;
} Rate;

static int sessions(void)
{
    const char *soak = getenv("TIPTOE_SOAK");
    int asked = soak ? atoi(soak) : 0;
    return asked > 0 ? asked : SESSIONS;
}

static Rate success(const Game *game, int level, int count)
{
    double sum = 0, squares = 0;
    int tries = 0, hits = 0, played = 0;
    for (int i = 0; i < count; i++) {
        PuppetPlay play = { .game = game,
                            .level = level,
                            .seconds = SECONDS,
                            .seed = (uint64_t)i + 1,
                            .hand = HAND_EITHER,
                            .skill = puppet_skill(SKILL),
                            .lock_sure = true };
        PuppetResult r = puppet_play(&play);
        int ended = r.hits + r.misses;
        if (ended == 0) continue;
        double share = (double)r.hits / ended;
        sum += share;
        squares += share * share;
        tries += ended;
        hits += r.hits;
        played++;
    }
    assert_above(played, count / 2);
    double mean = sum / played, spread = squares / played - mean * mean;
    return (Rate){ .share = (double)hits / tries,
                   .error = sqrt(fmax(spread, 1e-4) / played),
                   .tries = tries };
}

static void test_levels_rise(void **state)
{
    (void)state;
    int count = sessions();
    for (int i = 0; i < game_count; i++) {
        Rate rate[GAME_LEVELS];
        if (game_list[i]->ladder_count == 0) continue;  // never adapts: the check-up
        print_message("%-17s", game_list[i]->id);
        for (int level = 0; level < GAME_LEVELS; level++) {
            rate[level] = success(game_list[i], level + 1, count);
            print_message("  %5.1f %%", 100 * rate[level].share);
        }
        print_message("  (%d sessions a level)\n", count);
        for (int level = 1; level < GAME_LEVELS; level++) {
            double noise = 3 * hypot(rate[level].error, rate[level - 1].error);
            if (!(rate[level].share <= rate[level - 1].share + noise))
                fail_msg("%s: level %d is easier than level %d: its row of .level asks for less",
                         game_list[i]->id, level + 1, level);
        }
        double noise = 3 * hypot(rate[0].error, rate[GAME_LEVELS - 1].error);
        if (!(rate[GAME_LEVELS - 1].share < rate[0].share - fmin(noise, 0.1)))
            fail_msg("%s: level 5 is no harder than level 1: turn a knob of .level further",
                     game_list[i]->id);
    }
}

// A better player succeeds more often in the same time at the same level.
static void test_skill_shows(void **state)
{
    (void)state;
    for (int i = 0; i < game_count; i++) {
        int hits[2] = { 0 }, tries[2] = { 0 };
        if (game_list[i]->ladder_count == 0) continue;
        for (int better = 0; better < 2; better++)
            for (uint64_t seed = 1; seed <= 20; seed++) {
                PuppetPlay play = { .game = game_list[i],
                                    .level = 4,
                                    .seconds = SECONDS,
                                    .seed = seed,
                                    .hand = HAND_EITHER,
                                    .skill = puppet_skill(better ? 0.85f : 0.15f),
                                    .lock_sure = true };
                PuppetResult r = puppet_play(&play);
                hits[better] += r.hits;
                tries[better] += r.hits + r.misses;
            }
        print_message("%-17s level 4: clumsy %d of %d, nimble %d of %d\n", game_list[i]->id,
                      hits[0], tries[0], hits[1], tries[1]);
        assert_above(tries[0], 0);
        assert_above(tries[1], 0);
        assert_above(hits[1], hits[0]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels_rise),
        cmocka_unit_test(test_skill_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
