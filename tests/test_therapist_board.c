// SPDX-License-Identifier: MIT
// test_therapist_board.c: the buttons of a grown-ups' page by key, mouse and touch.
#include "test.h"

#include "render/render.h"
#include "therapist/board.h"

#include <string.h>

enum { GAMES, LEVELS, FOOT };

// Two rows of three games, five levels below them of which the third is chosen, and the foot.
static void lay_out(Board *board, bool green_greyed)
{
    board_begin(board);
    for (int i = 0; i < 6; i++)
        button_add(&board->all, GAMES, i, vec2(2 + 2 * (float)(i % 3), 7 - 2 * (float)(i / 3)),
                   1.8f, 1.8f);
    for (int i = 0; i < 5; i++) {
        Button *b = button_add(&board->all, LEVELS, i, vec2(2 + (float)i, 3), 0.8f, 0.8f);
        b->chosen = i == 2;
        b->greyed = i == 4;
    }
    button_add_key(&board->all, RENDER_KEY_ESCAPE, "Esc", vec2(2, 1), 2)->row = FOOT;
    Button *green = button_add_key(&board->all, 0, "Enter", vec2(12, 1), 3);
    green->row = FOOT;
    green->look = BUTTON_GREEN;
    green->greyed = green_greyed;
}

static void assert_focus(const Board *board, int row, int value)
{
    assert_int_equal(board->row, row);
    assert_int_equal((int)board->value, value);
}

static void press(Board *board, int key, int row, int value)
{
    lay_out(board, false);
    assert_null(board_key(board, key));
    assert_focus(board, row, value);
}

static void test_keys_walk(void **state)
{
    (void)state;
    Board board = { .row = GAMES };
    press(&board, RENDER_KEY_RIGHT, GAMES, 1);
    press(&board, RENDER_KEY_DOWN, GAMES, 4);
    press(&board, RENDER_KEY_RIGHT, GAMES, 5);
    press(&board, RENDER_KEY_RIGHT, GAMES, 5);  // the end of the row
    press(&board, RENDER_KEY_LEFT, GAMES, 4);
    press(&board, RENDER_KEY_DOWN, LEVELS, 2);
    press(&board, RENDER_KEY_UP, GAMES, 4);
    press(&board, RENDER_KEY_TAB, LEVELS, 2);  // the chosen one first
    press(&board, RENDER_KEY_TAB, FOOT, RENDER_KEY_ESCAPE);
    press(&board, RENDER_KEY_TAB, GAMES, 0);
    lay_out(&board, false);
    assert_int_equal(board_key(&board, ' ')->row, GAMES);
}

static void test_keys_press(void **state)
{
    (void)state;
    Board board = { .row = LEVELS, .value = 4 };
    lay_out(&board, false);
    assert_null(board_key(&board, ' '));  // greyed
    assert_int_equal(board_key(&board, RENDER_KEY_ENTER)->look, BUTTON_GREEN);
    assert_int_equal((int)board_key(&board, RENDER_KEY_ESCAPE)->value, RENDER_KEY_ESCAPE);
    assert_null(board_key(&board, 'z'));
    lay_out(&board, true);
    assert_null(board_key(&board, RENDER_KEY_ENTER));
}

// A button that is gone from the page does not keep the focus.
static void test_a_focus_that_is_lost_goes_to_the_green_one(void **state)
{
    (void)state;
    Board board = { .row = GAMES, .value = 17 };
    lay_out(&board, false);
    assert_int_equal(board_key(&board, ' ')->look, BUTTON_GREEN);
    lay_out(&board, true);
    board_focus(&board, GAMES, 17);
    assert_int_equal((int)board_key(&board, ' ')->value, 0);
    board_begin(&board);
    assert_null(board_key(&board, ' '));
    assert_null(board_key(&board, RENDER_KEY_TAB));
    assert_null(board_key(&board, RENDER_KEY_LEFT));
}

static void test_points_press(void **state)
{
    (void)state;
    Board board = { 0 };
    lay_out(&board, false);
    assert_int_equal((int)board_point(&board, vec2(4.2f, 4.8f))->value, 4);
    assert_focus(&board, GAMES, 4);
    assert_null(board_point(&board, vec2(6, 3)));  // greyed
    assert_null(board_point(&board, vec2(15, 8)));
    assert_focus(&board, GAMES, 4);
}

static void test_words_are_broken_at_blanks(void **state)
{
    (void)state;
    static Canvas canvas;
    canvas_clear(&canvas);
    int lines = board_words(&canvas, vec2(1, 5), 0.25f, 3.0f, 4, COLOR_WHITE,
                            "left hand first, loves the drums, keep the sound low");
    assert_in_range(lines, 2, 4);
    assert_int_equal(canvas.item_count, lines);
    char whole[256] = "";
    for (int i = 0; i < lines; i++) {
        if (i) strcat(whole, " ");
        strcat(whole, canvas.item[i].text);
        assert_true(canvas.item[i].at.y < 5.01f - 0.3f * (float)i);
    }
    assert_string_equal(whole, "left hand first, loves the drums, keep the sound low");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys_walk),
        cmocka_unit_test(test_keys_press),
        cmocka_unit_test(test_a_focus_that_is_lost_goes_to_the_green_one),
        cmocka_unit_test(test_points_press),
        cmocka_unit_test(test_words_are_broken_at_blanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
