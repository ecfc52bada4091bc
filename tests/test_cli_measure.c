// SPDX-License-Identifier: MIT
// test_cli_measure.c: what `tiptoe measure` says when there is a value, and when there is none.
#include "program.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

static int setup(void **state)
{
    (void)state;
    return make_folder();
}

// A table of `rows` rows of time and x in the folder; gives its path.
static const char *table(int rows, double hz, double size)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/table.csv", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "time_s,x_cm\n");
    for (int i = 0; i < rows; i++) fprintf(file, "%.9f,%.9f\n", i / hz, 3 + size * sin(i / hz));
    assert_int_equal(fclose(file), 0);
    return path;
}

// Runs `measure sway_rms --json` on it; what stood on the standard output, and the status.
static json_t *measured(const char *path, int *status)
{
    *status = shell("'%s' measure sway_rms --time time_s --x x_cm --json '%s' 2>'%s/told'",
                    TIPTOE_PROGRAM, path, folder);
    json_t *object = json_loads(output, 0, NULL);
    assert_non_null(object);
    return object;
}

static void test_a_value_has_trust_and_no_reason(void **state)
{
    (void)state;
    int status;
    json_t *object = measured(table(600, 30, 1), &status);
    assert_int_equal(status, 0);
    assert_string_equal(json_string_value(json_object_get(object, "trust")), "B");
    assert_string_equal(json_string_value(json_object_get(object, "reason")), "none");
    assert_true(json_is_null(json_object_get(object, "why")));
    assert_near(json_real_value(json_object_get(object, "value")), 0.7, 0.05);
    json_decref(object);
}

static void none(const char *path, const char *reason, const char *why)
{
    int status;
    json_t *object = measured(path, &status);
    assert_int_equal(status, 65);
    assert_true(json_is_null(json_object_get(object, "value")));
    assert_true(json_is_null(json_object_get(object, "trust")));
    assert_string_equal(json_string_value(json_object_get(object, "reason")), reason);
    const char *said = json_string_value(json_object_get(object, "why"));
    assert_non_null(said);
    if (!strstr(said, why)) fail_msg("\"%s\" does not say \"%s\"", said, why);
    json_decref(object);
}

static void test_none_is_an_object_with_its_reason(void **state)
{
    (void)state;
    none(table(600, 30, 0), "constant", "the column x is constant");
    none(table(60, 5, 1), "slow", "5 samples a second, it needs 10");
    none(table(161, 0.03, 1), "slow", "are the times in seconds?");
    none(table(2, 30, 1), "few", "2 samples without a gap, it needs 20");
    none(table(60, 30, 1), "short", "it needs 3 s");
    none(table(20000, 30, 1), "long", "one trial of it lasts 600 s at most");
}

static void test_the_list_says_what_each_needs(void **state)
{
    (void)state;
    assert_int_equal(tiptoe("measure --list"), 0);
    assert_non_null(strstr(output, "needs 20 samples, 10 a second, 3 to 600 s, the point of x not "
                                   "constant"));
    assert_int_equal(shell("'%s' measure --list --json", TIPTOE_PROGRAM), 0);
    json_t *list = json_loads(output, 0, NULL);
    assert_non_null(list);
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *needs = json_object_get(json_array_get(list, i), "needs");
        assert_above(json_integer_value(json_object_get(needs, "samples")), 2);
    }
    assert_above(json_array_size(list), 50);
    json_decref(list);
}

// Runs sway_rms on a table of 600 rows at 60 Hz, whose x is a sine of 1 (its RMS is 0.7): a head,
// the time's unit in seconds, how x is scaled, what stands between fields. What it printed in
// `output`.
static int swayed(const char *head, double unit_s, double size, char separator, const char *options)
{
    char path[128], row[80];
    snprintf(path, sizeof path, "%s/units.csv", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(head, file);
    for (int i = 0; i < 600; i++) {
        int n = snprintf(row, sizeof row, "%.9f|%.9f|%.9f", i / 60. / unit_s,
                         size * (3 + sin(i / 10.)), size * 10 * (3 + cos(i / 10.)));
        for (int k = 0; k < n; k++) {
            if (row[k] == '.' && separator == ';') row[k] = ',';
            if (row[k] == '|') row[k] = separator;
        }
        fprintf(file, "%s\n", row);
    }
    assert_int_equal(fclose(file), 0);
    return tiptoe("measure sway_rms --raw --time 1 --x 2 %s '%s'", options, path);
}

static void gives(double value, const char *unit)
{
    double found = NAN;
    char in[32] = "", rest[4] = "";
    int n = sscanf(output, "sway_rms %lf%31[^\n]%3s", &found, in, rest);
    if (n < 2 || !(fabs(found - value) <= 0.05 * value) || strcmp(in, unit) != 0)
        fail_msg("not %g%s: %s", value, unit, output);
}

static void test_every_spelling_of_a_unit_of_time(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        double unit_s;
    } heads[] = {
        { "time (msec),x,y\n", 1e-3 },
        { "t [milliseconds],x,y\n", 1e-3 },
        { "t (MS),x,y\n", 1e-3 },
        { "time_msec,x,y\n", 1e-3 },
        { "t (\u00b5s),x,y\n", 1e-6 },
        { "t [\xB5s],x,y\n", 1e-6 },
        { "t (ns),x,y\n", 1e-9 },
        { "t (min),x,y\n", 60 },
        { "Time,x,y\nms,cm,cm\n", 1e-3 },
        { "Zeit [Sekunden],x,y\n", 1 },
        { "t,x,y\n", 1 },
        { "Weight,31.5\nTime (S),x,y\n", 1 },
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        assert_int_equal(swayed(heads[i].head, heads[i].unit_s, 1, ',', ""), 0);
        gives(0.7, " cm");
        if (!strstr(output, ", 10.00 s at 60 Hz")) fail_msg("%s", output);
    }
    assert_int_equal(swayed("Zeit (ms);x;y\n", 1e-3, 1, ';', ""), 0);
    gives(0.7, " cm");
    assert_int_equal(swayed("t [jiffies],x,y\n", 1, 1, ',', "--time-unit MSEC"), 65);  // too fast
    assert_int_equal(swayed("t [jiffies],x,y\n", 1, 1, ',', "--time-unit Seconds"), 0);
    assert_int_equal(swayed("t [jiffies],x,y\n", 1, 1, ',', ""), 65);
    assert_non_null(strstr(output, "give --time-unit"));
    assert_int_equal(swayed("t (mm),x,y\n", 1, 1, ',', ""), 65);
    assert_non_null(strstr(output, "give --time-unit"));
    assert_int_equal(swayed("Frame,x,y\n", 1, 1, ',', ""), 65);
    assert_non_null(strstr(output, "give --fps"));
    assert_int_equal(swayed("t,x,y\n", 1, 1, ',', "--time-unit fortnight"), 64);
    assert_non_null(strstr(output, "--time-unit fortnight"));
}

static void test_a_unit_of_length_is_said_as_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *head, *unit;
    } heads[] = {
        { "t,x (mm),y (cm)\n", " mm" },
        { "t,x [MM],y\n", " mm" },
        { "t,x_m,y\n", " m" },
        { "Time,x,y\ns,mm,cm\n", " mm" },
        { "t,x (left),y\n", " cm" },
        { "t,x (hip),y\n", " cm" },
        { "t,x (px),y (px)\n", " px" },
        { "t,foot_x,foot_y\n", " cm" },
        { "t,left_hip_world_x_m,y\n", " m" },
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        assert_int_equal(swayed(heads[i].head, 1, 1, ',', ""), 0);
        gives(0.7, heads[i].unit);
    }
    assert_int_equal(swayed("t,x (mm),y\n", 1, 1, ',', "--unit CM"), 0);
    gives(0.7, " cm");
    assert_int_equal(swayed("t,x [furlongs],y\n", 1, 1, ',', ""), 65);
    assert_non_null(strstr(output, "with --unit"));
    assert_int_equal(swayed("t,x [furlongs],y\n", 1, 1, ',', "--unit furlongs"), 0);
    gives(0.7, " furlongs");
    assert_int_equal(swayed("t,x,y\n", 1, 1, ',', "--unit ms"), 64);
    // Two columns in two units: y is ten times x, in tenths of its unit.
    assert_int_equal(swayed("t,x (cm),y (mm)\n", 1, 1, ',', "--y 3"), 0);
    gives(1, " cm");
    assert_int_equal(swayed("t,x (cm),y (px)\n", 1, 1, ',', "--y 3"), 65);
    assert_non_null(strstr(output, "--unit"));
    assert_int_equal(swayed("t,x (cm),y (px)\n", 1, 1, ',', "--y 3 --unit cm"), 0);
    assert_int_equal(swayed("t;x;y\n1;1.234,5;1\n", 1, 1, ';', ""), 65);
    assert_non_null(strstr(output, "line 2"));
}

// Our own export: a fraction of the picture, whose sides are not alike, and places on the stage.
static void test_our_own_tables(void **state)
{
    (void)state;
    static const struct {
        const char *head, *column, *unit;
    } tables[] = {
        { "frame,time_s,nose_x,nose_y,nose_world_x_m", "nose_x", " width" },
        { "frame,time_s,nose_x,nose_y,nose_world_x_m", "nose_world_x_m", " m" },
        { "step,time_s,event,x,y", "x", " stage" },
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        shell("(echo '%s'; seq 0 599 | awk '{ x = 3 + sin($1 / 10); "
              "print $1 \",\" $1 / 60 \",\" x \",\" x \",\" x }') >'%s/own.csv'",
              tables[i].head, folder);
        assert_int_equal(tiptoe("measure sway_rms --raw --time time_s --x %s '%s/own.csv'",
                                tables[i].column, folder),
                         0);
        gives(0.7, tables[i].unit);
    }
    shell("sed -i 's/^step.*/frame,time_s,nose_x,nose_y,z/' '%s/own.csv'", folder);
    assert_int_equal(
        tiptoe("measure sway_rms --raw --time time_s --x nose_x --y nose_y '%s/own.csv'", folder),
        65);
    assert_non_null(strstr(output, "is in height, another is in width"));
}

static void test_times_of_trials(void **state)
{
    (void)state;
    static const struct {
        const char *table;
        const char *says;
    } cases[] = {
        { "error (s)\n0.05\n0.05\n0.05\n", "timing_constant_error 50 ms" },
        { "error (ms)\n50\n50\n50\n", "timing_constant_error 50 ms" },
        { "error\n50\n50\n50\n", "timing_constant_error 50 ms" },
        { "error (mm)\n50\n50\n50\n", "write it in ms" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        shell("printf '%s' | '%s' measure timing_constant_error --x 1 - 2>&1", cases[i].table,
              TIPTOE_PROGRAM);
        if (!strstr(output, cases[i].says)) fail_msg("no \"%s\": %s", cases[i].says, output);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_value_has_trust_and_no_reason),
        cmocka_unit_test(test_none_is_an_object_with_its_reason),
        cmocka_unit_test(test_the_list_says_what_each_needs),
        cmocka_unit_test(test_every_spelling_of_a_unit_of_time),
        cmocka_unit_test(test_a_unit_of_length_is_said_as_it_is),
        cmocka_unit_test(test_our_own_tables),
        cmocka_unit_test(test_times_of_trials),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
