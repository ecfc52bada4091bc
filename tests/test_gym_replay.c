// SPDX-License-Identifier: MIT
// test_gym_replay.c: a session recorded here is proved by stepping it again; one of another version
// of play or game is not judged, whatever came of it.
#include "cli/cli.h"
#include "demo/demo_camera.h"
#include "session/proof.h"
#include "session/track.h"
#include "test.h"
#include "tiptoe/game.h"
#include "vision/camera.h"
#include "vision/tracker.h"

#include <string.h>
#include <sys/stat.h>

static char folder[64], path[96];

static int verify(void)
{
    char *argv[] = { "replay", "last", "--verify", "--store", path, NULL };
    return cmd_replay(5, argv);
}

// As somebody who signs what was changed.
static void change(const char *sql)
{
    Store *store = NULL;
    char track[SEAL_TEXT];
    int64_t page = 0;
    assert_int_equal(store_open(&store, path, STORE_WRITE), RESULT_OK);
    assert_int_equal(sql_run(store, sql), RESULT_OK);
    assert_int_equal(track_read(store, 1, NULL, NULL, track, &page), RESULT_OK);
    assert_int_equal(proof_sign(store, 1, "writer", track), RESULT_OK);
    store_close(&store);
}

static void test_only_equal_versions_are_compared(void **state)
{
    (void)state;
    char *argv[] = { "play", "--headless", "--fast",        "--camera",  "demo", "--model",
                     "lite", "--game",     "bubble_garden", "--seconds", "5",    "--store",
                     path,   NULL };
    need_models();
    strcpy(folder, "/tmp/tiptoe-replay-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/r.db", folder);
    assert_int_equal(cmd_play(13, argv), 0);
    assert_int_equal(verify(), 0);
    change("UPDATE session SET play_version=play_version+1");
    assert_int_equal(verify(), result_exit_status(RESULT_NOT_COMPARABLE));
    assert_non_null(strstr(fail_text(), "not comparable"));
    change("UPDATE session SET play_version=play_version-1, game_version=1");
    assert_int_equal(verify(), result_exit_status(RESULT_NOT_COMPARABLE));
    char back[80];
    snprintf(back, sizeof back, "UPDATE session SET game_version=%d",
             game_find("bubble_garden")->version);
    change(back);
    change("UPDATE state_digest SET digest='0123456789abcdef' WHERE step>100");
    assert_int_equal(verify(), result_exit_status(RESULT_DIFFERS));
    unlink(path);
    rmdir(folder);
}

int main(void)
{
    camera_register(&demo_camera_source);
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_only_equal_versions_are_compared) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
