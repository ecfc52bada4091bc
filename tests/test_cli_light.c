// SPDX-License-Identifier: MIT
// test_cli_light.c: what only reads the store loads few libraries and needs no gym; the gym's
// module is found beside the program, and where it is missing or broken, that is said.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "program.h"
#include "test.h"

#define LIBRARIES_MAX 20

static int setup(void **state)
{
    (void)state;
    return make_folder();
}

static int count(const char *what)
{
    int found = 0;
    for (const char *at = output; (at = strstr(at, what)); at++) found++;
    return found;
}

// What the loader is told to bring with the program, itself included. A sanitizer brings its own.
static void test_the_program_is_linked_with_few(void **state)
{
    (void)state;
    assert_int_equal(
        shell("LD_TRACE_LOADED_OBJECTS=1 '%s' | grep -v 'lib[a-z]*san'", TIPTOE_PROGRAM), 0);
    assert_non_null(strstr(output, "libsqlite3"));
    assert_at_most(count("\n"), LIBRARIES_MAX);
    assert_null(strstr(output, "opencv"));
    assert_null(strstr(output, "SDL"));
}

// What is loaded while a command runs, by itself or by a library.
__attribute__((format(printf, 1, 2))) static int loaded_by(const char *format, ...)
{
    char args[512];
    va_list list;
    va_start(list, format);
    vsnprintf(args, sizeof args, format, list);
    va_end(list);
    assert_int_equal(shell("rm -f %s/ld.*; LD_DEBUG=files LD_DEBUG_OUTPUT=%s/ld '%s' %s "
                           "> /dev/null 2>&1 < /dev/null",
                           folder, folder, TIPTOE_PROGRAM, args),
                     0);
    assert_int_equal(
        shell("cat %s/ld.* | grep 'generating link map' | grep -v 'lib[a-z]*san'", folder), 0);
    return count("\n") + 1;  // and the loader
}

static void test_what_reads_the_store_loads_few(void **state)
{
    (void)state;
    need_tracking();
    static const char *const light[] = {
        "sessions",
        "show last",
        "show last --json",
        "export --session last --csv %s/csv",
        "replay last --verify",
        "report --session last --html %s/page.html",
        "dose --child BLUE-FOX-27",
    };
    assert_int_equal(tiptoe("play --headless --fast --camera demo --model lite --seconds 2 "
                            "--child BLUE-FOX-27 --store %s/a.db",
                            folder),
                     0);
    for (size_t i = 0; i < sizeof light / sizeof *light; i++) {
        char args[256];
        snprintf(args, sizeof args, light[i], folder);
        assert_at_most(loaded_by("%s --store %s/a.db", args, folder), LIBRARIES_MAX);
    }
    assert_at_most(loaded_by("--version"), LIBRARIES_MAX);
    assert_at_most(loaded_by("--help"), LIBRARIES_MAX);
    assert_at_most(loaded_by("games"), LIBRARIES_MAX);
    assert_at_most(loaded_by("measure --list"), LIBRARIES_MAX);
    assert_above(loaded_by("keys"), LIBRARIES_MAX);  // this way of counting sees the module
}

// The program alone in a folder, with `module` beside it unless NULL.
static void alone(const char *module)
{
    char folder_of[512];
    snprintf(folder_of, sizeof folder_of, "%s", TIPTOE_PROGRAM);
    *strrchr(folder_of, '/') = '\0';
    assert_int_equal(shell("rm -rf %s/alone; mkdir %s/alone; cp '%s' %s/alone/tiptoe", folder,
                           folder, TIPTOE_PROGRAM, folder),
                     0);
    if (module)
        assert_int_equal(shell("cd '%s' && %s %s/alone/tiptoe_gym.so", folder_of, module, folder),
                         0);
}

static void test_without_the_module(void **state)
{
    (void)state;
    alone(NULL);
    assert_int_equal(shell("%s/alone/tiptoe --help", folder), 0);
    assert_int_equal(count("\n  "), 21);  // every command
    assert_int_equal(shell("%s/alone/tiptoe games", folder), 0);
    static const char *const commands[] = { "play", "check", "keys", "track x.mp4", "checkup" };
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        assert_int_equal(shell("%s/alone/tiptoe %s 2>&1", folder, commands[i]), 66);
        assert_non_null(strstr(output, "tiptoe_gym.so is not there"));
        assert_int_equal(count("\n"), 1);
    }
    assert_int_equal(shell("%s/alone/tiptoe review --store %s/a.db 2>&1", folder, folder), 66);
    assert_non_null(strstr(output, "tiptoe_web.so is not there"));
}

static void test_a_module_that_cannot_be_loaded(void **state)
{
    (void)state;
    alone("echo nonsense >");
    assert_int_equal(shell("%s/alone/tiptoe keys 2>&1", folder), 69);
    assert_non_null(strstr(output, "is damaged"));
    alone("head -c 60000 tiptoe_gym.so >");
    assert_int_equal(shell("%s/alone/tiptoe keys 2>&1", folder), 69);
    assert_non_null(strstr(output, "is damaged"));
    // As where one of its libraries is not installed.
    alone("sed s/libopenal/libnoonal/ tiptoe_gym.so >");
    assert_int_equal(shell("%s/alone/tiptoe keys 2>&1", folder), 69);
    assert_non_null(strstr(output, "libnoonal"));
    assert_non_null(strstr(output, "tools/setup"));
    alone("cp $(ldd tiptoe | grep -o '/[^ ]*libjansson[^ ]*')");
    assert_int_equal(shell("%s/alone/tiptoe keys 2>&1", folder), 69);
    assert_non_null(strstr(output, "is no module of Tiptoe's"));
}

static void test_a_module_of_another_version(void **state)
{
    (void)state;
    char other[] = TIPTOE_VERSION, change[128];
    other[0] = '9';
    snprintf(change, sizeof change, "perl -0777 -pe 's/\\Q%s+\\E/%s+/g' tiptoe_gym.so >",
             TIPTOE_VERSION, other);
    alone(change);
    assert_int_equal(shell("%s/alone/tiptoe keys 2>&1", folder), 65);
    assert_non_null(strstr(output, "build or install both"));
}

// What reads clips comes with the first clip, and with a word where it is missing.
static void test_codecs_come_with_a_clip(void **state)
{
    (void)state;
    need_tracking();
    const char *track = "track --model lite --frames 1 --json /dev/null --camera";
    assert_int_equal(shell("cd %s && printf 'YUV4MPEG2 W64 H48 F25:1 C420jpeg\nFRAME\n' >c.y4m && "
                           "head -c 4608 /dev/zero >>c.y4m",
                           folder),
                     0);
    assert_above(loaded_by("%s demo", track), LIBRARIES_MAX);
    assert_null(strstr(output, "libavcodec"));
    assert_above(loaded_by("%s %s/c.y4m", track, folder), LIBRARIES_MAX);
    assert_non_null(strstr(output, "libavcodec"));
    alone("cp tiptoe_gym.so");
    assert_int_equal(shell("%s/alone/tiptoe %s %s/c.y4m 2>&1", folder, track, folder), 66);
    assert_non_null(strstr(output, "tiptoe_film.so is not there"));
}

static void test_the_module_may_be_moved_with_it(void **state)
{
    (void)state;
    alone("cp tiptoe_gym.so");
    assert_int_equal(shell("%s/alone/tiptoe keys", folder), 0);
    assert_non_null(strstr(output, "Space"));
    assert_int_equal(shell("cd %s && mkdir -p p/bin p/bin/" TIPTOE_MODULE_FOLDER
                           " && mv alone/tiptoe p/bin "
                           "&& mv alone/tiptoe_gym.so p/bin/" TIPTOE_MODULE_FOLDER,
                           folder),
                     0);
    assert_int_equal(shell("%s/p/bin/tiptoe keys", folder), 0);
    assert_non_null(strstr(output, "Space"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_program_is_linked_with_few),
        cmocka_unit_test(test_what_reads_the_store_loads_few),
        cmocka_unit_test(test_without_the_module),
        cmocka_unit_test(test_a_module_that_cannot_be_loaded),
        cmocka_unit_test(test_a_module_of_another_version),
        cmocka_unit_test(test_codecs_come_with_a_clip),
        cmocka_unit_test(test_the_module_may_be_moved_with_it),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
