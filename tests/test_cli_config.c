// SPDX-License-Identifier: MIT
// test_cli_config.c: the machine's settings: where they are read, what goes before what, and what
// is said of those that mean nothing.
#include "program.h"
#include "test.h"

#include <string.h>

static int setup(void **state)
{
    (void)state;
    return make_folder();
}

static void write_config(const char *text)
{
    char path[128];
    assert_int_equal(shell("mkdir -p '%s/tiptoe'", folder), 0);
    snprintf(path, sizeof path, "%s/tiptoe/tiptoe.conf", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void assert_said(const char *words)
{
    if (!strstr(output, words)) fail_msg("not said: %s, but: %s", words, output);
}

static void test_each_value_is_told_with_its_origin(void **state)
{
    (void)state;
    write_config("# this room\n[camera]\ncamera = demo\nmodel=lite ; slow\n");
    assert_int_equal(shell("TIPTOE_WINDOW=800x600 '%s' config 2>&1", TIPTOE_PROGRAM), 0);
    assert_said("camera = demo  ; ");
    assert_said("/tiptoe/tiptoe.conf:3\n");
    assert_said("model = lite  ; ");
    assert_said("window = 800x600  ; environment\n");
    assert_said("#store = (~/.local/share/tiptoe/tiptoe.db)\n");
    // What is printed is such a file.
    assert_int_equal(shell("'%s' config >'%s/again'; mv '%s/again' '%s/tiptoe/tiptoe.conf'; "
                           "'%s' config 2>&1",
                           TIPTOE_PROGRAM, folder, folder, folder, TIPTOE_PROGRAM),
                     0);
    assert_said("camera = demo  ; ");
    assert_said("#window = (1280x720)\n");
    assert_null(strstr(output, "there is no setting"));
}

static void test_what_is_nearer_to_the_person_goes_before(void **state)
{
    char text[160];
    (void)state;
    snprintf(text, sizeof text, "store = %s/file.db\n", folder);
    write_config(text);
    assert_int_equal(tiptoe("sessions"), 66);  // there is none yet, by that name
    assert_said("file.db");
    assert_int_equal(
        shell("TIPTOE_STORE='%s/variable.db' '%s' sessions 2>&1", folder, TIPTOE_PROGRAM), 66);
    assert_said("variable.db");
    assert_int_equal(shell("TIPTOE_STORE='%s/variable.db' '%s' sessions --store '%s/typed.db' 2>&1",
                           folder, TIPTOE_PROGRAM, folder),
                     66);
    assert_said("typed.db");
}

static void test_what_means_nothing_is_told_with_its_place(void **state)
{
    (void)state;
    write_config("\nmodle = lite\ntea = green\nthis is no setting\ncamera = demo\n");
    assert_int_equal(tiptoe("config"), 0);
    assert_said("tiptoe.conf:2: there is no setting \"modle\": is \"model\" meant");
    assert_said("tiptoe.conf:3: there is no setting \"tea\";");
    assert_said("tiptoe.conf:4: this line is no NAME = VALUE");
    assert_said("camera = demo");
}

static void test_a_value_that_is_refused_says_where_to_look(void **state)
{
    (void)state;
    write_config("window = large\n");
    assert_int_equal(tiptoe("play --headless"), 64);
    assert_said("--window large: it must be");
    assert_said("`tiptoe config` tells where");
    write_config("full-screen = perhaps\n");
    assert_int_equal(tiptoe("play --headless"), 64);
    assert_said("tiptoe.conf:1: full-screen = perhaps: it must be yes or no");
    assert_int_equal(tiptoe("games"), 0);  // has no such option
}

static void test_other_keys_stand_on_the_card(void **state)
{
    (void)state;
    write_config("keys = F10=Space, PageDown=Enter\ntext-size = 125\n");
    assert_int_equal(tiptoe("keys"), 0);
    assert_said("stop everything, silence (RT, F10)");
    assert_int_equal(tiptoe("keys --html -"), 0);
    assert_said("(RT, F10)");
    write_config("keys = F10=Loud\n");
    assert_int_equal(tiptoe("keys"), 64);
    assert_said("--keys F10=Loud: it must be pairs as F12=Space");
    write_config("text-size = 110\n");
    assert_int_equal(tiptoe("play --headless"), 64);
    assert_said("--text-size 110: it must be 100, 125 or 150");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_value_is_told_with_its_origin),
        cmocka_unit_test(test_what_is_nearer_to_the_person_goes_before),
        cmocka_unit_test(test_what_means_nothing_is_told_with_its_place),
        cmocka_unit_test(test_a_value_that_is_refused_says_where_to_look),
        cmocka_unit_test(test_other_keys_stand_on_the_card),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
