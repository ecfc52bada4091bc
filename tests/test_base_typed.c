// SPDX-License-Identifier: MIT
// test_base_typed.c: numbers that people type, and names that a terminal should not obey.
#include "base/number.h"
#include "base/plain.h"
#include "test.h"

#include <string.h>

static void test_numbers(void **state)
{
    (void)state;
    double value;
    assert_true(number_read("2.9", 1, 5, &value) && value == 2.9);
    assert_true(number_read("1e2", 1, 500, &value) && value == 100);
    static const char *const none[] = { "",    " 2",  "2 ",  "0x2", "inf",
                                        "nan", "2,9", "--2", "2x",  "1e999" };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (number_read(none[i], -1e308, 1e308, &value)) fail_msg("\"%s\" is a number", none[i]);
    assert_true(number_read_whole("3", 1, 5, &value) && value == 3);
    assert_false(number_read_whole("2.9", 1, 5, &value));
    assert_false(number_read_whole("6", 1, 5, &value));
}

static void test_sizes(void **state)
{
    (void)state;
    int width = 0, height = 0;
    assert_true(number_read_size("1280x720", &width, &height));
    assert_int_equal(width, 1280);
    assert_int_equal(height, 720);
    static const char *const none[] = {
        "1280", "x",         "1280x",   "1280x720x",       "1280x720junk",
        "-5x7", "640.5x480", "100x100", "99999999999x480", "640X480"
    };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (number_read_size(none[i], &width, &height)) fail_msg("\"%s\" is a size", none[i]);
}

// In pieces of each length, so that every character is cut somewhere.
static void test_control_characters(void **state)
{
    (void)state;
    static const char given[] = "a\x1b[31m\x07\tb\r\nc\rd\xC2\x9B\xC2\xB5\x7F\xE2\x82\xAC\n";
    static const char wanted[] = "a\\x1b[31m\\x07\tb\r\nc\\x0dd\\x9b\xC2\xB5\\x7f\xE2\x82\xAC\n";
    for (size_t piece = 1; piece < sizeof given; piece++) {
        char out[PLAIN_GROWS * 2 * sizeof given];
        unsigned char kept = 0;
        size_t n = 0;
        for (size_t at = 0; at < sizeof given - 1; at += piece) {
            size_t length = sizeof given - 1 - at < piece ? sizeof given - 1 - at : piece;
            n += plain_text(out + n, given + at, length, &kept);
        }
        out[n] = '\0';
        assert_string_equal(out, wanted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_control_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
