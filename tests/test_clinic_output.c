// SPDX-License-Identifier: MIT
// test_clinic_output.c: what every command prints and writes arrives whole, or the command says so:
// a full or closed standard output, devices, links, modes.
#include "clinic_fixture.h"

#include "program.h"

static char table_file[160];

static int setup(void **state)
{
    if (clinic_setup(state) != 0 || make_folder() != 0) return -1;
    assert_int_equal(
        clinic_play(&(ClinicPlan){ .game = "bubble_garden", .seed = 3, .seconds = 15 }), 1);
    assert_int_equal(clinic_play(&(ClinicPlan){ .seed = 5, .from = 1, .count = 1 }), 2);
    assert_int_equal(clinic_keep(clinic_store, 2), RESULT_OK);
    snprintf(table_file, sizeof table_file, "%s/table.csv", folder);
    FILE *table = fopen(table_file, "w");
    assert_non_null(table);
    fputs("time_s,x_cm,y_cm\n", table);
    for (int i = 0; i < 300; i++)
        fprintf(table, "%g,%g,%g\n", i / 30.0, sin(i / 9.0), cos(i / 7.0));
    return fclose(table);
}

static int teardown_both(void **state)
{
    int gone = teardown(state);
    return clinic_teardown(state) || gone;
}

// Everything that prints; @ is the store, # a table.
static const char *const printing[] = {
    "--help",
    "--version",
    "sessions --help",
    "sessions --store @",
    "sessions --store @ --json",
    "show 1 --store @",
    "show 1 --store @ --json",
    "show 2 --store @",
    "show 2 --store @ --json",
    "dose --child OTTER-3 --store @",
    "dose --child OTTER-3 --store @ --json",
    "games",
    "games --json",
    "measure --list",
    "measure --list --json",
    "measure sway_rms --time time_s --x x_cm --y y_cm #",
    "measure sway_rms --time time_s --x x_cm --y y_cm --json #",
    "measure --session 2 --store @",
    "measure --session 2 --store @ --json",
    "replay 1 --verify --store @",
    "report --session 1 --store @",
    "report --session 2 --store @ --html -",
    "keys",
    "keys --html -",
};

static const char *arguments(const char *form)
{
    static char text[1024];
    size_t used = 0;
    for (; *form; form++) {
        const char *is = *form == '@' ? clinic_store : *form == '#' ? table_file : NULL;
        used +=
            (size_t)snprintf(text + used, sizeof text - used, is ? "'%s'" : "%.1s", is ? is : form);
        assert_below(used, sizeof text);
    }
    return text;
}

static void expect_told(const char *form, const char *where)
{
    int status = shell("'%s' %s 2>&1 %s", TIPTOE_PROGRAM, arguments(form), where);
    if (status != 74 || !strstr(output, "could not be written"))
        fail_msg("%s %s ended with %d and said \"%s\"", form, where, status, output);
}

static void test_a_standard_output_that_takes_nothing_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof printing / sizeof *printing; i++) {
        int status = shell("'%s' %s", TIPTOE_PROGRAM, arguments(printing[i]));
        if (status || !*output) fail_msg("%s ended with %d", printing[i], status);
        expect_told(printing[i], ">/dev/full");
        expect_told(printing[i], ">&-");
    }
}

static void test_what_a_camera_gives_is_told_as_well(void **state)
{
    (void)state;
    need_tracking();
    expect_told("track --camera demo --model lite --frames 1 --json -", ">/dev/full");
    expect_told("track --camera demo --model lite --frames 1 --json /dev/full", ">/dev/null");
    expect_told("track --camera demo --model lite --frames 1 --json - --truth /dev/full",
                ">/dev/null");
    expect_told("check --camera demo --model lite --seconds 2 --json --store @", ">/dev/full");
    expect_told("play --camera demo --model lite --headless --fast --seconds 1 --store @",
                ">/dev/full");
}

// A closed standard output whose number the store is given would write into the store.
static void test_a_closed_output_does_not_fall_into_the_store(void **state)
{
    (void)state;
    char copy[160];
    snprintf(copy, sizeof copy, "%s/copy.db", folder);
    assert_int_equal(shell("cp '%s' '%s'", clinic_store, copy), 0);
    assert_int_equal(shell("'%s' dose --child OTTER-3 --goal arm_left=5 --store '%s' 2>&1 >&-",
                           TIPTOE_PROGRAM, copy),
                     74);
    assert_int_equal(tiptoe("dose --child OTTER-3 --store '%s'", copy), 0);
    assert_int_equal(tiptoe("replay 1 --verify --store '%s'", copy), 0);
}

static void test_a_page_is_its_owners_and_replaces_files_alone(void **state)
{
    (void)state;
    struct stat is;
    char path[160];
    snprintf(path, sizeof path, "%s/page.html", folder);
    assert_int_equal(shell("umask 0; '%s' report --store '%s' --session 1 --html '%s'",
                           TIPTOE_PROGRAM, clinic_store, path),
                     0);
    assert_int_equal(lstat(path, &is), 0);
    assert_int_equal(is.st_mode, S_IFREG | 0600);
    off_t size = is.st_size;

    assert_int_equal(tiptoe("report --store '%s' --session 1 --html /dev/null", clinic_store), 0);
    assert_int_equal(lstat("/dev/null", &is), 0);
    assert_true(S_ISCHR(is.st_mode));
    assert_int_equal(tiptoe("report --store '%s' --session 1 --html /dev/full", clinic_store), 74);

    assert_int_equal(shell("ln -s page.html '%s/link'", folder), 0);
    assert_int_equal(
        tiptoe("report --store '%s' --session 2 --html '%s/link'", clinic_store, folder), 77);
    assert_non_null(strstr(output, "symbolic link"));
    assert_int_equal(tiptoe("keys --html '%s/link'", folder), 77);
    assert_int_equal(lstat(path, &is), 0);
    assert_int_equal(is.st_size, size);

    assert_int_equal(
        shell("mkfifo '%s/pipe' && (timeout 20 cat '%s/pipe' & '%s' report --store '%s' "
              "--session 1 --html '%s/pipe'; wait)",
              folder, folder, TIPTOE_PROGRAM, clinic_store, folder),
        0);
    assert_int_equal(strlen(output), size);
}

// Where files may not be longer than so many blocks, there are no tables and no folder.
static void expect_no_tables(const char *blocks, const char *told)
{
    assert_int_equal(
        shell("ulimit -f %s; '%s' export --store '%s' --session 2 --csv '%s/few' 2>&1; "
              "code=$?; ls -d '%s/few' 2>&1; exit $code",
              blocks, TIPTOE_PROGRAM, clinic_store, folder, folder),
        74);
    assert_non_null(strstr(output, told));
    assert_non_null(strstr(output, "No such file"));
}

static void test_tables_are_their_owners(void **state)
{
    (void)state;
    assert_int_equal(shell("umask 0; '%s' export --store '%s' --session 2 --csv '%s/tables' && "
                           "stat -c %%a '%s/tables' '%s/tables'/* && ls -A '%s/tables' | wc -l",
                           TIPTOE_PROGRAM, clinic_store, folder, folder, folder, folder),
                     0);
    assert_string_equal(output, "700\n600\n600\n600\n600\n600\n600\n600\n600\n600\n600\n600\n11\n");
    char longer[160];
    snprintf(longer, sizeof longer, "$(($(stat -c %%s '%s') / 512 + 64))", clinic_store);
    expect_no_tables(longer, "could not be written");
    expect_no_tables("8", "writing to the store");  // the line of who read: without it none reads
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_standard_output_that_takes_nothing_is_told),
        cmocka_unit_test(test_what_a_camera_gives_is_told_as_well),
        cmocka_unit_test(test_a_closed_output_does_not_fall_into_the_store),
        cmocka_unit_test(test_a_page_is_its_owners_and_replaces_files_alone),
        cmocka_unit_test(test_tables_are_their_owners),
    };
    return cmocka_run_group_tests(tests, setup, teardown_both);
}
