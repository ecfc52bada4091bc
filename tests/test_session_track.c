// SPDX-License-Identifier: MIT
// test_session_track.c: pages of the track: what comes back, how small it is, and what damage does.
#include "session_fixture.h"

#include "session/input_record.h"
#include "session/track_page.h"

#include <zlib.h>

#define RECORDS_MAX (4000 * (size_t)INPUT_RECORD_MAX)

static unsigned char records[RECORDS_MAX];
static TrackWork *work;

static int open_work(void **state)
{
    (void)state;
    work = track_work_open();
    return work ? 0 : -1;
}

static int close_work(void **state)
{
    (void)state;
    track_work_close(work);
    return 0;
}

// A child who sways and waves before a noisy camera; a landmark shares most of its noise with the
// one before it, as a network's does.
static Pose noisy_pose(Rng *rng, uint32_t number)
{
    Pose pose = { .number = number, .width = 640, .height = 480, .found = true };
    float at = (float)number / 30, swing = sinf(2 * at);
    pose.captured_us = (int64_t)number * 33333;
    pose.ready_us = pose.captured_us + 20000 + rng_below(rng, 1000);
    pose.player = pose.people = 1;
    pose.state = PLAYER_LOCKED;
    pose.presence = 0.99f;
    pose.scale_px = 310 + 0.3f * rng_normal(rng);
    float noise[6] = { 0 };
    for (int i = 0; i < LANDMARK_COUNT; i++) {
        float x = 0.3f + 0.01f * (float)i + 0.02f * swing * (float)(i % 5), y = 0.02f * (float)i;
        for (int k = 0; k < 6; k++) noise[k] = 0.9f * noise[k] + 0.43f * rng_normal(rng);
        pose.image[i] =
            (Vec3){ x + 0.0002f * noise[0], y + 0.0005f * noise[1], -0.1f + 0.003f * noise[2] };
        pose.world_m[i] =
            (Vec3){ x + 0.0015f * noise[3], y + 0.003f * noise[4], 0.005f * noise[5] };
        pose.visibility[i] = i % 3 ? 0.999f : 0.8f + 0.01f * rng_normal(rng);
    }
    return pose;
}

// Steps of a play at 60 Hz, poses at 30 Hz. Gives their number of bytes.
static size_t noisy_records(uint32_t steps, uint32_t *poses)
{
    Rng rng = rng_seed(3);
    Bytes to = bytes_over(records, sizeof records);
    *poses = 0;
    for (uint32_t step = 0; step < steps; step++) {
        PlayInput in = { .step = step, .has_pose = step % 2 == 0 };
        PoseRecord record = { 0 };
        if (in.has_pose) {
            in.pose = noisy_pose(&rng, ++*poses);
            in.taken_us = in.pose.ready_us + rng_below(&rng, 16000);
            pose_quantise(&in.pose, &record);
        }
        input_pack(&to, &in, &record, step);
    }
    assert_true(to.good);
    return sizeof records - to.left;
}

// What the tests of the store record: keys, nobody, random numbers, steps that were lost.
static size_t wild_records(uint32_t steps)
{
    Bytes to = bytes_over(records, sizeof records);
    uint32_t next = 0;
    for (uint32_t i = 0; i < steps; i++) {
        PlayInput in;
        fixture_input(&in, i < 700 ? i + 3 : i + 1000000);
        PoseRecord record = fixture_packed(&in);
        input_pack(&to, &in, &record, next);
        next = in.step + 1;
    }
    assert_true(to.good);
    return sizeof records - to.left;
}

// Through as many pages as it takes; gives their bytes.
static size_t through_pages(size_t size, uint32_t first, bool whole, uint32_t *steps)
{
    size_t packed = 0;
    *steps = 0;
    for (size_t at = 0; at < size;) {
        TrackPage page = track_pack(work, records + at, size - at, first, whole), back;
        const unsigned char *unpacked = NULL;
        size_t unpacked_size = 0;
        unsigned char *bytes = malloc(page.size);
        memcpy(bytes, page.bytes, page.size);
        assert_in_range(page.steps, 1, TRACK_STEPS_MAX);
        assert_int_equal(bytes[0], TRACK_FORMAT);
        assert_int_equal(track_unpack(work, bytes, page.size, &back, &unpacked, &unpacked_size),
                         RESULT_OK);
        assert_int_equal(back.first, first);
        assert_int_equal(back.steps, page.steps);
        assert_int_equal(unpacked_size, page.used);
        assert_memory_equal(unpacked, records + at, page.used);
        free(bytes);
        at += page.used;
        first = page.next;
        packed += page.size;
        *steps += page.steps;
    }
    return packed;
}

static void test_pages_come_back(void **state)
{
    (void)state;
    uint32_t poses, steps;
    for (int whole = 0; whole < 2; whole++) {
        size_t size = wild_records(3000);
        through_pages(size, 3, whole, &steps);
        assert_int_equal(steps, 3000);
        size = noisy_records(3700, &poses);
        through_pages(size, 0, whole, &steps);
        assert_int_equal(steps, 3700);
        size = noisy_records(1, &poses);
        through_pages(size, 0, whole, &steps);
        assert_int_equal(steps, 1);
    }
}

// At least five times smaller than the 662 bytes of a pose of format 1.
static void test_page_is_small(void **state)
{
    (void)state;
    uint32_t poses, steps;
    size_t size = noisy_records(3600, &poses);
    double whole = (double)through_pages(size, 0, true, &steps) / poses;
    double small = (double)through_pages(size, 0, false, &steps) / poses;
    print_message("a noisy pose: %.1f bytes in a whole page, %.1f in a page not foretold\n", whole,
                  small);
    assert_at_most(whole, 662 / 5.0);
    assert_below(whole, small);
}

// A page's numbers of its header, and its content packed anew: what a forger could write.
static size_t forge(unsigned char *to, const uint32_t number[5], const unsigned char *content,
                    size_t size)
{
    const uint16_t steps[] = { POSE_STEPS_X,  POSE_STEPS_Y,  POSE_STEPS_Z,
                               POSE_STEPS_WX, POSE_STEPS_WY, POSE_STEPS_WZ };
    uLongf packed = 100000;
    Bytes page = bytes_over(to, packed);
    bytes_put(&page, TRACK_FORMAT, 1);
    for (int i = 0; i < 5; i++) bytes_put(&page, number[i], 4);
    for (int i = 0; i < 6; i++) bytes_put(&page, steps[i], 2);
    packed = page.left;
    assert_int_equal(compress2(page.at, &packed, content, size, 1), Z_OK);
    return (size_t)(page.at - to) + packed;
}

// Counts that are not kept, too much content, and random content: refused, and no memory is taken.
static void test_forged_pages(void **state)
{
    (void)state;
    static unsigned char page[200000], content[40000];
    const unsigned char *unpacked;
    size_t unpacked_size;
    TrackPage back;
    const uint32_t bad[][5] = { { 0, 0, 0, 0, 0 },
                                { 0, UINT32_MAX, 1, 100, 50 },
                                { 0, 10, UINT32_MAX, 100, 50 },
                                { 0, 10, 5, UINT32_MAX, 50 },
                                { 0, 10, 5, 100, 101 },
                                { 0, 10, 5, 100, 100 },
                                { 0, TRACK_STEPS_MAX + 1, 5, 100, 50 },
                                { 0, 10, 11, 100, 50 } };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        size_t size = forge(page, bad[i], content, 100);
        assert_int_equal(track_unpack(work, page, size, &back, &unpacked, &unpacked_size),
                         RESULT_MALFORMED);
    }
    size_t size = forge(page, (uint32_t[]){ 0, 1, 0, 100, 100 }, content, sizeof content);
    assert_int_equal(track_unpack(work, page, size, &back, &unpacked, &unpacked_size),
                     RESULT_MALFORMED);
    page[0] = TRACK_FORMAT + 1;
    assert_int_equal(track_unpack(work, page, size, &back, &unpacked, &unpacked_size),
                     RESULT_VERSION);
    Rng rng = rng_seed(1);
    for (int round = 0; round < 3000; round++) {
        uint32_t steps = 1 + (uint32_t)rng_below(&rng, TRACK_STEPS_MAX);
        for (size_t i = 0; i < sizeof content; i++)
            content[i] = i < steps ? (unsigned char)(2 * rng_below(&rng, round % 60 + 1))
                                   : (unsigned char)rng_next(&rng);
        uint32_t number[] = { 0, steps, (uint32_t)rng_below(&rng, (int)steps), 9000, 7000 };
        size = forge(page, number, content, 9000);
        assert_int_not_equal(track_unpack(work, page, size, &back, &unpacked, &unpacked_size),
                             RESULT_VERSION);
    }
}

// Flipped bits of a real page: refused, or read as other steps; never a fault. The sanitizers
// watch.
static void test_damaged_pages(void **state)
{
    (void)state;
    uint32_t poses;
    size_t size = noisy_records(300, &poses);
    TrackPage page = track_pack(work, records, size, 0, true), back;
    const unsigned char *unpacked;
    size_t unpacked_size;
    unsigned char *bytes = malloc(page.size), *broken = malloc(page.size);
    memcpy(bytes, page.bytes, page.size);
    for (size_t cut = 0; cut < page.size; cut += cut < 64 ? 1 : 97)
        assert_int_equal(track_unpack(work, bytes, cut, &back, &unpacked, &unpacked_size),
                         RESULT_MALFORMED);
    Rng rng = rng_seed(7);
    int refused = 0;
    for (int round = 0; round < 2000; round++) {
        memcpy(broken, bytes, page.size);
        int at = rng_below(&rng, (int)page.size);
        broken[at] ^= (unsigned char)(1 << rng_below(&rng, 8));
        refused +=
            track_unpack(work, broken, page.size, &back, &unpacked, &unpacked_size) != RESULT_OK;
    }
    assert_above(refused, 1990);  // zlib's own sum finds nearly all
    free(bytes);
    free(broken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_come_back),
        cmocka_unit_test(test_page_is_small),
        cmocka_unit_test(test_forged_pages),
        cmocka_unit_test(test_damaged_pages),
    };
    return cmocka_run_group_tests(tests, open_work, close_work);
}
