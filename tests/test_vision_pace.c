// SPDX-License-Identifier: MIT
// test_vision_pace.c: full makes the poses where it keeps up with the camera, else lite does, and
// full again once it can; between trials only, and who the player is stays known.
#include "demo/demo_camera.h"
#include "fake_device.h"
#include "test.h"
#include "vision/pace.h"

#include "base/clock.h"
#include "vision/vision.h"
#include <stdio.h>
#include <stdlib.h>

#define PATIENCE_US 20000000

// ---- the rule ----------------------------------------------------------------------------------

typedef struct Course {
    Pace pace;
    double at_s;
    uint32_t number;
} Course;

static Course course_of(Model model)
{
    Course course = { .at_s = 1 };
    pace_start(&course.pace, model);
    return course;
}

// Poses of the newest picture each time. Gives the second in which another model was asked for; 0:
// never in `seconds`. `found_every` 0: nobody is there.
static int asked_after(Course *c, double fps, double took_ms, int seconds, int found_every)
{
    double start_s = c->at_s, free_at_s = 0;
    while (c->at_s < start_s + seconds) {
        c->at_s += 1 / fps;
        c->number++;
        if (c->at_s < free_at_s) continue;  // dropped: a newer one comes
        free_at_s = c->at_s + took_ms / 1000;
        PacePose pose = { c->number, (int64_t)(c->at_s * 1e6), (int64_t)(took_ms * 1000),
                          found_every && c->number % (uint32_t)found_every == 0 };
        Model wanted = pace_next(&c->pace, &pose);
        if (wanted == c->pace.model) continue;
        pace_take(&c->pace, wanted);
        return (int)(c->at_s - start_s + 0.5);
    }
    return 0;
}

static int full_asked_after(double fps, double took_ms, int found_every)
{
    Course course = course_of(MODEL_FULL);
    return asked_after(&course, fps, took_ms, 30, found_every);
}

static int lite_asked_after(double fps, double took_ms)
{
    Course course = course_of(MODEL_LITE);
    return asked_after(&course, fps, took_ms, 60, 1);
}

static void full_needs_a_third_of_the_time_to_spare(void **state)
{
    (void)state;
    assert_int_equal(full_asked_after(30, 20, 1), 0);
    assert_int_equal(full_asked_after(30, 21.5, 1), 0);
    assert_in_range(full_asked_after(30, 23, 1), 3, 5);
    assert_in_range(full_asked_after(30, 45, 1), 3, 5);
    assert_in_range(full_asked_after(60, 12, 1), 3, 5);
    assert_int_equal(full_asked_after(60, 10, 1), 0);
    assert_int_equal(full_asked_after(15, 42, 1), 0);
    // Nobody there: the detector's time says nothing about the landmark model's.
    assert_int_equal(full_asked_after(30, 80, 0), 0);
}

static void lite_makes_room_for_full_where_that_will_do(void **state)
{
    (void)state;
    assert_in_range(lite_asked_after(30, 8), 9, 12);
    assert_in_range(lite_asked_after(60, 4), 9, 12);
    assert_int_equal(lite_asked_after(30, 10), 0);  // full would take 21 of 33 ms
    assert_int_equal(lite_asked_after(60, 5), 0);
    assert_int_equal(lite_asked_after(30, 45), 0);  // there is nothing below lite
}

static void only_what_lasts_counts(void **state)
{
    (void)state;
    Course c = course_of(MODEL_FULL);
    for (int i = 0; i < 10; i++) {  // two slow seconds, a good one
        assert_int_equal(asked_after(&c, 30, 50, 2, 1), 0);
        assert_int_equal(asked_after(&c, 30, 10, 2, 1), 0);
    }
    // The camera was away: counting begins anew.
    assert_int_equal(asked_after(&c, 30, 50, 2, 1), 0);
    c.at_s += 10;
    assert_int_equal(asked_after(&c, 30, 50, 2, 1), 0);
}

// A machine on which lite looks fast enough and full is not: it is tried less and less often.
static void a_raise_that_fails_is_tried_later(void **state)
{
    (void)state;
    Course c = course_of(MODEL_FULL);
    int before = 0;
    for (int i = 0; i < 6; i++) {
        assert_in_range(asked_after(&c, 30, 30, 10, 1), 3, 5);
        assert_int_equal(c.pace.model, MODEL_LITE);
        int waited = asked_after(&c, 30, 8, 400, 1);
        assert_int_equal(c.pace.model, MODEL_FULL);
        if (i > 0 && i < 5) assert_above(waited, before * 3 / 2);
        before = waited;
    }
    assert_in_range(before, PACE_FAST_MOST - 5, PACE_FAST_MOST * 11 / 10);
}

static void a_start_follows_from_what_is_known(void **state)
{
    (void)state;
    assert_int_equal(pace_first(13900, 30), MODEL_FULL);
    assert_int_equal(pace_first(26600, 30), MODEL_LITE);
    assert_int_equal(pace_first(13900, 60), MODEL_LITE);
    assert_int_equal(pace_first(5500, 60), MODEL_FULL);
    assert_true(pace_camera_fps(5500) == 60);
    assert_true(pace_camera_fps(13900) == 30);
    assert_true(pace_camera_fps(0) == 30);
}

// ---- the threads -------------------------------------------------------------------------------

// A network whose time is scripted, before a camera that waits for each pose: all is counted.
typedef struct Scripted {
    atomic_bool slow, ended;
    atomic_uint painted, posed;
    Model model;
    int changes;
    FakeDevice fake;
} Scripted;

static size_t paint_in_step(FakeDevice *fake, uint8_t *to)
{
    Scripted *s = fake->painter;
    memset(to, 128, 320 * 240 * 2);
    unsigned painted = atomic_fetch_add(&s->painted, 1);
    while (atomic_load(&s->posed) < painted && !atomic_load(&s->ended))
        clock_sleep_until(clock_us() + 50);
    return 320 * 240 * 2;
}

static void scripted_next(void *self, const Image *image, int64_t captured_us, Pose *pose)
{
    Scripted *s = self;
    *pose = (Pose){ .captured_us = captured_us,
                    .width = (uint16_t)image->width,
                    .height = (uint16_t)image->height,
                    .found = true };
    atomic_fetch_add(&s->posed, 1);
}

static TrackerTimes scripted_times(const void *self)
{
    const Scripted *s = self;
    int64_t ms = s->model == MODEL_FULL ? 15 : 7;
    return (TrackerTimes){ .total_us = 1000 * (atomic_load(&s->slow) ? 2 * ms : ms) };
}

static bool scripted_use(void *self, Model model)
{
    Scripted *s = self;
    s->model = model;
    s->changes++;
    return true;
}

static void await_poses(Vision *vision, const Scripted *s, unsigned more)
{
    int64_t give_up_us = clock_us() + PATIENCE_US;
    for (unsigned until = atomic_load(&s->posed) + more; atomic_load(&s->posed) < until;) {
        assert_below(clock_us(), give_up_us);
        assert_int_equal(vision_health(vision).camera, RESULT_OK);
        clock_sleep_until(clock_us() + 200);
    }
}

static void await_model(Vision *vision, Model model)
{
    int64_t give_up_us = clock_us() + PATIENCE_US;
    while (vision_health(vision).model != model) {
        assert_below(clock_us(), give_up_us);
        clock_sleep_until(clock_us() + 200);
    }
}

static void a_network_that_slows_down_in_mid_play_is_changed_and_comes_back(void **state)
{
    (void)state;
    static Scripted s = { .model = MODEL_FULL };
    s.fake.modes[0] = (FakeMode){ V4L2_PIX_FMT_YUYV, 320, 240, 30 };
    s.fake.paint = paint_in_step;
    s.fake.painter = &s;
    DeviceCalls calls = fake_calls(&s.fake);
    CameraRequest request = { .source = "0", .device = &calls };
    PoseMaker maker = { .self = &s,
                        .next = scripted_next,
                        .times = scripted_times,
                        .use = scripted_use,
                        .model = MODEL_FULL };
    Vision *vision;
    assert_int_equal(vision_start_with(&vision, &request, maker), RESULT_OK);
    assert_true(vision_health(vision).fitted);
    assert_int_equal(vision_health(vision).model, MODEL_FULL);
    vision_allow_change(vision, true);
    await_poses(vision, &s, 10 * 30);
    assert_int_equal(s.changes, 0);

    vision_allow_change(vision, false);  // a trial is open
    await_poses(vision, &s, 5);
    atomic_store(&s.slow, true);
    await_poses(vision, &s, 10 * 30);
    assert_int_equal(vision_health(vision).model, MODEL_FULL);
    vision_allow_change(vision, true);
    await_model(vision, MODEL_LITE);
    await_poses(vision, &s, 20 * 30);  // as slow as it is, full is not asked for
    assert_int_equal(vision_health(vision).model, MODEL_LITE);

    vision_allow_change(vision, false);
    await_poses(vision, &s, 5);
    atomic_store(&s.slow, false);
    await_poses(vision, &s, (PACE_FAST + 3) * 30);
    assert_int_equal(vision_health(vision).model, MODEL_LITE);
    vision_allow_change(vision, true);
    await_model(vision, MODEL_FULL);
    await_poses(vision, &s, 10 * 30);
    atomic_store(&s.ended, true);
    vision_stop(&vision);
    assert_int_equal(s.model, MODEL_FULL);
    assert_int_equal(s.changes, 2);
}

// ---- the tracker -------------------------------------------------------------------------------

static LandmarkFinder *open_finder(Model model, int threads)
{
    char path[4096];
    LandmarkFinder *finder = NULL;
    assert_int_equal(model_path(path, sizeof path, NULL, model_file(model)), RESULT_OK);
    assert_int_equal(landmarks_open(&finder, path, false, threads), RESULT_OK);
    return finder;
}

static void the_player_stays_the_player(void **state)
{
    (void)state;
    Tracker *tracker;
    TrackerOptions options = { .model = MODEL_FULL };
    if (tracker_open(&tracker, &options) != RESULT_OK) fail_msg("%s", fail_text());
    assert_false(tracker_use(tracker, MODEL_LITE));
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
        if (i == 5) tracker_give(tracker, MODEL_LITE, open_finder(MODEL_LITE, 1));
        if (i == 8) assert_true(tracker_use(tracker, MODEL_LITE));
        if (i == 11) tracker_give(tracker, MODEL_FULL, open_finder(MODEL_FULL, 2));
        if (i == 14) assert_true(tracker_use(tracker, MODEL_FULL));
        if (i == 17) tracker_give(tracker, MODEL_FULL, open_finder(MODEL_FULL, 1));
    }
    camera_close(&camera);
    tracker_close(&tracker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_needs_a_third_of_the_time_to_spare),
        cmocka_unit_test(lite_makes_room_for_full_where_that_will_do),
        cmocka_unit_test(only_what_lasts_counts),
        cmocka_unit_test(a_raise_that_fails_is_tried_later),
        cmocka_unit_test(a_start_follows_from_what_is_known),
        cmocka_unit_test(a_network_that_slows_down_in_mid_play_is_changed_and_comes_back),
        cmocka_unit_test(the_player_stays_the_player),
    };
    camera_register(&demo_camera_source);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
