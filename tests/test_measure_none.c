// SPDX-License-Identifier: MIT
// test_measure_none.c: when a value is none: what no body does, filters that cannot be, constants.
#include "measure/measure.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 320000 };

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

// ---- every measure, every way to have no value ----

#define HALF_A_DAY_S (4.2 * 3600)

typedef enum Way { CONSTANT, TWO_ROWS, SLOW, FAST, LONG, ALL_NAN, MOSTLY_NAN, ONE_TIME } Way;

static const struct {
    const char *name;
    double seconds, hz;
    MeasureNone why;
} ways[] = {
    [CONSTANT] = { "constant columns", 15, 30, MEASURE_NONE_STILL },
    [TWO_ROWS] = { "two rows", 2 / 30.0, 30, MEASURE_NONE_FEW },
    [SLOW] = { "a row a second", 60, 1, MEASURE_NONE_SLOW },
    [FAST] = { "20,000 rows a second", 0.5, 20000, MEASURE_NONE_FAST },
    [LONG] = { "more than four hours", HALF_A_DAY_S, 21, MEASURE_NONE_LONG },
    [ALL_NAN] = { "no numbers at all", 15, 30, MEASURE_NONE_ROWS },
    [MOSTLY_NAN] = { "three rows in five without a number", 15, 30, MEASURE_NONE_ROWS },
    [ONE_TIME] = { "the same time in each row", 15, 30, MEASURE_NONE_ROWS },
};

// Where a value is honest all the same, and why. The last line of each kind speaks for all of it.
static const char *honest(Measure measure, Way way)
{
    bool spread = measure == MEASURE_SEM || measure == MEASURE_MDC95 ||
                  measure == MEASURE_TIMING_VARIABLE_ERROR;
    switch (measure_info(measure)->kind) {
    case MEASURE_TRIALS:
        if (way == SLOW || way == FAST || way == LONG || way == ONE_TIME)
            return "rows are trials: they have no times";
        if (way == CONSTANT && !spread)
            return "trials may be equal: a stance that comes to its cap each time";
        return NULL;
    case MEASURE_ROWS:
        if (way == CONSTANT) return "it tells of the rows, not of the body in them";
        if (way == SLOW || way == LONG) return "the rate and length are what it tells";
        if (way == MOSTLY_NAN) return "the share of rows that hold numbers is what it tells";
        return NULL;
    default: return NULL;
    }
}

static size_t make_way(Way way)
{
    size_t count = fill(ways[way].seconds, ways[way].hz);
    for (size_t i = 0; i < count; i++) {
        if (way == ONE_TIME) times[i] = 3;
        bool nan = way == ALL_NAN || (way == MOSTLY_NAN && i % 5 < 3);
        for (int c = 0; c < MEASURE_COLUMN_COUNT; c++) {
            if (way == CONSTANT) made[c][i] = 1.25 + c;
            if (nan) made[c][i] = NAN;
        }
    }
    return count;
}

static void test_no_measure_invents_a_value(void **state)
{
    (void)state;
    MeasureOptions options = measure_options();
    int none = 0, exceptions = 0;
    for (int w = CONSTANT; w <= ONE_TIME; w++) {
        size_t count = make_way((Way)w);
        for (int m = 0; m < MEASURE_COUNT; m++) {
            MeasureTable table = table_of((Measure)m, count);
            MeasureValue value = { .value = NAN };
            Result result = compute((Measure)m, &table, &options, &value);
            const char *why = honest((Measure)m, (Way)w), *name = measure_info((Measure)m)->name;
            if (why) {
                exceptions++;
                // No target lies across the midline here: that formula has no value of its own.
                if (m == MEASURE_MIDLINE_CROSSING) continue;
                if (result != RESULT_OK) print_message("%s, %s: none\n", name, ways[w].name);
                assert_int_equal(result, RESULT_OK);
                assert_true(isfinite(value.value));
                continue;
            }
            if (result != RESULT_MALFORMED || value.none != ways[w].why)
                print_message("%s, %s: %s\n", name, ways[w].name, result ? fail_text() : "a value");
            assert_int_equal(result, RESULT_MALFORMED);
            assert_true(isnan(value.value));
            assert_string_equal(measure_none_name(value.none), measure_none_name(ways[w].why));
            assert_non_null(strstr(fail_text(), "not measurable: "));
            none++;
        }
    }
    print_message("%d measures: %d times none with a reason, %d honest values\n", MEASURE_COUNT,
                  none, exceptions);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_body_for_an_hour_and_a_half),
        cmocka_unit_test(test_a_filter_that_cannot_be_is_refused),
        cmocka_unit_test(test_a_constant_has_no_frequency),
        cmocka_unit_test(test_no_measure_invents_a_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
