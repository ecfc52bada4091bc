// SPDX-License-Identifier: MIT
// test_base.c: results, chance, mailbox, ring, histogram, one-euro, clock.
#include "base/clock.h"
#include "base/histogram.h"
#include "base/mailbox.h"
#include "base/one_euro.h"
#include "base/ring.h"
#include "test.h"
#include "tiptoe/game.h"

#include <pthread.h>
#include <string.h>

static void test_fail_keeps_its_line(void **state)
{
    (void)state;
    assert_int_equal(fail(RESULT_FULL, "no room on %s: empty it", "disk"), RESULT_FULL);
    assert_string_equal(fail_text(), "no room on disk: empty it");
    assert_int_equal(result_exit_status(RESULT_OK), 0);
    assert_int_equal(result_exit_status(RESULT_USAGE), 64);
    for (int i = 0; i < RESULT_COUNT; i++) assert_above(strlen(result_text((Result)i)), 1);
}

static void test_rng_repeats_and_is_fair(void **state)
{
    (void)state;
    Rng a = rng_seed(5), b = rng_seed(5), c = rng_seed(6);
    int same = 0;
    for (int i = 0; i < 1000; i++) {
        uint32_t x = rng_next(&a);
        assert_int_equal(x, rng_next(&b));
        same += x == rng_next(&c);
    }
    assert_below(same, 5);
    double sum = 0, squares = 0;
    int counts[6] = { 0 };
    for (int i = 0; i < 60000; i++) {
        float v = rng_between(&a, 2, 4);
        assert_at_least(v, 2);
        assert_below(v, 4);
        float n = rng_normal(&a);
        sum += (double)n;
        squares += (double)n * (double)n;
        counts[rng_below(&a, 6)]++;
    }
    assert_below(sum / 60000, 0.02);
    assert_above(sum / 60000, -0.02);
    assert_above(squares / 60000, 0.97);
    assert_below(squares / 60000, 1.03);
    for (int i = 0; i < 6; i++) assert_in_range(counts[i], 9500, 10500);
}

#define PASSES 200000

typedef struct Box {
    Mailbox box;
    struct {
        uint64_t number, twice;
    } slot[MAILBOX_SLOTS];
} Box;

static void *post_numbers(void *arg)
{
    Box *b = arg;
    for (uint64_t i = 1; i <= PASSES; i++) {
        b->slot[b->box.write].number = i;
        b->slot[b->box.write].twice = 2 * i;
        mailbox_post(&b->box);
    }
    return NULL;
}

static void test_mailbox_gives_the_newest_whole(void **state)
{
    (void)state;
    static Box b;
    mailbox_init(&b.box);
    pthread_t writer;
    assert_int_equal(pthread_create(&writer, NULL, post_numbers, &b), 0);
    uint64_t last = 0;
    while (last < PASSES) {
        if (!mailbox_take(&b.box)) continue;
        uint64_t number = b.slot[b.box.read].number;
        assert_above(number, last);
        assert_int_equal(b.slot[b.box.read].twice, 2 * number);
        last = number;
    }
    pthread_join(writer, NULL);
    assert_false(mailbox_take(&b.box));
}

static void *put_numbers(void *arg)
{
    Ring *ring = arg;
    for (uint32_t i = 0; i < PASSES; i++)
        while (!ring_put(ring, &i)) continue;
    return NULL;
}

static void test_ring_loses_nothing(void **state)
{
    (void)state;
    static uint32_t memory[64];
    Ring ring;
    ring_init(&ring, memory, sizeof memory[0], 64);
    uint32_t item = 7;
    assert_false(ring_take(&ring, &item));
    for (uint32_t i = 0; i < 64; i++) assert_true(ring_put(&ring, &i));
    assert_false(ring_put(&ring, &item));
    assert_int_equal(ring_count(&ring), 64);
    for (uint32_t i = 0; i < 64; i++) {
        assert_true(ring_take(&ring, &item));
        assert_int_equal(item, i);
    }
    pthread_t writer;
    assert_int_equal(pthread_create(&writer, NULL, put_numbers, &ring), 0);
    for (uint32_t i = 0; i < PASSES; i++) {
        while (!ring_take(&ring, &item)) continue;
        assert_int_equal(item, i);
    }
    pthread_join(writer, NULL);
}

static void test_histogram_percentiles(void **state)
{
    (void)state;
    static Histogram h;
    assert_true(histogram_ms(&h, 0.5) == 0);
    for (int us = 1; us <= 100000; us++) histogram_add(&h, us);
    double p50 = histogram_ms(&h, 0.5), p99 = histogram_ms(&h, 0.99);
    assert_at_least(p50, 50);
    assert_below(p50, 52);
    assert_at_least(p99, 99);
    assert_at_most(p99, 100.0);
    assert_true(histogram_ms(&h, 1) == 100.0);
    assert_int_equal(histogram_quantile(&h, 1), 100000);  // in the unit that was added
    histogram_add(&h, INT64_MAX);
    histogram_add(&h, -5);
    assert_true(histogram_ms(&h, 0) == 0);
}

static void test_one_euro_halves_noise_and_follows_a_step(void **state)
{
    (void)state;
    OneEuroTuning tuning = { .min_cutoff = 1, .beta = 0, .d_cutoff = 1 };
    OneEuro f;
    Rng rng = rng_seed(1);
    one_euro_start(&f, 0);
    double in = 0, out = 0;
    for (int i = 0; i < 3000; i++) {
        float raw = rng_normal(&rng);
        float value = one_euro_next(&f, tuning, raw, 1, 30);
        in += (double)(raw * raw);
        out += (double)(value * value);
    }
    assert_below(out, in / 4);
    // With beta the cutoff rises with the speed, so a fast movement comes through at once.
    tuning.beta = 10;
    one_euro_start(&f, 0);
    float value = one_euro_next(&f, tuning, 10, 1, 30);
    assert_above(value, 9);
    for (int i = 0; i < 200; i++) value = one_euro_next(&f, tuning, 10, 1, 30);
    assert_float_equal(value, 10, 1e-3f);
}

static void test_clock_only_goes_forward(void **state)
{
    (void)state;
    int64_t before = clock_us();
    clock_sleep_until(before + 2000);
    assert_at_least(clock_us(), before + 2000);
    clock_sleep_until(before);  // past: returns at once
    assert_above(clock_utc_ms(), 1700000000000);
}

static void test_days_begin_at_midnight_of_the_place(void **state)
{
    (void)state;
    const int64_t hour = 3600000;
    assert_int_equal(clock_day(0, 0), 0);
    assert_int_equal(clock_day(-1, 0), -1);
    assert_int_equal(clock_day(23 * hour, 60), 1);
    assert_int_equal(clock_day(hour, -120), -1);
    assert_int_equal(clock_day(47 * hour, 0), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fail_keeps_its_line),
        cmocka_unit_test(test_rng_repeats_and_is_fair),
        cmocka_unit_test(test_mailbox_gives_the_newest_whole),
        cmocka_unit_test(test_ring_loses_nothing),
        cmocka_unit_test(test_histogram_percentiles),
        cmocka_unit_test(test_one_euro_halves_noise_and_follows_a_step),
        cmocka_unit_test(test_clock_only_goes_forward),
        cmocka_unit_test(test_days_begin_at_midnight_of_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
