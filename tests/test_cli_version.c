// SPDX-License-Identifier: MIT
// test_cli_version.c: the version names the build, a recording keeps that name, and a build without
// git has one as well.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "program.h"
#include "test.h"

static int setup(void **state)
{
    (void)state;
    return make_folder();
}

// "tiptoe NAME": the first line.
static void name_of_build(char name[64])
{
    assert_int_equal(tiptoe("--version"), 0);
    assert_int_equal(sscanf(output, "tiptoe %63s\n", name), 1);
}

static void test_it_names_commit_compiler_and_libraries(void **state)
{
    (void)state;
    char name[64], host[256] = "";
    name_of_build(name);
    const char *commit = strchr(name, '+');
    assert_non_null(commit++);
    if (strcmp(commit, "unknown") != 0) {
        size_t digits = strspn(commit, "0123456789abcdef");
        assert_at_least(digits, 12);
        assert_true(!commit[digits] || !strcmp(commit + digits, "-dirty"));
    }
    static const char *const named[] = { "\ncompiler: ", "glibc ",    "SQLite 3.", "jansson ",
                                         "zlib 1.",      "libsodium", "OpenCV 4.", "SDL2 2." };
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (!strstr(output, named[i])) fail_msg("no '%s' in: %s", named[i], output);
    // Neither place nor time of the build is told: two builds of one commit are the same.
    assert_null(strchr(output, '/'));
    assert_null(strstr(output, __DATE__ + 7));  // the year
    assert_int_equal(gethostname(host, sizeof host - 1), 0);
    assert_true(!*host || !strstr(output, host));
}

static void test_a_recording_keeps_it(void **state)
{
    (void)state;
    need_tracking();
    char name[64], line[192];
    name_of_build(name);
    assert_int_equal(tiptoe("play --headless --fast --camera demo --model lite --seconds 1 "
                            "--store %s/v.db",
                            folder),
                     0);
    assert_int_equal(tiptoe("export --session last --csv %s/csv --store %s/v.db", folder, folder),
                     0);
    snprintf(line, sizeof line, "grep -qF ',%s,' %s/csv/sessions.csv", name, folder);
    if (system(line) != 0) fail_msg("no build of %s in the tables", name);
}

// What the script writes for the folder `source`, called with `options`.
static const char *commit_of(const char *source, const char *options)
{
    static char text[128];
    char line[1024];
    snprintf(line, sizeof line,
             "cmake -D SOURCE=%s/%s -D OUTPUT=%s/commit.h %s -P cmake/build_commit.cmake 2>&1",
             folder, source, folder, options);
    assert_int_equal(system(line), 0);
    snprintf(line, sizeof line, "%s/commit.h", folder);
    FILE *file = fopen(line, "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "#define TIPTOE_COMMIT \"%127[^\"]\"", text), 1);
    fclose(file);
    return text;
}

static void in_repository(const char *commands)
{
    char line[1024];
    snprintf(line, sizeof line,
             "cd %s/repository && { export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a "
             "GIT_AUTHOR_EMAIL=a GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a; %s; } >/dev/null 2>&1",
             folder, commands);
    assert_int_equal(system(line), 0);
}

static void test_the_commit_is_asked_for(void **state)
{
    (void)state;
    char line[256], first[64];
    snprintf(line, sizeof line, "mkdir -p %s/alone %s/repository/unpacked", folder, folder);
    assert_int_equal(system(line), 0);
    assert_string_equal(commit_of("alone", "-D GIT=/bin/false"), "unknown");
    if (system("git --version >/dev/null 2>&1") != 0) skip_test("there is no git here");
    assert_string_equal(commit_of("alone", ""), "unknown");
    in_repository("git init -q && echo a >CMakeLists.txt && git add . && git commit -q -m a");
    snprintf(first, sizeof first, "%s", commit_of("repository", ""));
    assert_int_equal(strspn(first, "0123456789abcdef"), strlen(first));
    assert_at_least(strlen(first), 12);
    assert_string_equal(commit_of("repository/unpacked", ""), "unknown");
    assert_string_equal(commit_of("repository", "-D GIT=/bin/false"), "unknown");
    in_repository("echo note >note");
    assert_string_equal(commit_of("repository", ""), first);
    in_repository("echo b >CMakeLists.txt");
    assert_string_equal(commit_of("repository", "") + strlen(first), "-dirty");
    in_repository("git commit -q -a -m b");
    assert_string_not_equal(commit_of("repository", ""), first);
    assert_null(strchr(commit_of("repository", ""), '-'));
}

static void test_the_same_commit_is_not_written_again(void **state)
{
    (void)state;
    char path[128];
    struct stat before, after;
    snprintf(path, sizeof path, "%s/commit.h", folder);
    commit_of("alone", "-D GIT=/bin/false");
    assert_int_equal(stat(path, &before), 0);
    commit_of("alone", "-D GIT=/bin/false");
    assert_int_equal(stat(path, &after), 0);
    assert_true(before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
                before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_names_commit_compiler_and_libraries),
        cmocka_unit_test(test_a_recording_keeps_it),
        cmocka_unit_test(test_the_commit_is_asked_for),
        cmocka_unit_test(test_the_same_commit_is_not_written_again),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
