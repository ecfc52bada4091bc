// SPDX-License-Identifier: MIT
// test_therapist_letters.c: letters on the screen, by keyboard, finger and controller.
#include "render/render.h"
#include "test.h"
#include "therapist/letters_page.h"

#include <string.h>

static LettersPage page;

static void type(const char *keys)
{
    for (; *keys; keys++) letters_page_key(&page, *keys);
}

// Presses the button of these words with a finger.
static LettersAnswer touch(const char *words)
{
    static Canvas canvas;
    canvas_clear(&canvas);
    letters_page_draw(&page, "", &canvas);
    for (int i = canvas.item_count - 1; i >= 0; i--)
        if (canvas.item[i].kind == CANVAS_TEXT && !strcmp(canvas.item[i].text, words))
            return letters_page_point(&page, canvas.item[i].at);
    fail_msg("\"%s\" is not there", words);
    return LETTERS_STAY;
}

static void test_a_code_is_typed(void **state)
{
    (void)state;
    letters_page_open(&page, LETTERS_CODE, "Code", "BLUE-FOX-27", 8, false);
    type("ab c!-12");
    assert_string_equal(page.text, "ABC-12");  // begun anew, and nothing that a code cannot hold
    type("345");
    assert_string_equal(page.text, "ABC-1234");  // no longer than it may be
    assert_int_equal(letters_page_key(&page, RENDER_KEY_BACKSPACE), LETTERS_CHANGED);
    assert_string_equal(page.text, "ABC-123");
    assert_int_equal(letters_page_key(&page, RENDER_KEY_ENTER), LETTERS_DONE);
    assert_int_equal(letters_page_key(&page, RENDER_KEY_ESCAPE), LETTERS_LEFT);
}

static void test_sentences_go_on(void **state)
{
    (void)state;
    letters_page_open(&page, LETTERS_WORDS, "Note", "Left first.", LETTERS_MAX - 1, false);
    type(" loves drums");
    assert_string_equal(page.text, "Left first. Loves drums");
    memcpy(page.text, "caf\xc3\xa9", 6);  // of another program: two bytes go as one letter
    letters_page_key(&page, RENDER_KEY_BACKSPACE);
    assert_string_equal(page.text, "caf");
    letters_page_key(&page, RENDER_KEY_BACKSPACE);
    letters_page_key(&page, RENDER_KEY_BACKSPACE);
    letters_page_key(&page, RENDER_KEY_BACKSPACE);
    assert_int_equal(letters_page_key(&page, RENDER_KEY_BACKSPACE), LETTERS_STAY);
    for (int i = 0; i < 2 * LETTERS_MAX; i++) type("x");
    assert_int_equal(strlen(page.text), LETTERS_MAX - 1);
}

static void test_by_a_finger(void **state)
{
    (void)state;
    letters_page_open(&page, LETTERS_NAME, "Name", "Home", 31, false);
    assert_int_equal(touch("h"), LETTERS_CHANGED);
    touch("i");
    touch("Space");
    touch("2");
    assert_string_equal(page.text, "hi 2");
    touch("Take one back");
    assert_string_equal(page.text, "hi ");
    assert_int_equal(touch("Done"), LETTERS_DONE);
    assert_int_equal(touch("Back"), LETTERS_LEFT);
}

// Arrows and one button, as a controller sends them: every letter can be reached.
static void test_by_a_controller(void **state)
{
    (void)state;
    letters_page_open(&page, LETTERS_WORDS, "Note", "", 60, true);
    letters_page_key(&page, ' ');
    letters_page_key(&page, RENDER_KEY_RIGHT);
    letters_page_key(&page, ' ');
    letters_page_key(&page, RENDER_KEY_DOWN);
    letters_page_key(&page, ' ');
    assert_string_equal(page.text, "Abl");
    for (int i = 0; i < 4; i++) letters_page_key(&page, RENDER_KEY_DOWN);
    letters_page_key(&page, RENDER_KEY_RIGHT);
    letters_page_key(&page, ' ');
    assert_string_equal(page.text, "Abl ");  // the blank
    letters_page_key(&page, RENDER_KEY_RIGHT);
    letters_page_key(&page, ' ');
    assert_string_equal(page.text, "Abl");
    assert_int_equal(letters_page_key(&page, RENDER_KEY_ENTER), LETTERS_DONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_code_is_typed),
        cmocka_unit_test(test_sentences_go_on),
        cmocka_unit_test(test_by_a_finger),
        cmocka_unit_test(test_by_a_controller),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
