// SPDX-License-Identifier: MIT
// test_cli_games.c: every game through the demo camera and the real pose model, as `tiptoe play`
// runs it: played to the end with successes, replayed exactly, the same again from the same seed.
// TIPTOE_SOAK=1 plays 60 s with the full model instead of 20 s with lite.
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "program.h"
#include "test.h"
#include "tiptoe/spoken.h"

#define STEPS_PER_SECOND 60
#define SHORT_S          12
#define LONG_S           20  // where no second try comes so soon

static int setup(void **state)
{
    (void)state;
    return make_folder();
}

// What a session told of itself.
typedef struct Told {
    char status[32], digest[160];
    int offered, hits;
    double wait_s, feet_s, tracked;
    json_int_t losses;
} Told;

static json_t *in(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    if (!value) print_message("no \"%s\" in the summary\n", key);
    assert_non_null(value);
    return value;
}

static Told play(const char *game, const char *posture, int seconds)
{
    bool soak = getenv("TIPTOE_SOAK");
    if (soak) seconds = 60;
    int status =
        tiptoe("play --headless --fast --camera demo --spotter --model %s --game %s --posture %s "
               "--level 3 --seconds %d --seed 3 --store %s/g.db --json",
               soak ? "full" : "lite", game, posture, seconds, folder);
    if (status != 0) print_message("%s: %s\n", game, output);
    assert_int_equal(status, 0);
    json_t *all = json_loads(strchr(output, '{'), 0, NULL);
    assert_non_null(all);
    json_t *scores = in(all, "scores"), *quality = in(all, "quality");
    json_t *dose = in(in(all, "play"), "dose");
    Told told = {
        .offered = (int)json_integer_value(in(scores, "offered")),
        .hits = (int)json_integer_value(in(scores, "hits")),
        .wait_s = (double)json_integer_value(in(all, "steps")) / STEPS_PER_SECOND - seconds,
        .feet_s = json_number_value(in(in(dose, "left"), "foot_active_s")) +
                  json_number_value(in(in(dose, "right"), "foot_active_s")),
        .tracked = json_number_value(in(quality, "tracked_share")),
        .losses = json_integer_value(in(quality, "losses")),
    };
    snprintf(told.status, sizeof told.status, "%s", json_string_value(in(all, "status")));
    snprintf(told.digest, sizeof told.digest, "%s-%s", json_string_value(in(all, "track_digest")),
             json_string_value(in(all, "events_digest")));
    json_decref(all);
    print_message("%-17s %-10s %2d of %2d, %.1f s until play, feet active %.1f s, %s\n", game,
                  posture, told.hits, told.offered, told.wait_s, told.feet_s, told.digest);
    return told;
}

static void every_game_is_played_and_replayed(void **state)
{
    (void)state;
    need_tracking();
    assert_int_equal(tiptoe("games --json"), 0);
    json_t *games = json_loads(output, 0, NULL), *game;
    assert_at_least(json_array_size(games), 12);
    size_t i;
    json_array_foreach(games, i, game)
    {
        const char *id = json_string_value(json_object_get(game, "id"));
        if (!strcmp(id, "checkup")) continue;  // has a therapist's keys, and a test of its own
        Told told = play(id, "standing", SHORT_S);
        if (told.offered < 2) told = play(id, "standing", LONG_S);
        assert_string_equal(told.status, "complete");
        assert_at_least(told.hits, 1);
        assert_at_least(told.hits * 2, told.offered);
        assert_int_equal(told.losses, 0);
        assert_above(told.tracked, 0.95);
        int status = tiptoe("replay last --verify --store %s/g.db", folder);
        if (status != 0) print_message("%s\n", output);
        assert_int_equal(status, 0);
        if (!strcmp(id, "monster_mirror"))  // the same again
            assert_string_equal(play(id, "standing", SHORT_S).digest, told.digest);
    }
    json_decref(games);
}

// How long the words before play are.
static double words_s(const char *game)
{
    uint32_t all = spoken_steps("sit_here") + spoken_steps("sit_still") + spoken_steps("arms_out") +
                   spoken_steps(game);
    return (double)all / STEPS_PER_SECOND;
}

// Whether or not it came to a game: what was the machine's doing is not said of the child.
static void a_machine_that_is_too_slow_is_named(void **state)
{
    (void)state;
    need_tracking();
    static const char *const cameras[] = { "demo --fps 2", "demo:leave --fps 1" };
    for (int i = 0; i < 2; i++) {  // the second child is never long enough in view
        int status = tiptoe("play --headless --fast --camera %s --model lite "
                            "--game bubble_garden --seconds 3 --store %s/slow.db",
                            cameras[i], folder);
        assert_int_equal(status, 0);
        if (!strstr(output, "was too slow")) fail_msg("not said: %s", output);
        assert_null(strstr(output, "never stood still"));
        assert_int_equal(strstr(output, "No game was played") != NULL, i);
    }
}

// On the bench and in a wheelchair nothing waits for the legs and nothing comes from them.
static void seated_needs_no_legs(void **state)
{
    (void)state;
    need_tracking();
    static const char *const games[] = { "bubble_garden", "stepping_stars" };
    static const char *const seats[] = { "seated", "wheelchair" };
    for (int i = 0; i < 2; i++) {
        Told told = play(games[i], seats[i], SHORT_S);
        assert_string_equal(told.status, "complete");
        assert_at_least(told.hits, 2);
        assert_below(told.wait_s - words_s(games[i]), 5);
        assert_int_equal(told.losses, 0);
        assert_float_equal(told.feet_s, 0, 1e-6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_game_is_played_and_replayed),
        cmocka_unit_test(a_machine_that_is_too_slow_is_named),
        cmocka_unit_test(seated_needs_no_legs),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
