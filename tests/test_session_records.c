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
    Pose pose = { .number = 4000000000u, .width = 640, .height = 720, .found = true };
    pose.captured_us = -5;
    pose.ready_us = INT64_MAX;
    pose.presence = 0.7f;
    pose.visibility[3] = 2;
    pose.world_m[1] = (Vec3){ 0.12345f, -40, 40 };
    pose.image[0] = (Vec3){ 0.123456f, 0.654321f, -0.2f };
    pose.image[LANDMARK_COUNT - 1] = (Vec3){ 1e-30f, -3.5f, 1e30f };
    pose.scale_px = 123.456f;
    Pose back = pose;
    pose_quantise(&back, &(PoseRecord){ 0 });
    assert_int_equal(back.number, pose.number);
    assert_int_equal(back.width, 640);
    assert_int_equal(back.captured_us, -5);
    assert_int_equal(back.ready_us, INT64_MAX);
    assert_float_equal(back.presence, 0.7f, 0.501f / POSE_SHARES);
    assert_float_equal(back.visibility[3], 1, 0);
    assert_float_equal(back.scale_px, 123.456f, 0.501f / POSE_STEPS_Z);
    assert_float_equal(back.world_m[1].x, 0.12345f, 0.501f / POSE_STEPS_WX);
    assert_float_equal(back.world_m[1].y, -32767.0f / POSE_STEPS_WY, 1e-5f);
    assert_float_equal(back.world_m[1].z, 32767.0f / POSE_STEPS_WZ, 1e-5f);
    assert_float_equal(back.image[0].x, 0.123456f, 0.501f / POSE_STEPS_X / 640);
    assert_float_equal(back.image[0].y, 0.654321f, 0.501f / POSE_STEPS_Y / 720);
    assert_float_equal(back.image[0].z, -0.2f, 0.501f / POSE_STEPS_Z / 640);
    assert_true(back.image[LANDMARK_COUNT - 1].x == 0 && !signbit(back.image[32].x));
    assert_float_equal(back.image[LANDMARK_COUNT - 1].y, -3.5f, 0.501f / POSE_STEPS_Y / 720);
    assert_float_equal(back.image[LANDMARK_COUNT - 1].z, 4e6f / POSE_STEPS_Z / 640, 0.001f);
}

static void stays(Pose *once)
{
    pose_quantise(once, &(PoseRecord){ 0 });
    Pose twice = *once;
    pose_quantise(&twice, &(PoseRecord){ 0 });
    assert_memory_equal(once, &twice, sizeof twice);
}

static void test_every_step_is_a_fixed_point(void **state)
{
    (void)state;
    const uint16_t size[] = { 0, 1, 640, 1280, 4096, 65535 };
    for (int unit = -32768; unit <= 32768; unit++) {
        Pose pose = { .found = true, .width = size[(unit + 32768) % 6], .height = 480 };
        float width = (float)pose.width + (pose.width == 0);
        pose.scale_px = (float)unit / POSE_STEPS_Z;
        pose.visibility[0] = (float)(unit & 63) / POSE_SHARES;
        pose.world_m[0] = (Vec3){ (float)unit / POSE_STEPS_WX, (float)unit / POSE_STEPS_WY,
                                  (float)unit / POSE_STEPS_WZ };
        pose.image[0] =
            (Vec3){ (float)unit * 122 / POSE_STEPS_X / width,
                    (float)unit * 122 / POSE_STEPS_Y / 480, (float)unit / POSE_STEPS_Z / width };
        stays(&pose);
        assert_true(lrint((double)pose.image[0].z * (double)width * POSE_STEPS_Z) == unit);
    }
}

// Trust is judged against one half: what is stored is on the same side of it.
static void test_half_stays_half(void **state)
{
    (void)state;
    for (int i = 0; i <= 100000; i++) {
        Pose pose = { .found = true };
        float exact = (float)i / 100000.0f;
        pose.presence = pose.visibility[7] = exact;
        pose_quantise(&pose, &(PoseRecord){ 0 });
        assert_int_equal(pose.visibility[7] >= 0.5f, exact >= 0.5f);
        assert_int_equal(pose.presence >= 0.5f, exact >= 0.5f);
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
    bytes[0] = POSE_RECORD_VERSION + 1;
    assert_int_equal(pose_unpack(&back, bytes, size, &used), RESULT_VERSION);
    bytes[0] = 0;
    assert_int_equal(pose_unpack(&back, bytes, size, &used), RESULT_MALFORMED);
}

// Little-endian, as docs/recording.md says it.
static const unsigned char documented_head[] = {
    0,  1,  1,  2,    3,    4,    5,    6,    7,    8,    9,    10,   11,   12,          13,
    14, 15, 16, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x11, 0x12, PLAYER_LOST, 0x13
};

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
    pose.scale_px = 256.0f / 7;
    pose.visibility[LANDMARK_COUNT - 1] = 1;
    pose.image[0] = (Vec3){ 3.0f / 105 / 0x0605, -2.0f / 80 / 0x0807, 1.0f / 7 / 0x0605 };
    pose.world_m[LANDMARK_COUNT - 1] = (Vec3){ 1.0f / 3000, 2.0f / 2600, -2.0f / 1500 };
    assert_int_equal(pose_pack(&pose, bytes), 662);
    assert_int_equal(bytes[0], 2);
    assert_memory_equal(bytes + 1, documented_head + 1, sizeof documented_head - 1);
    const unsigned char first[] = { 63, 0, 1, 0, 0 };
    const unsigned char middle[] = { 0, 63, 3, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 1, 0, 0, 0 };
    const unsigned char last[] = { 1, 0, 2, 0, 0xfe, 0xff };
    assert_memory_equal(bytes + 30, first, sizeof first);
    assert_memory_equal(bytes + 30 + 5 + 31, middle, sizeof middle);
    assert_memory_equal(bytes + 662 - 6, last, sizeof last);
}

// What earlier programs wrote: floats of the picture, the world in 0.1 mm.
static void test_pose_of_version_1_is_read(void **state)
{
    (void)state;
    unsigned char bytes[662] = { 1 };
    Pose back;
    size_t used = 0;
    Bytes to = bytes_over(bytes, sizeof bytes);
    bytes_put(&to, 1, 1);
    memcpy(bytes_next(&to, 29), documented_head + 1, 29);
    bytes_put(&to, 51, 1);
    bytes_put_float(&to, 300.25f);
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        bytes_put_float(&to, 0.1f * (float)i);
        bytes_put_float(&to, 1e-30f);
        bytes_put_float(&to, -0.7f);
        bytes_put(&to, 102, 1);
    }
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        bytes_put(&to, (uint16_t)i, 2);
        bytes_put(&to, (uint16_t)-2, 2);
        bytes_put(&to, 12345, 2);
    }
    assert_true(to.good && to.left == 0);
    assert_int_equal(pose_unpack(&back, bytes, sizeof bytes, &used), RESULT_OK);
    assert_int_equal(used, sizeof bytes);
    assert_true(back.found && back.number == 0x04030201 && back.state == PLAYER_LOST);
    assert_true(back.presence == 51 / 255.0f && back.scale_px == 300.25f);
    assert_true(back.image[7].x == 0.1f * 7 && back.image[7].y == 1e-30f);
    assert_true(back.image[32].z == -0.7f && back.visibility[32] == 102 / 255.0f);
    assert_true(back.world_m[32].x == 32 * 0.0001f && back.world_m[32].y == -2 * 0.0001f);
    assert_true(back.world_m[0].z == 12345 * 0.0001f);
    memset(bytes + 35, 0xff, 4);  // x of the nose is a NaN
    assert_int_equal(pose_unpack(&back, bytes, sizeof bytes, &used), RESULT_MALFORMED);
    assert_int_equal(pose_unpack(&back, bytes, 661, &used), RESULT_MALFORMED);
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
        cmocka_unit_test(test_every_step_is_a_fixed_point),
        cmocka_unit_test(test_half_stays_half),
        cmocka_unit_test(test_pose_that_is_not_finite_is_nobody),
        cmocka_unit_test(test_damaged_pose),
        cmocka_unit_test(test_pose_layout_is_the_documented_one),
        cmocka_unit_test(test_pose_of_version_1_is_read),
        cmocka_unit_test(test_inputs_come_back),
        cmocka_unit_test(test_damaged_inputs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
