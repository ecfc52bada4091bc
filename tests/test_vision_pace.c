// SPDX-License-Identifier: MIT
// test_vision_pace.c: when a pose model is too slow for the camera, lite takes over, once, and who
// the player is stays known.
#include "demo/demo_camera.h"
#include "test.h"
#include "vision/pace.h"

#include "base/clock.h"
#include "vision/vision.h"
#include <stdio.h>
#include <stdlib.h>

#define PATIENCE_US 20000000

// Poses of `took_ms` each at `fps`, of the newest picture each time. Gives the second in which it
// was too slow; 0: never in `seconds`.
static int too_slow_after(Pace *pace, double fps, double took_ms, int seconds, int found_every)
{
    uint32_t number = 0;
    double free_at_s = 0;
    for (uint32_t i = 1; i <= (uint32_t)(seconds * fps); i++) {
        double sent_s = i / fps;
        if (sent_s < free_at_s) continue;  // dropped: a newer one comes
        free_at_s = sent_s + took_ms / 1000;
        number = i;
        bool found = found_every && i % (uint32_t)found_every == 0;
        if (pace_too_slow(pace, number, 1000000 + (int64_t)(sent_s * 1e6),
                          (int64_t)(took_ms * 1000), found))
            return (int)sent_s;
    }
    return 0;
}

static void only_lasting_slowness_counts(void **state)
{
    (void)state;
    Pace pace = { 0 };
    assert_int_equal(too_slow_after(&pace, 30, 20, 20, 1), 0);
    pace = (Pace){ 0 };
    assert_int_equal(too_slow_after(&pace, 30, 32, 20, 1), 0);
    pace = (Pace){ 0 };
    assert_in_range(too_slow_after(&pace, 30, 45, 20, 1), 3, 4);
    pace = (Pace){ 0 };
    assert_in_range(too_slow_after(&pace, 60, 20, 20, 1), 3, 4);
    pace = (Pace){ 0 };
    assert_int_equal(too_slow_after(&pace, 15, 45, 20, 1), 0);
    // Nobody there: the detector's time says nothing about the landmark model's.
    pace = (Pace){ 0 };
    assert_int_equal(too_slow_after(&pace, 30, 80, 20, 0), 0);
    // Two slow seconds, a good one, two slow ones.
    pace = (Pace){ 0 };
    for (int second = 0; second < 30; second++) {
        bool slow = second % 3 != 2;
        for (int i = 0; i < 30; i += slow ? 2 : 1) {
            uint32_t number = (uint32_t)(second * 30 + i + 1);
            assert_false(pace_too_slow(&pace, number, 1000000 + (int64_t)number * 1000000 / 30,
                                       slow ? 50000 : 10000, true));
        }
    }
    // The camera was away: counting begins anew.
    pace = (Pace){ .start_us = 1000000, .start_number = 1, .slow_windows = 2 };
    assert_false(pace_too_slow(&pace, 300, 60000000, 50000, true));
    assert_int_equal(pace.slow_windows, 0);
}

typedef struct Slow {
    int fell_back;
    int64_t work_us;
} Slow;

static void slow_next(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    Slow *slow = self;
    clock_sleep_until(clock_us() + slow->work_us);
    *pose = (Pose){ .captured_us = captured_us,
                    .width = (uint16_t)image->width,
                    .height = (uint16_t)image->height,
                    .found = true };
}

static bool slow_fall_back(void *self)
{
    Slow *slow = self;
    slow->work_us = 1000;
    return slow->fell_back++ == 0;
}

static void the_vision_threads_fall_back_once_and_say_so(void **state)
{
    (void)state;
    Slow slow = { .work_us = 50000 };
    Vision *vision;
    CameraRequest request = { .source = "demo", .width = 160, .height = 120, .fps = 30 };
    PoseMaker maker = { .self = &slow, .next = slow_next, .fall_back = slow_fall_back };
    assert_int_equal(vision_start_with(&vision, &request, maker), RESULT_OK);
    assert_false(vision_health(vision).fell_back);
    int64_t give_up_us = clock_us() + PATIENCE_US;
    while (!vision_health(vision).fell_back) {
        assert_below(clock_us(), give_up_us);
        clock_sleep_until(clock_us() + 10000);
    }
    vision_stop(&vision);
    assert_int_equal(slow.fell_back, 1);
}

static void the_player_stays_the_player(void **state)
{
    (void)state;
    Tracker *tracker;
    TrackerOptions options = { .model = MODEL_FULL, .spare = true };
    if (tracker_open(&tracker, &options) != RESULT_OK) fail_msg("%s", fail_text());
    Camera *camera;
    CameraRequest request = { .source = "demo:still", .fps = 30, .seed = 1 };
    assert_int_equal(camera_open(&camera, &request), RESULT_OK);
    Vec2 wrist = { 0, 0 };
    uint16_t player = 0;
    for (int i = 0; i < 20; i++) {
        Frame frame;
        Pose pose = { 0 };
        assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        tracker_next(tracker, &frame.image, frame.captured_us, &pose);
        assert_true(pose.found);
        Vec2 now = { pose.image[LANDMARK_WRIST_LEFT].x, pose.image[LANDMARK_WRIST_LEFT].y };
        if (i > 0) {
            assert_int_equal(pose.player, player);
            assert_below(vec2_distance(now, wrist), 0.03f);
            assert_int_equal(tracker_times(tracker).detect_us, 0);
        }
        wrist = now;
        player = pose.player;
        if (i == 10) {
            assert_true(tracker_fall_back(tracker));
            assert_false(tracker_fall_back(tracker));
        }
    }
    camera_close(&camera);
    tracker_close(&tracker);
    options.spare = false;
    assert_int_equal(tracker_open(&tracker, &options), RESULT_OK);
    assert_false(tracker_fall_back(tracker));
    tracker_close(&tracker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_lasting_slowness_counts),
        cmocka_unit_test(the_vision_threads_fall_back_once_and_say_so),
        cmocka_unit_test(the_player_stays_the_player),
    };
    camera_register(&demo_camera_source);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
