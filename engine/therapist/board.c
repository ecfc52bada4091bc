// SPDX-License-Identifier: MIT
// board.c: the focus of a board, and what a grown-ups' page is made of.
#include "therapist/board.h"

#include "render/render.h"
#include "therapist/palette.h"

#include <stdio.h>
#include <string.h>

void board_begin(Board *board)
{
    board->all.count = 0;
}

void board_focus(Board *board, int row, double value)
{
    board->row = row;
    board->value = value;
}

static int index_of(const Board *board)
{
    const Buttons *all = &board->all;
    int green = -1;
    for (int i = 0; i < all->count; i++) {
        const Button *b = &all->list[i];
        if (b->row == board->row && fabs(b->value - board->value) < 1e-9) return i;
        if (b->look == BUTTON_GREEN && !b->greyed) green = i;
    }
    return green >= 0 || !all->count ? green : 0;
}

static const Button *focus_on(Board *board, int index)
{
    const Button *b = &board->all.list[index];
    board_focus(board, b->row, b->value);
    return b;
}

// How far `to` is from `from` when one goes that way; a button that lies more aside than ahead is
// far. Negative: it does not lie that way.
static float way(Vec2 from, Vec2 to, Vec2 ahead)
{
    Vec2 d = vec2_sub(to, from);
    float along = d.x * ahead.x + d.y * ahead.y,
          aside = fabsf(d.x * ahead.y) + fabsf(d.y * ahead.x);
    return along < 0.05f ? -1 : along + 3 * aside;
}

// Sideways the focus stays in its group, up and down it goes where the nearest button is.
static void walk(Board *board, Vec2 ahead)
{
    const Buttons *all = &board->all;
    int here = index_of(board), best = here;
    float least = INFINITY;
    for (int i = 0; i < all->count && here >= 0; i++) {
        const Button *b = &all->list[i];
        if (ahead.x != 0 && b->row != all->list[here].row) continue;
        float far = way(all->list[here].at, b->at, ahead);
        if (far < 0 || far >= least) continue;
        least = far;
        best = i;
    }
    if (best >= 0) focus_on(board, best);
}

// To the first button of the next group, after the last to the first; the chosen one of a group
// has it first.
static void next_group(Board *board)
{
    const Buttons *all = &board->all;
    int here = index_of(board), first = -1;
    if (here < 0) return;
    int i = here;
    do i = (i + 1) % all->count;
    while (all->list[i].row == all->list[here].row && i != here);
    first = i;
    for (; i < all->count && all->list[i].row == all->list[first].row; i++)
        if (all->list[i].chosen) first = i;
    focus_on(board, first);
}

static const Button *unless_greyed(const Button *b)
{
    return b && !b->greyed ? b : NULL;
}

static const Button *green_one(const Board *board)
{
    for (int i = 0; i < board->all.count; i++)
        if (board->all.list[i].look == BUTTON_GREEN) return &board->all.list[i];
    return NULL;
}

static const Button *of_key(const Board *board, int key)
{
    for (int i = 0; i < board->all.count; i++)
        if (board->all.list[i].press == key) return &board->all.list[i];
    return NULL;
}

const Button *board_take(Board *board)
{
    int here = index_of(board);
    board->walked = true;
    return here < 0 ? NULL : unless_greyed(focus_on(board, here));
}

const Button *board_key(Board *board, int key)
{
    int here = index_of(board);
    const Button *own = key ? of_key(board, key) : NULL;
    if (own) return unless_greyed(own);
    board->walked |= key != 0;
    switch (key) {
    case RENDER_KEY_LEFT: walk(board, vec2(-1, 0)); return NULL;
    case RENDER_KEY_RIGHT: walk(board, vec2(1, 0)); return NULL;
    case RENDER_KEY_UP: walk(board, vec2(0, 1)); return NULL;
    case RENDER_KEY_DOWN: walk(board, vec2(0, -1)); return NULL;
    case RENDER_KEY_TAB: next_group(board); return NULL;
    case RENDER_KEY_ENTER:
        if (green_one(board)) return unless_greyed(green_one(board));
        break;
    case ' ': break;
    default: return NULL;
    }
    return here < 0 ? NULL : unless_greyed(focus_on(board, here));
}

const Button *board_point(Board *board, Vec2 at)
{
    const Button *b = unless_greyed(button_at(&board->all, at));
    board->walked = false;
    return b ? focus_on(board, (int)(b - board->all.list)) : NULL;
}

void board_draw(const Board *board, Canvas *canvas)
{
    canvas->grown_ups = true;
    int here = board->walked ? index_of(board) : -1;
    for (int i = 0; i < board->all.count; i++) button_draw(&board->all.list[i], i == here, canvas);
}

// ---- what pages are made of ---------------------------------------------------------------------

void board_ground(Canvas *canvas, const char *title, const char *beside)
{
    canvas->grown_ups = true;
    canvas_background(canvas, "menu");
    canvas_box(canvas, vec2(STAGE_WIDTH / 2, 8.58f), STAGE_WIDTH - 0.6f, 0.68f, PALETTE_PAPER);
    canvas_text_from(canvas, vec2(0.6f, 8.58f), 0.38f, 6.5f, PALETTE_INK, "%s", title);
    if (beside && beside[0]) {
        canvas_text_within(canvas, vec2(11.4f, 8.58f), 0.26f, 7.6f, PALETTE_QUIET, "%s", beside);
    }
}

void board_trouble(Canvas *canvas, const char *words)
{
    const Color cream = { 1.0f, 0.93f, 0.77f, 1 };
    if (!words[0]) return;
    canvas_box(canvas, vec2(11.35f, 8.58f), 8.3f, 0.56f, cream);
    canvas_text_within(canvas, vec2(11.35f, 8.58f), 0.27f, 8.1f, PALETTE_AMBER, "%s", words);
}

void board_plate(Canvas *canvas, Vec2 middle, float width, float height, const char *heading)
{
    canvas_box(canvas, middle, width, height, PALETTE_PAPER);
    if (heading)
        canvas_text_from(canvas, vec2(middle.x - width / 2 + 0.25f, middle.y + height / 2 - 0.33f),
                         0.3f, width - 0.5f, PALETTE_INK, "%s", heading);
}

// The canvas does not know how wide letters are: Andika's are half as wide as high, on average.
static size_t letters_of(float width, float height)
{
    return (size_t)(width / (0.52f * height));
}

// Where the line that begins at `words` ends: at the last blank that fits.
static size_t line_length(const char *words, size_t room)
{
    size_t length = strlen(words), end = 0;
    if (length <= room) return length;
    for (size_t i = 0; i <= room; i++)
        if (words[i] == ' ') end = i;
    return end ? end : room;
}

int board_words(Canvas *canvas, Vec2 left, float height, float width, int most, Color color,
                const char *words)
{
    int lines = 0;
    for (; *words && lines < most; lines++) {
        bool last = lines == most - 1;
        size_t length = last ? strlen(words) : line_length(words, letters_of(width, height));
        canvas_text_from(canvas, vec2(left.x, left.y - 1.3f * height * (float)lines), height, width,
                         color, "%.*s", (int)length, words);
        words += length;
        while (*words == ' ') words++;
    }
    return lines;
}
