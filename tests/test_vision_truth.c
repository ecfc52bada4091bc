// SPDX-License-Identifier: MIT
// test_vision_truth.c: the network against the drawn child's true joints: the median error of
// wrists, hips and knees is at most 3 % of the body's height, with every model that a machine may
// use for play.
#include "demo/demo_camera.h"
#include "play/pose_record.h"
#include "test.h"
#include "vision/camera.h"
#include "vision/tracker.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#define FRAMES      240
#define HEIGHT_PART 0.625f  // the drawn child's height as a share of the picture's (demo.h)
#define MEDIAN_MAX  0.03f

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

// Medians of the errors of wrists, hips and knees, as shares of the body's height.
static void errors(Model model, int width, int height, float median[3])
{
    static const int joints[] = { LANDMARK_WRIST_LEFT, LANDMARK_HIP_LEFT, LANDMARK_KNEE_LEFT };
    static float error[3][2 * FRAMES];
    DemoLink link;
    demo_link_init(&link);
    CameraRequest request = { .source = "demo:reach left 3, squat 3, reach both 3, step 3",
                              .width = width,
                              .height = height,
                              .fps = 20,
                              .seed = 9,
                              .link = &link };
    TrackerOptions options = { .model = model };
    Camera *camera = NULL;
    Tracker *tracker = NULL;
    assert_int_equal(camera_open(&camera, &request), RESULT_OK);
    assert_int_equal(tracker_open(&tracker, &options), RESULT_OK);
    int count = 0;
    for (int i = 0; i < FRAMES; i++) {
        Frame frame;
        Pose pose, truth;
        assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        tracker_next(tracker, &frame.image, frame.captured_us, &pose);
        pose_quantise(&pose, &(PoseRecord){ 0 });  // as it is stored and stepped
        truth = link.truth;
        assert_true(pose.found && truth.found);
        for (int side = 0; side < 2; side++, count++)
            for (int j = 0; j < 3; j++) {
                Vec3 a = pose.image[joints[j] + side], b = truth.image[joints[j] + side];
                error[j][count] = hypotf((a.x - b.x) * (float)width, (a.y - b.y) * (float)height) /
                                  (HEIGHT_PART * (float)height);
            }
    }
    for (int j = 0; j < 3; j++) {
        qsort(error[j], (size_t)count, sizeof error[j][0], by_value);
        median[j] = error[j][count / 2];
    }
    tracker_close(&tracker);
    camera_close(&camera);
}

static void close_to_the_truth(Model model, int width, int height)
{
    need_models();
    float median[3];
    errors(model, width, height, median);
    print_message(
        "%s %dx%d: median error of wrists %.2f %%, hips %.2f %%, knees %.2f %% of height\n",
        model_name(model), width, height, 100 * (double)median[0], 100 * (double)median[1],
        100 * (double)median[2]);
    for (int j = 0; j < 3; j++) assert_at_most(median[j], MEDIAN_MAX);
}

static void full_480p(void **state)
{
    (void)state;
    close_to_the_truth(MODEL_FULL, 640, 480);
}

static void full_720p(void **state)
{
    (void)state;
    close_to_the_truth(MODEL_FULL, 1280, 720);
}

static void lite_480p(void **state)
{
    (void)state;
    close_to_the_truth(MODEL_LITE, 640, 480);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_480p),
        cmocka_unit_test(full_720p),
        cmocka_unit_test(lite_480p),
    };
    camera_register(&demo_camera_source);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
