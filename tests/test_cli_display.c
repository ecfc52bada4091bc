// SPDX-License-Identifier: MIT
// test_cli_display.c: where there is no display what needs one ends with the word that does
// without, and what does not goes on.
#include "program.h"
#include "test.h"

#include <string.h>

static int setup(void **state)
{
    (void)state;
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    unsetenv("SDL_VIDEODRIVER");
    setenv("XDG_RUNTIME_DIR", "/nonexistent", 1);  // where a compositor would be found
    return make_folder();
}

// A program that waits for a key that nobody can press would never end.
static void assert_ends(const char *word, const char *command)
{
    int status =
        shell("timeout 60 '%s' %s --store '%s/ends.db' 2>&1", TIPTOE_PROGRAM, command, folder);
    if (status != 69 || !strstr(output, "no display") || !strstr(output, word))
        fail_msg("%s: status %d, %s", command, status, output);
}

static void test_what_needs_a_window_says_what_does_without(void **state)
{
    (void)state;
    need_tracking();
    assert_ends("--headless", "play --camera demo");
    assert_ends("--headless", "play --camera demo --game bubble_garden");
    assert_ends("--headless", "checkup --spotter --camera demo");
}

// What the last words of a play say may be typed as it stands.
static void assert_may_be_typed(const char *said, const char *words)
{
    char line[512];
    const char *at = strstr(said, words);
    if (!at) fail_msg("not told: %s", words);
    at += strlen(words) + strspn(at + strlen(words), " ");
    snprintf(line, sizeof line, "%.*s", (int)strcspn(at, "\n"), at);
    if (shell("cd '%s' && %s 2>&1", folder, line)) fail_msg("%s: %s", line, output);
}

static void test_a_play_says_where_it_is_kept_and_what_is_next(void **state)
{
    static char said[4096];
    (void)state;
    need_tracking();
    assert_int_equal(
        tiptoe("play --camera demo --model lite --game bubble_garden --seconds 5 --fast "
               "--store '%s/ends.db' | tail -n 5",
               folder),
        0);
    snprintf(said, sizeof said, "%.4000s", output);
    assert_non_null(strstr(said, "This is session 1, kept in "));
    assert_may_be_typed(said, "a page to read and print:");
    assert_may_be_typed(said, "all sessions:");
    assert_int_equal(shell("grep -q '<html' '%s/session.html'", folder), 0);
    assert_ends("--verify", "replay last");
}

static void test_the_check_goes_on_and_ends(void **state)
{
    (void)state;
    need_tracking();
    int status = shell("timeout 60 '%s' check --camera demo --model lite --seconds 2 --store "
                       "'%s/check.db' 2>&1",
                       TIPTOE_PROGRAM, folder);
    if (status != 0 && status != 69)  // the machine may be slow, or have no sound
        fail_msg("status %d: %s", status, output);
    assert_non_null(strstr(output, "checking without a window"));
    assert_non_null(strstr(output, "(drawn)"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_needs_a_window_says_what_does_without),
        cmocka_unit_test(test_a_play_says_where_it_is_kept_and_what_is_next),
        cmocka_unit_test(test_the_check_goes_on_and_ends),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
