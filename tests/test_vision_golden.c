// SPDX-License-Identifier: MIT
// test_vision_golden.c: the tracker agrees with Google's own package on real clips and pictures,
// landmark by landmark, in px of the source picture, by the poses as they are stored. Skipped where
// the clips are missing.
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "body/pose_smooth.h"
#include "play/pose_record.h"
#include "test.h"
#include "vision/camera.h"
#include "vision/tracker.h"

#define DISTANCES_MAX (400 * LANDMARK_COUNT)

typedef struct Comparison {
    const char *golden;  // below the media's golden/
    const char *clip;    // below the media
    Model model;
    bool smooth;
    double mean_max, p95_max;  // px
} Comparison;

static double distances[DISTANCES_MAX];

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static json_t *load(const char *golden)
{
    char path[256];
    snprintf(path, sizeof path, "golden/%s", golden);
    need_models();
    json_t *root = json_load_file(test_media(path), 0, NULL);
    assert_non_null(root);
    return root;
}

static double number(const json_t *list, size_t index)
{
    return json_number_value(json_array_get(list, index));
}

// Writes LANDMARK_COUNT distances in px. False: one side found somebody and the other did not.
static bool compare(const Pose *pose, const json_t *frame, double *distance, size_t *count)
{
    const json_t *landmarks = json_object_get(frame, "landmarks");
    bool known = json_array_size(landmarks) == LANDMARK_COUNT;
    if (known != pose->found) return false;
    for (size_t i = 0; known && i < LANDMARK_COUNT; i++) {
        const json_t *landmark = json_array_get(landmarks, i);
        double x = (pose->image[i].x - number(landmark, 0)) * pose->width;
        double y = (pose->image[i].y - number(landmark, 1)) * pose->height;
        distance[(*count)++] = sqrt(x * x + y * y);
    }
    return true;
}

static double mean_of(const double *values, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += values[i];
    return sum / (double)count;
}

static void a_clip_agrees(void **state)
{
    const Comparison *c = *state;
    json_t *root = load(c->golden);
    const json_t *frames = json_object_get(root, "frames");
    double fps = json_number_value(json_object_get(json_object_get(root, "meta"), "fps"));
    Camera *camera;
    CameraRequest request = { .source = test_media(c->clip), .fps = fps };
    assert_int_equal(camera_open(&camera, &request), RESULT_OK);
    Tracker *tracker;
    assert_int_equal(tracker_open(&tracker, &(TrackerOptions){ .model = c->model }), RESULT_OK);
    PoseSmoother smoother = { 0 };
    size_t count = 0, frame_count = json_array_size(frames);
    assert_in_range(frame_count, 1, DISTANCES_MAX / LANDMARK_COUNT);
    int one_side_only = 0;
    for (size_t i = 0; i < frame_count; i++) {
        Frame frame;
        Pose pose = { 0 };
        assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        tracker_next(tracker, &frame.image, frame.captured_us, &pose);
        pose_quantise(&pose, &(PoseRecord){ 0 });
        if (c->smooth) pose_smooth(&smoother, &pose);
        one_side_only += !compare(&pose, json_array_get(frames, i), distances, &count);
    }
    tracker_close(&tracker);
    camera_close(&camera);
    json_decref(root);
    assert_above(count, 0);
    qsort(distances, count, sizeof *distances, by_size);
    double mean = mean_of(distances, count), p95 = distances[count * 95 / 100];
    print_message("%s: %zu frames, mean %.2f px (at most %.1f), p95 %.2f px (at most %.1f)\n",
                  c->golden, frame_count, mean, c->mean_max, p95, c->p95_max);
    assert_int_equal(one_side_only, 0);
    assert_at_most(mean, c->mean_max);
    assert_at_most(p95, c->p95_max);
}

// One picture at a time, without a history. The mean over the landmarks of the median picture; legs
// that are out of the picture are guesswork on both sides.
static void still_pictures_agree(void **state)
{
    const Comparison *c = *state;
    json_t *root = load(c->golden);
    const json_t *frames = json_object_get(root, "frames");
    size_t pictures = json_array_size(frames);
    double means[64];
    assert_in_range(pictures, 1, 64);
    Tracker *tracker;
    assert_int_equal(tracker_open(&tracker, &(TrackerOptions){ .model = c->model }), RESULT_OK);
    for (size_t i = 0; i < pictures; i++) {
        const json_t *golden = json_array_get(frames, i);
        const char *file = json_string_value(json_object_get(golden, "file"));
        char path[256];
        snprintf(path, sizeof path, "pictures/%.*s.jpg", (int)strcspn(file, "."), file);
        Camera *camera;
        Frame frame;
        Pose pose = { 0 };
        size_t count = 0;
        assert_int_equal(camera_open(&camera, &(CameraRequest){ .source = test_media(path) }),
                         RESULT_OK);
        assert_int_equal(camera_read(camera, &frame), RESULT_OK);
        tracker_forget(tracker);
        tracker_next(tracker, &frame.image, frame.captured_us, &pose);
        pose_quantise(&pose, &(PoseRecord){ 0 });
        assert_true(compare(&pose, golden, distances, &count));
        assert_true(pose.found);
        means[i] = mean_of(distances, count);
        camera_close(&camera);
    }
    tracker_close(&tracker);
    json_decref(root);
    qsort(means, pictures, sizeof *means, by_size);
    print_message("%s: %zu pictures, median of the means %.2f px (at most %.1f)\n", c->golden,
                  pictures, means[pictures / 2], c->mean_max);
    assert_at_most(means[pictures / 2], c->mean_max);
}

#define SQUATS "video/squats.mp4"
#define JUMP   "video/jump_reach_frontal.mp4"
#define ONELEG "video/oneleg_rendered.mp4"

static Comparison clips[] = {
    { "squats__full__raw_cpu.json", SQUATS, MODEL_FULL, false, 1.5, 4 },
    { "squats__lite__raw_cpu.json", SQUATS, MODEL_LITE, false, 2, 6 },
    { "jump_reach__full__raw_cpu.json", JUMP, MODEL_FULL, false, 1.5, 4 },
    { "jump_reach__lite__raw_cpu.json", JUMP, MODEL_LITE, false, 2, 6 },
    { "oneleg_rendered__full__raw_cpu.json", ONELEG, MODEL_FULL, false, 1.5, 4 },
    { "oneleg_rendered__lite__raw_cpu.json", ONELEG, MODEL_LITE, false, 2, 6 },
    { "squats__full__smooth_cpu.json", SQUATS, MODEL_FULL, true, 1.5, 4 },
};
static Comparison pictures[] = {
    { "pictures__full__static_cpu.json", NULL, MODEL_FULL, false, 2, 0 },
    { "pictures__lite__static_cpu.json", NULL, MODEL_LITE, false, 3, 0 },
};

#define CLIP(i)                                                                                    \
    {                                                                                              \
        "a_clip_agrees", a_clip_agrees, NULL, NULL, &clips[i]                                      \
    }
#define PICTURE(i)                                                                                 \
    {                                                                                              \
        "still_pictures_agree", still_pictures_agree, NULL, NULL, &pictures[i]                     \
    }

int main(void)
{
    const struct CMUnitTest tests[] = { CLIP(0), CLIP(1), CLIP(2),    CLIP(3),   CLIP(4),
                                        CLIP(5), CLIP(6), PICTURE(0), PICTURE(1) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
