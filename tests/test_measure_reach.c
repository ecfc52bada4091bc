// SPDX-License-Identifier: MIT
// test_measure_reach.c: made-up reaches of known reaction, duration, path and smoothness.
#include "measure/reach.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// A hand at rest, then along a minimum-jerk path of `length` AL in `lasts` s, then at rest.
typedef struct Made {
    double hz, onset, lasts, length, curve, noise, trunk;
    uint64_t seed;
    ReachSample sample[REACH_SAMPLES_MAX + 8];
    size_t count;
} Made;

static double minimum_jerk(double u)
{
    u = fmin(fmax(u, 0), 1);
    return u * u * u * (10 + u * (-15 + 6 * u));
}

static void make(Made *made, double from, double to)
{
    Rng rng = rng_seed(7 + made->seed);
    made->count = 0;
    for (double t = from; t <= to + 1e-9 && made->count < REACH_SAMPLES_MAX; t += 1 / made->hz) {
        double s = minimum_jerk((t - made->onset) / made->lasts);
        double x = 0.3 + made->length * s, y = -0.2 + made->curve * sin(M_PI * s);
        x += made->noise * (double)rng_normal(&rng);
        y += made->noise * (double)rng_normal(&rng);
        made->sample[made->count++] =
            (ReachSample){ 100 + t, x, y, 0.1 + made->trunk * s, 0.5, true };
    }
}

static ReachWindow window(const Made *made, double entry)
{
    return (ReachWindow){ made->sample, made->count, 100, 100 + entry, made->noise, 0 };
}

static void test_smooth_reach(void **state)
{
    (void)state;
    double rates[] = { 30, 60 };
    for (int i = 0; i < 2; i++) {
        Made made = { .hz = rates[i], .onset = 0.4, .lasts = 0.8, .length = 0.9, .trunk = 0.2 };
        make(&made, -0.3, 1.8);
        ReachWindow w = window(&made, 1.2);
        ReachMeasures m = reach_measure(&w);
        assert_near(m.reaction_s, 0.4, 0.004);
        assert_near(m.movement_s + m.reaction_s, 1.2, 1e-9);
        assert_near(m.path_efficiency, 1, 0.005);
        assert_near(m.peak_speed, 1.875 * 0.9 / 0.8, 0.07);
        assert_near(m.time_to_peak, 0.5, 0.06);
        assert_near(m.trunk_displacement, 0.2, 0.01);
        assert_near(m.velocity_peaks, 1, 0);
        assert_near(m.sparc, -1.41, 0.05);
        assert_near(m.quality, 1, 0);
        for (int f = 0; f < REACH_FIELD_COUNT; f++) assert_int_equal(m.reason[f], REACH_NONE);
    }
}

static void test_curved_path(void **state)
{
    (void)state;
    Made made = { .hz = 30, .onset = 0.4, .lasts = 1, .length = 0.8, .curve = 0.4 };
    make(&made, -0.3, 2);
    ReachWindow w = window(&made, 1.4);
    // Arc length of y = 0.4 sin(pi x / 0.8), 0 <= x <= 0.8, by Simpson's rule: 1.1678.
    assert_near(reach_measure(&w).path_efficiency, 0.8 / 1.1678, 0.02);
}

static void test_property_shift_mirror_scale(void **state)
{
    (void)state;
    Made made = {
        .hz = 30, .onset = 0.35, .lasts = 0.7, .length = 0.8, .curve = 0.1, .trunk = 0.1
    };
    make(&made, -0.3, 1.5);
    ReachWindow w = window(&made, 1.0);
    ReachMeasures plain = reach_measure(&w);
    for (size_t i = 0; i < made.count; i++) {
        ReachSample *s = &made.sample[i];
        s->hand_x = 5 - s->hand_x;
        s->trunk_x = 5 - s->trunk_x;
        s->hand_y += 3;
        s->trunk_y += 3;
    }
    ReachMeasures moved = reach_measure(&w);
    for (int f = 0; f < REACH_FIELD_COUNT; f++) {
        assert_near(reach_field(&plain, f), reach_field(&moved, f), 1e-9);
    }
    for (size_t i = 0; i < made.count; i++) {
        made.sample[i].hand_x *= 2;
        made.sample[i].hand_y *= 2;
    }
    ReachMeasures doubled = reach_measure(&w);
    assert_near(doubled.peak_speed, 2 * plain.peak_speed, 1e-9);
    assert_near(doubled.reaction_s, plain.reaction_s, 1e-9);
    assert_near(doubled.sparc, plain.sparc, 1e-9);
    assert_near(doubled.path_efficiency, plain.path_efficiency, 1e-9);
}

static void test_noise_of_a_camera(void **state)
{
    (void)state;
    Made made = { .hz = 30, .onset = 0.5, .lasts = 0.8, .length = 0.9, .noise = 0.006 };
    make(&made, -0.3, 1.8);
    ReachWindow w = window(&made, 1.25);
    ReachMeasures m = reach_measure(&w);
    assert_near(m.reaction_s, 0.5, 0.08);
    assert_near(m.velocity_peaks, 1, 0);
    assert_above(m.path_efficiency, 0.93);
    assert_near(m.peak_speed, 1.875 * 0.9 / 0.8, 0.15);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// The median error over 41 reaches that begin anywhere between two frames.
static double reaction_bias(double lasts, double noise)
{
    double error[41];
    for (int round = 0; round < 41; round++) {
        Made made = { .hz = 30, .lasts = lasts, .length = 0.9, .noise = noise };
        made.onset = 0.4 + 0.0008 * round;
        made.seed = (uint64_t)round;
        make(&made, -0.3, 2.4);
        ReachWindow w = window(&made, made.onset + 0.9 * lasts);
        w.noise = 0;  // found from the track itself
        error[round] = reach_measure(&w).reaction_s - made.onset;
        assert_true(isfinite(error[round]));
    }
    qsort(error, 41, sizeof *error, by_size);
    return error[20];
}

// Slow and quick reaches alike begin where they begin: a secant through the roots of two speeds
// told all of them 20 to 28 ms early.
static void test_reaction_time_without_bias(void **state)
{
    (void)state;
    static const double lasts[] = { 0.3, 0.4, 0.6, 0.8, 1.0, 1.2, 1.5 };
    for (size_t k = 0; k < sizeof lasts / sizeof *lasts; k++) {
        assert_near(reaction_bias(lasts[k], 0), 0, 0.002);
        assert_near(reaction_bias(lasts[k], 0.003), 0, 0.012);
    }
}

static void test_two_movements(void **state)
{
    (void)state;
    Made made = { .hz = 30, .onset = 0.3, .lasts = 0.6, .length = 0.5 };
    make(&made, -0.3, 2.2);
    for (size_t i = 0; i < made.count; i++) {
        made.sample[i].hand_x += 0.4 * minimum_jerk((made.sample[i].time_s - 101) / 0.6);
    }
    ReachWindow w = window(&made, 1.5);
    ReachMeasures m = reach_measure(&w);
    assert_near(m.velocity_peaks, 2, 0);
    assert_below(m.sparc, -1.6);
}

static void test_missed(void **state)
{
    (void)state;
    Made made = { .hz = 30, .onset = 0.5, .lasts = 0.8, .length = 0.5, .trunk = 0.1 };
    make(&made, -0.3, 3);
    ReachWindow w = window(&made, NAN);
    ReachMeasures m = reach_measure(&w);
    assert_true(isnan(m.movement_s) && isnan(m.path_efficiency) && isnan(m.sparc));
    assert_int_equal(m.reason[REACH_AT_movement_s], REACH_MISSED);
    assert_int_equal(m.reason[REACH_AT_sparc], REACH_MISSED);
    assert_near(m.reaction_s, 0.5, 0.03);
    assert_above(m.peak_speed, 1);
    assert_near(m.trunk_displacement, 0.1, 0.01);
}

static void test_never_moved(void **state)
{
    (void)state;
    Made made = { .hz = 30, .onset = 50, .lasts = 1, .length = 0.5, .noise = 0.004 };
    make(&made, -0.3, 3);
    ReachWindow w = window(&made, NAN);
    ReachMeasures m = reach_measure(&w);
    assert_true(isnan(m.reaction_s));
    assert_int_equal(m.reason[REACH_AT_reaction_s], REACH_NO_MOVEMENT);
    assert_int_equal(m.reason[REACH_AT_movement_s], REACH_MISSED);
    assert_below(m.peak_speed, 0.3);
}

static void test_already_moving(void **state)
{
    (void)state;
    Made made = { .hz = 30, .onset = -0.3, .lasts = 1, .length = 0.8 };
    make(&made, -0.5, 1.5);
    ReachWindow w = window(&made, 0.6);
    ReachMeasures m = reach_measure(&w);
    assert_true(isnan(m.reaction_s) && isnan(m.movement_s) && isnan(m.onset_s));
    assert_int_equal(m.reason[REACH_AT_reaction_s], REACH_MOVING);
    assert_int_equal(m.reason[REACH_AT_movement_s], REACH_MOVING);
    assert_above(m.peak_speed, 1);

    // A hand that comes to rest and sets off again has a movement, though no reaction.
    made = (Made){ .hz = 30, .onset = 0.8, .lasts = 0.6, .length = 0.8 };
    make(&made, -0.5, 1.8);
    for (size_t i = 0; i < made.count; i++) {
        made.sample[i].hand_x += 0.4 * minimum_jerk((made.sample[i].time_s - 99.7) / 0.6);
    }
    w = window(&made, 1.35);
    m = reach_measure(&w);
    assert_true(isnan(m.reaction_s));
    assert_near(m.movement_s, 0.55, 0.06);
}

static void test_gaps(void **state)
{
    (void)state;
    Made made = { .hz = 30, .onset = 0.4, .lasts = 0.8, .length = 0.9 };
    make(&made, -0.3, 1.8);
    ReachWindow w = window(&made, 1.2);
    ReachMeasures whole = reach_measure(&w);
    // Two frames lost in mid-flight are bridged.
    made.sample[30].valid = made.sample[31].valid = false;
    ReachMeasures bridged = reach_measure(&w);
    assert_near(bridged.peak_speed, whole.peak_speed, 0.05);
    assert_near(bridged.quality, 1 - 2.0 / 37, 0.01);
    // Six are not: the start is unknown, and said to be.
    for (int i = 14; i < 22; i++) made.sample[i].valid = false;
    ReachMeasures cut = reach_measure(&w);
    assert_true(isnan(cut.reaction_s));
    assert_int_equal(cut.reason[REACH_AT_reaction_s], REACH_GAP);
    // Nothing seen at the end: nothing is known.
    for (size_t i = 30; i < made.count; i++) made.sample[i].valid = false;
    ReachMeasures lost = reach_measure(&w);
    for (int f = 0; f < REACH_FIELD_COUNT; f++) assert_true(isnan(reach_field(&lost, f)));
    assert_int_equal(lost.reason[REACH_AT_sparc], REACH_GAP);
}

static void test_hostile(void **state)
{
    (void)state;
    static Made made = { .hz = 30, .onset = 0.4, .lasts = 0.8, .length = 0.9 };
    ReachWindow empty = { NULL, 0, 100, 101, 0, 0 };
    ReachMeasures m = reach_measure(&empty);
    assert_true(isnan(m.reaction_s));
    assert_int_equal(m.reason[REACH_AT_reaction_s], REACH_NO_TRACK);
    assert_near(m.quality, 0, 0);

    make(&made, -0.3, 1.8);
    ReachWindow w = window(&made, 1.2);
    ReachMeasures whole = reach_measure(&w);
    for (size_t n = 0; n < 6; n++) {
        w.count = n;
        m = reach_measure(&w);
        assert_true(isnan(m.movement_s));
    }
    // Repeated and backward stamps are passed over: the result is the same.
    static Made twice;
    twice = made;
    twice.count = 0;
    for (size_t i = 0; i < made.count; i++) {
        twice.sample[twice.count++] = made.sample[i];
        twice.sample[twice.count] = made.sample[i / 2];
        twice.sample[twice.count++].hand_x = 99;
    }
    w = window(&twice, 1.2);
    m = reach_measure(&w);
    assert_near(m.reaction_s, whole.reaction_s, 0);
    assert_near(m.sparc, whole.sparc, 0);

    w = window(&made, 1.2);
    made.sample[20].hand_x = NAN;
    made.sample[24].time_s = NAN;
    made.sample[28].trunk_y = INFINITY;
    m = reach_measure(&w);
    assert_above(m.movement_s, 0.5);
    w.stimulus_s = NAN;
    assert_true(isnan(reach_measure(&w).reaction_s));
    w = window(&made, -5);
    assert_true(isnan(reach_measure(&w).movement_s));
    w = window(&made, 500);
    assert_true(isnan(reach_measure(&w).movement_s));
    w.noise = INFINITY;
    w.entry_s = 101.2;
    assert_true(isnan(reach_measure(&w).reaction_s));
    for (size_t i = 0; i < made.count; i++) made.sample[i].time_s *= 1e9;
    w = window(&made, NAN);
    reach_measure(&w);
}

static void test_full_window(void **state)
{
    (void)state;
    static Made made = { .hz = 30, .onset = 32, .lasts = 0.8, .length = 0.9 };
    make(&made, -0.3, 40);
    assert_int_equal(made.count, REACH_SAMPLES_MAX);
    ReachWindow w = window(&made, 32.8);
    ReachMeasures m = reach_measure(&w);
    assert_near(m.reaction_s, 32, 0.03);
    assert_near(m.sparc, -1.41, 0.06);
    made.hz = 16;  // too slow a camera for such a long window: more than 34 s
    made.onset = 1;
    make(&made, -0.3, 60);
    w = window(&made, 1.7);
    assert_int_equal(reach_measure(&w).reason[REACH_AT_sparc], REACH_TOO_LONG);
}

// Below twice the low-pass and its room the speed is the filter's, not the hand's.
static void test_too_slow_a_camera(void **state)
{
    (void)state;
    static Made made = { .hz = 12, .onset = 0.4, .lasts = 0.8, .length = 0.9 };
    make(&made, -0.3, 1.8);
    ReachWindow w = window(&made, 1.2);
    ReachMeasures m = reach_measure(&w);
    for (int f = 0; f < REACH_FIELD_COUNT; f++) {
        assert_int_equal(m.reason[f], REACH_TOO_SLOW);
        assert_true(isnan(reach_field(&m, f)));
    }
    made.hz = 15;
    make(&made, -0.3, 1.8);
    assert_near(reach_measure(&w).reaction_s, 0.4, 0.1);
}

static void test_names(void **state)
{
    (void)state;
    assert_string_equal(reach_field_name(REACH_AT_reaction_s), "reaction_s");
    assert_string_equal(reach_field_unit(REACH_AT_peak_speed), "AL/s");
    assert_string_equal(reach_reason_name(REACH_GAP), "gap");
    assert_non_null(strstr(reach_reason_text(REACH_GAP), "0.1 s"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_smooth_reach),
        cmocka_unit_test(test_curved_path),
        cmocka_unit_test(test_property_shift_mirror_scale),
        cmocka_unit_test(test_noise_of_a_camera),
        cmocka_unit_test(test_reaction_time_without_bias),
        cmocka_unit_test(test_two_movements),
        cmocka_unit_test(test_missed),
        cmocka_unit_test(test_never_moved),
        cmocka_unit_test(test_already_moving),
        cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_full_window),
        cmocka_unit_test(test_too_slow_a_camera),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
