// SPDX-License-Identifier: MIT
// test_cli.c: the program as its users call it: a whole session, its replay, and clear errors. The
// demo camera and the real network stand behind every play here.
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "program.h"
#include "test.h"

static int setup(void **state)
{
    (void)state;
    return make_folder();
}

// The value of "digest: ..." in the output.
static void digest(char text[64])
{
    const char *line = strstr(output, "digest: ");
    assert_non_null(line);
    assert_int_equal(sscanf(line, "digest: %63s", text), 1);
}

static void test_same_seed_same_session(void **state)
{
    (void)state;
    need_tracking();
    char first[64], second[64], other[64];
    const char *play = "play --headless --fast --camera demo --model lite --seconds 8 --level 2 "
                       "--seed %d --store %s/a.db";
    char line[256];
    snprintf(line, sizeof line, play, 4, folder);
    assert_int_equal(tiptoe("%s", line), 0);
    digest(first);
    assert_int_equal(tiptoe("%s", line), 0);
    digest(second);
    snprintf(line, sizeof line, play, 5, folder);
    assert_int_equal(tiptoe("%s", line), 0);
    digest(other);
    assert_string_equal(first, second);
    assert_string_not_equal(first, other);
    for (int id = 1; id <= 3; id++)
        assert_int_equal(tiptoe("replay %d --verify --store %s/a.db", id, folder), 0);
}

static void test_demo_child_touches_bubbles_and_it_is_told(void **state)
{
    (void)state;
    need_tracking();
    assert_int_equal(
        tiptoe("play --headless --fast --camera demo --model lite --seconds 20 --seed 1 "
               "--hand right --child BLUE-FOX-27 --store %s/b.db --json",
               folder),
        0);
    json_t *told = json_loads(strchr(output, '{'), 0, NULL);
    assert_non_null(told);
    json_t *scores = json_object_get(told, "scores");
    assert_at_least(json_integer_value(json_object_get(scores, "hits")), 5);
    assert_int_equal(json_integer_value(json_object_get(scores, "hits_left")), 0);
    assert_string_equal(json_string_value(json_object_get(told, "child")), "BLUE-FOX-27");
    double tracked =
        json_real_value(json_object_get(json_object_get(told, "quality"), "tracked_share"));
    assert_above(tracked, 0.95);
    json_t *first = json_array_get(json_object_get(told, "trials"), 0);
    assert_true(json_is_true(json_object_get(first, "hit")));
    json_t *reach = json_object_get(first, "reach");
    double speed = json_real_value(json_object_get(reach, "peak_speed"));
    assert_above(speed, 0.5);
    assert_below(speed, 20);
    json_decref(told);
    assert_int_equal(tiptoe("show last --store %s/b.db", folder), 0);
    assert_non_null(strstr(output, "BLUE-FOX-27"));
    assert_int_equal(tiptoe("sessions --store %s/b.db --child BLUE-FOX-27", folder), 0);
    assert_non_null(strstr(output, "bubble_garden"));
}

static void test_real_time_headless(void **state)
{
    (void)state;
    need_tracking();
    assert_int_equal(
        tiptoe("play --headless --camera demo --seconds 4 --model lite --store %s/c.db", folder),
        0);
    assert_non_null(strstr(output, "(complete)"));
    assert_int_equal(tiptoe("replay last --verify --store %s/c.db", folder), 0);
}

static void test_a_seated_child_plays(void **state)
{
    (void)state;
    need_tracking();
    assert_int_equal(tiptoe("play --headless --fast --camera demo --model lite --seconds 12 "
                            "--posture seated --seed 2 --store %s/s.db --json",
                            folder),
                     0);
    json_t *told = json_loads(strchr(output, '{'), 0, NULL);
    assert_non_null(told);
    assert_at_least(json_integer_value(json_object_get(json_object_get(told, "scores"), "hits")),
                    3);
    json_decref(told);
}

static void test_a_real_clip_plays(void **state)
{
    (void)state;
    need_tracking();
    assert_int_equal(tiptoe("play --headless --fast --camera '%s' "
                            "--game bubble_garden --store %s/d.db",
                            test_media("video/jump_reach_frontal.mp4"), folder),
                     0);
    assert_non_null(strstr(output, "quality: child found in 100.0 %"));
    assert_int_equal(tiptoe("replay last --verify --store %s/d.db", folder), 0);
}

static void test_track_writes_a_line_a_frame(void **state)
{
    (void)state;
    need_tracking();
    assert_int_equal(tiptoe("track --camera demo:wave --frames 20 --json %s/t.jsonl --truth "
                            "%s/truth.jsonl",
                            folder, folder),
                     0);
    char path[2][64];
    snprintf(path[0], sizeof path[0], "%s/t.jsonl", folder);
    snprintf(path[1], sizeof path[1], "%s/truth.jsonl", folder);
    for (int i = 0; i < 2; i++) {
        FILE *file = fopen(path[i], "r");
        assert_non_null(file);
        static char line[1 << 16];
        int lines = 0;
        while (fgets(line, sizeof line, file)) {
            json_t *pose = json_loads(line, 0, NULL);
            assert_non_null(pose);
            assert_int_equal(json_integer_value(json_object_get(pose, "frame")), lines);
            assert_true(json_is_true(json_object_get(pose, "found")));
            assert_int_equal(json_array_size(json_object_get(pose, "landmarks")), 33);
            assert_int_equal(json_array_size(json_object_get(pose, "world")), 33);
            json_decref(pose);
            lines++;
        }
        fclose(file);
        assert_int_equal(lines, 20);
    }
}

static void refuses(int status, const char *says, const char *args)
{
    int got = tiptoe("%s", args);
    if (got != status || !strstr(output, says)) print_message("%s\n%s\n", args, output);
    assert_int_equal(got, status);
    assert_non_null(strstr(output, says));
}

static void test_errors_say_what_to_do(void **state)
{
    (void)state;
    char line[256];
    refuses(64, "there is no command", "dance");
    refuses(64, "tiptoe games", "play --game no_such_game");
    refuses(64, "1 to 5", "play --level 9");
    refuses(64, "never a name", "play --child 'Anna Muster'");
    refuses(64, "which session", "show");
    refuses(66, "--camera demo", "play --headless --fast --camera no-such-clip.mp4");
    refuses(64, "leave --fast away", "play --fast --camera /dev/video0");
    if (access("/dev/video0", F_OK)) refuses(66, "/dev/video0", "play --headless --camera 0");
    refuses(65, "README.md", "track --camera README.md --json /dev/null");
    refuses(73, "another place", "track --camera demo --json /no/such/folder/x.jsonl");
    refuses(66, "no sessions yet", "show last --store /no/such/store.db");
    snprintf(line, sizeof line, "%s/not-a-store.db", folder);
    FILE *file = fopen(line, "w");
    assert_non_null(file);
    for (int i = 0; i < 400; i++) fputs("this is not a database\n", file);
    fclose(file);
    snprintf(line, sizeof line, "play --headless --fast --seconds 1 --store %s/not-a-store.db",
             folder);
    refuses(65, "not", line);
}

static void test_a_missing_model_is_named(void **state)
{
    (void)state;
    setenv("TIPTOE_MODELS", folder, 1);
    refuses(66, "tools/setup", "track --camera demo --frames 1 --json /dev/null");
    unsetenv("TIPTOE_MODELS");
}

static void test_games_as_json(void **state)
{
    (void)state;
    assert_int_equal(tiptoe("games --json"), 0);
    json_t *games = json_loads(output, 0, NULL);
    assert_non_null(games);
    assert_at_least(json_array_size(games), 1);
    size_t i;
    json_t *game;
    json_array_foreach(games, i, game)
        assert_int_equal(json_array_size(json_object_get(game, "levels")), 5);
    json_decref(games);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_seed_same_session),
        cmocka_unit_test(test_demo_child_touches_bubbles_and_it_is_told),
        cmocka_unit_test(test_real_time_headless),
        cmocka_unit_test(test_a_seated_child_plays),
        cmocka_unit_test(test_a_real_clip_plays),
        cmocka_unit_test(test_track_writes_a_line_a_frame),
        cmocka_unit_test(test_errors_say_what_to_do),
        cmocka_unit_test(test_a_missing_model_is_named),
        cmocka_unit_test(test_games_as_json),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
