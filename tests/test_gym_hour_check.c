// SPDX-License-Identifier: MIT
// test_gym_hour_check.c: the lights of an hour: what each of them stands for, that they are known
// after ten seconds, and what they say to do.
#include "gym/hour_check.h"

#include "test.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FRAME_US 16667

static char store[64];
static HourCheck check;
static int64_t now_us;

static Pose whole_child(void)
{
    Pose pose = { .found = true, .people = 1, .width = 640, .height = 480 };
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        pose.visibility[i] = 1;
        pose.image[i] = (Vec3){ 0.5f, 0.5f, 0 };
    }
    pose.image[LANDMARK_NOSE].y = 0.2f;
    for (int i = LANDMARK_ANKLE_LEFT; i <= LANDMARK_FOOT_INDEX_RIGHT; i++) pose.image[i].y = 0.85f;
    return pose;
}

// So many seconds of pages, with a camera that gives what `pose` says after so long.
static void pages(double seconds, const Pose *pose, int64_t age_us, int64_t frame_us)
{
    for (int64_t end_us = now_us + (int64_t)(seconds * 1e6); now_us < end_us; now_us += frame_us) {
        const VisionStamps stamps = { .captured_us = now_us - age_us,
                                      .started_us = now_us - 15000,
                                      .ready_us = now_us - 5000 };
        if (pose) hour_check_pose(&check, pose, &stamps, now_us);
        hour_check_frame(&check, NULL, NULL, now_us);
    }
}

static void open_camera(void)
{
    const CameraInfo info = { .width = 640, .height = 480, .fps = 30, .name = "a camera" };
    now_us = 1000000;
    hour_check_start(&check, store, false);
    hour_check_camera(&check, RESULT_OK, "", &info);
    check.facts.fps = 30;  // as its threads tell
    check.facts.luma = 120;
    check.facts.pictures = 100;
}

static void test_all_is_well_after_ten_seconds(void **state)
{
    (void)state;
    const Pose child = whole_child();
    now_us = 1000000;
    hour_check_start(&check, store, false);
    pages(30, NULL, 0, FRAME_US);  // the camera is still being opened: nothing is judged
    assert_false(check.done);
    for (int i = 0; i <= HOUR_LIGHT_POSE; i++)
        assert_int_equal(hour_check_light(&check, (HourLight)i), CHECK_WAIT);
    open_camera();
    pages(9.5, &child, 60000, FRAME_US);
    assert_false(check.done);
    pages(1, &child, 60000, FRAME_US);
    assert_true(check.done);
    for (int i = 0; i < HOUR_LIGHT_COUNT; i++) {
        CheckState light = hour_check_light(&check, (HourLight)i);
        if (i == HOUR_LIGHT_SOUND)  // none is open here
            assert_int_equal(light, CHECK_AMBER);
        else if (light != CHECK_GREEN)
            fail_msg("light %d is %s", i, check_state_name(light));
    }
    assert_non_null(strstr(hour_check_advice(&check), "loudspeakers"));
}

static void test_each_light_tells_its_own(void **state)
{
    (void)state;
    const Pose child = whole_child(), nobody = { .width = 640, .height = 480 };
    open_camera();
    pages(11, &nobody, 60000, FRAME_US);
    assert_int_equal(hour_check_light(&check, HOUR_LIGHT_POSE), CHECK_AMBER);
    assert_non_null(strstr(hour_check_advice(&check), "steps on the play spot"));
    open_camera();
    check.facts.luma = 10;
    pages(11, &child, 60000, FRAME_US);
    assert_int_equal(hour_check_light(&check, HOUR_LIGHT_LIGHT), CHECK_RED);
    assert_non_null(strstr(hour_check_advice(&check), "lens cover"));
    open_camera();
    pages(11, &child, 180000, FRAME_US);
    assert_int_equal(hour_check_light(&check, HOUR_LIGHT_LATENCY), CHECK_AMBER);
    assert_int_equal(hour_check_light(&check, HOUR_LIGHT_DISPLAY), CHECK_GREEN);
    open_camera();
    pages(11, &child, 60000, 2 * FRAME_US);
    assert_int_equal(hour_check_light(&check, HOUR_LIGHT_DISPLAY), CHECK_AMBER);
    hour_check_start(&check, store, false);
    hour_check_camera(&check, RESULT_BUSY, "close the other program", &(CameraInfo){ 0 });
    pages(1, NULL, 0, FRAME_US);
    assert_int_equal(hour_check_light(&check, HOUR_LIGHT_CAMERA), CHECK_RED);
    assert_string_equal(hour_check_advice(&check), "close the other program");
    hour_check_start(&check, "/nowhere/at/all.db", false);
    assert_int_equal(hour_check_light(&check, HOUR_LIGHT_STORE), CHECK_RED);
}

// Once play has begun nothing more is counted, and nothing is drawn.
static void test_play_ends_it(void **state)
{
    (void)state;
    static Canvas canvas;
    const Pose child = whole_child();
    open_camera();
    pages(1, &child, 60000, FRAME_US);
    uint32_t poses = check.facts.poses;
    canvas_clear(&canvas);
    hour_check_draw(&check, vec2(4, 8), &canvas);
    assert_above(canvas.item_count, HOUR_LIGHT_COUNT);
    check.on = false;
    pages(1, &child, 60000, FRAME_US);
    assert_int_equal(check.facts.poses, poses);
    canvas_clear(&canvas);
    hour_check_draw(&check, vec2(4, 8), &canvas);
    assert_int_equal(canvas.item_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_is_well_after_ten_seconds),
        cmocka_unit_test(test_each_light_tells_its_own),
        cmocka_unit_test(test_play_ends_it),
    };
    snprintf(store, sizeof store, "%s/tiptoe-lights-%d.db", P_tmpdir, (int)getpid());
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(store);
    return failed;
}
