// SPDX-License-Identifier: MIT
// test_games_newcomer.c: a game of one file, written by the README's six lines and given to the
// build's tiptoe_games() beside the others, is listed, played, adapted, recorded and replayed.
#include "sim.h"
#include "test.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "program.h"

static int setup(void **state)
{
    (void)state;
    return make_folder();
}

static void it_is_listed(void **state)
{
    (void)state;
    assert_non_null(game_find("paper_boats"));
    assert_non_null(game_find("bubble_garden"));
    assert_int_equal(tiptoe("games --json"), 0);
    json_t *games = json_loads(output, 0, NULL), *game;
    assert_int_equal(json_array_size(games), game_count);
    size_t i;
    bool found = false;
    json_array_foreach(games, i, game)
    {
        if (strcmp(json_string_value(json_object_get(game, "id")), "paper_boats") != 0) continue;
        found = true;
        assert_int_equal(json_array_size(json_object_get(game, "knobs")), 2);
        assert_int_equal(json_array_size(json_object_get(game, "levels")), GAME_LEVELS);
    }
    json_decref(games);
    assert_true(found);
}

// Both made-up players know it without a line of their own: they go by the targets that it offers.
static void both_players_play_it(void **state)
{
    (void)state;
    PuppetSkill puppet = puppet_skill(0.6f);
    for (int demo = 0; demo < 2; demo++)
        for (int posture = 0; posture < POSTURE_COUNT; posture++) {
            SimOptions options = { .game = game_find("paper_boats"),
                                   .level = 2,
                                   .seconds = 60,
                                   .seed = 4,
                                   .hand = HAND_EITHER,
                                   .posture = (Posture)posture,
                                   .success = STAIRCASE_SUCCESS_USUAL,
                                   .puppet = demo ? NULL : &puppet };
            SimResult r = sim_session(&options);
            print_message("%-6s %-10s %u of %u\n", demo ? "demo" : "puppet",
                          posture_name((Posture)posture), r.score.hits, r.score.offered);
            assert_int_equal(r.phase, PHASE_DONE);
            assert_at_least(r.score.hits, 8);
            assert_at_least(r.score.hits * 2, r.score.offered);
            assert_at_least(r.trials, (int)r.score.hits / 2);
            assert_above(r.events[EVENT_DIFFICULTY], 0);
            assert_true(sim_session(&options).digest == r.digest);
            options.seed = 5;
            assert_true(sim_session(&options).digest != r.digest);
        }
}

static void it_is_recorded_and_replayed(void **state)
{
    (void)state;
    need_tracking();
    assert_int_equal(
        tiptoe("play --headless --fast --camera demo --model lite --game paper_boats --level 2 "
               "--knob radius=0.3 --seconds 12 --seed 3 --json --store %s/k.db",
               folder),
        0);
    json_t *told = json_loads(strchr(output, '{'), 0, NULL);
    assert_non_null(told);
    assert_string_equal(json_string_value(json_object_get(told, "game")), "paper_boats");
    json_int_t hits = json_integer_value(json_object_get(json_object_get(told, "scores"), "hits"));
    json_decref(told);
    print_message("camera, lite: %d boats in 12 s\n", (int)hits);
    assert_at_least(hits, 2);
    assert_int_equal(tiptoe("replay last --verify --store %s/k.db", folder), 0);
    assert_int_equal(tiptoe("sessions --store %s/k.db", folder), 0);
    assert_non_null(strstr(output, "paper_boats"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_listed),
        cmocka_unit_test(both_players_play_it),
        cmocka_unit_test(it_is_recorded_and_replayed),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
