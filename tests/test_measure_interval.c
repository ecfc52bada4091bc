// SPDX-License-Identifier: MIT
// test_measure_interval.c: intervals against tables, and against simulated children whose truth is
// known: a 95 % interval holds it 95 times in 100.
#include "measure/error_model.h"
#include "measure/interval.h"
#include "test.h"

#include <math.h>

#define CHILDREN 4000

// By hand: 10.1 -+ 4.302653 (Student's t, 2 df) 0.9 / sqrt 3.
static void test_mean(void **state)
{
    (void)state;
    Interval i = interval_mean((double[]){ 9.2, 11, 10.1 }, 3);
    assert_near(i.low, 7.864276, 1e-5);
    assert_near(i.high, 12.335724, 1e-5);
    assert_true(isnan(interval_mean((double[]){ 9.2 }, 1).low));
}

// Of ten, the second and the ninth hold the median with 97.9 %, the third and the eighth with
// 89.1 %: 95 % lies between, as Hettmansperger & Sheather put it.
static void test_median(void **state)
{
    double work[10], value[10] = { 4, 1, 10, 2, 9, 3, 8, 5, 7, 6 };
    (void)state;
    Interval i = interval_median(value, 10, work);
    // share (.97852 - .95) / (.97852 - .89063) = .3245; part 8 x .3245 / (2 + 6 x .3245) = .6577.
    assert_near(i.low, 2.6577, 0.002);
    assert_near(i.high, 8.3423, 0.002);
    Interval few = interval_median(value, 3, work);
    assert_at_most(few.low, 1);
    assert_at_least(few.high, 10);
}

// Wilson's of 9 in 12: 46.77 to 91.11 %.
static void test_share(void **state)
{
    (void)state;
    Interval i = interval_share(9, 12);
    assert_near(i.low, 46.77, 0.02);
    assert_near(i.high, 91.11, 0.02);
    assert_near(interval_share(6, 6).high, 100, 1e-9);
}

static double log_normal(Rng *rng, double middle, double spread)
{
    return middle * exp(spread * (double)rng_normal(rng));
}

// The mean that the best of `trials` has, by 20,000 repeats.
static double true_best(int trials, double middle, double spread, double cap)
{
    Rng rng = rng_seed(77);
    double sum = 0;
    for (int i = 0; i < 20000; i++) {
        double best = 0;
        for (int k = 0; k < trials; k++)
            best = fmax(best, fmin(log_normal(&rng, middle, spread), cap));
        sum += best;
    }
    return sum / 20000;
}

// A child who stands 3 to 30 s: the best of two says little, and says so.
static void test_best_holds_the_truth(void **state)
{
    static const struct {
        int trials;
        double middle, spread;
    } child[] = { { 2, 8, 0.5 }, { 3, 8, 0.5 }, { 5, 5, 0.3 }, { 3, 12, 0.25 } };
    (void)state;
    for (int c = 0; c < 4; c++) {
        double truth = true_best(child[c].trials, child[c].middle, child[c].spread, 1e9);
        Rng rng = rng_seed((uint64_t)c);
        int holds = 0;
        for (int i = 0; i < CHILDREN / 10; i++) {
            double value[5];
            for (int k = 0; k < child[c].trials; k++)
                value[k] = log_normal(&rng, child[c].middle, child[c].spread);
            Interval best = interval_best(value, (size_t)child[c].trials, 1e9);
            holds += best.low <= truth && truth <= best.high;
        }
        double share = 100.0 * holds / (CHILDREN / 10);
        print_message("best of %d: %.1f %% hold the truth %.1f s\n", child[c].trials, share, truth);
        assert_at_least(share, 92);
        assert_at_most(share, 98);
    }
    Interval both_at_cap = interval_best((double[]){ 30, 30 }, 2, 30);
    assert_near(both_at_cap.low, 30, 1e-9);
    assert_near(both_at_cap.high, 30, 1e-9);
    Interval wide = interval_best((double[]){ 10.6, 4 }, 2, 30);
    assert_at_most(wide.low, 6);
    assert_at_least(wide.high, 25);
}

// Three trials of a child, each tracked with one error of the check-up: the value's interval holds
// the child's own mean, the measurement's holds the mean of these trials.
static void test_both_parts_hold(void **state)
{
    Rng rng = rng_seed(5);
    int value_holds = 0, measure_holds = 0;
    double bias = 0.8, sd = 0.5, own = 1.2;
    (void)state;
    for (int i = 0; i < CHILDREN; i++) {
        double seen[3], true_mean = 0, error = bias + sd * (double)rng_normal(&rng);
        for (int k = 0; k < 3; k++) {
            double trial = 20 + own * (double)rng_normal(&rng);
            true_mean += trial / 3;
            seen[k] = trial + error;
        }
        Interval spread = interval_mean(seen, 3);
        double mean = (seen[0] + seen[1] + seen[2]) / 3;
        Interval both = interval_add(spread, mean, bias, sd);
        value_holds += both.low <= 20 && 20 <= both.high;
        measure_holds += fabs(mean - bias - true_mean) <= 1.96 * sd;
    }
    assert_near(100.0 * measure_holds / CHILDREN, 95, 1);
    // A little more: half-widths are added as if both errors were normal.
    assert_at_least(100.0 * value_holds / CHILDREN, 94);
    assert_at_most(100.0 * value_holds / CHILDREN, 98);
}

static void test_model(void **state)
{
    (void)state;
    ErrorModel model = { MEASURE_LATERAL_REACH, ERROR_NETWORK_FULL, 0.5, 0.3, 0.04, 40 };
    TrackError e = error_model_at(&model, 12, 1.2);  // of a child of 120 cm, in cm
    assert_near(e.bias, 0.6, 1e-12);
    assert_near(e.sd, 0.6, 1e-12);  // 0.36 and 0.48
    assert_near(error_model_reach(e), 0.6 + 1.96 * 0.6, 1e-12);
    assert_null(error_model_find(MEASURE_SWAY_F95, "full"));
    assert_null(error_model_find(MEASURE_SWAY_RMS, "of another kind"));
}

// One in six counts is one off, which no SD of them (0.4) reaches: whole numbers hold them all.
static void test_a_count_ends_at_whole_numbers(void **state)
{
    (void)state;
    const TrackError error = { 0.04, 0.39 };
    for (int seen = 1; seen <= 3; seen++) {
        Interval count = error_model_interval(MEASURE_VELOCITY_PEAKS, error, seen);
        assert_near(count.low, seen - 1, 0);
        assert_near(count.high, seen + 1, 0);
        Interval other = error_model_interval(MEASURE_LEAN, error, seen);
        assert_near(other.low, seen - 0.04 - 1.96 * 0.39, 1e-12);
        assert_near(other.high, seen - 0.04 + 1.96 * 0.39, 1e-12);
    }
    assert_true(isnan(error_model_whole(MEASURE_VELOCITY_PEAKS, INTERVAL_NONE).low));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mean),
        cmocka_unit_test(test_median),
        cmocka_unit_test(test_share),
        cmocka_unit_test(test_best_holds_the_truth),
        cmocka_unit_test(test_both_parts_hold),
        cmocka_unit_test(test_model),
        cmocka_unit_test(test_a_count_ends_at_whole_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
