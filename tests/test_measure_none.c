// SPDX-License-Identifier: MIT
// test_measure_none.c: when a value is none: what no body does, filters that cannot be, constants.
#include "measure/measure.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 20000 };

static double times[ROWS_MAX], made[MEASURE_COLUMN_COUNT][ROWS_MAX];

// `seconds` of movement at `hz` in every column.
static size_t fill(double seconds, double hz)
{
    size_t count = (size_t)lround(seconds * hz);
    assert_at_most(count, ROWS_MAX);
    for (size_t i = 0; i < count; i++) {
        double t = times[i] = (double)i / hz;
        for (int c = 0; c < MEASURE_COLUMN_COUNT; c++)
            made[c][i] = 2 + c + (1 + 0.2 * c) * sin(2 * M_PI * (0.3 + 0.05 * c) * t + c);
    }
    return count;
}

static MeasureTable table_of(Measure measure, size_t count)
{
    const MeasureInfo *info = measure_info(measure);
    MeasureTable table = { .time_s = times, .count = count };
    unsigned set = info->needs | (info->may_have & ~(unsigned)COLUMN_SPEED);
    for (int c = 0; c < MEASURE_COLUMN_COUNT; c++)
        if (set & (1u << c)) table.column[c] = made[c];
    return table;
}

static Result compute(Measure measure, const MeasureTable *table, const MeasureOptions *options,
                      MeasureValue *value)
{
    size_t work_count;
    Result result = measure_work(measure, table, options, &work_count);
    if (result) return result;
    double *work = malloc(work_count * sizeof *work);
    assert_non_null(work);
    result = measure_compute(measure, table, options, work, work_count, value);
    free(work);
    return result;
}

static Result plain(Measure measure, size_t count)
{
    MeasureOptions options = measure_options();
    MeasureTable table = table_of(measure, count);
    MeasureValue value;
    return compute(measure, &table, &options, &value);
}

// Finding 6: 161 rows of a camera, whose milliseconds were read as seconds.
static void test_no_body_for_an_hour_and_a_half(void **state)
{
    (void)state;
    size_t count = fill(161 / 0.03, 0.03);
    assert_int_equal(plain(MEASURE_SWAY_RMS, count), RESULT_MALFORMED);
    assert_non_null(strstr(fail_text(), "not measurable"));
    assert_non_null(strstr(fail_text(), "samples a second"));
}

static void test_a_filter_that_cannot_be_is_refused(void **state)
{
    (void)state;
    size_t count = fill(20, 30);
    MeasureOptions options = measure_options();
    MeasureTable table = table_of(MEASURE_SWAY_RMS, count);
    MeasureValue value;
    options.cutoff_hz = 14;
    assert_int_equal(compute(MEASURE_SWAY_RMS, &table, &options, &value), RESULT_OK);
    assert_near(value.cutoff_hz, 14, 0);
    options.cutoff_hz = 20;
    assert_int_equal(compute(MEASURE_SWAY_RMS, &table, &options, &value), RESULT_USAGE);
    assert_non_null(strstr(fail_text(), "low-pass"));
    options.rate_hz = 60;  // resampling adds rows, no movement above half of the table's own rate
    assert_int_equal(compute(MEASURE_SWAY_RMS, &table, &options, &value), RESULT_USAGE);
}

static void test_a_constant_has_no_frequency(void **state)
{
    (void)state;
    size_t count = fill(60, 30);
    for (size_t i = 0; i < count; i++) made[MEASURE_X][i] = 3.7;
    for (int m = MEASURE_SWAY_MEAN_FREQUENCY; m <= MEASURE_SWAY_FREQUENCY_DISPERSION; m++) {
        MeasureOptions options = measure_options();
        MeasureTable table = table_of((Measure)m, count);
        MeasureValue value;
        table.column[MEASURE_Y] = NULL;
        assert_int_equal(compute((Measure)m, &table, &options, &value), RESULT_MALFORMED);
        assert_non_null(strstr(fail_text(), "constant"));
    }
}

static void test_two_samples_are_no_track(void **state)
{
    (void)state;
    fill(20, 30);
    for (int m = 0; m < MEASURE_COUNT; m++)
        assert_int_equal(plain((Measure)m, 2), RESULT_MALFORMED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_body_for_an_hour_and_a_half),
        cmocka_unit_test(test_a_filter_that_cannot_be_is_refused),
        cmocka_unit_test(test_a_constant_has_no_frequency),
        cmocka_unit_test(test_two_samples_are_no_track),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
