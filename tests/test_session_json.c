// SPDX-License-Identifier: MIT
// test_session_json.c: what is written as JSON reads back the same, and what cannot be written is
// told.
#include "session/json_out.h"
#include "test.h"

#include <jansson.h>
#include <string.h>

static void write_all(JsonOut *json, const void *text)
{
    json_begin(json, NULL);
    json_text(json, "text", text);
    json_text(json, "none", NULL);
    json_list(json, "numbers");
    json_number(json, NULL, 3);
    json_number(json, NULL, 0.1);
    json_number(json, NULL, 1e100);
    json_number(json, NULL, -1e-7);
    json_number(json, NULL, (double)NAN);
    json_number(json, NULL, (double)INFINITY);
    json_end(json);
    json_whole(json, "least", INT64_MIN);
    json_flag(json, "yes", true);
    json_begin(json, "empty");
    json_end(json);
    json_end(json);
}

static void test_every_kind_of_value_reads_back(void **state)
{
    (void)state;
    static const char text[] =
        "a \"b\" \\ / \b\f\n\r\t \x01\x1f\x7f \xc3\xa9 \xe2\x82\xac \xf0\x9f\x8e\x88";
    char *said = json_string_of(write_all, text, 17);
    assert_non_null(said);
    assert_null(strchr(said, '\n'));
    json_t *all = json_loads(said, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(all);
    assert_string_equal(json_string_value(json_object_get(all, "text")), text);
    assert_true(json_is_null(json_object_get(all, "none")));
    const json_t *numbers = json_object_get(all, "numbers");
    static const double values[] = { 3, 0.1, 1e100, -1e-7 };
    for (size_t i = 0; i < 4; i++) {
        assert_true(json_is_real(json_array_get(numbers, i)));
        assert_true(json_real_value(json_array_get(numbers, i)) == values[i]);
    }
    assert_true(json_is_null(json_array_get(numbers, 4)));
    assert_true(json_is_null(json_array_get(numbers, 5)));
    assert_int_equal(json_array_size(numbers), 6);
    assert_true(json_integer_value(json_object_get(all, "least")) == INT64_MIN);
    assert_true(json_is_true(json_object_get(all, "yes")));
    assert_int_equal(json_object_size(json_object_get(all, "empty")), 0);
    json_decref(all);
    free(said);
}

// No text of ours or of a store can make a page of JSON that nobody reads.
static void test_text_that_is_no_utf_8_is_put_in_question_marks(void **state)
{
    (void)state;
    static const char *const bad[] = { "\xff",         "\xc3",         "\xc0\xaf",
                                       "\xe2\x82",     "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                       "\xf0\x80\x80", "\x80",         "\xe0\x80\x80" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[32];
        snprintf(text, sizeof text, "a%sz\xc3\xa9", bad[i]);
        char *said = json_string_of(write_all, text, 9);
        assert_non_null(said);
        json_t *all = json_loads(said, 0, NULL);
        assert_non_null(all);
        const char *read = json_string_value(json_object_get(all, "text"));
        assert_int_equal(strlen(read), strlen(text));
        assert_int_equal(read[0], 'a');
        assert_int_equal(read[1], '?');
        assert_string_equal(strchr(read, 'z'), "z??");
        json_decref(all);
        free(said);
    }
}

static void test_the_form_of_the_page(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    JsonOut json = json_out(to, 4, true);
    json_begin(&json, NULL);
    json_number(&json, "a", 123456);
    json_list(&json, "b");
    json_whole(&json, NULL, 1);
    json_whole(&json, NULL, 2);
    json_end(&json);
    json_end(&json);
    assert_int_equal(json_finish(&json), RESULT_OK);
    assert_int_equal(fclose(to), 0);
    assert_string_equal(text, "{\n  \"a\": 1.235e5,\n  \"b\": [\n    1,\n    2\n  ]\n}\n");
    free(text);
}

static void test_a_full_disk_is_told(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    JsonOut json = json_out(full, 9, true);
    write_all(&json, "text");
    assert_int_equal(json_finish(&json), RESULT_FULL);
    fclose(full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_kind_of_value_reads_back),
        cmocka_unit_test(test_text_that_is_no_utf_8_is_put_in_question_marks),
        cmocka_unit_test(test_the_form_of_the_page),
        cmocka_unit_test(test_a_full_disk_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
