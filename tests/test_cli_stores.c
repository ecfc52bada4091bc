// SPDX-License-Identifier: MIT
// test_cli_stores.c: stores of every earlier schema, and stores that somebody has written into, as
// the program's own commands meet them.
#include "program.h"

#include "crafted_rows.h"

#include <jansson.h>
#include <sqlite3.h>
#include <string.h>

#define NEWEST 6  // of the schemas that are gone
#define CRAFT  4  // the one that the rows below are of

static void copy_store(int version)
{
    assert_int_equal(shell("rm -rf %s/s.db* %s/tables && cp tests/stores/v%d.db %s/s.db", folder,
                           folder, version, folder),
                     0);
}

static void test_stores_of_every_earlier_schema(void **state)
{
    (void)state;
    for (int version = 1; version <= NEWEST; version++) {
        copy_store(version);
        assert_int_equal(tiptoe("sessions --store %s/s.db", folder), 0);
        assert_non_null(strstr(output, "complete"));
        assert_int_equal(tiptoe("show 1 --store %s/s.db", folder), 0);
        assert_non_null(strstr(output, "quality"));
        assert_int_equal(tiptoe("show 1 --json --store %s/s.db", folder), 0);
        json_t *shown = json_loads(strchr(output, '{'), 0, NULL);
        assert_non_null(shown);
        json_decref(shown);
        assert_int_equal(
            tiptoe("report --session 1 --html %s/page.html --store %s/s.db", folder, folder), 0);
        assert_int_equal(
            tiptoe("export --session 1 --csv %s/tables --store %s/s.db", folder, folder), 0);
        assert_int_equal(shell("wc -l <%s/tables/landmarks.csv", folder), 0);
        assert_above(atoi(output), 30);
        // The rules have changed since (play version 3): their plays prove nothing, and that is
        // said.
        int status = tiptoe("replay 1 --verify --store %s/s.db", folder);
        assert_int_equal(status, 3);
        assert_non_null(strstr(output, "not comparable"));
        assert_int_equal(tiptoe("verify --all --store %s/s.db", folder), 0);
        assert_int_equal(shell("ls %s/s.db.v%d-backup", folder, version), 0);
    }
}

static void test_erasing_is_asked_for(void **state)
{
    (void)state;
    copy_store(NEWEST);
    assert_int_equal(shell("'%s' erase 1 --store %s/s.db 2>&1 </dev/null", TIPTOE_PROGRAM, folder),
                     64);
    assert_non_null(strstr(output, "--yes"));
    assert_int_equal(tiptoe("erase 1 --track --yes --store %s/s.db", folder), 0);
    assert_int_equal(tiptoe("show 1 --store %s/s.db", folder), 0);
    assert_non_null(strstr(output, "no longer be scored again"));
    assert_int_not_equal(tiptoe("replay 1 --verify --store %s/s.db", folder), 0);
    assert_non_null(strstr(output, "erased"));
    assert_int_equal(tiptoe("erase 1 --yes --store %s/s.db", folder), 0);
    assert_int_equal(tiptoe("show 1 --store %s/s.db", folder), 66);
    assert_int_equal(tiptoe("verify --all --store %s/s.db", folder), 0);
    assert_non_null(strstr(output, "1 erased"));
}

static void craft(const char *row)
{
    sqlite3 *db = NULL;
    char path[128];
    snprintf(path, sizeof path, "%s/s.db", folder);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    // Unsigned, as a recording that was cut off: nothing but the reading itself stands in the way.
    const char *bare = "PRAGMA foreign_keys=ON; DELETE FROM session WHERE id<>1;"
                       "UPDATE session SET signed_by=NULL; PRAGMA foreign_keys=OFF";
    if (sqlite3_exec(db, bare, NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_exec(db, row, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", row, sqlite3_errmsg(db));
    sqlite3_close(db);
}

static void test_no_row_hangs_or_aborts_a_command(void **state)
{
    (void)state;
    static const char *const commands[] = { "sessions",
                                            "sessions --json",
                                            "show 1",
                                            "show 1 --json",
                                            "report --session 1 --html -",
                                            "replay 1 --verify",
                                            "verify --all",
                                            "dose --child FOX" };
    int step = getenv("TIPTOE_SOAK") ? 1 : 6;
    for (int i = 0; i < CRAFTED_ROWS; i += step) {
        copy_store(CRAFT);
        assert_int_equal(tiptoe("dose --child FOX --goal arm_left=100 --store %s/s.db", folder), 0);
        craft(crafted_rows[i]);
        for (size_t c = 0; c < sizeof commands / sizeof commands[0]; c++) {
            int status = shell("timeout -s KILL 5 '%s' %s --store %s/s.db 2>&1", TIPTOE_PROGRAM,
                               commands[c], folder);
            bool told = status <= 3 || (status >= 64 && status <= 78);
            if (!told) fail_msg("%s: %s: %d\n%s", crafted_rows[i], commands[c], status, output);
        }
    }
}

static int setup(void **state)
{
    (void)state;
    return make_folder();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stores_of_every_earlier_schema),
        cmocka_unit_test(test_erasing_is_asked_for),
        cmocka_unit_test(test_no_row_hangs_or_aborts_a_command),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
