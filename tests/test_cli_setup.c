// SPDX-License-Identifier: MIT
// test_cli_setup.c: what tools/setup says and leaves where the models cannot be had. The network
// is played by a curl of our own.
#include "program.h"
#include "test.h"

#include <string.h>

static int begin(void **state)
{
    (void)state;
    if (make_folder()) return -1;
    return shell("mkdir -p '%s/bin' '%s/home'", folder, folder);
}

static void play_curl(const char *script)
{
    assert_int_equal(shell("printf '#!/bin/sh\\n%%s\\n' '%s' >'%s/bin/curl'; "
                           "printf '#!/bin/sh\\necho http://localhost/\\n' >'%s/bin/npm'; "
                           "chmod +x '%s'/bin/*",
                           script, folder, folder, folder),
                     0);
}

static int run_setup(const char *environment)
{
    return shell("env -u TIPTOE_MODELS -u XDG_CACHE_HOME HOME='%s/home' PATH='%s/bin':\"$PATH\" %s "
                 "tools/setup 2>&1",
                 folder, folder, environment);
}

static void assert_nothing_kept(void)
{
    assert_int_equal(shell("find '%s/home' -type f", folder), 0);
    assert_string_equal(output, "");
}

static void test_no_network_is_said_and_nothing_is_kept(void **state)
{
    (void)state;
    play_curl("echo \"curl: (6) Could not resolve host\" >&2; exit 6");
    assert_int_equal(run_setup(""), 69);
    assert_non_null(strstr(output, "MB to fetch"));
    assert_non_null(strstr(output, "Could not resolve host"));
    assert_non_null(strstr(output, "Check the network and try again"));
    assert_nothing_kept();
}

static void test_another_archive_is_refused(void **state)
{
    (void)state;
    play_curl("while [ \"$1\" != --output ]; do shift; done; echo another >\"$2\"; echo \"### "
              "100.0%\" >&2");
    assert_int_equal(run_setup(""), 65);
    assert_non_null(strstr(output, "fetching the pose models, 100 %"));
    assert_non_null(strstr(output, "is not the one that was pinned"));
    assert_nothing_kept();
}

// Not blamed on the network, and told before anything is fetched.
static void test_a_folder_that_cannot_be_written_is_named(void **state)
{
    (void)state;
    play_curl("touch \"$HOME/fetched\"");
    assert_int_equal(run_setup("TIPTOE_MODELS=/proc/models"), 73);
    assert_non_null(strstr(output, "/proc/models, cannot be written"));
    assert_nothing_kept();
}

// As the program does: else it would look for them elsewhere.
static void test_a_relative_cache_counts_for_nothing(void **state)
{
    (void)state;
    play_curl("exit 7");
    assert_int_equal(run_setup("XDG_CACHE_HOME=relative"), 69);
    assert_non_null(strstr(output, "/home/.cache/tiptoe/models-"));
    assert_int_equal(shell("test ! -e relative"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_network_is_said_and_nothing_is_kept),
        cmocka_unit_test(test_another_archive_is_refused),
        cmocka_unit_test(test_a_folder_that_cannot_be_written_is_named),
        cmocka_unit_test(test_a_relative_cache_counts_for_nothing),
    };
    return cmocka_run_group_tests(tests, begin, teardown);
}
