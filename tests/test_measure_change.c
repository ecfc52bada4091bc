// SPDX-License-Identifier: MIT
// test_measure_change.c: the verdict on change by hand-made courses and published examples.
#include "measure/change.h"
#include "measure/overlap.h"
#include "measure/student.h"

#include "test.h"

// Tables of the t distribution, two-sided (Abramowitz & Stegun table 26.10; df 1, 2 are closed
// forms).
static void test_student(void **state)
{
    (void)state;
    assert_near(student_limit(0.05, 1), 12.70620474, 1e-8);
    assert_near(student_limit(0.05, 2), 4.30265273, 1e-8);
    assert_near(student_limit(0.05, 3), 3.182, 5e-4);
    assert_near(student_limit(0.05, 10), 2.228, 5e-4);
    assert_near(student_limit(0.01, 10), 3.169, 5e-4);
    assert_near(student_limit(0.001, 10), 4.587, 5e-4);
    assert_near(student_limit(0.001, 30), 3.646, 5e-4);
    assert_near(student_limit(0.05, 120), 1.980, 5e-4);
    assert_near(student_limit(0.05, 1e7), 1.959964, 1e-5);
    for (double df = 0.5; df < 400; df *= 1.7) {
        for (double t = 0; t < 20; t += 0.7) {
            // df 1 and 2 have closed forms; every other is held by going there and back.
            double tails = student_tails(t, df);
            assert_true(tails >= 0 && tails <= 1);
            if (t > 0 && tails < 0.999) assert_near(student_limit(tails, df), t, 1e-9 * t);
        }
    }
    for (double t = 0; t < 50; t += 0.37) {
        assert_near(student_tails(t, 1), 1 - 2 * atan(t) / M_PI, 1e-13);
        assert_near(student_tails(-t, 2), 1 - t / sqrt(2 + t * t), 1e-13);
    }
}

// The numbers that the field's papers and programs print for these phases.
static void test_overlap_as_published(void **state)
{
    (void)state;
    // Parker, Vannest & Davis 2011; interval as R's SingleCaseES prints it.
    const double a[] = { 20, 20, 26, 25, 22, 23 }, b[] = { 28, 25, 24, 27, 30, 30, 29 };
    Overlap o = overlap(a, 6, b, 7);
    assert_near(o.nap, 38.5 / 42, 1e-12);
    assert_near(o.tau, 35.0 / 42, 1e-12);
    assert_near(o.tau_u, 0.7380952, 5e-8);
    assert_near(o.tau_low, 2 * 0.5973 - 1, 2e-4);
    assert_near(o.tau_high, 2 * 0.9860 - 1, 2e-4);
    // Parker, Vannest, Davis & Sauber 2011.
    const double first[] = { 3, 3, 4, 5 }, second[] = { 4, 5, 6, 7, 7 };
    o = overlap(first, 4, second, 5);
    assert_near(o.tau, 16.0 / 20, 1e-12);
    assert_near(o.tau_u, 11.0 / 20, 1e-12);
    // Parker & Vannest 2009.
    const double before[] = { 4, 3, 4, 3, 4, 7, 5, 2, 3, 2 };
    const double after[] = { 5, 9, 7, 9, 7, 5, 9, 11, 11, 10, 9 };
    o = overlap(before, 10, after, 11);
    assert_near(o.nap, 0.9636, 5e-5);
    // Phases that do not touch, and one that is empty.
    o = overlap(first, 3, after, 11);
    assert_true(o.nap == 1 && o.tau == 1 && o.tau_high == 1 && o.tau_low > 0);
    o = overlap(after, 11, first, 3);
    assert_true(o.nap == 0 && o.tau == -1 && o.tau_low == -1 && o.tau_high < 0);
    assert_true(isnan(overlap(first, 0, second, 5).nap));
}

// ---- courses by hand ----

// A clinic's pool as 25 unlike children give it: the SEM is `sem`.
static ChangePool pool_of(double sem)
{
    return (ChangePool){ .sem = sem, .df = 100, .weight = 11 };
}

// The word at the last of `count` check-ups two weeks apart; four measures are judged.
static ChangeVerdict judge(const double *value, int count, MeasureBetter better, ChangePool pool)
{
    double day[64];
    for (int i = 0; i < count; i++) day[i] = 14 * i;
    ChangeCourse course = { .value = value,
                            .day = day,
                            .count = count,
                            .baseline = CHANGE_BASELINE,
                            .better = better,
                            .worthwhile = 3,
                            .pool = pool,
                            .measures = 4 };
    ChangeVerdict v;
    change_judge(&course, &v);
    return v;
}

// The lean of a child who gains 1.5 cm at each of twelve check-ups was "within noise" at each.
static void test_a_steady_gain_is_told(void **state)
{
    (void)state;
    double value[12], worse[12];
    int told = 0;
    for (int i = 0; i < 12; i++) {
        value[i] = 2 + 1.5 * i;
        worse[i] = -value[i];
    }
    for (int n = CHANGE_BASELINE + 1; n <= 12; n++) {
        ChangeVerdict v = judge(value, n, BETTER_HIGHER, pool_of(1.5));
        if (v.change == CHANGE_BETTER && told == 0) told = n;
        assert_true(told == 0 || (v.change == CHANGE_BETTER && v.toward == 1));
        assert_near(v.slope, 1.5, 1e-9);
        assert_true(v.slope_low < 1.5 && v.slope_high > 1.5);
        assert_near(judge(worse, n, BETTER_HIGHER, pool_of(1.5)).difference, -v.difference, 1e-9);
        // Without any other child it is told too, later.
        if (n == 12)
            assert_int_equal(judge(value, n, BETTER_HIGHER, (ChangePool){ 0 }).change,
                             CHANGE_BETTER);
    }
    assert_true(told > 0 && told <= CHANGE_BASELINE + 4);
}

// A kept step of 4 SEM was told once, in 83 % of cases, and taken back.
static void test_a_kept_step_stays_told(void **state)
{
    (void)state;
    double value[40] = { 10, 11, 9.5, 10.3 };
    for (int i = CHANGE_BASELINE; i < 40; i++) value[i] = 14.2 + (i % 2 ? 0.7 : -0.7);
    for (int n = CHANGE_BASELINE + 2; n <= 40; n++) {
        ChangeVerdict v = judge(value, n, BETTER_HIGHER, pool_of(1));
        assert_int_equal(v.change, CHANGE_BETTER);
        assert_near(v.baseline, 10.2, 1e-9);
        assert_near(v.difference, 4, 1e-9);
        assert_true(v.low < 4 && v.high > 4 && v.low > 0 && v.worthwhile);
        assert_true(v.nap == 1 && v.tau == 1 && v.tau_high == 1 && (n < 12 || v.tau_low > 0));
        // The same values where less is better.
        v = judge(value, n, BETTER_LOWER, pool_of(1));
        assert_int_equal(v.change, CHANGE_WORSE);
        assert_true(v.toward == -1 && v.nap == 0 && v.tau == -1);
        assert_near(v.difference, 4, 1e-9);
    }
}

static void test_a_word_is_taken_back(void **state)
{
    (void)state;
    const double value[] = { 10, 11, 9.5, 10.3, 15, 15, 15, 10, 10.4, 10.1, 10.3, 10.2 };
    const Change word[] = { CHANGE_POSSIBLE,   CHANGE_BETTER, CHANGE_BETTER, CHANGE_BETTER,
                            CHANGE_TAKEN_BACK, CHANGE_SAME,   CHANGE_SAME,   CHANGE_SAME };
    for (int k = 0; k < 8; k++) {
        ChangeVerdict v = judge(value, CHANGE_BASELINE + k + 1, BETTER_HIGHER, pool_of(1));
        if (v.change != word[k])
            fail_msg("check-up %d is \"%s\", not \"%s\"", k + 1, change_name(v.change),
                     change_name(word[k]));
        assert_int_equal(v.toward, k < 4 ? 1 : 0);
        if (k > 0) continue;
        assert_near(v.difference, 4.8, 1e-9);  // today's own
        assert_at_most(v.least, 4.8);
    }
    // One outlier is a possible change, and no more.
    const double once[] = { 10, 11, 9.5, 10.3, 10, 4, 10, 10.2 };
    assert_int_equal(judge(once, 6, BETTER_HIGHER, pool_of(1)).change, CHANGE_POSSIBLE);
    assert_int_equal(judge(once, 6, BETTER_HIGHER, pool_of(1)).toward, -1);
    assert_int_equal(judge(once, 8, BETTER_HIGHER, pool_of(1)).change, CHANGE_SAME);
}

static void test_when_it_cannot_be_said(void **state)
{
    (void)state;
    const double value[] = { 10, 11, 9.5, 10.3, 10, NAN }, day[] = { 0, 14, 28, 42, 56, 70 };
    ChangeCourse c = { .value = value,
                       .day = day,
                       .baseline = 4,
                       .better = BETTER_HIGHER,
                       .worthwhile = NAN,
                       .pool = pool_of(1),
                       .measures = 7 };
    const struct {
        int count, baseline;
        double df;
        MeasureBetter better;
        ChangeUnknown why;
    } cases[] = {
        { 0, 0, 100, BETTER_HIGHER, CHANGE_UNKNOWN_BASELINE_SHORT },
        { 3, 2, 100, BETTER_HIGHER, CHANGE_UNKNOWN_BASELINE_SHORT },
        { 4, 4, 100, BETTER_HIGHER, CHANGE_UNKNOWN_IN_BASELINE },
        { 4, 3, 39, BETTER_HIGHER, CHANGE_UNKNOWN_POOL_SMALL },
        { 4, 3, 40, BETTER_HIGHER, CHANGE_UNKNOWN_NONE },
        { 5, 4, 0, BETTER_HIGHER, CHANGE_UNKNOWN_NONE },
        { 5, 4, 100, BETTER_NEITHER, CHANGE_UNKNOWN_NO_DIRECTION },
        { 6, 4, 100, BETTER_HIGHER, CHANGE_UNKNOWN_NO_VALUE },
    };
    ChangeVerdict v;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        c.count = cases[i].count;
        c.baseline = cases[i].baseline;
        c.pool.df = cases[i].df;
        c.better = cases[i].better;
        change_judge(&c, &v);
        assert_int_equal(v.why, cases[i].why);
        assert_int_equal(v.change, v.why ? CHANGE_CANNOT_SAY : CHANGE_SAME);
        assert_true((change_unknown_text(v.why)[0] != '\0') == (v.why != CHANGE_UNKNOWN_NONE));
        if (v.change == CHANGE_SAME) assert_true(v.least > 0 && !v.worthwhile && v.low < v.high);
    }
    const double still[] = { 30, 30, 30, 30, 29.98 };
    c = (ChangeCourse){ .value = still,
                        .day = day,
                        .count = 5,
                        .baseline = 4,
                        .better = BETTER_HIGHER,
                        .worthwhile = NAN,
                        .measures = 7 };
    change_judge(&c, &v);
    assert_int_equal(v.why, CHANGE_UNKNOWN_NO_SPREAD);
    // Less than the measure can show is nothing, however small the error.
    c.pool = (ChangePool){ 0.001, 100, 11 };
    c.resolution = 0.1;
    change_judge(&c, &v);
    assert_int_equal(v.change, CHANGE_SAME);
    assert_near(v.least, 0.1, 1e-9);
    c.resolution = 0.01;
    change_judge(&c, &v);
    assert_int_equal(v.change, CHANGE_WORSE);  // by its slope
}

// With three check-ups before it, the old limit fired on 13.8 % of unchanged values.
static void test_false_alarms_of_one_value(void **state)
{
    (void)state;
    Rng rng = rng_seed(5);
    int possible = 0, words = 0, tries = 20000;
    for (int i = 0; i < tries; i++) {
        double value[5];
        for (int j = 0; j < 5; j++) value[j] = (double)rng_normal(&rng);
        ChangeVerdict v = judge(value, 5, BETTER_HIGHER, pool_of(1));
        possible += v.change == CHANGE_POSSIBLE;
        words += v.change == CHANGE_BETTER || v.change == CHANGE_WORSE;
    }
    assert_at_most(possible + words, 0.0125 * tries);  // four measures together: 5 %
    assert_above(possible, 0);
}

// The slope is one of time: check-ups at uneven days on one line have it exactly.
static void test_uneven_days(void **state)
{
    (void)state;
    const double day[] = { 0, 3, 7, 10, 40, 70, 99, 130 };
    double value[8];
    for (int i = 0; i < 8; i++) value[i] = 5 - 0.1 * day[i];
    ChangeCourse c = { .value = value,
                       .day = day,
                       .count = 8,
                       .baseline = 4,
                       .better = BETTER_LOWER,
                       .worthwhile = NAN,
                       .pool = pool_of(1),
                       .measures = 1 };
    ChangeVerdict v;
    change_judge(&c, &v);
    assert_near(v.slope, -0.1 * 130 / 7, 1e-9);
    assert_true(v.slope_low < v.slope && v.slope < v.slope_high);
    assert_int_equal(v.change, CHANGE_BETTER);
    assert_above(0, v.difference);  // in the measure's own unit
}

// Distance from zero: to swing from +5 to -5 is no change, to come near zero is better.
static void test_best_at_zero(void **state)
{
    (void)state;
    const double swing[] = { 5, 5.5, 4.5, 5, -5, -5.2 }, near[] = { -5, -5.5, -4.5, -5, 0.2, -0.1 };
    assert_int_equal(judge(swing, 6, BETTER_ZERO, pool_of(1)).change, CHANGE_SAME);
    assert_int_equal(judge(near, 6, BETTER_ZERO, pool_of(1)).change, CHANGE_BETTER);
}

static void test_pool(void **state)
{
    (void)state;
    const double first[] = { 9, 1, 3, 2 }, second[] = { 9, 4, NAN, 4, 7 };  // 9: practice
    ChangePairs pairs = { 0 };
    ChangePool pool;
    change_pools(&pairs, 1, &pool, 1);
    assert_true(pool.df == 0 && pool.weight == 0);
    change_pool_add(&pairs, first, 4);
    change_pool_add(&pairs, second, 5);
    change_pools(&pairs, 1, &pool, 1);
    assert_near(pool.df, 3, 1e-12);
    assert_near(pool.sem, sqrt((4 + 1 + 9) / 2.0 / 3), 1e-12);
    // Children alike make the pool weigh more than children who are not.
    double weight[2];
    for (int unlike = 0; unlike < 2; unlike++) {
        Rng rng = rng_seed(3);
        ChangePairs many = { 0 };
        for (int child = 0; child < 500; child++) {
            double value[6], sem = unlike && child % 2 ? 3 : 1;
            for (int i = 0; i < 6; i++) value[i] = sem * (double)rng_normal(&rng);
            change_pool_add(&many, value, 6);
        }
        change_pools(&many, 1, &pool, 1);
        weight[unlike] = pool.weight;
        assert_near(pool.sem, unlike ? sqrt(5) : 1, 0.1);
    }
    assert_at_least(weight[0], 100);
    assert_at_most(weight[1], 11.1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_student),
        cmocka_unit_test(test_overlap_as_published),
        cmocka_unit_test(test_a_steady_gain_is_told),
        cmocka_unit_test(test_a_kept_step_stays_told),
        cmocka_unit_test(test_a_word_is_taken_back),
        cmocka_unit_test(test_when_it_cannot_be_said),
        cmocka_unit_test(test_false_alarms_of_one_value),
        cmocka_unit_test(test_uneven_days),
        cmocka_unit_test(test_best_at_zero),
        cmocka_unit_test(test_pool),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
