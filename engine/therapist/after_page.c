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

enum { ROW_FUN, ROW_HARD, ROW_SUPPORT, ROW_FOOT };

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
    }
}

static void add_foot(AfterPage *p, AfterAnswer answer, int key, const char *shown, float left,
                     float width, const char *image, const char *words)
{
    Vec2 at = vec2(left + width / 2, 0.65f);
    Button *b = button_add(&p->board.all, ROW_FOOT, answer, at, width, BUTTON_LIVE_HEIGHT);
    b->press = key;
    b->key = shown;
    button_say(b, image, words);
}

static void lay_out(AfterPage *p)
{
    const AfterNews *news = &p->news;
    board_begin(&p->board);
    lay_faces(p, ROW_FUN);
    lay_faces(p, ROW_HARD);
    lay_support(p);
    Buttons *all = &p->board.all;
    add_foot(p, AFTER_FINISH, 'q', "Q", 0.3f, 2.3f, "icon_flag", "End");
    if (news->may_plan) add_foot(p, AFTER_PLAN, 'c', "C", 2.8f, 2.3f, "icon_list", "Plan");
    add_foot(p, AFTER_LONGER, 'b', "B", 5.3f, 3.1f, "icon_rest", "Longer break");
    all->list[all->count - 1].greyed = !news->longer;
    add_foot(p, AFTER_AGAIN, 'r', "R", 8.6f, 2.7f, "icon_redo", "Again!");
    all->list[all->count - 1].greyed = !news->again;
    add_foot(p, AFTER_NEXT, RENDER_KEY_ENTER, "Enter", 11.5f, 4.2f, "icon_play", news->green);
    all->list[all->count - 1].look = BUTTON_GREEN;
}

void after_open(AfterPage *p, const AfterNews *news, unsigned age_months, unsigned support)
{
    *p = (AfterPage){ .news = *news };
    p->rating.support = support;
    p->rating.by_grown_up = age_months > 0 && age_months < SIX_YEARS;
    board_focus(&p->board, ROW_FUN, 3);
    p->board.walked = true;  // it is seen which row the digits answer
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
    default: return (AfterAnswer)value;
    }
}

AfterAnswer after_key(AfterPage *p, int key)
{
    lay_out(p);
    return press(p, board_key(&p->board, key));
}

AfterAnswer after_point(AfterPage *p, Vec2 at)
{
    lay_out(p);
    return press(p, board_point(&p->board, at));
}

// The digits on the faces of the row in focus.
static void draw_digits(const AfterPage *p, Canvas *c)
{
    for (int i = 0; i < p->board.all.count; i++) {
        const Button *b = &p->board.all.list[i];
        if (b->row > ROW_HARD || !b->press) continue;
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

void after_draw(AfterPage *p, Canvas *c)
{
    char title[64];
    bool grown_up = p->rating.by_grown_up;
    lay_out(p);
    canvas_clear(c);
    snprintf(title, sizeof title, "%s is done", p->news.game);
    board_ground(c, title, p->news.beside);
    board_plate(c, vec2(STAGE_WIDTH / 2, 4.62f), 15.4f, 6.94f, NULL);
    draw_question(c, face_y[ROW_FUN], "Was that fun?",
                  grown_up ? "as you saw it" : "the child points, you touch");
    draw_question(c, face_y[ROW_HARD], "How hard was it?",
                  grown_up ? "under six years you judge" : "the child points, you touch");
    draw_question(c, 2.99f, "Support", "as it was in play");
    canvas_text_from(c, vec2(0.7f, 1.75f), 0.34f, 3.3f, PALETTE_INK, "Just now");
    canvas_text_from(c, vec2(4.13f, 1.75f), 0.28f, 11.2f, PALETTE_INK, "%s", p->news.just_now);
    board_draw(&p->board, c);
    draw_digits(p, c);
}
