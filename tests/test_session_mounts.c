// SPDX-License-Identifier: MIT
// test_session_mounts.c: how a camera hangs is kept by its name.
#include "session/camera_mounts.h"
#include "session/play_boxes.h"
#include "test.h"
#include "tiptoe/game.h"

#include <stdio.h>
#include <stdlib.h>

const Game *const game_list[] = { NULL };
const int game_count = 0;

static char folder[] = "/tmp/tiptoe-mounts-XXXXXX", path[64];

static int setup(void **state)
{
    (void)state;
    snprintf(path, sizeof path, "%s/a.db", mkdtemp(folder));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    char line[64];
    snprintf(line, sizeof line, "rm -rf '%s'", folder);
    return system(line);
}

static void keep(const char *name, bool given, bool live, CameraMount mount)
{
    CameraRequest request = { .mount_given = given, .mount = mount };
    CameraInfo info = { .live = live };
    snprintf(info.name, sizeof info.name, "%s", name);
    camera_mount_keep(path, &request, &info);
}

static void a_mount_is_kept_by_the_cameras_name(void **state)
{
    (void)state;
    KnownMount known[CAMERA_MOUNTS_MAX];
    assert_int_equal(camera_mounts_load(path, known), 0);  // there is no store yet
    keep("HD Webcam's; --", true, true, (CameraMount){ 90, false });
    keep("clip.mp4", true, false, (CameraMount){ 180, false });  // no camera
    keep("HD Webcam's; --", false, true, (CameraMount){ 0 });    // nothing was said
    assert_int_equal(camera_mounts_load(path, known), 1);
    assert_string_equal(known[0].camera, "HD Webcam's; --");
    assert_int_equal(known[0].mount.turn, 90);
    assert_false(known[0].mount.mirror);
    keep("HD Webcam's; --", true, true, (CameraMount){ 270, true });
    assert_int_equal(camera_mounts_load(path, known), 1);
    assert_int_equal(known[0].mount.turn, 270);
    assert_true(known[0].mount.mirror);
    for (int i = 0; i < CAMERA_MOUNTS_MAX + 3; i++) {
        char name[32];
        snprintf(name, sizeof name, "camera %d", i);
        keep(name, true, true, (CameraMount){ 180, false });
    }
    assert_int_equal(camera_mounts_load(path, known), CAMERA_MOUNTS_MAX);
}

static void a_play_box_is_kept_by_the_cameras_name(void **state)
{
    (void)state;
    const PlayBox box = {
        .corner = { { 0.2f, 0.6f }, { 0.8f, 0.6f }, { 0.95f, 0.9f }, { 0.05f, 0.9f } },
        .width_m = 1.8f,
        .depth_m = 2.4f
    };
    PlayBox other = box, crossed = box, back = { 0 };
    other.width_m = 1.6f;
    crossed.corner[0] = box.corner[2];
    Store *store = NULL;
    assert_int_equal(store_open_given(&store, path, STORE_WRITE), RESULT_OK);
    assert_int_equal(play_box_save(store, "one", &other), RESULT_OK);
    assert_int_equal(play_box_save(store, "one", &box), RESULT_OK);
    assert_int_equal(play_box_save(store, "two", &other), RESULT_OK);
    assert_int_equal(play_box_save(store, "two", &crossed), RESULT_USAGE);
    assert_int_equal(play_box_save(store, "", &box), RESULT_USAGE);
    store_close(&store);
    back = play_box_load(path, "one");
    assert_memory_equal(&back, &box, sizeof box);
    back = play_box_load(path, "two");
    assert_memory_equal(&back, &other, sizeof other);
    back = play_box_load(path, "three");
    assert_false(play_box_is_set(&back));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(a_mount_is_kept_by_the_cameras_name),
                                        cmocka_unit_test(a_play_box_is_kept_by_the_cameras_name) };
    return cmocka_run_group_tests(tests, setup, teardown);
}
