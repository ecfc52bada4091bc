// SPDX-License-Identifier: MIT
// test_vision_tracker.c: regions, the crop, and the tracker on the drawn child.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "body/pose_smooth.h"
#include "demo/demo.h"
#include "test.h"
#include "vision/detector.h"
#include "vision/image_bridge.h"
#include "vision/tracker.h"

#define WIDTH            640
#define HEIGHT           480
#define FRAME_US         33333
#define COMING_IN_FRAMES 6  // from half a body in the picture to its hips

static Tracker *open_tracker(Model model, bool mask)
{
    Tracker *tracker;
    assert_int_equal(tracker_open(&tracker, &(TrackerOptions){ .model = model, .mask = mask }),
                     RESULT_OK);
    return tracker;
}

// ---- regions and the crop --------------------------------------------------------------------

static void a_region_turns_with_the_body(void **state)
{
    (void)state;
    Region upright = region_of_body(vec2(100, 200), vec2(100, 120));
    assert_near(upright.side, 2 * 80 * 1.25f, 1e-3f);
    assert_near(upright.angle, 0, 1e-6f);
    Region lying = region_of_body(vec2(100, 200), vec2(180, 200));  // head to the right
    assert_near(lying.angle, PI_F / 2, 1e-6f);
    Vec2 head = region_point(lying, vec2(0.5f, 0));  // the top of the square
    assert_near(head.x, 200, 1e-3f);
    assert_near(head.y, 200, 1e-3f);
    Region upside_down = region_of_body(vec2(100, 200), vec2(100, 280));
    assert_near(fabsf(upside_down.angle), PI_F, 1e-5f);
    Region whole = region_of_picture(640, 480);
    assert_near(region_point(whole, vec2(0, 0)).y, -80, 1e-4f);
    assert_near(region_point(whole, vec2(1, 1)).x, 640, 1e-4f);
    assert_true(region_is_sane(whole, 640, 480));
    assert_false(region_is_sane((Region){ { 9, 9 }, NAN, 0 }, 640, 480));
    assert_false(region_is_sane((Region){ { NAN, 9 }, 99, 0 }, 640, 480));
    assert_false(region_is_sane((Region){ { 9, 9 }, 1, 0 }, 640, 480));
    assert_false(region_is_sane((Region){ { 9, 9 }, 1e9f, 0 }, 640, 480));
}

// A picture whose bytes say where they lie: blue is x, green is y, red is 200.
static Image ramp(uint8_t *bgr, int width, int height)
{
    for (int i = 0; i < width * height; i++) {
        bgr[3 * i] = (uint8_t)(i % width);
        bgr[3 * i + 1] = (uint8_t)(i / width);
        bgr[3 * i + 2] = 200;
    }
    return (Image){ width, height, 3 * width, bgr };
}

static void a_crop_samples_pixel_middles(void **state)
{
    (void)state;
    uint8_t bgr[32 * 16 * 3], scratch[16 * 16 * 3];
    float out[16 * 16 * 3];
    Image image = ramp(bgr, 32, 16);
    CropStyle style = { 16, CROP_REPEATED, 0, 255 };
    image_crop(&image, (Region){ { 12, 8 }, 16, 0 }, style, scratch, out);
    for (int y = 0; y < 16; y++) {
        for (int x = 0; x < 16; x++) {
            const float *pixel = out + 3 * (16 * y + x);
            assert_near(pixel[0], 200, 1e-3f);
            assert_near(pixel[1], (float)y, 1e-3f);
            assert_near(pixel[2], (float)(x + 4), 1e-3f);
        }
    }
    // Half the size: each pixel is the mean of two by two, so half a pixel further on.
    style.size = 8;
    image_crop(&image, (Region){ { 12, 8 }, 16, 0 }, style, scratch, out);
    assert_near(out[3 * (8 * 2 + 3) + 2], 4 + 6.5f, 0.51f);
    assert_near(out[3 * (8 * 2 + 3) + 1], 4.5f, 0.51f);
    // A quarter turn: the top of the square is the right of the picture.
    style.size = 16;
    image_crop(&image, (Region){ { 12, 8 }, 16, PI_F / 2 }, style, scratch, out);
    assert_near(out[3 * (16 * 0 + 5) + 2], 19, 0.51f);
    assert_near(out[3 * (16 * 0 + 5) + 1], 5, 0.51f);
}

static void outside_the_picture_is_black_or_its_edge(void **state)
{
    (void)state;
    uint8_t bgr[32 * 16 * 3], scratch[16 * 16 * 3];
    float out[16 * 16 * 3];
    Image image = ramp(bgr, 32, 16);
    Region corner = { { 32, 16 }, 16, 0 };
    image_crop(&image, corner, (CropStyle){ 16, CROP_BLACK, -1, 1 }, scratch, out);
    assert_near(out[0], 200 * 2 / 255.0f - 1, 1e-4f);
    assert_near(out[3 * 255], -1, 1e-6f);
    image_crop(&image, corner, (CropStyle){ 16, CROP_REPEATED, 0, 255 }, scratch, out);
    assert_near(out[3 * 255 + 2], 31, 1e-3f);
    assert_near(out[3 * 255 + 1], 15, 1e-3f);
}

// ---- the tracker -----------------------------------------------------------------------------

static void models_are_found_by_name(void **state)
{
    (void)state;
    assert_int_equal(model_find("full"), MODEL_FULL);
    assert_string_equal(model_name(MODEL_HEAVY), "heavy");
    assert_int_equal(model_find("huge"), MODEL_COUNT);
}

static void missing_models_are_told(void **state)
{
    (void)state;
    Tracker *tracker;
    TrackerOptions options = { .model = MODEL_LITE, .model_folder = "no/such/folder" };
    assert_int_equal(tracker_open(&tracker, &options), RESULT_NOT_FOUND);
    assert_null(tracker);
    assert_non_null(strstr(fail_text(), "no/such/folder"));
    assert_non_null(strstr(fail_text(), "tools/setup"));
    tracker_close(&tracker);
}

static void a_wrong_model_is_refused(void **state)
{
    (void)state;
    need_models();
    char path[4096];
    assert_int_equal(model_path(path, sizeof path, NULL, "pose_landmark_lite.tflite"), RESULT_OK);
    Detector *detector;
    assert_int_equal(detector_open(&detector, path, 1), RESULT_MALFORMED);
    assert_null(detector);
    assert_non_null(strstr(fail_text(), "not the pose detector"));
}

static void an_empty_room_is_searched_now_and_then(void **state)
{
    (void)state;
    need_models();
    Tracker *tracker = open_tracker(MODEL_LITE, false);
    uint8_t *bgr = malloc(WIDTH * HEIGHT * 3);
    memset(bgr, 128, WIDTH * HEIGHT * 3);
    Image image = { WIDTH, HEIGHT, WIDTH * 3, bgr };
    Pose pose = { .number = 77 };
    int searches = 0;
    for (int i = 0; i < 30; i++) {
        tracker_next(tracker, &image, (int64_t)i * FRAME_US, &pose);
        assert_false(pose.found);
        assert_int_equal(pose.number, 77);  // the caller's
        assert_int_equal(pose.width, WIDTH);
        assert_true(pose.captured_us == (int64_t)i * FRAME_US);
        searches += tracker_times(tracker).detect_us > 0;
        assert_true(tracker_times(tracker).network_us == 0);
    }
    assert_in_range(searches, 7, 11);  // ten a second, not thirty
    free(bgr);
    tracker_close(&tracker);
}

typedef struct Stage {
    Demo *demo;
    Image image;
    Pose truth;
} Stage;

static Stage open_stage(const char *script)
{
    Stage stage = { .image = { WIDTH, HEIGHT, WIDTH * 3, malloc(WIDTH * HEIGHT * 3) } };
    DemoOptions options = {
        .script = script, .width = WIDTH, .height = HEIGHT, .fps = 30, .seed = 5
    };
    assert_int_equal(demo_open(&stage.demo, &options), RESULT_OK);
    return stage;
}

static void close_stage(Stage *stage)
{
    demo_close(&stage->demo);
    free(stage->image.bgr);
}

static void the_drawn_child_is_tracked(void **state)
{
    (void)state;
    need_models();
    Tracker *tracker = open_tracker(MODEL_LITE, false);
    Stage stage = open_stage("still");
    Pose pose = { 0 };
    for (int i = 0; i < 20; i++) {
        demo_frame(stage.demo, NULL, &stage.image, &stage.truth);
        tracker_next(tracker, &stage.image, (int64_t)i * FRAME_US, &pose);
        assert_true(pose.found);
        assert_above(pose.presence, 0.9f);
        assert_true((tracker_times(tracker).detect_us > 0) == (i == 0));
        for (int k = LANDMARK_WRIST_LEFT; k <= LANDMARK_ANKLE_RIGHT; k++) {
            if (k >= LANDMARK_PINKY_LEFT && k <= LANDMARK_THUMB_RIGHT) continue;
            float x = (pose.image[k].x - stage.truth.image[k].x) * WIDTH;
            float y = (pose.image[k].y - stage.truth.image[k].y) * HEIGHT;
            assert_near(sqrtf(x * x + y * y), 0, 30);  // a tenth of the child's height
        }
    }
    // The child's own left: to the right in the picture, and so in metres.
    assert_above(pose.world_m[LANDMARK_HIP_LEFT].x, pose.world_m[LANDMARK_HIP_RIGHT].x);
    assert_below(pose.world_m[LANDMARK_NOSE].y, 0);
    // Time that does not grow, and tracker_forget(), begin with the detector.
    tracker_next(tracker, &stage.image, 0, &pose);
    assert_true(pose.found);
    assert_above(tracker_times(tracker).detect_us, 0);
    tracker_next(tracker, &stage.image, 1, &pose);
    assert_true(pose.found && tracker_times(tracker).detect_us == 0);
    tracker_forget(tracker);
    tracker_next(tracker, &stage.image, 2, &pose);
    assert_true(pose.found);
    assert_above(tracker_times(tracker).detect_us, 0);
    close_stage(&stage);
    tracker_close(&tracker);
}

// The drawn child beside its own copy: the detector lists both.
static void everybody_is_listed(void **state)
{
    (void)state;
    need_models();
    char path[4096];
    assert_int_equal(model_path(path, sizeof path, NULL, "pose_detector.tflite"), RESULT_OK);
    Detector *detector;
    assert_int_equal(detector_open(&detector, path, 1), RESULT_OK);
    Stage stage = open_stage("still");
    demo_frame(stage.demo, NULL, &stage.image, &stage.truth);
    Image *image = &stage.image;
    for (int y = 0; y < HEIGHT; y++) {
        uint8_t *row = image->bgr + y * image->stride;
        memmove(row, row + WIDTH / 4 * 3, WIDTH / 2 * 3);
        memcpy(row + WIDTH / 2 * 3, row, WIDTH / 2 * 3);
    }
    Person people[DETECTOR_PEOPLE_MAX];
    int count = detector_find(detector, image, region_of_picture(WIDTH, HEIGHT), people);
    assert_int_equal(count, 2);
    assert_at_least(people[0].score, people[1].score);
    assert_at_least(people[1].score, 0.5f);
    Vec2 a = people[0].point[PERSON_HIPS], b = people[1].point[PERSON_HIPS];
    assert_near(fabsf(a.x - b.x), WIDTH / 2, 15);
    assert_near(a.y, b.y, 15);
    Region left = { { WIDTH / 4, HEIGHT / 2 }, HEIGHT, 0 };  // looking closer at one of them
    count = detector_find(detector, image, left, people);
    assert_in_range(count, 1, 2);
    assert_near(people[0].point[PERSON_HIPS].y, a.y, 15);
    close_stage(&stage);
    detector_close(&detector);
}

static void the_same_pictures_give_the_same_poses(void **state)
{
    (void)state;
    need_models();
    static Pose poses[2][8];
    for (int run = 0; run < 2; run++) {
        Tracker *tracker = open_tracker(MODEL_LITE, run == 1);  // the mask changes nothing else
        Stage stage = open_stage("wave");
        for (int i = 0; i < 8; i++) {
            demo_frame(stage.demo, NULL, &stage.image, NULL);
            tracker_next(tracker, &stage.image, (int64_t)i * FRAME_US, &poses[run][i]);
        }
        TrackerMask mask;
        assert_true(tracker_mask(tracker, &mask) == (run == 1));
        if (run == 1) {  // the middle of the trunk is the player, the corner is not
            assert_above(mask.logits[128 * TRACKER_MASK_SIZE + 128], 0);
            assert_below(mask.logits[0], 0);
        }
        close_stage(&stage);
        tracker_close(&tracker);
    }
    assert_memory_equal(poses[0], poses[1], sizeof poses[0]);
}

static void who_leaves_is_lost_and_who_returns_is_found(void **state)
{
    (void)state;
    need_models();
    Tracker *tracker = open_tracker(MODEL_LITE, false);
    Stage stage = open_stage("leave");
    Pose pose = { 0 };
    int gone_for = 0, left_at = -1, found_again = -1, absent = 0, ahead = 0;
    for (int i = 0; i < 400 && found_again < 0; i++) {
        demo_frame(stage.demo, NULL, &stage.image, &stage.truth);
        tracker_next(tracker, &stage.image, (int64_t)i * FRAME_US, &pose);
        gone_for = stage.truth.found ? 0 : gone_for + 1;
        if (gone_for > 15 && left_at < 0) left_at = i;  // half a second
        absent += !pose.found;
        if (pose.found && left_at >= 0) found_again = i;
    }
    print_message("left at frame %d, found again at %d\n", left_at, found_again);
    assert_above(left_at, 0);
    assert_above(found_again, left_at);
    assert_at_least(absent, 3);
    assert_int_equal(pose.player, 1);  // the same child
    // Nobody is found where nobody is. Who comes in is seen as soon as half of the body is in the
    // picture, and the truth says so a moment later, when the hips are.
    for (; !stage.truth.found && ahead <= COMING_IN_FRAMES; ahead++)
        demo_frame(stage.demo, NULL, &stage.image, &stage.truth);
    assert_in_range(ahead, 0, COMING_IN_FRAMES);
    close_stage(&stage);
    tracker_close(&tracker);
}

// A camera that comes back in another mode sees as much from top to bottom, and the same middle.
static void a_picture_of_another_size_shows_the_same_child(void **state)
{
    (void)state;
    need_models();
    static const int sizes[][2] = { { 640, 480 }, { 1280, 720 }, { 480, 640 }, { 320, 240 } };
    enum { SIZES = 4, FRAMES = 150, EACH = 36 };
    Demo *demo[SIZES];
    Image image[SIZES];
    for (int k = 0; k < SIZES; k++) {
        int width = sizes[k][0], height = sizes[k][1];
        DemoOptions options = {
            .script = "reach both 60", .width = width, .height = height, .fps = 30, .seed = 5
        };
        assert_int_equal(demo_open(&demo[k], &options), RESULT_OK);
        image[k] = (Image){ width, height, 3 * width, malloc((size_t)(3 * width * height)) };
    }
    for (int live = 0; live <= 1; live++) {
        Tracker *tracker;
        TrackerOptions options = { .model = MODEL_FULL, .confirm = live };
        assert_int_equal(tracker_open(&tracker, &options), RESULT_OK);
        for (int i = 0; i < FRAMES; i++) {
            Pose pose = { 0 }, truth;
            int k = i < (live + 2) * EACH ? 0 : i / EACH % SIZES;
            for (int other = 0; other < SIZES; other++)
                if (other != k) demo_move(demo[other], NULL, NULL);
            demo_frame(demo[k], NULL, &image[k], &truth);
            tracker_next(tracker, &image[k], (int64_t)i * FRAME_US, &pose);
            if (live && i < 3 * EACH) continue;  // stands still first
            assert_true(pose.found);
            assert_int_equal(pose.player, 1);
            for (int n = LANDMARK_SHOULDER_LEFT; n <= LANDMARK_ANKLE_RIGHT; n++) {
                if (n >= LANDMARK_PINKY_LEFT && n <= LANDMARK_THUMB_RIGHT) continue;
                float x = (pose.image[n].x - truth.image[n].x) * (float)image[k].width;
                float y = (pose.image[n].y - truth.image[n].y) * (float)image[k].height;
                assert_below(sqrtf(x * x + y * y), 0.1f * (float)image[k].height);
            }
        }
        tracker_close(&tracker);
    }
    for (int k = 0; k < SIZES; k++) {
        demo_close(&demo[k]);
        free(image[k].bgr);
    }
}

// ---- smoothing -------------------------------------------------------------------------------

static void smoothing_calms_and_forgets(void **state)
{
    (void)state;
    PoseSmoother smoother = { 0 };
    Rng rng = rng_seed(11);
    float worst = 0;
    for (int i = 0; i < 120; i++) {
        Pose pose = { .width = WIDTH,
                      .height = HEIGHT,
                      .captured_us = (int64_t)i * FRAME_US,
                      .found = true,
                      .scale_px = 300 };
        for (int k = 0; k < LANDMARK_COUNT; k++) {
            pose.image[k] = (Vec3){ 0.5f + rng_normal(&rng) / WIDTH, 0.25f, -0.1f };
            pose.world_m[k] = (Vec3){ 0.2f, -0.4f, 0 };
            pose.visibility[k] = i == 0 ? 0 : 1;
        }
        Pose raw = pose;
        pose_smooth(&smoother, &pose);
        if (i == 0) assert_memory_equal(&raw, &pose, sizeof raw);
        if (i == 1) assert_near(pose.visibility[0], 0.1f, 1e-6f);
        if (i >= 30) worst = fmaxf(worst, fabsf(pose.image[0].x - 0.5f) * WIDTH);
        assert_near(pose.image[3].y, 0.25f, 1e-5f);
        assert_near(pose.world_m[3].y, -0.4f, 1e-5f);
    }
    assert_below(worst, 1.5f);  // of noise with a deviation of 1 px, whose worst would be 2.5
    Pose nobody = { .captured_us = 130 * FRAME_US };
    pose_smooth(&smoother, &nobody);
    assert_int_equal(smoother.picture, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_region_turns_with_the_body),
        cmocka_unit_test(a_crop_samples_pixel_middles),
        cmocka_unit_test(outside_the_picture_is_black_or_its_edge),
        cmocka_unit_test(models_are_found_by_name),
        cmocka_unit_test(missing_models_are_told),
        cmocka_unit_test(a_wrong_model_is_refused),
        cmocka_unit_test(an_empty_room_is_searched_now_and_then),
        cmocka_unit_test(the_drawn_child_is_tracked),
        cmocka_unit_test(everybody_is_listed),
        cmocka_unit_test(the_same_pictures_give_the_same_poses),
        cmocka_unit_test(who_leaves_is_lost_and_who_returns_is_found),
        cmocka_unit_test(a_picture_of_another_size_shows_the_same_child),
        cmocka_unit_test(smoothing_calms_and_forgets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
