// SPDX-License-Identifier: MIT
// letters_page.c: letters on the screen.
#include "therapist/letters_page.h"

#include "render/render.h"
#include "therapist/palette.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define LINES     5
#define ROWS      4
#define PITCH_X   1.5f
#define PITCH_Y   1.02f
#define LEFT_X    1.25f
#define TOP_Y     5.32f
#define FOOT_Y    0.68f
#define TEXT_HIGH 0.25f
#define TEXT_WIDE 9.5f  // one part of a page that is larger than the window has it whole

enum { ROW_FOOT = ROWS, FOOT_BACK = 1, FOOT_BLANK, FOOT_DELETE, FOOT_DONE };

void letters_page_open(LettersPage *p, LettersKind kind, const char *title, const char *text,
                       size_t most, bool walked)
{
    REQUIRE(title && text && most < LETTERS_MAX);
    *p = (LettersPage){ .kind = kind, .title = title, .most = most, .anew = kind != LETTERS_WORDS };
    snprintf(p->text, sizeof p->text, "%s", text);
    board_focus(&p->board, 1, kind == LETTERS_CODE ? 'A' : 'a');
    p->board.walked = walked;
}

// ---- buttons ------------------------------------------------------------------------------------

static Button *add_foot(LettersPage *p, int value, float x, float width, const char *image,
                        const char *words, const char *shown, int press)
{
    Button *b =
        button_add(&p->board.all, ROW_FOOT, value, vec2(x, FOOT_Y), width, BUTTON_LIVE_HEIGHT);
    button_say(b, image, words);
    b->key = shown;
    b->press = press;
    return b;
}

static void lay_out(LettersPage *p)
{
    static const char *const codes[ROWS] = { "1234567890", "ABCDEFGHIJ", "KLMNOPQRST", "UVWXYZ-_" };
    static const char *const words[ROWS] = { "1234567890", "abcdefghij", "klmnopqrst",
                                             "uvwxyz.,-?" };
    const char *const *rows = p->kind == LETTERS_CODE ? codes : words;
    board_begin(&p->board);
    for (int row = 0; row < ROWS; row++) {
        for (int i = 0; rows[row][i]; i++) {
            char letter[2] = { rows[row][i], '\0' };
            Vec2 at = vec2(LEFT_X + PITCH_X * (float)i, TOP_Y - PITCH_Y * (float)row);
            Button *b = button_add(&p->board.all, row, letter[0], at, 1.38f, 0.9f);
            button_say(b, NULL, letter);
        }
    }
    bool stop = p->corner;
    add_foot(p, FOOT_BACK, stop ? 3.6f : 1.5f, 2.4f, "icon_home", "Back", "Esc", RENDER_KEY_ESCAPE);
    if (p->kind != LETTERS_CODE)
        add_foot(p, FOOT_BLANK, stop ? 6.1f : 5.1f, stop ? 2.3f : 4.4f, NULL, "Space", "", 0);
    add_foot(p, FOOT_DELETE, 9.35f, 3.7f, "icon_undo", "Take one back", NULL, RENDER_KEY_BACKSPACE);
    add_foot(p, FOOT_DONE, 13.6f, 4.2f, NULL, "Done", "Enter", RENDER_KEY_ENTER)->look =
        BUTTON_GREEN;
}

// ---- presses ------------------------------------------------------------------------------------

static bool is_letter(const LettersPage *p, int key)
{
    if (key < ' ' || key > '~') return false;
    return p->kind != LETTERS_CODE || isalnum(key) || key == '-' || key == '_';
}

// Sentences begin with a large letter: keys have no shift.
static int as_written(const LettersPage *p, size_t length, int key)
{
    const char *text = p->text;
    bool begins = p->kind == LETTERS_WORDS &&
                  (length == 0 ||
                   (length >= 2 && text[length - 1] == ' ' && strchr(".!?", text[length - 2])));
    return p->kind == LETTERS_CODE || begins ? toupper(key) : key;
}

static LettersAnswer add_letter(LettersPage *p, int key)
{
    size_t length = p->anew ? 0 : strlen(p->text);
    p->anew = false;
    if (length >= p->most) return LETTERS_STAY;
    p->text[length] = (char)as_written(p, length, key);
    p->text[length + 1] = '\0';
    return LETTERS_CHANGED;
}

static LettersAnswer take_back(LettersPage *p)
{
    size_t length = strlen(p->text);
    p->anew = false;
    if (!length) return LETTERS_STAY;
    do length--;
    while (length && (p->text[length] & 0xc0) == 0x80);  // a letter of several bytes
    p->text[length] = '\0';
    return LETTERS_CHANGED;
}

static LettersAnswer press(LettersPage *p, const Button *b)
{
    if (!b) return LETTERS_STAY;
    if (b->row != ROW_FOOT) return add_letter(p, (int)b->value);
    switch ((int)b->value) {
    case FOOT_BLANK: return add_letter(p, ' ');
    case FOOT_DELETE: return take_back(p);
    case FOOT_DONE: return LETTERS_DONE;
    default: return LETTERS_LEFT;
    }
}

LettersAnswer letters_page_type(LettersPage *p, const char *text)
{
    size_t length = p->anew ? 0 : strlen(p->text), more = strlen(text);
    p->board.walked = p->anew = false;
    if (length + more > p->most) return LETTERS_STAY;
    memcpy(p->text + length, text, more + 1);
    return LETTERS_CHANGED;
}

LettersAnswer letters_page_key(LettersPage *p, int key)
{
    bool blank = key == ' ', walked = p->board.walked;
    if (is_letter(p, key) && !(blank && walked)) {
        p->board.walked = false;
        return add_letter(p, key);
    }
    if (blank && !walked) {  // it is seen first what it would press
        p->board.walked = true;
        return LETTERS_STAY;
    }
    lay_out(p);
    return press(p, board_key(&p->board, key));
}

LettersAnswer letters_page_point(LettersPage *p, Vec2 at)
{
    lay_out(p);
    return press(p, board_point(&p->board, at));
}

// ---- drawing ------------------------------------------------------------------------------------

void letters_page_draw(const LettersPage *page, const char *beside, Canvas *canvas)
{
    LettersPage laid = *page;
    char shown[LETTERS_MAX + 2];
    lay_out(&laid);
    board_ground(canvas, page->title, beside);
    board_plate(canvas, vec2(STAGE_WIDTH / 2, 7.05f), 15.4f, 2.0f, NULL);
    board_plate(canvas, vec2(STAGE_WIDTH / 2, 3.79f), 15.4f, 4.2f, NULL);
    snprintf(shown, sizeof shown, "%s_", page->text);
    if (page->kind == LETTERS_WORDS)
        board_words(canvas, vec2(0.7f, 7.78f), TEXT_HIGH, TEXT_WIDE, LINES, PALETTE_INK, shown);
    else
        canvas_text_from(canvas, vec2(0.7f, 7.05f), 0.5f, TEXT_WIDE,
                         page->anew ? PALETTE_QUIET : PALETTE_INK, "%s", shown);
    board_draw(&laid.board, canvas);
}
