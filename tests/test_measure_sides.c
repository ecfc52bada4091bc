// SPDX-License-Identifier: MIT
// test_measure_sides.c: symmetry, phase, tracking, interception and aiming on closed forms.
#include "measure/bilateral.h"
#include "measure/timing.h"
#include "test.h"

#include <math.h>

#define N 600

static double a[N], b[N], c[N], d[N], work[128 * N];

static void waves(double hz_a, double hz_b, double lag_deg)
{
    for (int i = 0; i < N; i++) {
        a[i] = 20 + 5 * sin(2 * M_PI * hz_a * i / 30);
        b[i] = 3 * sin(2 * M_PI * hz_b * i / 30 - lag_deg * M_PI / 180) - 1;
    }
}

static void test_phase(void **state)
{
    (void)state;
    waves(0.8, 0.8, 0);
    BilateralPhase p = bilateral_phase(a, b, N, work);
    assert_near(p.locking, 1, 1e-9);
    assert_near(p.mean_deg, 0, 1e-6);
    assert_near(p.sd_deg, 0, 0.01);
    waves(0.8, 0.8, 40);
    p = bilateral_phase(a, b, N, work);
    assert_near(p.locking, 1, 1e-6);
    assert_near(p.mean_deg, 40, 0.01);
    assert_near(bilateral_phase(b, a, N, work).mean_deg, -40, 0.01);
    waves(0.8, 0.8, 180);
    assert_near(fabs(bilateral_phase(a, b, N, work).mean_deg), 180, 0.01);
    waves(0.8, 1.13, 0);
    assert_below(bilateral_phase(a, b, N, work).locking, 0.3);
    Rng rng = rng_seed(3);
    for (int i = 0; i < N; i++) a[i] = (double)rng_normal(&rng);
    for (int i = 0; i < N; i++) b[i] = (double)rng_normal(&rng);
    assert_below(bilateral_phase(a, b, N, work).locking, 0.3);
    for (int i = 0; i < N; i++) b[i] = 2;
    assert_true(isnan(bilateral_phase(a, b, N, work).locking));
    assert_true(isnan(bilateral_phase(a, a, 7, work).locking));
}

// A hand rests on its drum, rises and strikes within `move_s` of each `period_s`, `late` of it
// later.
static void drum(double *height, double period_s, double move_s, double late, double jitter_s,
                 uint64_t seed)
{
    Rng rng = rng_seed(seed);
    for (int i = 0; i < N; i++) height[i] = 1;
    for (double beat = late * period_s; beat * 30 < N; beat += period_s) {
        double strike = beat + jitter_s * (double)rng_normal(&rng);
        for (int i = 0; i < N; i++) {
            double before = strike - (double)i / 30;
            if (before > 0 && before < move_s) height[i] = 1 + sin(M_PI * before / move_s);
        }
    }
}

// A perfect drummer in turn is a perfect drummer: eight strikes a hand with rests between.
static void test_strikes(void **state)
{
    (void)state;
    const int eight = 19 * 30;
    drum(a, 2.4, 0.7, 0.2, 0, 1);
    drum(b, 2.4, 0.7, 0.7, 0, 1);
    BilateralPhase p = bilateral_strikes(a, b, (size_t)eight, work);
    assert_above(p.locking, 0.999);
    assert_near(fabs(p.mean_deg), 180, 1);
    assert_below(p.sd_deg, 2);
    assert_below(bilateral_phase(a, b, (size_t)eight, work).locking, 0.98);  // what it was told by
    drum(b, 2.4, 0.7, 0.2, 0, 1);
    assert_near(bilateral_strikes(a, b, (size_t)eight, work).mean_deg, 0, 1);
    // Strikes that vary by 80 ms of 2.4 s: 12 degrees.
    drum(b, 2.4, 0.7, 0.7, 0.08, 7);
    p = bilateral_strikes(a, b, N, work);
    assert_near(p.sd_deg, 12, 5);
    assert_above(p.locking, 0.95);
    // A beat that was left out tells nothing of the others.
    drum(b, 2.4, 0.7, 0.7, 0, 1);
    for (int i = 0; i < N; i++)
        if (i > 205 && i < 275) a[i] = 1;
    assert_above(bilateral_strikes(a, b, (size_t)eight, work).locking, 0.999);
    // At another rate there is no phase to keep; three strikes tell nothing, nor does a hand at
    // rest.
    drum(a, 2.4, 0.7, 0.2, 0, 1);
    drum(b, 1.7, 0.7, 0.1, 0, 1);
    assert_below(bilateral_strikes(a, b, N, work).locking, 0.5);
    assert_true(isnan(bilateral_strikes(a, b, 3 * 72, work).locking));
    for (int i = 0; i < N; i++) b[i] = 2;
    assert_true(isnan(bilateral_strikes(a, b, N, work).locking));
}

static void test_symmetry(void **state)
{
    (void)state;
    assert_near(bilateral_symmetry_index(12, 8), 40, 1e-12);
    assert_near(bilateral_symmetry_index(8, 12), -40, 1e-12);
    assert_near(bilateral_symmetry_index(5, 5), 0, 0);
    assert_true(isnan(bilateral_symmetry_index(0, 0)));
    for (int i = 0; i < N; i++) {
        a[i] = -3 - sin(0.1 * i);
        c[i] = 3 + sin(0.1 * i);
        b[i] = d[i] = cos(0.1 * i);
    }
    assert_near(bilateral_mirror_index(a, b, c, d, N), 1, 1e-12);
    assert_near(bilateral_mirror_index(c, d, a, b, N), 1, 1e-12);
    for (int i = 0; i < N; i++) c[i] = -3 - sin(0.1 * i);  // both on one side
    assert_below(bilateral_mirror_index(a, b, c, d, N), 0.2);
    double zero[2] = { 0, 0 };
    assert_true(isnan(bilateral_mirror_index(zero, zero, zero, zero, 2)));
}

static void test_tracking(void **state)
{
    (void)state;
    for (int i = 0; i < N; i++) {
        double t = i / 60.0;
        c[i] = 10 * sin(2 * M_PI * 0.31 * t) + 4 * sin(2 * M_PI * 0.5 * t);
        d[i] = 6 * cos(2 * M_PI * 0.23 * t);
        t -= 0.142;
        a[i] = 10 * sin(2 * M_PI * 0.31 * t) + 4 * sin(2 * M_PI * 0.5 * t);
        b[i] = 6 * cos(2 * M_PI * 0.23 * t);
    }
    assert_near(timing_tracking_lag(a, b, c, d, N, 60), 0.142, 0.005);
    assert_near(timing_tracking_lag(c, d, a, b, N, 60), -0.142, 0.005);
    assert_near(timing_tracking_lag(a, NULL, c, NULL, N, 60), 0.142, 0.005);
    assert_true(isnan(timing_tracking_lag(a, b, c, d, 30, 60)));
    for (int i = 0; i < N; i++) {
        a[i] = c[i] + 3;
        b[i] = d[i] - (i % 2 ? 4 : 0);
    }
    assert_near(timing_tracking_error(a, b, c, d, N), sqrt((25.0 + 9.0) / 2), 1e-9);
    assert_near(timing_on_target(a, b, c, d, N, 4), 50, 1e-9);
    for (int i = 0; i < N; i++) a[i] = b[i] = 1;
    assert_true(isnan(timing_tracking_lag(a, b, c, d, N, 60)));
    assert_true(isnan(timing_tracking_error(a, b, c, d, 0)));
    assert_true(isnan(timing_on_target(a, b, c, d, 0, 1)));
}

static void test_interception(void **state)
{
    (void)state;
    const double error[] = { -30, 10, 50, 30 };
    TimingErrors e = timing_errors(error, 4);
    assert_near(e.constant, 15, 1e-12);
    assert_near(e.absolute, 30, 1e-12);
    assert_near(e.variable, sqrt(3500.0 / 3), 1e-9);
    const double early[] = { 30, -10, -50, -30 };
    TimingErrors mirrored = timing_errors(early, 4);
    assert_near(mirrored.constant, -15, 1e-12);
    assert_near(mirrored.variable, e.variable, 1e-12);
    assert_true(isnan(timing_errors(error, 0).constant) && isnan(timing_errors(error, 1).variable));
}

static void test_fitts(void **state)
{
    (void)state;
    assert_near(timing_difficulty(3, 1), 2, 1e-12);
    assert_near(timing_difficulty(7, 1), 3, 1e-12);
    assert_true(isnan(timing_difficulty(3, 0)) && isnan(timing_difficulty(-1, 2)));
    const double amplitude[] = { 3, 7, 3 }, width[] = { 1, 1, 1 }, movement[] = { 1, 1, NAN };
    assert_near(timing_throughput(amplitude, width, movement, 3), 2.5, 1e-12);
    assert_true(isnan(timing_throughput(amplitude, width, movement, 0)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_phase),        cmocka_unit_test(test_strikes),
        cmocka_unit_test(test_symmetry),     cmocka_unit_test(test_tracking),
        cmocka_unit_test(test_interception), cmocka_unit_test(test_fitts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
