// SPDX-License-Identifier: MIT
// test_base_log.c: lines of the log go to a file of their own, and where the program's own files
// lie.
#include "base/folders.h"
#include "base/log.h"
#include "test.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/tiptoe-log-XXXXXX";

static void test_a_relative_folder_counts_for_nothing(void **state)
{
    char path[256], want[256], small[8];
    (void)state;
    setenv("HOME", folder, 1);
    setenv("XDG_STATE_HOME", "somewhere", 1);
    assert_true(folders_file(path, sizeof path, "XDG_STATE_HOME", ".local/state", "a.log"));
    snprintf(want, sizeof want, "%s/.local/state/tiptoe/a.log", folder);
    assert_string_equal(path, want);
    setenv("XDG_STATE_HOME", "/there", 1);
    assert_true(folders_file(path, sizeof path, "XDG_STATE_HOME", ".local/state", "a.log"));
    assert_string_equal(path, "/there/tiptoe/a.log");
    assert_false(folders_file(small, sizeof small, "XDG_STATE_HOME", ".local/state", "a.log"));
    unsetenv("HOME");
    unsetenv("XDG_STATE_HOME");
    assert_false(folders_file(path, sizeof path, "XDG_STATE_HOME", ".local/state", "a.log"));
    assert_string_equal(path, "");
}

static void test_a_folder_that_cannot_be_made_is_named(void **state)
{
    char path[256], failed[256];
    (void)state;
    snprintf(path, sizeof path, "%s/file/below/a.log", folder);
    char blocked[256];
    snprintf(blocked, sizeof blocked, "%s/file", folder);
    FILE *file = fopen(blocked, "w");
    assert_non_null(file);
    fclose(file);
    assert_int_not_equal(folders_make(path, failed, sizeof failed), 0);
    snprintf(blocked, sizeof blocked, "%s/file/below", folder);
    assert_string_equal(failed, blocked);
}

static void test_a_warning_is_kept_with_its_time(void **state)
{
    char path[256], old[260], line[512];
    struct stat kept;
    regex_t form;
    (void)state;
    unsetenv("TIPTOE_LOG");
    setenv("XDG_STATE_HOME", folder, 1);
    assert_true(folders_file(path, sizeof path, "XDG_STATE_HOME", "", "tiptoe.log"));
    assert_int_equal(folders_make(path, old, sizeof old), 0);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fseek(file, 2 << 20, SEEK_SET), 0);
    assert_int_not_equal(fputc('\n', file), EOF);
    assert_int_equal(fclose(file), 0);

    log_to_file();
    log_warn("camera lost=%d", 3);
    log_debug("unsaid");

    file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    const char *whole = "^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z "
                        "\\[[0-9]+\\] warn camera lost=3\n$";
    assert_int_equal(regcomp(&form, whole, REG_EXTENDED | REG_NOSUB), 0);
    if (regexec(&form, line, 0, NULL, 0)) fail_msg("a line of another form: %s", line);
    regfree(&form);
    assert_null(fgets(line, sizeof line, file));
    fclose(file);
    assert_int_equal(stat(path, &kept), 0);
    assert_int_equal(kept.st_mode & 0777, 0600);
    snprintf(old, sizeof old, "%s.1", path);
    assert_int_equal(stat(old, &kept), 0);  // what had grown too long is put aside
    assert_at_least(kept.st_size, 2 << 20);
}

static int setup(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    char line[64];
    snprintf(line, sizeof line, "rm -rf '%s'", folder);
    return system(line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_relative_folder_counts_for_nothing),
        cmocka_unit_test(test_a_folder_that_cannot_be_made_is_named),
        cmocka_unit_test(test_a_warning_is_kept_with_its_time),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
