// SPDX-License-Identifier: MIT
// test_measure_compute.c: the list itself, and every measure on good, uneven and hostile tables.
#include "measure/series.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// A table with made-up movement in every column that the measure can read.
typedef struct Made {
    double *time_s, *column[MEASURE_COLUMN_COUNT];
    size_t count;
} Made;

static Made make(size_t count, double hz)
{
    Made m = { .count = count, .time_s = malloc((count + 1) * sizeof(double)) };
    for (size_t i = 0; i < count; i++) m.time_s[i] = (double)i / hz;
    for (int c = 0; c < MEASURE_COLUMN_COUNT; c++) {
        m.column[c] = malloc((count + 1) * sizeof(double));
        for (size_t i = 0; i < count; i++) {
            double t = (double)i / hz;
            m.column[c][i] = 2 + c + (1 + 0.2 * c) * sin(2 * M_PI * (0.3 + 0.05 * c) * t + c);
        }
    }
    return m;
}

static void discard(Made *m)
{
    free(m->time_s);
    for (int c = 0; c < MEASURE_COLUMN_COUNT; c++) free(m->column[c]);
}

static MeasureTable table_of(const Made *made, Measure measure)
{
    const MeasureInfo *info = measure_info(measure);
    MeasureTable table = { .time_s = made->time_s, .count = made->count };
    unsigned set = info->needs | (info->may_have & ~(unsigned)COLUMN_SPEED);
    for (int c = 0; c < MEASURE_COLUMN_COUNT; c++) {
        if (set & (1u << c)) table.column[c] = made->column[c];
    }
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

static void test_list(void **state)
{
    (void)state;
    for (int m = 0; m < MEASURE_COUNT; m++) {
        const MeasureInfo *info = measure_info((Measure)m);
        assert_int_equal(measure_find(info->name), m);  // so names are unique
        assert_at_least(info->version, 1);
        assert_at_least(info->trust, 'A');
        assert_at_most(info->trust, 'D');
        assert_true(*info->unit && *info->formula && *info->source);
        assert_non_null(measure_better_text(info->better));
        assert_int_equal(info->needs & info->may_have, 0);
    }
    assert_int_equal(measure_find("nonsense"), MEASURE_COUNT);
    assert_string_equal(measure_column_name(MEASURE_SPEED), "speed");
}

// A row that borrows another's formula would print a wrong number under a right name.
static void test_every_row_has_its_own_formula(void **state)
{
    (void)state;
    for (int m = 0; m < MEASURE_COUNT; m++) {
        const Formula *own = measure_formula((Measure)m);
        assert_non_null(own->value);
        assert_true(own->room(100) >= 100);
        for (int k = 0; k < m; k++) {
            const Formula *other = measure_formula((Measure)k);
            bool reaches = measure_info((Measure)m)->kind == MEASURE_REACH &&
                           measure_info((Measure)k)->kind == MEASURE_REACH;
            if (reaches) assert_int_not_equal(own->field, other->field);
            if (!reaches && own->value == other->value)
                fail_msg("%s and %s share a formula", measure_info((Measure)m)->name,
                         measure_info((Measure)k)->name);
        }
    }
}

static void test_every_measure_gives_a_value(void **state)
{
    (void)state;
    Made made = make(450, 30), strikes = make(900, 30);  // of strikes some are needed
    MeasureOptions options = measure_options();
    options.set.low = 1.5;
    options.set.high = 2.5;
    for (size_t i = 0; i < made.count; i++) made.column[MEASURE_X2][i] -= 4;
    for (int m = 0; m < MEASURE_COUNT; m++) {
        if (m == MEASURE_REACTION_TIME) {  // a reach begins at rest
            for (int c = 0; c < 30 * MEASURE_COLUMN_COUNT; c++)
                made.column[c / 30][c % 30] = made.column[c / 30][30];
        }
        bool strike = !strncmp(measure_info((Measure)m)->name, "discrete", 8);
        MeasureTable table = table_of(strike ? &strikes : &made, (Measure)m);
        MeasureValue value = { 0 };
        Result result = compute((Measure)m, &table, &options, &value);
        if (result) print_message("%s\n", fail_text());
        assert_int_equal(result, RESULT_OK);
        assert_true(isfinite(value.value));
        assert_near(value.quality, 1, 1e-12);
    }
    discard(&strikes);
    discard(&made);
}

static double value_of(const char *name, const MeasureTable *table, const MeasureOptions *options)
{
    MeasureValue value = { .value = NAN };
    Result result = compute(measure_find(name), table, options, &value);
    return result ? (double)NAN : value.value;
}

static void test_uneven_equals_even(void **state)
{
    (void)state;
    Made even = make(900, 30), uneven = make(900, 30);
    MeasureOptions options = measure_options();
    Rng rng = rng_seed(3);
    size_t n = 0;
    for (size_t i = 0; i < 900; i++) {
        if (i > 0 && rng_below(&rng, 12) == 0 && n > 0 && i - n < 800) i++;  // a dropped frame
        if (i >= 900) break;
        double t = (double)i / 30 + (double)rng_between(&rng, -0.004f, 0.004f);
        uneven.time_s[n] = t;
        uneven.column[MEASURE_X][n++] = 2 + sin(2 * M_PI * 0.3 * t);
    }
    uneven.count = n;
    MeasureTable a = { .time_s = even.time_s, .count = 900 };
    MeasureTable b = { .time_s = uneven.time_s, .count = n };
    a.column[MEASURE_X] = even.column[MEASURE_X];
    b.column[MEASURE_X] = uneven.column[MEASURE_X];
    const char *names[] = { "sway_rms", "sway_range", "sway_velocity" };
    for (int i = 0; i < 3; i++) {
        assert_near(value_of(names[i], &b, &options) / value_of(names[i], &a, &options), 1, 0.01);
    }
    assert_near(value_of("sway_rms", &a, &options), M_SQRT1_2, 0.01);
    assert_near(value_of("sway_range", &a, &options), 2, 0.02);
    options.rate_hz = 50;
    assert_near(value_of("sway_rms", &b, &options), M_SQRT1_2, 0.01);
    discard(&even);
    discard(&uneven);
}

static void test_gap_cuts(void **state)
{
    (void)state;
    Made made = make(600, 30);
    for (size_t i = 200; i < 600; i++) made.time_s[i] += 0.5;
    MeasureTable table = table_of(&made, MEASURE_SWAY_RANGE);
    MeasureOptions options = measure_options();
    MeasureValue value;
    assert_int_equal(compute(MEASURE_SWAY_RANGE, &table, &options, &value), RESULT_OK);
    assert_true(value.cut);
    assert_int_equal(value.samples, 400);
    assert_near(value.quality, 400.0 / 600, 1e-9);
    // Missing numbers are a gap too.
    made = (discard(&made), make(600, 30));
    for (size_t i = 100; i < 110; i++) made.column[MEASURE_X][i] = NAN;
    made.column[MEASURE_X][300] = made.column[MEASURE_X][301] = NAN;  // bridged
    table = table_of(&made, MEASURE_SWAY_RANGE);
    assert_int_equal(compute(MEASURE_SWAY_RANGE, &table, &options, &value), RESULT_OK);
    assert_int_equal(value.samples, 490);
    discard(&made);
}

static void test_speed_column(void **state)
{
    (void)state;
    double time_s[200], speed[200];
    for (int i = 0; i < 200; i++) {
        time_s[i] = i / 100.0;
        speed[i] = exp(-5 * (-1 + time_s[i]) * (-1 + time_s[i]));
    }
    MeasureTable table = { .time_s = time_s, .count = 200 };
    table.column[MEASURE_SPEED] = speed;
    MeasureOptions options = measure_options();
    assert_near(value_of("sparc", &table, &options), -1.41403, 5e-6);
    assert_near(value_of("ldj", &table, &options), -5.81636, 5e-6);
    options.raw = true;
    assert_near(value_of("sparc", &table, &options), -1.41403, 5e-6);
    assert_near(value_of("ldj", &table, &options), -5.81636, 5e-6);
}

static void test_straight_reach(void **state)
{
    (void)state;
    double time_s[60], x[60], y[60];
    for (int i = 0; i < 60; i++) {
        double u = i / 59.0, s = u * u * u * (10 + u * (-15 + 6 * u));
        time_s[i] = i / 60.0;
        x[i] = 1 - 3 * s;
        y[i] = 2 + 4 * s;
    }
    MeasureTable table = { .time_s = time_s, .count = 60 };
    table.column[MEASURE_X] = x;
    table.column[MEASURE_Y] = y;
    MeasureOptions options = measure_options();
    assert_near(value_of("path_efficiency", &table, &options), 1, 1e-6);
    options.raw = true;
    assert_near(value_of("path_efficiency", &table, &options), 1, 1e-12);
    for (int i = 0; i < 60; i++) y[i] = x[i] = 5;
    assert_true(isnan(value_of("path_efficiency", &table, &options)));
}

static void test_usage(void **state)
{
    (void)state;
    Made made = make(100, 30);
    MeasureOptions options = measure_options();
    MeasureTable table = { .time_s = made.time_s, .count = 100 };
    size_t work;
    assert_int_equal(measure_work(MEASURE_SWAY_AREA, &table, &options, &work), RESULT_USAGE);
    table.column[MEASURE_X] = made.column[MEASURE_X];
    assert_int_equal(measure_work(MEASURE_SWAY_AREA, &table, &options, &work), RESULT_USAGE);
    assert_non_null(strstr(fail_text(), "column y"));
    table.column[MEASURE_X3] = made.column[MEASURE_X];
    assert_int_equal(measure_work(MEASURE_SWAY_RMS, &table, &options, &work), RESULT_USAGE);
    table.column[MEASURE_X3] = NULL;
    table.time_s = NULL;
    assert_int_equal(measure_work(MEASURE_SWAY_RMS, &table, &options, &work), RESULT_USAGE);
    assert_int_equal(measure_work(MEASURE_SEM, &table, &options, &work), RESULT_OK);
    table = (MeasureTable){ .time_s = made.time_s, .count = 100 };
    assert_int_equal(measure_work(MEASURE_SPARC, &table, &options, &work), RESULT_USAGE);
    options.rate_hz = 1e5;
    table.column[MEASURE_X] = made.column[MEASURE_X];
    MeasureValue value;
    assert_int_equal(compute(MEASURE_SWAY_RMS, &table, &options, &value), RESULT_USAGE);
    discard(&made);
}

// Whatever stands in the table: an error with words, or a finite value.
static void test_hostile_tables(void **state)
{
    (void)state;
    enum { EMPTY, ONE, TWO, SAME_TIME, BACKWARD, NANS, INFINITE, STILL, HUGE_VALUES, MIXED, KINDS };
    static const size_t counts[KINDS] = { 0, 1, 2, 90, 90, 90, 90, 90, 90, 90 };
    Rng rng = rng_seed(77);
    for (int kind = 0; kind < KINDS; kind++) {
        Made made = make(counts[kind], 30);
        for (size_t i = 0; i < made.count; i++) {
            if (kind == SAME_TIME) made.time_s[i] = 5;
            if (kind == BACKWARD) made.time_s[i] = -made.time_s[i];
            if (kind == MIXED && rng_below(&rng, 4) == 0) made.time_s[i] = made.time_s[i / 2];
            for (int c = 0; c < MEASURE_COLUMN_COUNT; c++) {
                double *v = &made.column[c][i];
                if (kind == NANS) *v = NAN;
                if (kind == INFINITE) *v = i % 2 ? INFINITY : -INFINITY;
                if (kind == STILL) *v = 0;
                if (kind == HUGE_VALUES) *v *= 1e200;
                if (kind == MIXED && rng_below(&rng, 9) == 0) *v = NAN;
            }
        }
        for (int m = 0; m < MEASURE_COUNT; m++) {
            for (int raw = 0; raw < 2; raw++) {
                MeasureTable table = table_of(&made, (Measure)m);
                MeasureOptions options = measure_options();
                options.raw = raw;
                MeasureValue value = { .value = NAN };
                Result result = compute((Measure)m, &table, &options, &value);
                assert_true(result == RESULT_OK ? isfinite(value.value) : *fail_text() != 0);
                if (kind == EMPTY) assert_int_equal(result, RESULT_MALFORMED);
            }
        }
        discard(&made);
    }
}

static void test_million_samples(void **state)
{
    (void)state;
    Made made = make(1000 * 1000, 8400);
    MeasureOptions options = measure_options();
    const char *names[] = { "sway_rms",          "sway_area",
                            "single_leg_stance", "lean_limit_right",
                            "phase_locking",     "dose_repetitions",
                            "quality_rate",      "ldj" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        MeasureTable table = table_of(&made, measure_find(names[i]));
        assert_true(isfinite(value_of(names[i], &table, &options)));
    }
    MeasureTable table = table_of(&made, MEASURE_SWAY_RMS);
    table.column[MEASURE_Y] = NULL;
    assert_near(value_of("sway_rms", &table, &options), M_SQRT1_2, 0.001);
    table = table_of(&made, MEASURE_REACTION_TIME);
    MeasureValue value;
    assert_int_equal(compute(MEASURE_REACTION_TIME, &table, &options, &value), RESULT_MALFORMED);
    discard(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_every_row_has_its_own_formula),
        cmocka_unit_test(test_every_measure_gives_a_value),
        cmocka_unit_test(test_uneven_equals_even),
        cmocka_unit_test(test_gap_cuts),
        cmocka_unit_test(test_speed_column),
        cmocka_unit_test(test_straight_reach),
        cmocka_unit_test(test_usage),
        cmocka_unit_test(test_hostile_tables),
        cmocka_unit_test(test_million_samples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
