// SPDX-License-Identifier: MIT
// test_body.c: picture to stage and back, body values, calibration, from a made-up standing child.
#include "body/body_update.h"
#include "body/calibrate.h"
#include "body/pose_smooth.h"
#include "body/trust.h"
#include "test.h"
#include "tiptoe/base.h"

#include <string.h>

#define W 640
#define H 480

static void put(Pose *pose, int landmark, float x_px, float y_px)
{
    pose->image[landmark] = (Vec3){ x_px / W, y_px / H, 0 };
}

static void update(Body *body, const Pose *pose, const Calibration *size)
{
    TrustWatch watch = { 0 };
    float trust[LANDMARK_COUNT];
    trust_update(&watch, pose, size, 0, trust);
    body_update(body, pose, trust, size);
}

// A child of 300 px facing the camera: his left is at the picture's right.
static Pose standing(int64_t at_us)
{
    Pose pose = { .number = (uint32_t)(at_us / 33333) + 1,
                  .width = W,
                  .height = H,
                  .captured_us = at_us,
                  .found = true,
                  .presence = 1,
                  .scale_px = 300 };
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        put(&pose, i, 320, 149);
        pose.visibility[i] = 0.95f;
    }
    for (int side = 0; side < SIDE_COUNT; side++) {
        float out = side == SIDE_LEFT ? 1 : -1;
        put(&pose, LANDMARK_SHOULDER_LEFT + side, 320 + out * 35, 190);
        put(&pose, LANDMARK_ELBOW_LEFT + side, 320 + out * 40, 240);
        put(&pose, LANDMARK_WRIST_LEFT + side, 320 + out * 42, 288);
        put(&pose, LANDMARK_INDEX_LEFT + side, 320 + out * 42, 300);
        put(&pose, LANDMARK_PINKY_LEFT + side, 320 + out * 42, 300);
        put(&pose, LANDMARK_HIP_LEFT + side, 320 + out * 20, 280);
        put(&pose, LANDMARK_KNEE_LEFT + side, 320 + out * 20, 340);
        put(&pose, LANDMARK_ANKLE_LEFT + side, 320 + out * 20, 401);
        put(&pose, LANDMARK_HEEL_LEFT + side, 320 + out * 20, 408);
        put(&pose, LANDMARK_FOOT_INDEX_LEFT + side, 320 + out * 24, 412);
    }
    return pose;
}

static Calibration calibrated(void)
{
    Calibrator calibrator = { 0 };
    Calibration size = { 0 };
    for (int i = 0; i < 120; i++) {
        Pose pose = standing(33333 * (i + 1));
        if (calibrator_add(&calibrator, &pose, false, 0, &size)) break;
    }
    assert_true(size.done);
    return size;
}

// A small child's nose lies lower on the body: the same 252 px from nose to ankle are a taller
// child of 4 years and a smaller one of 12. Snyder's ears: 11.4 and 8.3 % below the crown.
static void test_scale_by_age(void **state)
{
    static const struct {
        unsigned months;
        float share;
    } age[] = { { 48, 0.822f }, { 60, 0.828f }, { 144, 0.853f }, { 192, 0.861f }, { 0, 0.84f } };
    Calibration c = calibrated();
    (void)state;
    for (int i = 0; i < 5; i++) {
        assert_near(calibration_nose_to_ankle(age[i].months), age[i].share, 0.001);
        double height_px =
            (double)(c.height * calibration_taller(&c, age[i].months) / c.stage_per_px);
        assert_near(height_px, 252 / (double)age[i].share, 1);
    }
    assert_near(calibration_nose_to_ankle(36), calibration_nose_to_ankle(48), 0);
    assert_near(calibration_nose_to_ankle(300), calibration_nose_to_ankle(192), 0);
    c.seated = true;
    assert_near(calibration_taller(&c, 48), 1, 0);
}

static void test_calibration_finds_the_child_s_size(void **state)
{
    (void)state;
    Calibration c = calibrated();
    // Nose to ankle is 252 px, 84 % of a height of 300 px, which becomes six stage units.
    assert_float_equal(c.stage_per_px, 0.02f, 1e-4f);
    assert_float_equal(c.height, 6, 1e-4f);
    assert_float_equal(c.shoulder_width, 70 * 0.02f, 1e-3f);
    assert_float_equal(c.trunk, 90 * 0.02f, 1e-3f);
    assert_float_equal(c.leg[SIDE_LEFT], 121 * 0.02f, 1e-3f);
    assert_above(c.arm[SIDE_LEFT], 1.9f);
    assert_below(c.arm[SIDE_LEFT], 2.1f);
    assert_float_equal(c.hip.x, STAGE_WIDTH / 2, 1e-3f);
    assert_below(c.shoulder[SIDE_LEFT].x, c.shoulder[SIDE_RIGHT].x);  // a mirror: his left is left
    assert_float_equal(c.noise, 0, 1e-6f);
    assert_below(c.view_low.x, 4);
    assert_above(c.view_high.x, 12);
}

static void test_calibration_waits_for_stillness(void **state)
{
    (void)state;
    Calibrator calibrator = { 0 };
    Calibration size = { 0 };
    int64_t us = 0;
    for (int i = 0; i < 90; i++) {  // three seconds of walking about
        Pose pose = standing(us += 33333);
        for (int j = 0; j < LANDMARK_COUNT; j++) pose.image[j].x += (float)(i % 8) * 0.02f;
        assert_false(calibrator_add(&calibrator, &pose, false, 0, &size));
    }
    assert_below(calibrator_progress(&calibrator), 0.5f);
    int64_t still_from = us;
    bool done = false;
    while (!done && us - still_from < 3000000) {
        Pose pose = standing(us += 33333);
        done = calibrator_add(&calibrator, &pose, false, 0, &size);
    }
    assert_true(done);
    assert_below(us - still_from, 2000000);
}

static void test_calibration_takes_what_there_is_after_six_seconds(void **state)
{
    (void)state;
    Calibrator calibrator = { 0 };
    Calibration size = { 0 };
    Rng rng = rng_seed(3);
    int64_t us = 0;
    bool done = false;
    while (!done && us < 13000000) {
        Pose pose = standing(us += 33333);
        float off = rng_between(&rng, -0.06f, 0.06f);
        for (int j = 0; j < LANDMARK_COUNT; j++) pose.image[j].x += off;
        done = calibrator_add(&calibrator, &pose, false, 0, &size);
    }
    assert_true(done);
    assert_above(us, 5900000);
    assert_below(us, 6700000);
    assert_above(size.noise, 0.1f);
}

static void test_calibration_needs_the_feet_only_when_standing(void **state)
{
    (void)state;
    Calibrator standing_child = { 0 }, seated_child = { 0 };
    Calibration size = { 0 };
    bool done = false;
    for (int i = 0; i < 60; i++) {
        Pose pose = standing(33333 * (i + 1));
        for (int j = LANDMARK_KNEE_LEFT; j < LANDMARK_COUNT; j++) pose.image[j].y += 1;
        assert_false(calibrator_add(&standing_child, &pose, false, 0, &size));
        done = done || calibrator_add(&seated_child, &pose, true, 0, &size);
    }
    assert_true(done);
    assert_true(size.seated);
    assert_float_equal(size.leg[SIDE_LEFT], 0, 0);
    // The trunk is 90 px: 30 % of 300.
    assert_float_equal(size.stage_per_px, 0.02f, 1e-4f);
}

static void test_stage_and_picture_are_each_other_s_mirror(void **state)
{
    (void)state;
    Calibration c = calibrated();
    Pose pose = standing(0);
    Vec2 low = stage_from_image(&c, &pose, vec2(0.2f, 0.9f));
    Vec2 high = stage_from_image(&c, &pose, vec2(0.8f, 0.1f));
    assert_above(low.x, high.x);
    assert_below(low.y, high.y);
    for (float x = 0; x <= 1; x += 0.25f) {
        Vec2 there = stage_from_image(&c, &pose, vec2(x, 1 - x));
        Vec2 back = image_from_stage(&c, W, H, there);
        assert_float_equal(back.x, x, 1e-5f);
        assert_float_equal(back.y, 1 - x, 1e-5f);
    }
}

static void test_values_of_a_standing_child(void **state)
{
    (void)state;
    Calibration c = calibrated();
    Pose pose = standing(0);
    Body body = { 0 };
    update(&body, &pose, &c);
    assert_true(body.seen);
    assert_float_equal(body.value[BODY_TRUNK_LEAN], 0, 0.1f);
    assert_float_equal(body.value[BODY_KNEE_BEND_LEFT], 0, 1);
    assert_float_equal(body.value[BODY_HIP_DROP], 0, 0.01f);
    assert_float_equal(body.value[BODY_FOOT_LIFT_RIGHT], 0, 0.01f);
    assert_float_equal(body.value[BODY_LEAN], 0, 0.01f);
    assert_below(body.value[BODY_ARM_RAISE_LEFT], 10);
    assert_below(body.hand[SIDE_LEFT].x, 8);
    assert_above(body.hand[SIDE_RIGHT].x, 8);
}

static void test_values_follow_the_movement(void **state)
{
    (void)state;
    Calibration c = calibrated();
    Body body = { 0 };
    Pose pose = standing(0);
    put(&pose, LANDMARK_ELBOW_LEFT, 405, 190);  // left arm straight out
    put(&pose, LANDMARK_WRIST_LEFT, 455, 190);
    put(&pose, LANDMARK_ANKLE_RIGHT, 300, 365);  // right foot 36 px up
    update(&body, &pose, &c);
    assert_float_equal(body.value[BODY_ARM_RAISE_LEFT], 90, 1);
    assert_float_equal(body.value[BODY_ELBOW_BEND_LEFT], 0, 1);
    assert_float_equal(body.value[BODY_FOOT_LIFT_RIGHT], 36.0f / 121, 0.01f);
    // Everything above the hips 90 px to the player's right over a trunk of 90 px: 45 degrees.
    for (int i = LANDMARK_NOSE; i < LANDMARK_HIP_LEFT; i++) pose.image[i].x -= 90.0f / W;
    update(&body, &pose, &c);
    assert_float_equal(body.value[BODY_TRUNK_LEAN], 45, 0.5f);
}

static void test_what_is_not_seen_keeps_its_value_and_no_trust(void **state)
{
    (void)state;
    Calibration c = calibrated();
    Body body = { 0 };
    Pose pose = standing(0);
    update(&body, &pose, &c);
    float before = body.value[BODY_ELBOW_BEND_LEFT];
    put(&pose, LANDMARK_WRIST_LEFT, 700,
        100);  // outside the picture, though the model is sure of it
    update(&body, &pose, &c);
    assert_float_equal(body.hand_trust[SIDE_LEFT], 0, 0);
    assert_float_equal(body.value[BODY_ELBOW_BEND_LEFT], before, 0);
    assert_below(body.value_trust[BODY_ELBOW_BEND_LEFT], BODY_TRUST_MIN);
    Vec2 hand = body.hand[SIDE_RIGHT];
    pose.found = false;
    update(&body, &pose, &c);
    assert_false(body.seen);
    assert_memory_equal(&body.hand[SIDE_RIGHT], &hand, sizeof hand);
    assert_float_equal(body.trust[LANDMARK_NOSE], 0, 0);
}

// Trust of `landmark` in the second of two poses, 33 ms apart.
static float trust_of(const Pose *first, const Pose *second, const Calibration *c, unsigned without,
                      int landmark)
{
    TrustWatch watch = { 0 };
    float trust[LANDMARK_COUNT];
    trust_update(&watch, first, c, without, trust);
    trust_update(&watch, second, c, without, trust);
    return trust[landmark];
}

static void test_trust_knows_what_cannot_be(void **state)
{
    (void)state;
    Calibration c = calibrated();
    Pose before = standing(1000000), now = standing(1033333);
    assert_above(trust_of(&before, &now, &c, 0, LANDMARK_WRIST_LEFT), 0.9f);
    // Faster than a child's hand: 80 px in a thirtieth of a second of a child of 300 px.
    put(&now, LANDMARK_WRIST_LEFT, 362, 208);
    assert_below(trust_of(&before, &now, &c, 0, LANDMARK_WRIST_LEFT), BODY_TRUST_MIN);
    put(&now, LANDMARK_WRIST_LEFT, 362, 268);
    assert_above(trust_of(&before, &now, &c, 0, LANDMARK_WRIST_LEFT), 0.9f);
    // A forearm twice as long as it was.
    now = standing(1033333);
    put(&now, LANDMARK_WRIST_LEFT, 420, 320);
    put(&before, LANDMARK_WRIST_LEFT, 420, 320);
    assert_below(trust_of(&before, &now, &c, 0, LANDMARK_WRIST_LEFT), BODY_TRUST_MIN);
    // Both ankles on one pixel.
    before = now = standing(1000000);
    now.captured_us += 33333;
    for (int side = 0; side < 2; side++) {
        put(&before, LANDMARK_ANKLE_LEFT + side, 320, 401);
        put(&now, LANDMARK_ANKLE_LEFT + side, 320, 401);
    }
    assert_below(trust_of(&before, &now, &c, 0, LANDMARK_ANKLE_LEFT), BODY_TRUST_MIN);
    assert_above(trust_of(&before, &now, &c, 0, LANDMARK_HIP_LEFT), 0.9f);
    // Shoulders swapped, hips not.
    now = standing(1033333);
    before = standing(1000000);
    put(&now, LANDMARK_SHOULDER_LEFT, 285, 190);
    put(&now, LANDMARK_SHOULDER_RIGHT, 355, 190);
    assert_below(trust_of(&before, &now, &c, 0, LANDMARK_HIP_LEFT), BODY_TRUST_MIN);
    // The network itself is not sure.
    now = standing(1033333);
    now.presence = 0.4f;
    assert_float_equal(trust_of(&before, &now, &c, 0, LANDMARK_NOSE), 0, 0);
}

static void test_a_limb_left_out_is_never_trusted(void **state)
{
    (void)state;
    Calibration c = calibrated();
    Pose before = standing(1000000), now = standing(1033333);
    assert_float_equal(trust_of(&before, &now, &c, 1u << LIMB_ARM_LEFT, LANDMARK_WRIST_LEFT), 0, 0);
    assert_above(trust_of(&before, &now, &c, 1u << LIMB_ARM_LEFT, LANDMARK_WRIST_RIGHT), 0.9f);
    assert_above(trust_of(&before, &now, &c, 1u << LIMB_ARM_LEFT, LANDMARK_SHOULDER_LEFT), 0.9f);
    assert_float_equal(trust_of(&before, &now, &c, 1u << LIMB_LEG_RIGHT, LANDMARK_KNEE_RIGHT), 0,
                       0);
    // And calibration does not wait for the foot that is not there.
    Calibrator calibrator = { 0 };
    Calibration size = { 0 };
    bool done = false;
    for (int i = 0; i < 60; i++) {
        Pose pose = standing(33333 * (i + 1));
        pose.image[LANDMARK_ANKLE_RIGHT].y = 1.5f;
        done = done || calibrator_add(&calibrator, &pose, false, 1u << LIMB_LEG_RIGHT, &size);
    }
    assert_true(done);
}

static void test_a_jump_is_believed_when_it_stays(void **state)
{
    (void)state;
    Calibration c = calibrated();
    TrustWatch watch = { 0 };
    float trust[LANDMARK_COUNT];
    Pose pose = standing(1000000);
    trust_update(&watch, &pose, &c, 0, trust);
    int doubted = 0;
    for (int i = 1; i <= 10; i++) {
        pose = standing(1000000 + 33333 * i);
        for (int j = 0; j < LANDMARK_COUNT; j++) pose.image[j].x += 0.2f;
        trust_update(&watch, &pose, &c, 0, trust);
        doubted += trust[LANDMARK_HIP_LEFT] < BODY_TRUST_MIN;
    }
    assert_in_range(doubted, 1, 4);
}

static void test_seated_legs_score_nothing(void **state)
{
    (void)state;
    Calibration c = calibrated();
    c.seated = true;
    Body body = { 0 };
    Pose pose = standing(0);
    put(&pose, LANDMARK_ANKLE_RIGHT, 300, 300);
    update(&body, &pose, &c);
    for (int v = BODY_KNEE_BEND_LEFT; v <= BODY_KNEE_BEND_RIGHT; v++)
        assert_below(body.value_trust[v], BODY_TRUST_MIN);
    assert_below(body.value_trust[BODY_LEAN], BODY_TRUST_MIN);
    assert_below(body.value_trust[BODY_HIP_DROP], BODY_TRUST_MIN);
    assert_below(body.value_trust[BODY_FOOT_LIFT_RIGHT], BODY_TRUST_MIN);
    assert_float_equal(body.foot_trust[SIDE_RIGHT], 0, 0);
    assert_at_least(body.value_trust[BODY_TRUNK_LEAN], BODY_TRUST_MIN);
}

// The same in a picture of another size, with as much in it from top to bottom, and the same
// middle.
static Pose in_picture(Pose pose, int width, int height)
{
    float larger = (float)height / H;
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        Vec3 *at = &pose.image[i];
        at->x = ((at->x * W - W / 2.0f) * larger + (float)width / 2) / (float)width;
    }
    pose.width = (uint16_t)width;
    pose.height = (uint16_t)height;
    pose.scale_px *= larger;
    return pose;
}

static void test_a_camera_that_comes_back_in_another_mode(void **state)
{
    (void)state;
    static const int sizes[][2] = {
        { W, H }, { 1280, 960 }, { 1280, 720 }, { 320, 240 }, { 480, 640 }
    };
    Calibration size = calibrated();
    Body before = { 0 };
    Pose pose = standing(0);
    update(&before, &pose, &size);
    TrustWatch watch = { 0 };
    PoseSmoother smoother = { 0 };
    for (int i = 0; i < 10; i++) {
        const int *s = sizes[i % 5];
        Body body = { 0 };
        float trust[LANDMARK_COUNT];
        pose = in_picture(standing(33333 * (i + 1)), s[0], s[1]);
        Pose smooth = pose;
        pose_smooth(&smoother, &smooth);
        trust_update(&watch, &pose, &size, 0, trust);
        body_update(&body, &smooth, trust, &size);
        for (int k = 0; k < LANDMARK_COUNT; k++) {
            assert_near(body.joint[k].x, before.joint[k].x, 1e-3f);
            assert_near(body.joint[k].y, before.joint[k].y, 1e-3f);
            assert_near(body.trust[k], before.trust[k], 1e-6f);
            Vec2 back = image_from_stage(&size, s[0], s[1], body.joint[k]);
            assert_near(back.x, smooth.image[k].x, 1e-4f);
            assert_near(back.y, smooth.image[k].y, 1e-4f);
        }
        for (int v = 0; v < BODY_VALUE_COUNT; v++)
            assert_near(body.value[v], before.value[v], 1e-2f);
    }
    // In the midst of being measured: px of two pictures are not mixed.
    Calibrator calibrator = { 0 };
    Calibration anew = { 0 };
    for (int i = 0; i < 120 && !anew.done; i++) {
        pose = standing(33333 * (i + 1));
        if (i >= 20) pose = in_picture(pose, 1280, 720);
        calibrator_add(&calibrator, &pose, false, 0, &anew);
    }
    assert_true(anew.done);
    assert_near(anew.stage_per_px, size.stage_per_px / 1.5f, 1e-4f);
    assert_near(anew.trunk, size.trunk, 1e-3f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calibration_finds_the_child_s_size),
        cmocka_unit_test(test_calibration_waits_for_stillness),
        cmocka_unit_test(test_calibration_takes_what_there_is_after_six_seconds),
        cmocka_unit_test(test_calibration_needs_the_feet_only_when_standing),
        cmocka_unit_test(test_stage_and_picture_are_each_other_s_mirror),
        cmocka_unit_test(test_values_of_a_standing_child),
        cmocka_unit_test(test_values_follow_the_movement),
        cmocka_unit_test(test_what_is_not_seen_keeps_its_value_and_no_trust),
        cmocka_unit_test(test_trust_knows_what_cannot_be),
        cmocka_unit_test(test_a_limb_left_out_is_never_trusted),
        cmocka_unit_test(test_a_jump_is_believed_when_it_stays),
        cmocka_unit_test(test_seated_legs_score_nothing),
        cmocka_unit_test(test_scale_by_age),
        cmocka_unit_test(test_a_camera_that_comes_back_in_another_mode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
