// SPDX-License-Identifier: MIT
// test_measure_table.c: tables as people have them, and tables that nobody should have.
#include "../engine/cli/table.c"
#include "test.h"

static Result parse(Table *table, const char *text)
{
    return table_parse(table, text, strlen(text), "test");
}

static void test_separators(void **state)
{
    (void)state;
    const char *texts[] = {
        "t,x,y\n0,1.5,-2\n1,2.5,-3\n",
        "t;x;y\r\n0;1.5;-2\r\n1;2.5;-3\r\n",
        "t\tx\ty\n0\t1.5\t-2\n1\t2.5\t-3",
        "  t   x   y\n  0   1.5  -2\n  1   2.5  -3  \n",
        "\xEF\xBB\xBF\"t\",\"x\",\"y\"\n0, 1.5, -2\n\n1, 2.5, -3\n",
        "# made by hand\nSubject 7\nt,x,y\n[s],[cm],[cm]\n0,1.5,-2\n% note\n1,2.5,-3\n",
        "t,x,y,\n0,1.5,-2,\n1,2.5,-3,\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Table table;
        int x, y;
        assert_int_equal(parse(&table, texts[i]), RESULT_OK);
        assert_int_equal(table.rows, 2);
        assert_int_equal(table_column(&table, "x", &x), RESULT_OK);
        assert_int_equal(table_column(&table, "3", &y), RESULT_OK);
        assert_true(table.value[x][1] == 2.5 && table.value[y][0] == -2);
        table_free(&table);
    }
}

static void test_no_header_and_words(void **state)
{
    (void)state;
    Table table;
    int column;
    assert_int_equal(parse(&table, "1 2\n3 4\n5 6\n"), RESULT_OK);
    assert_int_equal(table.rows, 3);
    assert_string_equal(table.name[0], "");
    assert_int_equal(table_column(&table, "x", &column), RESULT_NOT_FOUND);
    assert_int_equal(table_column(&table, "0", &column), RESULT_NOT_FOUND);
    assert_int_equal(table_column(&table, "3", &column), RESULT_NOT_FOUND);
    table_free(&table);
    assert_int_equal(parse(&table, "t,v,what\n0,1,jump\n1,NA,rest\n2,,\n3,4,x,\n"), RESULT_OK);
    assert_int_equal(table.rows, 4);
    assert_true(isnan(table.value[1][1]) && isnan(table.value[1][2]) && isnan(table.value[2][0]));
    assert_true(table.value[1][3] == 4);
    table_free(&table);
    assert_int_equal(parse(&table, "v\n1\n2\n"), RESULT_OK);
    assert_int_equal(table_column(&table, "v", &column), RESULT_OK);
    table_free(&table);
}

static void test_names_and_units(void **state)
{
    (void)state;
    Table table;
    int column;
    char unit[TABLE_NAME_MAX];
    assert_int_equal(parse(&table, "Time[s]\tCOPx [cm]\tCOPy (mm)\ta\ta\n1\t2\t3\t4\t5\n"),
                     RESULT_OK);
    assert_int_equal(table_column(&table, "copx", &column), RESULT_OK);
    assert_int_equal(column, 1);
    table_unit(&table, column, unit);
    assert_string_equal(unit, "cm");
    table_unit(&table, 2, unit);
    assert_string_equal(unit, "mm");
    table_unit(&table, 3, unit);
    assert_string_equal(unit, "");
    assert_int_equal(table_column(&table, "a", &column), RESULT_NOT_FOUND);
    assert_non_null(strstr(fail_text(), "2 columns"));
    assert_int_equal(table_column(&table, "", &column), RESULT_NOT_FOUND);
    table_free(&table);
}

static void test_hostile(void **state)
{
    (void)state;
    Table table;
    const char *none[] = { "", "\n\n\n", "only words\nand more\n", "#1,2,3\n", "\"\"\"\"\"" };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_int_equal(parse(&table, none[i]), RESULT_MALFORMED);
        table_free(&table);
    }
    assert_int_equal(parse(&table, "1,2\n1,2,3\n"), RESULT_MALFORMED);
    assert_non_null(strstr(fail_text(), "line 2"));
    table_free(&table);
    assert_int_equal(table_parse(&table, "1\0002\n3\n", 6, "test"), RESULT_OK);
    assert_int_equal(table.rows, 1);
    table_free(&table);
    assert_int_equal(table_read(&table, "tests/no_such_table"), RESULT_NOT_FOUND);
    table_free(&table);
    assert_int_equal(table_read(&table, "tests"), RESULT_LOST);
    table_free(&table);

    // Any bytes: an answer, never a crash.
    Rng rng = rng_seed(13);
    static const char bytes[] = "0123456789.,;\t \n\r\"#%[()eE+-naNxX\x80\xff";
    for (int round = 0; round < 3000; round++) {
        char text[200];
        size_t n = (size_t)rng_below(&rng, 200);
        for (size_t i = 0; i < n; i++) text[i] = bytes[rng_below(&rng, (int)sizeof bytes)];
        if (table_parse(&table, text, n, "noise") == RESULT_OK) assert_above(table.rows, 0);
        table_free(&table);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_separators),
        cmocka_unit_test(test_no_header_and_words),
        cmocka_unit_test(test_names_and_units),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
