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
    assert_string_equal(json_string_value(json_object_get(object, "trust")), "A");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_value_has_trust_and_no_reason),
        cmocka_unit_test(test_none_is_an_object_with_its_reason),
        cmocka_unit_test(test_the_list_says_what_each_needs),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
