// SPDX-License-Identifier: MIT
// board.h: the buttons of a grown-ups' page, pressed by keyboard, mouse, touch, controller or one
// switch. A page lays its buttons down anew whenever it is drawn or asked; the board keeps which of
// them has the focus. Rows of buttons that belong together are groups (Button.row), laid down in
// the order in which they are walked through. Main thread.
#pragma once

#include "therapist/button.h"

typedef struct Board {
    Buttons all;
    int row;       // the focus: a button of this group ...
    double value;  // ... that stands for this
    bool walked;   // keys moved the focus: it is shown
} Board;

// Before a page lays down its buttons with button_add(). The focus stays.
void board_begin(Board *board);

// The focus goes to the button of that group and value; one that is not there gives it to the green
// one, or the first.
void board_focus(Board *board, int row, double value);

// The button that a key as render.h names it presses; NULL: none, or a greyed one. Arrows move
// within a group and, up and down, to the nearest button; Tab goes to the next group; Space presses
// what has the focus; Enter the green one, or where there is none what has the focus; any other key
// the button whose `press` it is.
const Button *board_key(Board *board, int key);

// What has the focus is pressed; for pages on which Space does something else.
const Button *board_take(Board *board);

// What was clicked or touched at that point of the stage; it takes the focus.
const Button *board_point(Board *board, Vec2 at);

void board_draw(const Board *board, Canvas *canvas);

// ---- what pages are made of ---------------------------------------------------------------------

// The dusk garden, its head with the page's name and `beside` it ("" or NULL: nothing).
void board_ground(Canvas *canvas, const char *title, const char *beside);

// In the head instead of what stands beside the name: what must be read now. "": nothing.
#define BOARD_TROUBLE_MAX 80
void board_trouble(Canvas *canvas, const char *words);

// A plate with its heading at the upper left; NULL: none.
void board_plate(Canvas *canvas, Vec2 middle, float width, float height, const char *heading);

// Words from `left` on, no wider than `width`, broken at blanks into at most `most` lines from
// `left.y` down. The number of lines. What does not fit is a defect of the page: the last line
// takes it all, smaller.
int board_words(Canvas *canvas, Vec2 left, float height, float width, int most, Color color,
                const char *words);
