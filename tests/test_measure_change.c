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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_student),
        cmocka_unit_test(test_overlap_as_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
