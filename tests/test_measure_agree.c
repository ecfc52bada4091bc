// SPDX-License-Identifier: MIT
// test_measure_agree.c: agreement on published pairs, and on pairs worked out apart: in Python,
// from the textbook's definitions, sums of squares as exact fractions, t and F by bisection over
// Simpson's rule on their densities. No line is shared with agree.c.
#include "measure/agree.h"
#include "measure/student.h"
#include "test.h"

#include <math.h>

static void is(const AgreeValue *v, double value, double low, double high, double within)
{
    assert_near(v->value, value, within);
    assert_near(v->interval.low, low, within);
    assert_near(v->interval.high, high, within);
}

// Two peak flow meters, 17 people, l/min (Bland & Altman 1986, Lancet): bias -2.1, SD 38.8, its
// interval -22.0 to 17.8 there.
static void test_peak_flow(void **state)
{
    static const double mini[] = { 512, 430, 520, 428, 500, 600, 364, 380, 658,
                                   445, 432, 626, 260, 477, 259, 350, 451 };
    static const double large[] = { 494, 395, 516, 434, 476, 557, 413, 442, 650,
                                    433, 417, 656, 267, 478, 178, 423, 427 };
    Agree a;
    (void)state;
    assert_int_equal(agree_of(mini, large, 17, &a), RESULT_OK);
    is(&a.bias, -2.11765, -22.0489, 17.8136, 0.02);
    assert_near(a.sd, 38.76513, 1e-4);
    is(&a.lower, -78.0973, -112.877, -43.317, 0.05);
    is(&a.upper, 73.8620, 39.0821, 108.642, 0.05);
    is(&a.icc_31, 0.9429131, 0.8499084, 0.9789431, 1e-5);
    is(&a.icc_21, 0.9459284, 0.8574112, 0.9800787, 1e-5);
    assert_near(a.sem, 27.411086, 1e-5);
    assert_near(a.mdc95, 75.979655, 1e-5);
}

// A method that reads more everywhere: consistent, not in agreement.
static void test_bias_parts_the_two_forms(void **state)
{
    static const double one[] = { 12.1, 9.4, 15.3, 11.0, 13.8, 8.2, 10.5, 14.4 };
    static const double other[] = { 13.0, 10.9, 15.9, 12.6, 14.1, 9.9, 11.0, 16.1 };
    Agree a;
    (void)state;
    assert_int_equal(agree_of(one, other, 8, &a), RESULT_OK);
    is(&a.bias, 1.1, 0.608439, 1.591561, 1e-3);
    is(&a.icc_31, 0.9703131, 0.8600175, 0.9939852, 1e-5);
    is(&a.icc_21, 0.8819479, -0.0270274, 0.9814288, 1e-4);
    assert_near(a.sem, 0.4157609, 1e-6);
}

static void test_what_cannot_be_said(void **state)
{
    static const double same[] = { 1, 2, 3, 4, 5, 6 }, more[] = { 2, 3, 4, 5, 6, 7 };
    static const double flat[] = { 3, 3, 3, 3, 3, 3 };
    Agree a;
    (void)state;
    assert_int_equal(agree_of(same, more, 4, &a), RESULT_MALFORMED);
    assert_int_equal(agree_of(same, more, 6, &a), RESULT_MALFORMED);
    assert_int_equal(agree_of(flat, flat, 6, &a), RESULT_MALFORMED);
}

// Tables of F: 5 % beyond 4.96 of 1, 10; 2.5 % beyond 4.03 of 9, 9; and t squared is F of 1, df.
static void test_fisher(void **state)
{
    (void)state;
    assert_near(fisher_limit(0.95, 1, 10), 4.9646, 1e-4);
    assert_near(fisher_limit(0.975, 9, 9), 4.0260, 1e-4);
    double t = student_limit(0.05, 16);
    assert_near(fisher_limit(0.95, 1, 16), t * t, 1e-9);
    assert_near(fisher_below(1, 7, 7), 0.5, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_peak_flow),
        cmocka_unit_test(test_bias_parts_the_two_forms),
        cmocka_unit_test(test_what_cannot_be_said),
        cmocka_unit_test(test_fisher),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
