// SPDX-License-Identifier: MIT
// children_page.c: the list of children.
#include "therapist/children_page.h"

#include "render/render.h"
#include "therapist/child_badge.h"
#include "therapist/palette.h"

#include <stdio.h>
#include <string.h>

enum { ROW_CARD, ROW_OPEN, ROW_LIST, ROW_TURN, ROW_FOOT, ROW_UNDO, ROW_QUESTION };
enum {
    FOOT_NEW,
    FOOT_QUICK,
    FOOT_ARCHIVE,
    FOOT_DELETE,
    FOOT_HOUR,
    LIST_FIND,
    LIST_ARCHIVE,
    LIST_BACK,
    TURN_BACK,
    TURN_ON,
    UNDO,
    KEEP,
    DELETE,
};

#define CARD_W 3.6f
#define CARD_H 1.55f

static Vec2 card_at(int i)
{
    return vec2(2.24f + 3.71f * (float)(i % 3), 6.45f - 1.68f * (float)(i / 3));
}

static int shown(const ChildrenPage *p)
{
    int left = p->count - p->page * CHILDREN_CARDS;
    return left < CHILDREN_CARDS ? left : CHILDREN_CARDS;
}

static int page_count(const ChildrenPage *p)
{
    return p->count ? (p->count + CHILDREN_CARDS - 1) / CHILDREN_CARDS : 1;
}

const char *children_page_chosen(const ChildrenPage *p)
{
    return p->count ? p->code[p->chosen] : NULL;
}

static const ChildGlance *chosen_glance(const ChildrenPage *p)
{
    return &p->glance[p->chosen % CHILDREN_CARDS];
}

// ---- what is shown ------------------------------------------------------------------------------

static void choose(ChildrenPage *p, int index)
{
    int page = index / CHILDREN_CARDS;
    p->chosen = index;
    p->page = page;
    board_focus(&p->board, ROW_CARD, index % CHILDREN_CARDS);
    if (!p->count) board_focus(&p->board, ROW_LIST, LIST_BACK);
    for (int i = 0; i < shown(p) && p->memory.look_up; i++) {
        p->glance[i] = (ChildGlance){ 0 };
        p->memory.look_up(p->memory.self, p->code[page * CHILDREN_CARDS + i], &p->glance[i]);
    }
}

// Those whose code holds what is sought, in their order.
static void find(ChildrenPage *p)
{
    int found = 0, today = 0;
    for (int i = 0; i < p->all; i++) {
        if (!strcasestr(p->code[i], p->find)) continue;
        if (i < p->today) today++;
        if (found != i) memcpy(p->code[found], p->code[i], sizeof p->code[i]);
        found++;
    }
    p->count = found;
    p->today = today;
}

void children_page_refresh(ChildrenPage *p, const char *child)
{
    char code[PLAN_CHILD_MAX + 1];
    int index = 0;
    snprintf(code, sizeof code, "%s", child ? child : "");
    p->today = 0;
    p->all = p->memory.list(p->memory.self, p->archived, p->code, &p->today);
    find(p);
    for (int i = 0; i < p->count; i++)
        if (!strcmp(p->code[i], code)) index = i;
    choose(p, index);
}

void children_page_open(ChildrenPage *p, ChildrenMemory memory, const char *date)
{
    *p = (ChildrenPage){ .memory = memory };
    snprintf(p->date, sizeof p->date, "%s", date);
    children_page_refresh(p, NULL);
}

void children_page_archived(ChildrenPage *p, const char *child)
{
    snprintf(p->undo, sizeof p->undo, "%s", child);
    p->undo_us = p->now_us;
}

void children_page_tick(ChildrenPage *p, int64_t now_us)
{
    p->now_us = now_us;
    if (p->undo[0] && now_us - p->undo_us >= CHILDREN_UNDO_S * 1000000) p->undo[0] = '\0';
}

// ---- buttons ------------------------------------------------------------------------------------

static Button *add(ChildrenPage *p, int row, int value, Vec2 at, float width, int press)
{
    Button *b = button_add(&p->board.all, row, value, at, width, BUTTON_LIVE_HEIGHT);
    b->press = press;
    return b;
}

static void add_cards(ChildrenPage *p)
{
    for (int i = 0; i < shown(p); i++) {
        Button *b = add(p, ROW_CARD, i, card_at(i), CARD_W, '1' + i);
        b->height = CARD_H;
        b->key = "";
        b->chosen = p->page * CHILDREN_CARDS + i == p->chosen;
    }
}

// Beside each card the page of its child. What lies on a card is found first.
static void add_pages(ChildrenPage *p)
{
    for (int i = 0; i < shown(p); i++) {
        Vec2 at = vec2_add(card_at(i), vec2(CARD_W / 2 - 0.38f, -0.45f));
        Button *b = add(p, ROW_OPEN, i, at, 0.56f, 0);
        b->height = 0.56f;
        b->key = "";
        button_say(b, "icon_list", "");
    }
}

static void add_list(ChildrenPage *p)
{
    Button *b = add(p, ROW_LIST, LIST_FIND, vec2(7.75f, 7.67f), 1.7f, 'f');
    button_say(b, NULL, "Find");
    b->height = 0.6f;
    b->key = "F";
    b->chosen = p->find[0];
    b = add(p, ROW_LIST, LIST_ARCHIVE, vec2(10.1f, 7.67f), 2.7f, 'r');
    button_say(b, NULL, p->archived ? "Children" : "Archived");
    b->height = 0.6f;
    b->key = "R";
    for (int i = 0; i < 2 && page_count(p) > 1; i++) {
        b = add(p, ROW_TURN, i ? TURN_ON : TURN_BACK, vec2(i ? 7.75f : 4.15f, 1.76f), 1.7f,
                i ? '+' : '-');
        button_say(b, i ? "icon_arrow_right" : "icon_arrow_left", i ? "On" : "Back");
        b->key = i ? "+" : "-";
        b->height = 0.72f;
        b->greyed = i ? p->page + 1 >= page_count(p) : p->page == 0;
    }
    b = add(p, ROW_LIST, LIST_BACK, vec2(14.72f, 8.58f), 1.6f, RENDER_KEY_ESCAPE);
    b->height = 0.56f;
    button_say(b, NULL, "Back");
    b->key = "Esc";
}

static void add_foot(ChildrenPage *p)
{
    Button *b = NULL;
    if (p->archived) {
        b = add(p, ROW_FOOT, FOOT_DELETE, vec2(5.05f, 0.68f), 3.4f, 'd');
        button_say(b, NULL, "Delete for good");
        b->key = "D";
        b->greyed = !p->count;
    } else {
        b = add(p, ROW_FOOT, FOOT_NEW, vec2(1.5f, 0.68f), 2.4f, 'n');
        button_say(b, "icon_plus", "New child");
        b->key = "N";
        b = add(p, ROW_FOOT, FOOT_QUICK, vec2(4.05f, 0.68f), 2.5f, 'q');
        button_say(b, "icon_play", "Quick game");
        b->key = "Q";
    }
    b = add(p, ROW_FOOT, FOOT_ARCHIVE, vec2(p->archived ? 1.75f : 6.6f, 0.68f),
            p->archived ? 2.9f : 2.3f, 'a');
    button_say(b, "icon_archive", p->archived ? "Bring back" : "Archive");
    b->key = "A";
    b->greyed = !p->count;
    if (p->undo[0]) {
        b = add(p, ROW_UNDO, UNDO, vec2(10.76f, 0.68f), 1.9f, 'u');
        button_say(b, "icon_undo", "Undo");
        b->key = "U";
    }
    if (p->archived) return;
    b = add(p, ROW_FOOT, FOOT_HOUR, vec2(13.75f, 0.68f), 3.9f, 0);
    button_say(b, NULL, "Open today's hour");
    b->key = "Enter";
    b->look = BUTTON_GREEN;
    b->greyed = !p->count;
}

static void add_question(ChildrenPage *p)
{
    Button *b = add(p, ROW_QUESTION, KEEP, vec2(4.1f, 3.7f), 2.9f, RENDER_KEY_ESCAPE);
    button_say(b, "icon_undo", "Keep");
    b->key = "Esc";
    b = add(p, ROW_QUESTION, DELETE, vec2(7.8f, 3.7f), 2.9f, 0);
    button_say(b, NULL, "Delete for good");
    b->key = "";
}

static void lay_out(ChildrenPage *p)
{
    board_begin(&p->board);
    if (p->asking) {
        add_question(p);
        return;
    }
    add_pages(p);
    add_cards(p);
    add_list(p);
    add_foot(p);
}

// ---- what is done -------------------------------------------------------------------------------

static void archive(ChildrenPage *p, const char *child, bool archived)
{
    char code[PLAN_CHILD_MAX + 1], next[PLAN_CHILD_MAX + 1] = "";
    snprintf(code, sizeof code, "%s", child);
    if (p->chosen + 1 < p->count) memcpy(next, p->code[p->chosen + 1], sizeof next);
    p->failed = !p->memory.archive(p->memory.self, code, archived);
    if (p->failed) return;
    p->undo[0] = '\0';
    if (archived) children_page_archived(p, code);
    children_page_refresh(p, archived ? next : code);
}

static void turn(ChildrenPage *p, int page)
{
    int pages = page_count(p);
    if (page >= 0 && page < pages) choose(p, page * CHILDREN_CARDS);
}

static void show_archive(ChildrenPage *p, bool archived)
{
    p->archived = archived;
    p->finding = false;
    p->find[0] = '\0';
    children_page_refresh(p, NULL);
}

static void erase(ChildrenPage *p)
{
    char code[PLAN_CHILD_MAX + 1];
    p->asking = false;
    if (!p->count) return;
    memcpy(code, p->code[p->chosen], sizeof code);
    p->failed = !p->memory.erase(p->memory.self, code);
    if (!strcmp(p->undo, code)) p->undo[0] = '\0';
    children_page_refresh(p, NULL);
}

static ChildrenAnswer go_back(ChildrenPage *p)
{
    bool was_finding = p->finding || p->find[0];
    if (!was_finding && !p->archived) return CHILDREN_BACK;
    show_archive(p, was_finding && p->archived);
    return CHILDREN_STAY;
}

static ChildrenAnswer press(ChildrenPage *p, const Button *b)
{
    int value = (int)b->value;
    if (b->row == ROW_CARD || b->row == ROW_OPEN) {
        p->chosen = p->page * CHILDREN_CARDS + value;
        if (b->row == ROW_OPEN || p->archived) return CHILDREN_PAGE;
        return CHILDREN_HOUR;
    }
    switch (value) {
    case FOOT_NEW: return CHILDREN_NEW;
    case FOOT_QUICK: return CHILDREN_QUICK;
    case FOOT_HOUR: return CHILDREN_HOUR;
    case FOOT_ARCHIVE: archive(p, p->code[p->chosen], !p->archived); break;
    case FOOT_DELETE:
        p->asking = true;
        board_focus(&p->board, ROW_QUESTION, KEEP);
        break;
    case LIST_FIND:
        p->finding = true;
        letters_page_open(&p->letters, LETTERS_CODE, "Whose code holds", p->find, CHILDREN_FIND_MAX,
                          p->board.walked);
        break;
    case LIST_ARCHIVE: show_archive(p, !p->archived); break;
    case LIST_BACK: return go_back(p);
    case TURN_BACK: turn(p, p->page - 1); break;
    case TURN_ON: turn(p, p->page + 1); break;
    case UNDO: archive(p, p->undo, false); break;
    case KEEP: p->asking = false; break;
    case DELETE: erase(p); break;
    default: break;
    }
    return CHILDREN_STAY;
}

// What is sought changes the list at once; who alone is left is opened.
static ChildrenAnswer take_letters(ChildrenPage *p, LettersAnswer answer)
{
    if (answer == LETTERS_LEFT) return go_back(p);
    if (answer == LETTERS_CHANGED) {
        snprintf(p->find, sizeof p->find, "%.*s", CHILDREN_FIND_MAX, p->letters.text);
        children_page_refresh(p, NULL);
    }
    if (answer != LETTERS_DONE) return CHILDREN_STAY;
    p->finding = false;
    if (p->count != 1) return CHILDREN_STAY;
    return p->archived ? CHILDREN_PAGE : CHILDREN_HOUR;
}

ChildrenAnswer children_page_key(ChildrenPage *p, int key)
{
    if (p->finding) return take_letters(p, letters_page_key(&p->letters, key));
    lay_out(p);
    const Button *b = board_key(&p->board, key);
    if (!b && p->board.row == ROW_CARD) {
        int index = p->page * CHILDREN_CARDS + (int)p->board.value;
        if (index < p->count) p->chosen = index;
    }
    return b ? press(p, b) : CHILDREN_STAY;
}

ChildrenAnswer children_page_point(ChildrenPage *p, Vec2 at)
{
    if (p->finding) return take_letters(p, letters_page_point(&p->letters, at));
    lay_out(p);
    const Button *b = board_point(&p->board, at);
    return b ? press(p, b) : CHILDREN_STAY;
}

// ---- drawing ------------------------------------------------------------------------------------

static void draw_card(const ChildrenPage *p, int i, Canvas *canvas)
{
    const char *code = p->code[p->page * CHILDREN_CARDS + i];
    const ChildGlance *g = &p->glance[i];
    Vec2 at = card_at(i);
    float left = at.x - CARD_W / 2, words = left + 0.93f;
    bool today = p->page * CHILDREN_CARDS + i < p->today;
    const char *line = g->hour[0] ? g->hour : today ? "today" : g->who;  // without its minutes
    child_badge(canvas, code, vec2(left + 0.48f, at.y + 0.16f), 0.82f);
    canvas_text(canvas, vec2(left + 0.48f, at.y - 0.56f), 0.24f, PALETTE_QUIET, "%d", i + 1);
    canvas_text_from(canvas, vec2(words, at.y + 0.45f), 0.3f, 2.36f, PALETTE_INK, "%s", code);
    canvas_text_from(canvas, vec2(words, at.y + 0.05f), 0.24f, 2.62f, PALETTE_INK, "%.*s",
                     (int)strcspn(line, ","), line);
    canvas_text_from(canvas, vec2(words, at.y - 0.4f), 0.24f, 1.72f,
                     g->due[0] ? PALETTE_AMBER : PALETTE_QUIET, "%s", g->due[0] ? g->due : g->last);
}

static void draw_list(const ChildrenPage *p, Canvas *canvas)
{
    const Vec2 head = { 0.6f, 7.68f };
    board_plate(canvas, vec2(5.95f, 4.7f), 11.3f, 6.8f, NULL);
    if (p->find[0])
        canvas_text_from(canvas, head, 0.34f, 5.6f, PALETTE_INK, "Code with: %s", p->find);
    else if (p->archived)
        canvas_text_from(canvas, head, 0.34f, 5.6f, PALETTE_INK, "Archived: %d", p->all);
    else
        canvas_text_from(canvas, head, 0.34f, 5.6f, PALETTE_INK,
                         p->today ? "Children: %d, today's first" : "Children: %d", p->all);
    if (!p->count)
        canvas_text(canvas, vec2(5.95f, 4.8f), 0.32f, PALETTE_QUIET, "%s",
                    p->find[0]    ? "No code holds these letters"
                    : p->archived ? "Nobody is archived"
                                  : "Nobody is here yet: New child");
    if (page_count(p) > 1)
        canvas_text(canvas, vec2(5.95f, 1.76f), 0.3f, PALETTE_INK, "%d / %d", p->page + 1,
                    page_count(p));
}

static void rule(Canvas *canvas, float y)
{
    canvas_box(canvas, vec2(13.75f, y), 3.5f, 0.02f, PALETTE_GROOVE);
}

static void draw_chosen(const ChildrenPage *p, Canvas *canvas)
{
    const ChildGlance *g = chosen_glance(p);
    const float left = 12.0f, wide = 3.5f;
    board_plate(canvas, vec2(13.75f, 4.7f), 3.9f, 6.8f, NULL);
    if (!p->count) return;
    child_badge(canvas, p->code[p->chosen], vec2(12.5f, 7.45f), 1.0f);
    canvas_text_from(canvas, vec2(13.1f, 7.62f), 0.3f, 2.45f, PALETTE_INK, "%s",
                     p->code[p->chosen]);
    canvas_text_from(canvas, vec2(13.1f, 7.2f), 0.25f, 2.45f, PALETTE_INK, "%s", g->who);
    board_words(canvas, vec2(left, 6.68f), 0.25f, wide, 2, PALETTE_QUIET, g->body);
    rule(canvas, 6.15f);
    canvas_text_from(canvas, vec2(left, 5.85f), 0.28f, wide, PALETTE_INK, "Today's hour");
    board_words(canvas, vec2(left, 5.45f), 0.25f, wide, 2, PALETTE_QUIET,
                g->hour[0] ? g->hour : "no plan yet");
    rule(canvas, 4.9f);
    canvas_text_from(canvas, vec2(left, 4.6f), 0.28f, wide, PALETTE_INK, "From last time");
    board_words(canvas, vec2(left, 4.2f), 0.25f, wide, 4, PALETTE_QUIET,
                g->notes[0] ? g->notes : "no notes");
    rule(canvas, 2.95f);
    canvas_text_from(canvas, vec2(left, 2.65f), 0.28f, wide, PALETTE_INK, "Before play");
    board_words(canvas, vec2(left, 2.25f), 0.25f, wide, 3,
                g->must_ask ? PALETTE_AMBER : PALETTE_QUIET, g->asked);
}

static void draw_foot(const ChildrenPage *p, Canvas *canvas)
{
    const float wide = p->archived ? 8.9f : 4.0f;
    const Vec2 at = { p->archived ? 11.25f : 9.8f, 0.68f };
    canvas_box(canvas, at, wide, BUTTON_LIVE_HEIGHT, PALETTE_PAPER);
    if (p->undo[0] && !p->failed) {
        float share = 1 - (float)(p->now_us - p->undo_us) / (CHILDREN_UNDO_S * 1e6f);
        canvas_text_from(canvas, vec2(at.x - wide / 2 + 0.12f, 0.86f), 0.25f, 1.7f, PALETTE_INK,
                         "%s", p->undo);
        canvas_text_from(canvas, vec2(at.x - wide / 2 + 0.12f, 0.5f), 0.24f, 1.1f, PALETTE_INK,
                         "archived");
        canvas_arc(canvas, vec2(9.45f, 0.5f), 0.15f, 0.06f, clampf(share, 0, 1), PALETTE_LEAF);
    } else {
        char words[128] = "A skilled adult watches, not the machine";
        if (p->failed)
            snprintf(words, sizeof words, "Not done: %s; press again",
                     p->advice ? p->advice : "see the log");
        else if (p->trouble[0])
            snprintf(words, sizeof words, "%s", p->trouble);
        board_words(canvas, vec2(at.x - wide / 2 + 0.2f, 0.86f), 0.25f, fminf(wide - 0.4f, 3.7f), 2,
                    p->failed || p->trouble[0] ? PALETTE_AMBER : PALETTE_INK, words);
    }
}

// They lie on the cards: drawn over them, found before them.
static void draw_pages(const Board *board, Canvas *canvas)
{
    for (int i = 0; i < board->all.count; i++) {
        const Button *b = &board->all.list[i];
        bool focused = board->walked && board->row == ROW_OPEN && b->value == board->value;
        if (b->row == ROW_OPEN) button_draw(b, focused, canvas);
    }
}

static void draw_question(const ChildrenPage *p, Canvas *canvas)
{
    canvas_box(canvas, vec2(5.95f, 4.6f), 10.4f, 3.4f, PALETTE_SHEET);
    canvas_text_within(canvas, vec2(5.95f, 5.75f), 0.36f, 9.8f, PALETTE_INK, "Delete %s for good?",
                       p->code[p->chosen]);
    canvas_text_within(canvas, vec2(5.95f, 5.1f), 0.28f, 9.8f, PALETTE_QUIET,
                       "Page, plans, sessions and results go. Nothing brings them back.");
}

static void draw_letters(const ChildrenPage *page, Canvas *canvas)
{
    char beside[48];
    if (page->count == 1)
        snprintf(beside, sizeof beside, "%s", page->code[0]);
    else
        snprintf(beside, sizeof beside, "%d children", page->count);
    letters_page_draw(&page->letters, beside, canvas);
}

void children_page_draw(const ChildrenPage *page, Canvas *canvas)
{
    if (page->finding) {
        draw_letters(page, canvas);
        return;
    }
    ChildrenPage laid = *page;  // drawing changes nothing that is seen
    lay_out(&laid);
    board_ground(canvas, page->archived ? "Archive" : "Children", NULL);
    canvas_text_from(canvas, vec2(3.0f, 8.58f), 0.27f, 6.0f, PALETTE_QUIET, "%s", page->date);
    draw_list(page, canvas);
    draw_chosen(page, canvas);
    page->asking ? draw_question(page, canvas) : draw_foot(page, canvas);
    board_draw(&laid.board, canvas);
    for (int i = 0; i < shown(page) && !page->asking; i++) draw_card(page, i, canvas);
    draw_pages(&laid.board, canvas);
}
