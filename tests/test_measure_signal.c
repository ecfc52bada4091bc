// SPDX-License-Identifier: MIT
// test_measure_signal.c: cleaning, resampling, the zero-lag low-pass and transforms on known
// signals.
#include "measure/signal.h"
#include "measure/spectrum.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

#define MAX 2048

static double time_s[MAX], value[MAX], out[2 * MAX], work[64 * MAX];

static void test_clean_and_spans(void **state)
{
    (void)state;
    double t[] = { 0, 0.03, 0.03, 0.02, NAN, 0.06, 0.09, 0.4, 0.43, 0.46, 0.49, 0.52 };
    double v[] = { 0, 1, 2, 3, 4, NAN, 6, 7, 8, 9, 10, 11 };
    double *columns[] = { v };
    size_t n = signal_clean(t, columns, 1, 12);
    assert_int_equal(n, 8);
    assert_near(v[1], 1, 0);
    assert_near(v[2], 6, 0);
    SignalSpan span = signal_longest(t, n, SIGNAL_GAP_MAX_S);
    assert_int_equal(span.first, 3);
    assert_int_equal(span.count, 5);
    assert_int_equal(signal_span_at(t, n, SIGNAL_GAP_MAX_S, 0.05).count, 3);
    assert_int_equal(signal_span_at(t, n, SIGNAL_GAP_MAX_S, 0.25).count, 0);
    assert_int_equal(signal_longest(t, 0, 1).count, 0);
    assert_int_equal(signal_longest(t, 1, 1).count, 1);
    assert_near(signal_median_step(t, 8, work), 0.03, 1e-12);
    assert_true(isnan(signal_median_step(t, 1, work)));
}

static void test_resample_keeps_parabola_and_sine(void **state)
{
    (void)state;
    Rng rng = rng_seed(3);
    double t = 10;
    for (int i = 0; i < 300; i++) {
        time_s[i] = t;
        t += 1 / 30.0 + (double)rng_between(&rng, -0.008f, 0.008f);
        value[i] = 3 - 2 * time_s[i] + 0.5 * time_s[i] * time_s[i];
    }
    assert_false(signal_is_even(time_s, 300));
    size_t n = signal_resampled_count(time_s, 300, 60);
    signal_resample(time_s, value, 300, 60, out, n);
    for (size_t i = 0; i < n; i++) {
        double at = 10 + (double)i / 60;
        assert_near(out[i], 3 - 2 * at + 0.5 * at * at, 1e-9);
    }
    for (int i = 0; i < 300; i++) value[i] = sin(2 * M_PI * time_s[i]);
    signal_resample(time_s, value, 300, 60, out, n);
    for (size_t i = 0; i < n; i++)
        assert_near(out[i], sin(2 * M_PI * (10 + (double)i / 60)), 0.004);
    signal_resample(time_s, value, 1, 60, out, 1);
    assert_near(out[0], value[0], 0);
    signal_resample(time_s, value, 2, 60, out, signal_resampled_count(time_s, 2, 60));
    assert_near(out[0], value[0], 1e-12);
}

// Twice through a second-order Butterworth: 1 / (1 + (tan ratio)^4), no lag, and rest stays rest.
static void test_lowpass(void **state)
{
    (void)state;
    for (double f = 0.5; f < 12; f += 0.5) {
        for (int i = 0; i < MAX; i++) value[i] = sin(2 * M_PI * f * i / 60);
        signal_lowpass(value, MAX, 60, 6);
        double ratio = tan(M_PI * f / 60) / tan(M_PI * 6 / 60);
        double gain = 1 / (1 + pow(ratio, 4));
        for (int i = 300; i < MAX - 300; i++)
            assert_near(value[i], gain * sin(2 * M_PI * f * i / 60), 1e-6);
    }
    for (int i = 0; i < 50; i++) value[i] = 4;
    signal_lowpass(value, 50, 30, 3);
    for (int i = 0; i < 50; i++) assert_near(value[i], 4, 1e-12);
    for (int i = 0; i < 50; i++) value[i] = 4 + 0.1 * i;  // odd reflection keeps a line a line
    signal_lowpass(value, 50, 30, 3);
    for (int i = 0; i < 50; i++) assert_near(value[i], 4 + 0.1 * i, 0.02);
}

static void test_lowpass_shift_scale_reverse(void **state)
{
    (void)state;
    Rng rng = rng_seed(5);
    double back[200], moved[200];
    for (int i = 0; i < 200; i++) value[i] = (double)rng_normal(&rng);
    for (int i = 0; i < 200; i++) {
        back[i] = value[199 - i];
        moved[i] = 7 - 2 * value[i];
    }
    signal_lowpass(value, 200, 30, 3);
    signal_lowpass(moved, 200, 30, 3);
    signal_lowpass(back, 200, 30, 3);
    for (int i = 0; i < 200; i++) assert_near(moved[i], 7 - 2 * value[i], 1e-9);
    // Run backwards only the edges differ: the two passes trade places there.
    for (int i = 60; i < 140; i++) assert_near(back[199 - i], value[i], 1e-3);
    double one[] = { 5 }, three[] = { 1, 2, 3 };
    signal_lowpass(one, 1, 30, 3);
    signal_lowpass(three, 3, 30, 3);
    signal_lowpass(three, 0, 30, 3);
    assert_near(one[0], 5, 0);
    assert_true(isfinite(three[2]));
    three[0] = 1;
    signal_lowpass(three, 3, 30, 15);
    assert_near(three[0], 1, 0);
}

static void test_noise_gain(void **state)
{
    (void)state;
    Rng rng = rng_seed(11);
    double speed[MAX];
    for (int i = 0; i < MAX; i++) value[i] = 0.2 * (double)rng_normal(&rng);
    signal_lowpass(value, MAX, 30, 3);
    signal_derivative(value, MAX, 30, speed);
    double sd = signal_sd(speed, MAX);
    assert_near(sd / (0.2 * signal_speed_noise_gain(30, 3)), 1, 0.1);
}

static void test_median(void **state)
{
    (void)state;
    double odd[] = { 5, 1, 4, 2, 3 }, even[] = { 4, 1, 3, 2 }, same[] = { 2, 2, 2, 2 };
    assert_near(signal_median(odd, 5), 3, 0);
    assert_near(signal_median(even, 4), 2.5, 0);
    assert_near(signal_median(same, 4), 2, 0);
    assert_near(signal_median(even, 1), even[0], 0);
    assert_true(isnan(signal_median(even, 0)));
    Rng rng = rng_seed(1);
    for (int round = 0; round < 200; round++) {
        size_t n = 1 + (size_t)rng_below(&rng, 40), below = 0, above = 0;
        double copy[40];
        for (size_t i = 0; i < n; i++) value[i] = copy[i] = rng_below(&rng, 20);
        double middle = signal_median(copy, n);
        for (size_t i = 0; i < n; i++) {
            below += value[i] < middle;
            above += value[i] > middle;
        }
        assert_at_most(2 * below, n);
        assert_at_most(2 * above, n);
    }
    const double spike[] = { 1, 1, 9, 1, 1, 1 };
    assert_near(signal_median5(spike, 6, 2), 1, 0);
    assert_near(signal_median5(spike, 6, 0), 1, 0);
    assert_near(signal_median5(spike, 1, 0), 1, 0);
}

// A store may hold any number of trials, with any values: none takes n * n steps.
static void test_a_median_of_many_is_quick_whatever_they_are(void **state)
{
    (void)state;
    enum { MANY = 200000 };
    double *many = malloc(MANY * sizeof *many);
    assert_non_null(many);
    for (int form = 0; form < 5; form++) {
        for (int i = 0; i < MANY; i++)
            many[i] = form == 0   ? i % (MANY / 2)
                      : form == 1 ? -abs(i - MANY / 2)
                      : form == 2 ? i
                      : form == 3 ? i % 7
                                  : 0;
        clock_t began = clock();
        signal_median(many, MANY);
        assert_below((double)(clock() - began) / CLOCKS_PER_SEC, 0.5);
    }
    free(many);
}

static void test_transforms(void **state)
{
    (void)state;
    size_t sizes[] = { 1, 2, 3, 7, 16, 60, 250, 1500 };
    Rng rng = rng_seed(9);
    for (int s = 0; s < 8; s++) {
        size_t n = sizes[s];
        double pairs[3000], again[3000];
        for (size_t i = 0; i < 2 * n; i++) pairs[i] = again[i] = (double)rng_normal(&rng);
        spectrum_dft(pairs, n, false, work);
        double re = 0, im = 0;  // one bin by definition
        size_t k = n / 3;
        for (size_t i = 0; i < n; i++) {
            double a = -2 * M_PI * (double)(i * k) / (double)n;
            re += again[2 * i] * cos(a) - again[2 * i + 1] * sin(a);
            im += again[2 * i] * sin(a) + again[2 * i + 1] * cos(a);
        }
        assert_near(pairs[2 * k], re, 1e-9 * (double)n);
        assert_near(pairs[2 * k + 1], im, 1e-9 * (double)n);
        spectrum_dft(pairs, n, true, work);
        for (size_t i = 0; i < 2 * n; i++)
            assert_near(pairs[i] / (double)n, again[i], 1e-11 * (double)n);
    }
    for (int i = 0; i < 600; i++) value[i] = 5 + cos(2 * M_PI * i * 4 / 600 + 0.3);
    spectrum_phase(value, 600, out, work);
    for (int i = 0; i < 600; i++) {
        double phase = 2 * M_PI * i * 4 / 600 + 0.3;
        assert_near(cos(out[i] - phase), 1, 1e-9);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean_and_spans),
        cmocka_unit_test(test_resample_keeps_parabola_and_sine),
        cmocka_unit_test(test_lowpass),
        cmocka_unit_test(test_lowpass_shift_scale_reverse),
        cmocka_unit_test(test_noise_gain),
        cmocka_unit_test(test_median),
        cmocka_unit_test(test_a_median_of_many_is_quick_whatever_they_are),
        cmocka_unit_test(test_transforms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
