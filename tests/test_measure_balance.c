// SPDX-License-Identifier: MIT
// test_measure_balance.c: stance, lean, reach, angles and dose on movements of known answer.
#include "measure/balance.h"
#include "measure/change.h"
#include "measure/dose.h"
#include "measure/rom.h"
#include "measure/signal.h"
#include "test.h"

#include <math.h>

#define MAX 6000

static double time_s[MAX], a[MAX], b[MAX], c[MAX], d[MAX], work[MAX];

static void even_times(double hz)
{
    for (int i = 0; i < MAX; i++) time_s[i] = 50 + i / hz;
}

// Foot up (0.25 LL) from `up` to `down` s, with noise and the filter that the measure uses.
static void lift(double hz, double up, double down)
{
    Rng rng = rng_seed(8);
    for (int i = 0; i < MAX; i++) {
        double t = i / hz;
        a[i] = (t >= up && t < down ? 0.25 : 0) + 0.01 * (double)rng_normal(&rng);
    }
    signal_lowpass(a, MAX, hz, 6);
}

static void test_staircase_of_stances(void **state)
{
    (void)state;
    double rates[] = { 30, 60 };
    for (int r = 0; r < 2; r++) {
        even_times(rates[r]);
        for (double held = 0.5; held <= 29; held += 1.9) {
            lift(rates[r], 3, 3 + held);
            BalanceSeries track = { time_s, a, NULL, NULL, NULL, (size_t)(35 * rates[r]) };
            BalanceStance s = balance_single_leg(&track, 0, BALANCE_CAP_S);
            assert_near(s.held_s, held, 2 / rates[r] + 1e-9);
            assert_int_equal(s.end, BALANCE_END_TOUCH);
        }
    }
    lift(60, 3, 60);
    BalanceSeries track = { time_s, a, NULL, NULL, NULL, 3000 };
    BalanceStance s = balance_single_leg(&track, 0, BALANCE_CAP_S);
    assert_near(s.held_s, 30, 0);
    assert_int_equal(s.end, BALANCE_END_CAP);
    track.count = 600;
    assert_int_equal(balance_single_leg(&track, 0, 30).end, BALANCE_END_TRACK);
}

static void test_stance_ends(void **state)
{
    (void)state;
    even_times(30);
    for (int i = 0; i < 900; i++) {
        a[i] = (i >= 60 && i < 64) || (i >= 90 && i < 180) || i >= 210 ? 0.2 : 0;
        b[i] = i < 600 ? 0 : 0.12;  // a hop at 20 s
        c[i] = 0;
        d[i] = i >= 240 && i < 270 ? -25 : 5;  // trunk over for a second
    }
    BalanceSeries track = { time_s, a, b, c, d, 900 };
    BalanceStance s = balance_single_leg(&track, 0, 30);
    assert_int_equal(s.first, 90);  // the short lift does not count
    assert_near(s.held_s, 3, 1e-9);
    s = balance_longest_single_leg(&track, 30);
    assert_int_equal(s.first, 210);
    assert_near(s.held_s, 13, 1e-9);
    assert_near(s.leaning_s, 1, 1e-9);
    assert_int_equal(s.end, BALANCE_END_STEP);
    assert_string_equal(balance_end_name(s.end), "step");
    track.count = 0;
    assert_near(balance_longest_single_leg(&track, 30).held_s, 0, 0);
    assert_int_equal(balance_single_leg(&track, 0, 30).end, BALANCE_END_NONE);
}

static void test_hold(void **state)
{
    (void)state;
    even_times(30);
    for (int i = 0; i < 900; i++) {
        a[i] = 1 + (i >= 450 ? 0.15 : 0);
        b[i] = c[i] = d[i] = 2;
    }
    assert_near(balance_hold(time_s, a, b, c, d, 900, 30), 15, 1e-9);
    assert_near(balance_hold(time_s, c, d, a, b, 900, 10), 10, 1e-9);
    assert_true(isnan(balance_hold(time_s, a, b, c, d, 1, 30)));
}

static void test_lean_and_limits(void **state)
{
    (void)state;
    assert_near(balance_lean(5, 4, 6), 0, 0);
    assert_near(balance_lean(6, 4, 6), 1, 1e-12);
    assert_near(balance_lean(4, 4, 6), -1, 1e-12);
    assert_near(balance_lean(6, 6, 4), 1, 1e-12);
    assert_true(isnan(balance_lean(1, 2, 2)));
    // 4 cm held for 1.5 s, 6 cm for half a second only.
    for (int i = 0; i < 300; i++) a[i] = i >= 60 && i < 105 ? 4 : i >= 150 && i < 165 ? 6 : 0.5;
    assert_near(balance_held_maximum(a, 300, 30, 1), 4, 0);
    assert_near(balance_held_maximum(a, 300, 30, 0.5), 6, 0);
    assert_near(balance_held_maximum(a, 300, 30, 10), 0.5, 0);
    assert_true(isnan(balance_held_maximum(a, 300, 30, 11)));
    assert_true(isnan(balance_held_maximum(a, 0, 30, 1)));
    // Against the definition, on noise.
    Rng rng = rng_seed(6);
    for (int i = 0; i < 500; i++) a[i] = (double)rng_normal(&rng);
    double best = -1e9;
    for (int i = 0; i + 12 <= 500; i++) {
        double least = 1e9;
        for (int k = 0; k < 12; k++) least = fmin(least, a[i + k]);
        best = fmax(best, least);
    }
    assert_near(balance_held_maximum(a, 500, 12, 1), best, 0);
    assert_near(balance_trunk_lean(1, 1, 0, 0), 45, 1e-12);
    assert_near(balance_trunk_lean(-1, 0, 0, 1), -45, 1e-12);
    assert_near(balance_trunk_lean(3, 9, 3, 2), 0, 0);
}

static void test_reach_and_compensation(void **state)
{
    (void)state;
    for (int i = 0; i < 300; i++) {
        a[i] = 30 - (i > 60 ? fmin((i - 60) * 0.3, 14) : 0);
        b[i] = 10;
        c[i] = 0.25 * (30 - a[i]);
        d[i] = 50;
    }
    a[200] = -400;  // one bad frame
    assert_near(balance_reach(a, 300, 30), 14, 1e-9);
    assert_true(isnan(balance_reach(a, 1, 30)));
    a[200] = a[199];
    assert_near(balance_compensation(a, b, c, d, 300), 0.25, 1e-9);
    assert_true(isnan(balance_compensation(b, b, c, d, 300)));
    for (int i = 0; i < 300; i++)
        a[i] = i > 100 && i < 200 ? 16 : 20;  // ear comes down to shoulder
    assert_near(balance_shoulder_hike(a, b, b, b, 300, 30, 32, work), 4.0 / 32, 1e-9);
    assert_true(isnan(balance_shoulder_hike(a, b, b, b, 300, 30, 0, work)));
}

static void test_centre_of_mass(void **state)
{
    (void)state;
    double x[LANDMARK_COUNT], y[LANDMARK_COUNT];
    for (int i = 0; i < LANDMARK_COUNT; i++) x[i] = y[i] = 3;
    assert_near(balance_com(x), 3, 1e-9);  // masses add up to one
    // One side moved: the other side moved the other way mirrors it.
    for (int i = LANDMARK_SHOULDER_LEFT; i < LANDMARK_COUNT; i += 2) x[i] += 1;
    for (int i = LANDMARK_SHOULDER_RIGHT; i < LANDMARK_COUNT; i += 2) y[i] += 1;
    assert_near(balance_com(x), balance_com(y), 1e-12);
    x[LANDMARK_NOSE] = 99;
    assert_near(balance_com(x), balance_com(y), 1e-12);
}

static void test_angles(void **state)
{
    (void)state;
    assert_near(rom_angle(1, 0, 0, 0, 0, 5), 90, 1e-12);
    assert_near(rom_angle(1, 0, 0, 0, -2, 0), 180, 1e-12);
    assert_near(rom_angle(1, 1e-9, 0, 0, 1, 0), 1e-9 * 180 / M_PI, 1e-15);
    assert_near(rom_angle(0, 1, 0, 0, 1, 1), 45, 1e-12);
    assert_true(isnan(rom_angle(0, 0, 0, 0, 1, 1)));
    for (int i = 0; i < 200; i++) a[i] = 90 - 60 * cos(2 * M_PI * i / 50);
    assert_near(rom_highest(a, 200), 150, 1);
    assert_near(rom_lowest(a, 200), 30, 1);
    double highest = rom_highest(a, 200);
    a[77] = 999;
    assert_near(rom_highest(a, 200), highest, 1);
    assert_true(isnan(rom_highest(a, 0)));
}

static void test_repetitions(void **state)
{
    (void)state;
    for (int i = 0; i < 200; i++) {
        a[i] = 40 - 40 * cos(2 * M_PI * i / 50);
        b[i] = i >= 50 && i < 100 ? -30 : 5;  // the second one with a bent trunk
    }
    a[199] = a[198] = 0;
    assert_int_equal(rom_repetitions(a, 200, 20, 60), 4);
    assert_int_equal(rom_repetitions_in_form(a, b, 200, 20, 60, 20), 3);
    assert_int_equal(rom_repetitions(a, 140, 20, 60), 2);  // the third has not come back
    assert_int_equal(rom_repetitions(a, 200, 20, 90), 0);
    assert_int_equal(rom_repetitions(a, 0, 20, 60), 0);
    b[60] = NAN;
    assert_int_equal(rom_repetitions_in_form(a, b, 200, 20, 60, 100), 3);
}

static void test_dose(void **state)
{
    (void)state;
    const double speed[] = { 0, 0.1, 0.3, 0.5, 0.1, 0.4 };
    assert_near(dose_time_above(speed, 6, 30, DOSE_ACTIVE_SPEED), 0.1, 1e-12);
    assert_true(isnan(dose_time_above(speed, 6, 0, 0.2)));
    assert_near(dose_engagement(30, 60), 50, 1e-12);
    assert_near(dose_engagement(90, 60), 100, 1e-12);
    assert_true(isnan(dose_engagement(1, 0)));
    const double target[] = { -1, -1, 1, -1, 1 }, asked[] = { 1, 1, 1, 1, -1 };
    const double touched[] = { 1, -1, 1, 0, -1 };
    assert_near(dose_midline_crossing(target, asked, touched, 5), 50, 1e-12);
    assert_true(isnan(dose_midline_crossing(target, target, target, 5)));
    even_times(30);
    for (int i = 100; i < 200; i++) time_s[i] = time_s[i + 10];  // ten frames dropped
    DoseQuality q = dose_quality(time_s, 200, 250, work);
    assert_near(q.valid, 80, 1e-12);
    assert_near(q.rate_hz, 30, 1e-6);
    assert_near(q.dropped, 100.0 * 10 / 210, 1e-6);
    q = dose_quality(time_s, 1, 1, work);
    assert_true(isnan(q.rate_hz));
}

static void test_error_of_measurement(void **state)
{
    (void)state;
    assert_near(change_mdc95(change_sem(2, 0.75)), 1.96 * M_SQRT2 * 1, 1e-12);
    assert_true(isnan(change_sem(1, 1.5)) && isnan(change_sem(-1, 0)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_staircase_of_stances),
        cmocka_unit_test(test_stance_ends),
        cmocka_unit_test(test_hold),
        cmocka_unit_test(test_lean_and_limits),
        cmocka_unit_test(test_reach_and_compensation),
        cmocka_unit_test(test_centre_of_mass),
        cmocka_unit_test(test_angles),
        cmocka_unit_test(test_repetitions),
        cmocka_unit_test(test_dose),
        cmocka_unit_test(test_error_of_measurement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
