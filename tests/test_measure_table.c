// SPDX-License-Identifier: MIT
// test_measure_table.c: tables as people have them, and tables that nobody should have.
#include "cli/table.h"
#include "cli/table_units.h"
#include "test.h"

#include <math.h>
#include <string.h>

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

// A table as a program writes it: what the column 2 is called, its unit and its second value.
typedef struct Case {
    const char *text;
    size_t length;  // 0: of a text without zeros
    const char *name, *unit;
    double second;
} Case;

static void check(const Case *c, size_t number)
{
    Table table;
    char unit[TABLE_NAME_MAX];
    Result result = table_parse(&table, c->text, c->length ? c->length : strlen(c->text), "test");
    if (result) fail_msg("case %zu: %s", number, fail_text());
    if (table.columns < 2 || table.rows < 2) fail_msg("case %zu: not a table", number);
    table_unit(&table, 1, unit);
    if (strcmp(table.name[1], c->name) != 0 || strcmp(unit, c->unit) != 0 ||
        table.value[1][1] != c->second)
        fail_msg("case %zu: \"%s\" in \"%s\", %g", number, table.name[1], unit, table.value[1][1]);
    assert_int_equal(table.rows, 2);
    table_free(&table);
}

static void test_decimal_comma(void **state)
{
    (void)state;
    static const Case cases[] = {
        { "Zeit;x;y\n0,00;1,23;4,56\n0,01;1,24;4,57\n", 0, "x", "", 1.24 },
        { "Zeit\tx\ty\n0,00\t1,23\t4,56\n0,01\t1,24\t4,57\n", 0, "x", "", 1.24 },
        { "Zeit x y\n0,00 1,23 4,56\n0,01 1,24 4,57\n", 0, "x", "", 1.24 },
        { "\"Zeit\",\"x\"\n\"0,00\",\"1,23\"\n\"0,01\",\"1,24\"\n", 0, "x", "", 1.24 },
        { "t;x\n0;10\n1;20,5\n", 0, "x", "", 20.5 },  // only one of them has decimals
        { "t;x\n0;1,5E+02\n1;-2,5E-01\n", 0, "x", "", -0.25 },
        { "t,x\n0,10\n1,20\n", 0, "x", "", 20 },  // no decimals at all
        { "t, x, y\n0, 1, 2\n1, 2, 3\n", 0, "x", "", 2 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check(&cases[i], i);
    Table table;
    assert_int_equal(parse(&table, "Wert\n1,5\n2,5\n"), RESULT_OK);
    assert_int_equal(table.columns, 1);
    assert_true(table.value[0][1] == 2.5);
    table_free(&table);
}

static void test_lines_above(void **state)
{
    (void)state;
    static const Case cases[] = {
        // What a program notes of the trial.
        { "Weight,31.5\ntime,x\n0,1\n1,2\n", 0, "x", "", 2 },
        { "Subject;7\nWeight;31,5\n\nt [s];x [mm]\n0;1,5\n1;2,5\n", 0, "x [mm]", "mm", 2.5 },
        { "Trial 7\n25.3\ntime,x\n0,1\n1,2\n", 0, "x", "", 2 },
        // Vicon: a rate, markers, names, units.
        { "Trajectories\n100\n,,LASI,,,RASI,,\nFrame,Sub Frame,X,Y,Z,X,Y,Z\n"
          ",,mm,mm,mm,mm,mm,mm\n1,0,1,2,3,4,5,6\n2,0,7,8,9,1,2,3\n",
          0, "Sub Frame", "Frame", 0 },
        { "Devices\n1000\n,,Plate - CoP\nFrame,Cx,Cy\n,mm,mm\n1,5,6\n2,7,8\n", 0, "Cx", "mm", 7 },
        // Qualisys.
        { "NO_OF_FRAMES\t2\nFREQUENCY\t100\nTIME_STAMP\t2020-01-01, 10:00:00\t17\n"
          "MARKER_NAMES\tA\nFrame\tTime\tA X\tA Y\tA Z\n1\t0.0\t5\t6\t7\n"
          "2\t0.01\t7\t8\t9\n",
          0, "Time", "", 0.01 },
        // AMTI, BioWare: units in brackets of their own.
        { "Fx,Fy,Fz\nN,N,N\n1,2,3\n2,3,4\n", 0, "Fy", "N", 3 },
        { "abs time\tAx\n(s)\t(mm)\n0\t1\n1\t2\n", 0, "Ax", "mm", 2 },
        { "time,x,y\nms,mm,mm\n0,1,2\n1,2,3\n", 0, "x", "mm", 2 },
        // The header is split otherwise than the numbers are, or is a comment.
        { "t,x,y\n0,5;1,5;2,5\n1,5;2,5;3,5\n", 0, "x", "", 2.5 },
        { "t;x\n0 1\n1 2\n", 0, "x", "", 2 },
        { "# t x\n0 1\n1 2 # here\n", 0, "x", "", 2 },
        { "// t,x\n0,1\n1,2\n", 0, "x", "", 2 },
        { "Time (s)   x (cm)\n0 1\n1 2\n", 0, "x (cm)", "cm", 2 },
        { "t;x\n-----;-----\n0;1\n1;2\n", 0, "x", "", 2 },
        { "sep=;\nt;x\n0;1\n1;2\n", 0, "x", "", 2 },
        { "t x y\n\"1\" 0 1 2\n\"2\" 1 2 3\n", 0, "t", "", 1 },  // R
        { "t,0,1,2\n0,1,2,3\n1,5,6,7\n", 0, "", "", 5 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check(&cases[i], i);
    Table table;
    int column;
    assert_int_equal(parse(&table, cases[3].text), RESULT_OK);
    assert_int_equal(table_column(&table, "RASI Y", &column), RESULT_OK);
    assert_int_equal(column, 6);
    table_free(&table);
}

static void test_encodings(void **state)
{
    (void)state;
    static const char little[] = "\xFF\xFEt\0;\0x\0 \0[\0\xB5\0m\0]\0\r\0\n\0"
                                 "0\0;\0001\0,\0005\0\r\0\n\0001\0;\0002\0,\0005\0";
    static const char big[] = "\xFE\xFF\0t\0,\0x\0\n\0000\0,\0001\0\n\0001\0,\0002\0\n";
    static const char bare[] = "t\0,\0x\0\n\0000\0,\0001\0\n\0001\0,\0002\0\n\0";
    const Case cases[] = {
        { little, sizeof little - 1, "x [\u00b5m]", "\u00b5m", 2.5 },
        { big, sizeof big - 1, "x", "", 2 },
        { bare, sizeof bare - 1, "x", "", 2 },
        { "\xEF\xBB\xBFt,x [\xC2\xB5m]\n0,1\n1,2\n", 0, "x [\u00b5m]", "\u00b5m", 2 },
        { "t,x [\xB5m]\n0,1\n1,2\n", 0, "x [\u00b5m]", "\u00b5m", 2 },  // Latin-1
        { "t,x\r0,1\r1,2\r", 0, "x", "", 2 },
        { "t,x\r\n0,1\r\n1,\xE2\x88\x92"
          "2\r\n",
          0, "x", "", -2 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check(&cases[i], i);
}

static void test_what_is_refused(void **state)
{
    (void)state;
    Table table;
    // Two tables in one file.
    assert_int_equal(parse(&table, "Devices\n1000\nFrame,Cx\n,mm\n1,5\n2,6\n\nTrajectories\n"
                                   "100\nFrame,X\n1,5\n2,6\n"),
                     RESULT_MALFORMED);
    assert_non_null(strstr(fail_text(), "line 8"));
    table_free(&table);
    // A summary below is none of the rows.
    assert_int_equal(parse(&table, "t,x\n0,1\n1,2\nend of trial\n"), RESULT_OK);
    assert_int_equal(table.rows, 2);
    table_free(&table);
    // Marks between thousands.
    assert_int_equal(parse(&table, "t;x\n0;1,5\n1;1.234,5\n2;2,5\n"), RESULT_OK);
    assert_int_equal(table.odd_line[1], 3);
    assert_int_equal(table.odd_line[0], 0);
    table_free(&table);
}

static void test_units(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        UnitKind kind;
        double size;
    } known[] = {
        { "ms", UNIT_TIME, 1e-3 },      { "MS", UNIT_TIME, 1e-3 },
        { "msec", UNIT_TIME, 1e-3 },    { "Milliseconds", UNIT_TIME, 1e-3 },
        { "Sec.", UNIT_TIME, 1 },       { " s ", UNIT_TIME, 1 },
        { "\u00b5s", UNIT_TIME, 1e-6 }, { "\u03bcs", UNIT_TIME, 1e-6 },
        { "us", UNIT_TIME, 1e-6 },      { "NS", UNIT_TIME, 1e-9 },
        { "min", UNIT_TIME, 60 },       { "Sekunden", UNIT_TIME, 1 },
        { "segundos", UNIT_TIME, 1 },   { "Hours", UNIT_TIME, 3600 },
        { "MM", UNIT_LENGTH, 0.1 },     { "metres", UNIT_LENGTH, 100 },
        { "N.mm", UNIT_OTHER, 0 },      { "\u00b0", UNIT_OTHER, 0 },
        { "left", UNIT_UNKNOWN, 0 },    { "jiffies", UNIT_UNKNOWN, 0 },
        { "", UNIT_UNKNOWN, 0 },        { "s|sec", UNIT_UNKNOWN, 0 },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        Unit unit = unit_find(known[i].text);
        if (unit.kind != known[i].kind || unit.size != known[i].size)
            fail_msg("\"%s\" is %d, %g", known[i].text, (int)unit.kind, unit.size);
    }
    assert_true(unit_is_word("Left") && !unit_is_word("mm"));
    Table table;
    char text[TABLE_NAME_MAX];
    assert_int_equal(parse(&table, "time_msec,hip_x,x (left),COP (y) [mm],\"Time, s\",speed_cm_s\n"
                                   "1,2,3,4,5,6\n2,3,4,5,6,7\n"),
                     RESULT_OK);
    assert_int_equal(table_unit(&table, 0, text), TABLE_UNIT_ENDING);
    assert_string_equal(text, "msec");
    assert_int_equal(table_unit(&table, 1, text), TABLE_UNIT_NONE);
    assert_int_equal(table_unit(&table, 2, text), TABLE_UNIT_ROUND);
    assert_string_equal(text, "left");
    assert_int_equal(table_unit(&table, 3, text), TABLE_UNIT_STATED);
    assert_string_equal(text, "mm");
    assert_int_equal(table_unit(&table, 4, text), TABLE_UNIT_ENDING);
    assert_string_equal(text, "s");
    assert_int_equal(table_unit(&table, 5, text), TABLE_UNIT_ENDING);
    assert_string_equal(text, "cm/s");
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
        cmocka_unit_test(test_separators),      cmocka_unit_test(test_no_header_and_words),
        cmocka_unit_test(test_names_and_units), cmocka_unit_test(test_decimal_comma),
        cmocka_unit_test(test_lines_above),     cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_what_is_refused), cmocka_unit_test(test_units),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
