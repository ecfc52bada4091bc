// SPDX-License-Identifier: MIT
// test_session_records.c: poses and inputs as bytes: what comes back, and what damage does.
#include "session_fixture.h"

#include "session/input_record.h"

static void test_pose_comes_back(void **state)
{
    (void)state;
    for (uint32_t n = 1; n < 200; n++) {
        unsigned char bytes[POSE_RECORD_MAX];
        Pose pose = fixture_pose(n), back;
        size_t used = 0, size = pose_pack(&pose, bytes);
        assert_int_equal(pose_unpack(&back, bytes, size, &used), RESULT_OK);
        assert_int_equal(used, size);
        assert_int_equal(size, pose.found ? POSE_RECORD_MAX : 30);
        assert_memory_equal(&pose, &back, sizeof pose);
    }
}

static void test_pose_stays_close(void **state)
{
    (void)state;
    Pose pose = { .number = 4000000000u, .width = 65535, .height = 720, .found = true };
    pose.captured_us = -5;
    pose.ready_us = INT64_MAX;
    pose.presence = 0.7f;
    pose.visibility[3] = 2;
    pose.world_m[1] = (Vec3){ 0.12345f, -4, 4 };
    pose.image[LANDMARK_COUNT - 1] = (Vec3){ 1e-30f, -3.5f, 0.1f };
    Pose back = pose;
    pose_quantise(&back, &(PoseRecord){ 0 });
    assert_int_equal(back.number, pose.number);
    assert_int_equal(back.width, 65535);
    assert_int_equal(back.captured_us, -5);
    assert_int_equal(back.ready_us, INT64_MAX);
    assert_float_equal(back.presence, 0.7f, 0.5f / 255);
    assert_float_equal(back.visibility[3], 1, 0);
    assert_float_equal(back.world_m[1].x, 0.12345f, 0.00006f);
    assert_float_equal(back.world_m[1].y, -3.2767f, 1e-6f);
    assert_float_equal(back.world_m[1].z, 3.2767f, 1e-6f);
    assert_memory_equal(&back.image, &pose.image, sizeof pose.image);
}

static void test_every_world_value_is_a_fixed_point(void **state)
{
    (void)state;
    for (int unit = -32767; unit <= 32767; unit++) {
        Pose once = { .found = true }, twice;
        once.world_m[0].x = (float)unit * 0.0001f;
        once.visibility[0] = (float)(unit & 255) / 255.0f;
        pose_quantise(&once, &(PoseRecord){ 0 });
        twice = once;
        pose_quantise(&twice, &(PoseRecord){ 0 });
        assert_memory_equal(&once, &twice, sizeof once);
    }
}

static void test_pose_that_is_not_finite_is_nobody(void **state)
{
    (void)state;
    const float bad[] = { NAN, INFINITY, -INFINITY };
    for (int i = 0; i < 3; i++) {
        Pose pose = fixture_pose(1);
        pose.image[5].y = bad[i];
        pose_quantise(&pose, &(PoseRecord){ 0 });
        assert_false(pose.found);
        assert_int_equal(pose.number, 1);
        assert_float_equal(pose.image[5].y, 0, 0);
    }
}

static void test_damaged_pose(void **state)
{
    (void)state;
    unsigned char bytes[POSE_RECORD_MAX];
    Pose pose = fixture_pose(1), back;
    size_t used, size = pose_pack(&pose, bytes);
    for (size_t cut = 0; cut < size; cut++)
        assert_int_equal(pose_unpack(&back, bytes, cut, &used), RESULT_MALFORMED);
    bytes[1] = 2;
    assert_int_equal(pose_unpack(&back, bytes, size, &used), RESULT_MALFORMED);
    bytes[1] = 1;
    bytes[28] = PLAYER_STATE_COUNT;
    assert_int_equal(pose_unpack(&back, bytes, size, &used), RESULT_MALFORMED);
    bytes[28] = PLAYER_LOST;
    memset(bytes + 35, 0xff, 4);  // x of the nose is a NaN
    assert_int_equal(pose_unpack(&back, bytes, size, &used), RESULT_MALFORMED);
    bytes[0] = POSE_RECORD_VERSION + 1;
    assert_int_equal(pose_unpack(&back, bytes, size, &used), RESULT_VERSION);
    bytes[0] = 0;
    assert_int_equal(pose_unpack(&back, bytes, size, &used), RESULT_MALFORMED);
}

static void test_pose_layout_is_the_documented_one(void **state)
{
    (void)state;
    unsigned char bytes[POSE_RECORD_MAX];
    Pose pose = { .number = 0x04030201, .width = 0x0605, .height = 0x0807, .found = true };
    pose.captured_us = 0x100f0e0d0c0b0a09;
    pose.ready_us = -2;
    pose.player = 0x1211;
    pose.state = PLAYER_LOST;
    pose.people = 0x13;
    pose.presence = 1;
    pose.scale_px = 1;
    pose.world_m[LANDMARK_COUNT - 1].z = -0.0002f;
    assert_int_equal(pose_pack(&pose, bytes), 662);
    const unsigned char head[] = { 1,    1,           1,    2,    3,    4,    5,    6,    7,
                                   8,    9,           10,   11,   12,   13,   14,   15,   16,
                                   0xfe, 0xff,        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x11,
                                   0x12, PLAYER_LOST, 0x13, 255,  0,    0,    0x80, 0x3f };
    assert_memory_equal(bytes, head, sizeof head);
    assert_int_equal(bytes[660], 0xfe);
    assert_int_equal(bytes[661], 0xff);
}

static void test_inputs_come_back(void **state)
{
    (void)state;
    static unsigned char bytes[400 * INPUT_RECORD_MAX];
    Bytes to = bytes_over(bytes, sizeof bytes);
    PlayInput in, back;
    for (uint32_t i = 0; i < 400; i++) {
        fixture_input(&in, i < 200 ? i : i + 5);  // five were lost
        PoseRecord pose = fixture_packed(&in);
        input_pack(&to, &in, &pose, i == 0 ? 0 : i <= 200 ? i : i + 5);
    }
    assert_true(to.good);
    Bytes from = bytes_over(bytes, sizeof bytes - to.left);
    uint32_t next = 0;
    for (uint32_t i = 0; i < 400; i++) {
        fixture_input(&in, i < 200 ? i : i + 5);
        assert_int_equal(input_unpack(&from, &back, next), RESULT_OK);
        assert_memory_equal(&in, &back, sizeof in);
        next = back.step + 1;
    }
    assert_int_equal(from.left, 0);
}

// Random damage is refused or read, never a fault; the sanitizers watch.
static void test_damaged_inputs(void **state)
{
    (void)state;
    unsigned char bytes[INPUT_RECORD_MAX], broken[INPUT_RECORD_MAX];
    PlayInput in, back;
    fixture_input(&in, 10);
    Bytes to = bytes_over(bytes, sizeof bytes);
    PoseRecord pose = fixture_packed(&in);
    input_pack(&to, &in, &pose, 0);
    size_t size = sizeof bytes - to.left;
    for (size_t cut = 0; cut < size; cut++) {
        unsigned char *exact = malloc(cut + 1);
        memcpy(exact, bytes, cut);
        Bytes from = bytes_over(exact, cut);
        assert_int_equal(input_unpack(&from, &back, 0), RESULT_MALFORMED);
        free(exact);
    }
    Rng rng = rng_seed(7);
    int refused = 0;
    for (int round = 0; round < 20000; round++) {
        memcpy(broken, bytes, size);
        for (int k = 0; k < 4; k++) {
            int at = rng_below(&rng, 24);
            broken[at] = (unsigned char)rng_next(&rng);
        }
        Bytes from = bytes_over(broken, size);
        Result result = input_unpack(&from, &back, 0);
        refused += result != RESULT_OK;
        assert_in_range(back.command_count, 0, result == RESULT_OK ? PLAY_COMMANDS_MAX : 7);
    }
    assert_above(refused, 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pose_comes_back),
        cmocka_unit_test(test_pose_stays_close),
        cmocka_unit_test(test_every_world_value_is_a_fixed_point),
        cmocka_unit_test(test_pose_that_is_not_finite_is_nobody),
        cmocka_unit_test(test_damaged_pose),
        cmocka_unit_test(test_pose_layout_is_the_documented_one),
        cmocka_unit_test(test_inputs_come_back),
        cmocka_unit_test(test_damaged_inputs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
