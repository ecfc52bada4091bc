// SPDX-License-Identifier: MIT
// test_clinic_page.c: change against earlier check-ups, norms, numbers as text, the page and the
// tables.
#include "clinic_fixture.h"

#include "clinic/cells.h"
#include "clinic/export.h"
#include "clinic/movement.h"
#include "clinic/page.h"

static Finding stance(double value, unsigned support)
{
    return (Finding){ .kind = CHECKUP_ONE_LEG,
                      .side = SIDE_RIGHT,
                      .statistic = FINDING_BEST,
                      .measure = MEASURE_SINGLE_LEG_STANCE,
                      .version = 1,
                      .unit = "s",
                      .value = value,
                      .error = 0.033,
                      .quality = 1,
                      .support = support,
                      .count = 2 };
}

static void test_norms(void **state)
{
    (void)state;
    Finding f = stance(6, 0);
    assert_true(norm_find(&f, 36, false)->value == 3);
    assert_true(norm_find(&f, 48, false)->value == 5);
    assert_true(norm_find(&f, 60, false)->value == 10);
    assert_null(norm_find(&f, 0, false));
    assert_null(norm_find(&f, 100, false));
    assert_null(norm_find(&f, 60, true));
    f.support = 1 << SUPPORT_SHOES;
    assert_non_null(norm_find(&f, 60, false));
    f.support = 1 << SUPPORT_BAR;
    assert_null(norm_find(&f, 60, false));
}

static void expect_number(double value, double error, const char *expected)
{
    char text[32];
    clinic_number(value, error, text, sizeof text);
    assert_string_equal(text, expected);
}

static void test_numbers(void **state)
{
    (void)state;
    expect_number(26.267, 0.033, "26.27");
    expect_number(0.2954, 0.094, "0.30");
    expect_number(0.2954, 0.012, "0.295");
    expect_number(-0.0004, 0.2, "0.0");
    expect_number(12.345, NAN, "12.35");
    expect_number(174.2, 7, "174");
    expect_number(0, NAN, "0.00");
}

// All that a function writes to a file, as text; free() it.
static char *written(void (*write)(FILE *))
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    write(to);
    fclose(to);
    return text;
}

static void write_nasty_csv(FILE *to)
{
    Cells cells = { .to = to };
    cells_text(&cells, "plain");
    cells_text(&cells, "a,b \"c\"\r\nd");
    cells_text(&cells, "=HYPERLINK(1)");
    cells_text(&cells, "-1+2");
    cells_text(&cells, "");
    cells_number(&cells, NAN);
    cells_number(&cells, -0.1);
    cells_number(&cells, 1.0 / 3);
    cells_float(&cells, 0.1f);
    cells_float(&cells, NAN);
    cells_float(&cells, 16777217);
    cells_whole(&cells, -7);
    cells_row(&cells);
    static const double millionths[] = { 0,       1,    -0.05, 1e-6, -4e-7,
                                         1.0 / 3, 12.5, 120,   5e20, (double)NAN };
    for (int i = 0; i < 10; i++) cells_millionths(&cells, millionths[i]);
    cells_row(&cells);
}

static void test_writers(void **state)
{
    (void)state;
    char *text = written(write_nasty_csv);
    assert_string_equal(text, "plain,\"a,b \"\"c\"\"\r\nd\",\"'=HYPERLINK(1)\",\"'-1+2\",,,-0.1,"
                              "0.3333333333333333,0.1,,16777216,-7\r\n"
                              "0,1,-0.05,0.000001,0,0.333333,12.5,120,5e+20,\r\n");
    free(text);
}

static int64_t page_id;

static void write_page(FILE *to)
{
    ClinicSession session;
    clinic_read(page_id, &session);
    assert_int_equal(page_session_write(to, TIPTOE_BUILT_ASSETS, &session), RESULT_OK);
    clinic_close(&session);
}

static int count_of(const char *text, const char *word)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, word)); at += strlen(word)) count++;
    return count;
}

static void test_page_of_a_checkup(void **state)
{
    (void)state;
    ClinicPlan plan = { .seed = 1, .height_cm = 120 };
    page_id = clinic_play(&plan);
    char *page = written(write_page);
    assert_non_null(strstr(page, "<html lang=\"en-GB\">"));
    assert_non_null(strstr(page, "Single leg stance"));
    assert_non_null(strstr(page, "nobody pressed start"));
    assert_non_null(strstr(page, "noise floor"));
    assert_non_null(strstr(page, "Alotaibi 2024"));
    assert_null(strstr(page, "<script"));
    assert_null(strstr(page, "src="));
    assert_null(strstr(page, "href="));
    assert_null(strstr(page, "nan"));
    assert_null(strstr(page, "url("));
    assert_null(strstr(page, "@import"));
    assert_non_null(strstr(page, "default-src 'none'"));
    assert_at_least(count_of(page, "<table"), 4);
    assert_at_least(count_of(page, "<desc"), 13);
    const char *const pairs[][2] = { { "<table", "</table>" }, { "<svg", "</svg>" },
                                     { "<tr", "</tr>" },       { "<section", "</section>" },
                                     { "<div", "</div>" },     { "<figure", "</figure>" } };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_int_equal(count_of(page, pairs[i][0]), count_of(page, pairs[i][1]));
    free(page);
}

static void test_page_of_a_play(void **state)
{
    (void)state;
    ClinicPlan plan = { .game = "bubble_garden", .seed = 2, .seconds = 60, .height_cm = 120 };
    page_id = clinic_play(&plan);
    char *page = written(write_page);
    assert_non_null(strstr(page, "This game has no scores of its own"));
    assert_non_null(strstr(page, "Active time"));
    assert_null(strstr(page, "MDC95"));
    free(page);

    ClinicSession session;
    Movement m;
    clinic_read(page_id, &session);
    assert_int_equal(movement_of(&session.kinematics, &m), RESULT_OK);
    for (int side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        assert_true(m.value[MOVEMENT_REPETITIONS][side] ==
                    session.recording.info.summary.score.hits_by_side[side]);
        assert_above(m.value[MOVEMENT_ACTIVE][side], 1);
        assert_below(m.value[MOVEMENT_ACTIVE][side], 60);
        assert_above(m.value[MOVEMENT_RANGE][side], 0.5);
        assert_below(m.value[MOVEMENT_RANGE][side], 1.4);
        assert_above(m.value[MOVEMENT_DISTANCE][side], 1);
    }
    assert_above(m.played_s, 59);
    assert_above(m.valid, 0.95);
    clinic_close(&session);
}

static void read_head(const char *folder, const char *file, char *line, int size)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    FILE *from = fopen(path, "r");
    assert_non_null(from);
    assert_non_null(fgets(line, size, from));
    fclose(from);
    assert_int_equal(unlink(path), 0);
}

static void test_export(void **state)
{
    (void)state;
    static const char *const files[] = { "sessions.csv", "landmarks.csv", "events.csv",
                                         "trials.csv",   "reaches.csv",   "results.csv",
                                         "history.csv",  "scores.csv",    "plays.csv",
                                         "analysis.csv" };
    static char dictionary[100000], line[20000];
    ClinicPlan plan = { .seed = 1, .from = 15, .count = 1 };
    ClinicSession session;
    char folder[160], path[200];
    clinic_read(clinic_play(&plan), &session);
    snprintf(folder, sizeof folder, "%s-csv", clinic_store);
    assert_int_equal(export_csv(&session, folder), RESULT_OK);
    assert_int_equal(export_csv(&session, folder), RESULT_OK);  // again: replaced
    snprintf(path, sizeof path, "%s/data_dictionary.csv", folder);
    FILE *from = fopen(path, "r");
    assert_non_null(from);
    size_t size = fread(dictionary, 1, sizeof dictionary - 1, from);
    dictionary[size] = '\0';
    fclose(from);
    unlink(path);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        read_head(folder, files[i], line, sizeof line);
        line[strcspn(line, "\r\n")] = '\0';
        for (char *name = strtok(line, ","); name; name = strtok(NULL, ",")) {
            char row[128];
            snprintf(row, sizeof row, "%s,%s,", files[i], name);
            assert_non_null(strstr(dictionary, row));
        }
    }
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(export_csv(&session, "/proc/nowhere"), RESULT_CANNOT_CREATE);
    clinic_close(&session);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, clinic_setup, clinic_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_norms),   cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_writers), TEST(test_page_of_a_checkup),
        TEST(test_page_of_a_play),      TEST(test_export),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
