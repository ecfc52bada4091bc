// SPDX-License-Identifier: MIT
// test_cli_options.c: what people type wrongly, names that a terminal should not obey, and a
// machine with little memory or room.
#include "program.h"

#include <string.h>

static int setup(void **state)
{
    (void)state;
    return make_folder();
}

static void says(const char *what)
{
    if (!strstr(output, what)) fail_msg("no \"%s\": %s", what, output);
}

static void test_a_number_that_is_none_is_refused_by_its_option(void **state)
{
    (void)state;
    static const struct {
        const char *args, *option;
    } cases[] = {
        { "play --level 2.9", "--level 2.9" },
        { "play --level 0x2", "--level 0x2" },
        { "play --seed 1.5", "--seed 1.5" },
        { "play --seconds 3.5", "--seconds 3.5" },
        { "play --size 640x480junk", "--size 640x480junk" },
        { "play --window 640", "--window 640" },
        { "checkup --age-months 60.5", "--age-months 60.5" },
        { "check --size 640x480x", "--size 640x480x" },
        { "check --flips 20.5", "--flips 20.5" },
        { "check --seconds 2s", "--seconds 2s" },
        { "track --camera demo --json - --seed 1.5", "--seed" },
        { "track --camera demo --json - --frames 2.5", "--frames" },
        { "track --camera demo --json - --size 640x480junk", "--size" },
        { "dose --weeks 1.5", "--weeks 1.5" },
        { "dose --goal arm_left=1.5", "--goal arm_left=1.5" },
        { "measure sway_rms --fps 0x10 --x 1 -", "--fps 0x10" },
        { "measure sway_rms --fps 30 --cutoff inf --x 1 -", "--cutoff inf" },
        { "measure sway_rms --fps 30 --set radius=1cm --x 1 -", "--set radius=1cm" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (tiptoe("%s --store '%s/none.db' </dev/null", cases[i].args, folder) != 64)
            fail_msg("%s is not refused: %s", cases[i].args, output);
        says(cases[i].option);
    }
}

// Escape sequences in options, file names, columns, and in what is written to the log.
static void test_a_terminal_obeys_no_name(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "\"$program\" play --game \"$(printf 'a\\033[31mb')\" 2>&1",
        "\"$program\" play --\"$(printf 'a\\033[31mb')\" 2>&1",
        "\"$program\" \"$(printf 'a\\033[31mb')\" 2>&1",
        "printf 'a\\033[31mb\\n1\\n' | \"$program\" measure sway_rms --x c --fps 30 - 2>&1",
        "\"$program\" measure sway_rms --x 1 --fps 30 \"$(printf 'a\\033[31mb')\" 2>&1",
        "TIPTOE_LOG=info \"$program\" sessions --store \"$(printf 'a\\033[31mb/c')\" 2>&1",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        shell("program='%s'; %s", TIPTOE_PROGRAM, lines[i]);
        says("a\\x1b[31mb");
        if (strchr(output, '\033')) fail_msg("%zu: raw", i);
    }
}

// Address space is what can be limited everywhere. At each step up to where it works there is a
// word that says so, never a fault of a library; and it does work with as much as it asks for.
static void test_little_memory_is_said(void **state)
{
    (void)state;
    need_tracking();
    static const int megabytes[] = { 40, 104, 130, 180 };
    for (size_t i = 0; i < sizeof megabytes / sizeof *megabytes; i++) {
        int status = shell("ulimit -v %d; '%s' track --camera demo --model full --frames 2 "
                           "--json /dev/null 2>&1",
                           megabytes[i] * 1024, TIPTOE_PROGRAM);
        if (status == 0) continue;
        if (status != 74) fail_msg("status %d with %d MB: %s", status, megabytes[i], output);
        says("memory");
        says("close other programs");
    }
}

static void test_a_file_as_long_as_it_may_be(void **state)
{
    (void)state;
    need_tracking();
    assert_int_equal(shell("trap '' XFSZ; ulimit -f 8; '%s' track --camera demo --model lite "
                           "--frames 20 --json '%s/long.json' 2>&1",
                           TIPTOE_PROGRAM, folder),
                     74);
    says("could not be written");
    // A store that may not grow: it is told, and what was in it is.
    assert_int_equal(tiptoe("dose --child anna --goal arm_left=300 --store '%s/s.db'", folder), 0);
    assert_int_equal(shell("ulimit -f 1; '%s' dose --child anna --goal arm_left=200 --store "
                           "'%s/s.db' 2>&1",
                           TIPTOE_PROGRAM, folder),
                     74);
    says("tiptoe dose: ");
    assert_int_equal(tiptoe("verify --all --store '%s/s.db'", folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_number_that_is_none_is_refused_by_its_option),
        cmocka_unit_test(test_a_terminal_obeys_no_name),
        cmocka_unit_test(test_little_memory_is_said),
        cmocka_unit_test(test_a_file_as_long_as_it_may_be),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
