// SPDX-License-Identifier: MIT
// test_therapist_after.c: the page after a game: stop from everywhere on it, the ten quick notes
// and a written one, the support, and what comes next; by keys, by a controller's focus and by
// touch.
#include "render/render.h"
#include "therapist/after_page.h"

#include "test.h"

#include <string.h>

static AfterPage page;

static void open_page(void)
{
    const AfterNews news = { .game = "Bubble Garden",
                             .just_now = "21 of 27 reached",
                             .green = "Drum Twins",
                             .beside = "12 of 30 minutes of play today",
                             .again = true,
                             .longer = true,
                             .may_plan = true,
                             .may_note = true };
    after_open(&page, &news, 100, 0);
}

// Where these words stand; the last ones lie over the others.
static Vec2 at(const char *words)
{
    static Canvas canvas;
    Vec2 place = { -1, -1 };
    after_draw(&page, &canvas);
    for (int i = 0; i < canvas.item_count; i++)
        if (canvas.item[i].kind == CANVAS_TEXT && !strcmp(canvas.item[i].text, words))
            place = canvas.item[i].at;
    if (place.x < 0) fail_msg("\"%s\" is not shown", words);
    return place;
}

static AfterAnswer touch(const char *words)
{
    return after_point(&page, at(words));
}

static void test_stop_comes_before_what_is_next(void **state)
{
    (void)state;
    open_page();
    assert_int_equal(after_key(&page, '4'), AFTER_RATED);
    assert_int_equal(after_key(&page, ' '), AFTER_STOPPED);
    assert_int_equal(page.rating.hard, 0);  // Space answers nothing
    at("Stopped: all is silent until you go on");
    assert_int_equal(after_key(&page, '2'), AFTER_STAY);  // the row of digits lost the focus
    assert_int_equal(touch("easy"), AFTER_RATED);         // what is seen can be answered
    assert_int_equal(after_key(&page, RENDER_KEY_ENTER), AFTER_RESUMED);
    assert_int_equal(after_key(&page, RENDER_KEY_ENTER), AFTER_NEXT);
    open_page();
    assert_int_equal(touch("Stop"), AFTER_STOPPED);
    assert_int_equal(touch("Go on"), AFTER_RESUMED);
    assert_int_equal(touch("Drum Twins"), AFTER_NEXT);
}

// What the window keeps in reach where it shows a part of the page (lens.c).
static void test_the_window_knows_where_stop_is(void **state)
{
    (void)state;
    static const char *const keys[] = { "", "t", "tt" };
    for (int i = 0; i < 3; i++) {
        static Canvas canvas;
        open_page();
        for (const char *k = keys[i]; *k; k++) after_key(&page, *k);
        after_draw(&page, &canvas);
        assert_above(canvas.stop_size.x, 0);
        assert_int_equal(after_point(&page, canvas.stop), AFTER_STOPPED);
    }
}

static void test_each_quick_note(void **state)
{
    (void)state;
    for (int note = 1; note < NOTE_COUNT; note++) {
        const char *words = note_words((Note)note);
        open_page();
        assert_int_equal(after_key(&page, 't'), AFTER_STAY);
        assert_int_equal(after_key(&page, '0' + note % 10), AFTER_NOTED);
        assert_string_equal(page.note, words);
        open_page();
        assert_int_equal(touch("Note"), AFTER_STAY);
        assert_int_equal(touch(words), AFTER_NOTED);
        assert_string_equal(page.note, words);
        open_page();  // a controller: the first has the focus
        after_key(&page, 't');
        for (int i = 1; i < (note - 1) % 5 + 1; i++) after_key(&page, RENDER_KEY_RIGHT);
        if (note > 5) after_key(&page, RENDER_KEY_DOWN);
        assert_int_equal(after_take(&page), AFTER_NOTED);
        assert_string_equal(page.note, words);
    }
    open_page();
    after_key(&page, 't');
    assert_int_equal(after_key(&page, RENDER_KEY_ESCAPE), AFTER_STAY);
    assert_int_equal(page.mode, AFTER_ASKS);
    assert_string_equal(page.note, "");
}

static void test_a_written_note(void **state)
{
    (void)state;
    open_page();
    touch("Note");
    touch("Write ...");
    touch("o");
    touch("k");
    assert_int_equal(touch("Done"), AFTER_NOTED);
    assert_string_equal(page.note, "Ok");
    at("Noted: Ok");
    after_key(&page, 't');
    after_key(&page, 't');
    assert_int_equal(after_key(&page, RENDER_KEY_ENTER), AFTER_STAY);  // nothing was written
    after_key(&page, 't');
    after_key(&page, 't');
    assert_int_equal(after_take(&page), AFTER_STAY);  // the letter that has the focus
    assert_string_equal(page.letters.text, "A");
    assert_int_equal(touch("Stop"), AFTER_STOPPED);
    assert_int_equal(page.mode, AFTER_ASKS);
    after_key(&page, 't');
    after_key(&page, 't');
    assert_int_equal(after_key(&page, ' '), AFTER_STAY);  // typed: a blank ...
    assert_int_equal(after_stop(&page), AFTER_STOPPED);   // ... but the trigger stops
}

static void test_support_by_the_keys_of_a_play(void **state)
{
    (void)state;
    open_page();
    for (int i = 0; i < SUPPORT_COUNT; i++) {
        assert_int_equal(after_key(&page, RENDER_KEY_F1 + 4 + i), AFTER_RATED);
        assert_int_equal(page.rating.support, 1u << i);
        after_key(&page, RENDER_KEY_F1 + 4 + i);
        assert_int_equal(page.rating.support, 0);
    }
}

static void test_without_a_session_there_is_no_note(void **state)
{
    (void)state;
    open_page();
    page.news.may_note = false;
    after_key(&page, 't');
    assert_int_equal(page.mode, AFTER_ASKS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stop_comes_before_what_is_next),
        cmocka_unit_test(test_the_window_knows_where_stop_is),
        cmocka_unit_test(test_each_quick_note),
        cmocka_unit_test(test_a_written_note),
        cmocka_unit_test(test_support_by_the_keys_of_a_play),
        cmocka_unit_test(test_without_a_session_there_is_no_note),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
