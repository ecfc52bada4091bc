// SPDX-License-Identifier: MIT
// after_page.c: where the questions after a game stand, and what answers them.
#include "therapist/after_page.h"

#include "render/render.h"
#include "therapist/palette.h"
#include "tiptoe/checkup.h"

#include <stdio.h>
#include <string.h>

#define SIX_YEARS 72  // months: pictures of effort are no measure of younger ones (Ayan 2023)
#define FACE_X    5.17f
#define FACE_STEP 2.27f
#define NEWS_Y    1.86f
#define NOTE_COLS 5

enum { ROW_FUN, ROW_HARD, ROW_SUPPORT, ROW_BESIDE, ROW_FOOT, ROW_STOP, ROW_NOTES };
enum { PRESS_STOP = 100, PRESS_NOTE, PRESS_WRITE, PRESS_NO_NOTE };  // beside answers

static const char *const fun_images[] = { "fun_1", "fun_2", "fun_3", "fun_4", "fun_5" };
static const char *const hard_images[] = { "hard_1", "hard_2", "hard_3", "hard_4", "hard_5" };
static const char *const fun_words[] = { "not at all", "a little", "all right", "fun",
                                         "great fun" };
static const char *const hard_words[] = { "very easy", "easy", "in between", "hard", "very hard" };
static const char *const support_words[] = { "none",   "bar",      "hand held",
                                             "walker", "orthosis", "shoes" };
_Static_assert(sizeof support_words / sizeof *support_words == SUPPORT_COUNT + 1, "a word each");
static const float face_y[] = { 6.89f, 4.71f };

// The row in focus answers to the digits.
static void lay_faces(AfterPage *p, int row)
{
    Buttons *all = &p->board.all;
    int chosen = row == ROW_FUN ? p->rating.fun : p->rating.hard;
    for (int i = 0; i < RATING_FACES; i++) {
        Vec2 at = vec2(FACE_X + FACE_STEP * (float)i, face_y[row]);
        Button *b = button_add(all, row, i + 1, at, 2.1f, 1.93f);
        b->look = BUTTON_CARD;
        button_say(b, row == ROW_FUN ? fun_images[i] : hard_images[i],
                   row == ROW_FUN ? fun_words[i] : hard_words[i]);
        b->chosen = chosen == i + 1;
        if (p->board.row == row) b->press = '1' + i;
    }
}

// "none" and the five of SUPPORT_LIST.
static void lay_support(AfterPage *p)
{
    for (int i = 0; i <= SUPPORT_COUNT; i++) {
        Vec2 at = vec2(4.99f + 1.9f * (float)i, 2.99f);
        Button *b = button_add(&p->board.all, ROW_SUPPORT, i, at, 1.72f, 0.72f);
        button_say(b, NULL, support_words[i]);
        b->chosen = i ? p->rating.support >> (i - 1) & 1 : !p->rating.support;
        b->press = i ? RENDER_KEY_F1 + 3 + i : 0;  // F5 to F9, as in a play
    }
}

static Button *add(AfterPage *p, int row, int value, Vec2 at, float width)
{
    return button_add(&p->board.all, row, value, at, width, BUTTON_LIVE_HEIGHT);
}

static Button *add_foot(AfterPage *p, int answer, int key, const char *shown, float left,
                        float width, const char *image, const char *words)
{
    Button *b = add(p, ROW_FOOT, answer, vec2(left + width / 2, 0.65f), width);
    b->press = key;
    b->key = shown;
    button_say(b, image, words);
    return b;
}

// Where it is in a play.
static void lay_stop(AfterPage *p)
{
    Button *b = button_add(&p->board.all, ROW_STOP, PRESS_STOP, vec2(1.15f, 0.65f), 2, 1);
    b->look = BUTTON_STOP;
    b->press = ' ';
    b->chosen = p->stopped;
    b->key = "Space";
    button_say(b, "icon_stop_hand", "Stop");
}

// Keys of the strip of a play. The digits lie on the keyboard as 1 to 9 and 0.
static void lay_notes(AfterPage *p)
{
    static const char *const digits[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "0" };
    for (int i = 0; i < NOTE_COUNT - 1; i++) {
        Vec2 at = vec2(2.0f + 3.0f * (float)(i % NOTE_COLS), i < NOTE_COLS ? 6.2f : 5.1f);
        Button *b = add(p, ROW_NOTES, i + 1, at, 2.8f);
        b->press = digits[i][0];
        b->key = digits[i];
        button_say(b, NULL, note_words((Note)(i + 1)));
    }
    Button *write = add(p, ROW_FOOT, PRESS_WRITE, vec2(5.5f, 3.4f), 4.2f);
    write->press = 't';
    write->key = "T";
    button_say(write, "icon_note", note_words(NOTE_WRITTEN));
    Button *none = add(p, ROW_FOOT, PRESS_NO_NOTE, vec2(10.5f, 3.4f), 4.2f);
    none->press = RENDER_KEY_ESCAPE;
    none->key = "Esc";
    button_say(none, NULL, "No note");
}

static void lay_beside(AfterPage *p)
{
    Button *note = add(p, ROW_BESIDE, PRESS_NOTE, vec2(14.35f, NEWS_Y), 2.2f);
    note->press = 't';
    note->key = "T";
    note->greyed = !p->news.may_note;
    button_say(note, "icon_note", "Note");
    if (!p->news.may_plan) return;
    Button *plan = add(p, ROW_BESIDE, AFTER_PLAN, vec2(11.95f, NEWS_Y), 2.2f);
    plan->press = 'c';
    plan->key = "C";
    button_say(plan, "icon_list", "Plan");
}

static void lay_out(AfterPage *p)
{
    const AfterNews *news = &p->news;
    board_begin(&p->board);
    if (p->mode != AFTER_ASKS) {
        lay_notes(p);
        lay_stop(p);
        return;
    }
    lay_faces(p, ROW_FUN);
    lay_faces(p, ROW_HARD);
    lay_support(p);
    lay_beside(p);
    add_foot(p, AFTER_FINISH, 'q', "Q", 2.35f, 2.2f, "icon_flag", "End");
    add_foot(p, AFTER_LONGER, 'b', "B", 4.7f, 3.1f, "icon_rest", "Longer break")->greyed =
        !news->longer;
    add_foot(p, AFTER_AGAIN, 'r', "R", 7.95f, 2.7f, "icon_redo", "Again!")->greyed = !news->again;
    add_foot(p, AFTER_NEXT, RENDER_KEY_ENTER, "Enter", 11.5f, 4.2f, "icon_play",
             p->stopped ? "Go on" : news->green)
        ->look = BUTTON_GREEN;
    lay_stop(p);
}

void after_open(AfterPage *p, const AfterNews *news, unsigned age_months, unsigned support)
{
    *p = (AfterPage){ .news = *news };
    p->rating.support = support;
    p->rating.by_grown_up = age_months > 0 && age_months < SIX_YEARS;
    board_focus(&p->board, ROW_FUN, 3);
    p->board.walked = true;  // it is seen which row the digits answer
}

AfterAnswer after_stop(AfterPage *p)
{
    p->mode = AFTER_ASKS;
    p->stopped = true;
    board_focus(&p->board, ROW_FOOT, AFTER_NEXT);
    return AFTER_STOPPED;
}

static void ask_on(AfterPage *p)
{
    p->mode = AFTER_ASKS;
    board_focus(&p->board, ROW_FOOT, AFTER_NEXT);
}

static AfterAnswer keep_note(AfterPage *p, const char *words)
{
    ask_on(p);
    if (!words[strspn(words, " ")]) return AFTER_STAY;
    snprintf(p->note, sizeof p->note, "%.*s", MARK_TEXT_MAX - 1, words);
    return AFTER_NOTED;
}

static AfterAnswer take_letters(AfterPage *p, LettersAnswer answer)
{
    if (answer == LETTERS_DONE) return keep_note(p, p->letters.text);
    if (answer == LETTERS_LEFT) ask_on(p);
    return AFTER_STAY;
}

static AfterAnswer press_foot(AfterPage *p, int value)
{
    switch (value) {
    case PRESS_STOP: return after_stop(p);
    case PRESS_NOTE:
        p->mode = AFTER_NOTES;
        board_focus(&p->board, ROW_NOTES, 1);
        return AFTER_STAY;
    case PRESS_WRITE:
        p->mode = AFTER_LETTERS;
        letters_page_open(&p->letters, LETTERS_WORDS, "A note about this game", "",
                          MARK_TEXT_MAX - 1, p->board.walked);
        p->letters.corner = true;
        return AFTER_STAY;
    case PRESS_NO_NOTE: ask_on(p); return AFTER_STAY;
    case AFTER_NEXT:
        if (!p->stopped) return AFTER_NEXT;
        p->stopped = false;
        return AFTER_RESUMED;
    default: return (AfterAnswer)value;
    }
}

// An answer leads on to what is not answered yet.
static AfterAnswer press(AfterPage *p, const Button *button)
{
    if (!button) return AFTER_STAY;
    int value = (int)button->value;
    Rating *r = &p->rating;
    switch (button->row) {
    case ROW_FUN:
        r->fun = value;
        if (r->hard)
            board_focus(&p->board, ROW_FOOT, AFTER_NEXT);
        else
            board_focus(&p->board, ROW_HARD, 3);
        return AFTER_RATED;
    case ROW_HARD:
        r->hard = value;
        board_focus(&p->board, ROW_FOOT, AFTER_NEXT);
        return AFTER_RATED;
    case ROW_SUPPORT: r->support = value ? r->support ^ 1u << (value - 1) : 0; return AFTER_RATED;
    case ROW_NOTES: return keep_note(p, note_words((Note)value));
    default: return press_foot(p, value);
    }
}

AfterAnswer after_key(AfterPage *p, int key)
{
    if (p->mode == AFTER_LETTERS) return take_letters(p, letters_page_key(&p->letters, key));
    lay_out(p);
    return press(p, board_key(&p->board, key));
}

AfterAnswer after_take(AfterPage *p)
{
    if (p->mode == AFTER_LETTERS) {
        p->letters.board.walked = true;
        return after_key(p, ' ');
    }
    lay_out(p);
    return press(p, board_take(&p->board));
}

AfterAnswer after_point(AfterPage *p, Vec2 at)
{
    lay_out(p);
    const Button *button = button_at(&p->board.all, at);
    bool stops = button && button->row == ROW_STOP;
    if (p->mode == AFTER_LETTERS && !stops)
        return take_letters(p, letters_page_point(&p->letters, at));
    return press(p, board_point(&p->board, at));
}

// The digits on the faces of the row in focus.
static void draw_digits(const AfterPage *p, Canvas *c)
{
    for (int i = 0; i < p->board.all.count; i++) {
        const Button *b = &p->board.all.list[i];
        if (b->row > ROW_HARD || b->look != BUTTON_CARD || !b->press) continue;
        Vec2 at = vec2(b->at.x - b->width / 2 + 0.3f, b->at.y + b->height / 2 - 0.3f);
        canvas_box(c, at, 0.42f, 0.42f, PALETTE_EDGE);
        canvas_box(c, at, 0.38f, 0.38f, PALETTE_CARD);
        canvas_text(c, at, 0.26f, PALETTE_INK, "%c", b->press);
    }
}

static void draw_question(Canvas *c, float y, const char *words, const char *below)
{
    const float left = 0.7f, width = 3.3f;
    canvas_text_from(c, vec2(left, y + 0.2f), 0.34f, width, PALETTE_INK, "%s", words);
    canvas_text_from(c, vec2(left, y - 0.22f), 0.26f, width, PALETTE_QUIET, "%s", below);
}

static void draw_asks(const AfterPage *p, Canvas *c)
{
    bool grown_up = p->rating.by_grown_up;
    board_plate(c, vec2(STAGE_WIDTH / 2, 4.74f), 15.4f, 6.86f, NULL);
    draw_question(c, face_y[ROW_FUN], "Was that fun?",
                  grown_up ? "as you saw it" : "the child points, you touch");
    draw_question(c, face_y[ROW_HARD], "How hard was it?",
                  grown_up ? "under six years you judge" : "the child points, you touch");
    draw_question(c, 2.99f, "Support", "as it was in play");
    canvas_text_from(c, vec2(0.7f, NEWS_Y), 0.34f, 3.3f, PALETTE_INK, "Just now");
    board_words(c, vec2(4.13f, NEWS_Y + 0.2f), 0.27f, 6.5f, 2, PALETTE_INK, p->news.just_now);
}

static void draw_notes(Canvas *c)
{
    board_plate(c, vec2(STAGE_WIDTH / 2, 4.74f), 15.4f, 6.86f, "A note about this game");
    canvas_text_from(c, vec2(0.6f, 7.25f), 0.26f, 14, PALETTE_QUIET, "%s",
                     "without a name; it stands on the session's page");
}

// A stop is told before all else.
static void put_beside(const AfterPage *p, char *words, size_t size)
{
    if (!p->stopped && p->trouble[0])
        snprintf(words, size, "%s", "");
    else if (p->stopped)
        snprintf(words, size, "Stopped: all is silent until you go on");
    else if (p->note[0])
        snprintf(words, size, "Noted: %.60s", p->note);
    else
        snprintf(words, size, "%s", p->news.beside);
}

void after_draw(AfterPage *p, Canvas *c)
{
    char title[64], beside[128];
    lay_out(p);
    canvas_clear(c);
    if (p->mode == AFTER_LETTERS) {
        letters_page_draw(&p->letters, p->trouble[0] ? "" : "without a name", c);
        board_trouble(c, p->trouble);
        button_draw(&p->board.all.list[p->board.all.count - 1], false, c);  // stop
        return;
    }
    snprintf(title, sizeof title, "%s is done", p->news.game);
    put_beside(p, beside, sizeof beside);
    board_ground(c, title, beside);
    if (!p->stopped) board_trouble(c, p->trouble);
    if (p->mode == AFTER_ASKS)
        draw_asks(p, c);
    else
        draw_notes(c);
    board_draw(&p->board, c);
    draw_digits(p, c);
}
