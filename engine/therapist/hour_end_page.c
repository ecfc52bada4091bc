// SPDX-License-Identifier: MIT
// hour_end_page.c: the plates of an hour's last page.
#include "therapist/hour_end_page.h"

#include "render/render.h"
#include "therapist/game_card.h"
#include "therapist/palette.h"

#include <stdio.h>
#include <string.h>

#define ROWS       5  // of games on a page
#define CHANGES    4
#define NOTES      3
#define NOTE_LINES 5
#define LEFT_X     0.6f
#define RIGHT_X    10.45f
#define ROW_Y      6.79f
#define ROW_H      0.6f

enum { ROW_ALL };
enum { MORE = 1, WRITE, DONE };

static int pages_of(int count, int each)
{
    return count ? (count + each - 1) / each : 1;
}

static int page_count(const HourEnd *h)
{
    int rows = pages_of(h->row_count, ROWS), changes = pages_of(h->change_count, CHANGES);
    int notes = pages_of(h->note_count, NOTES), most = rows > changes ? rows : changes;
    return notes > most ? notes : most;
}

static void lay_out(HourEndPage *p)
{
    Board *board = &p->board;
    board_begin(board);
    Buttons *all = &board->all;
    int pages = page_count(p->hour);
    if (p->hour->keeps) {
        Button *write =
            button_add(all, ROW_ALL, WRITE, vec2(14.4f, 3.3f), 2.4f, BUTTON_LIVE_HEIGHT);
        write->press = 'e';
        write->key = "E";
        button_say(write, "icon_note", "Write");
    }
    if (pages > 1) {
        char words[40];
        snprintf(words, sizeof words, "page %d of %d", p->page + 1, pages);
        Button *more = button_add(all, ROW_ALL, MORE, vec2(1.85f, 0.65f), 3.1f, BUTTON_LIVE_HEIGHT);
        more->press = 'm';
        more->key = "M";
        button_say(more, "icon_list", words);
    }
    Button *done = button_add(all, ROW_ALL, DONE, vec2(13.6f, 0.65f), 4.2f, BUTTON_LIVE_HEIGHT);
    done->press = RENDER_KEY_ENTER;
    done->key = "Enter";
    done->look = BUTTON_GREEN;
    button_say(done, "icon_home", "Next child");
}

void hour_end_open(HourEndPage *p, const HourEnd *hour)
{
    *p = (HourEndPage){ .hour = hour };
    snprintf(p->next_time, sizeof p->next_time, "%s", hour->next_time);
    board_focus(&p->board, ROW_ALL, DONE);
}

static HourEndAnswer take_letters(HourEndPage *p, LettersAnswer answer)
{
    snprintf(p->next_time, sizeof p->next_time, "%s", p->letters.text);
    p->writing = answer == LETTERS_STAY || answer == LETTERS_CHANGED;
    return p->writing ? HOUR_END_STAY : HOUR_END_NOTED;
}

static HourEndAnswer press(HourEndPage *p, const Button *button)
{
    if (!button) return HOUR_END_STAY;
    switch ((int)button->value) {
    case MORE: p->page = (p->page + 1) % page_count(p->hour); return HOUR_END_STAY;
    case WRITE:
        p->writing = true;
        letters_page_open(&p->letters, LETTERS_WORDS, "For next time", p->next_time,
                          sizeof p->next_time - 1, p->board.walked);
        return HOUR_END_STAY;
    default: return HOUR_END_DONE;
    }
}

HourEndAnswer hour_end_key(HourEndPage *p, int key)
{
    if (p->writing) return take_letters(p, letters_page_key(&p->letters, key));
    lay_out(p);
    return press(p, board_key(&p->board, key));
}

HourEndAnswer hour_end_point(HourEndPage *p, Vec2 at)
{
    if (p->writing) return take_letters(p, letters_page_point(&p->letters, at));
    lay_out(p);
    return press(p, board_point(&p->board, at));
}

// ---- what is shown ------------------------------------------------------------------------------

static void draw_level(Canvas *c, const HourRow *r, float y)
{
    if (r->level_from == r->level_to)
        canvas_text(c, vec2(5.35f, y), 0.28f, PALETTE_INK, "%d", r->level_to);
    else
        canvas_text(c, vec2(5.35f, y), 0.28f, PALETTE_INK, "%d to %d", r->level_from, r->level_to);
}

static void draw_row(Canvas *c, const HourRow *r, float y)
{
    static const char *const fun[] = { "fun_1", "fun_2", "fun_3", "fun_4", "fun_5" };
    static const char *const hard[] = { "hard_1", "hard_2", "hard_3", "hard_4", "hard_5" };
    canvas_image(c, game_card(r->game), vec2(0.87f, y), 0.5f, 0, COLOR_WHITE);
    canvas_text_from(c, vec2(1.3f, y), 0.28f, 3.2f, r->skipped ? PALETTE_QUIET : PALETTE_INK,
                     "%s%s", r->game->title, r->again ? ", again" : "");
    if (r->skipped) {
        canvas_text(c, vec2(5.35f, y), 0.26f, PALETTE_QUIET, "skipped");
        return;
    }
    draw_level(c, r, y);
    canvas_text(c, vec2(6.45f, y), 0.28f, PALETTE_INK, "%.1f", r->active_s / 60);
    if (r->offered)
        canvas_text(c, vec2(7.5f, y), 0.28f, PALETTE_INK, "%.0f %%",
                    100.0 * r->hits / (double)r->offered);
    if (r->fun) canvas_image(c, fun[r->fun - 1], vec2(8.5f, y), 0.5f, 0, COLOR_WHITE);
    if (r->hard) canvas_image(c, hard[r->hard - 1], vec2(9.35f, y), 0.5f, 0, COLOR_WHITE);
}

static void draw_played(Canvas *c, const HourEnd *h, int page)
{
    static const struct {
        float x;
        const char *words;
    } heads[] = { { 5.35f, "level" },
                  { 6.45f, "min" },
                  { 7.5f, "success" },
                  { 8.5f, "fun" },
                  { 9.35f, "hard" } };
    double active_s = 0;
    int played = 0;
    for (int i = 0; i < h->row_count; i++) {
        active_s += h->row[i].active_s;
        played += !h->row[i].skipped;
    }
    board_plate(c, vec2(5.15f, 5.95f), 9.7f, 4.2f, NULL);
    canvas_text_from(c, vec2(LEFT_X, 7.75f), 0.34f, 2, PALETTE_INK, "Played");
    canvas_text_from(c, vec2(1.95f, 7.73f), 0.26f, 5.6f, PALETTE_QUIET,
                     "%d %s, %.0f min active, %.0f min in all", played,
                     played == 1 ? "game" : "games", active_s / 60, h->whole_s / 60);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        canvas_text(c, vec2(heads[i].x, 7.27f), 0.24f, PALETTE_QUIET, "%s", heads[i].words);
    for (int i = page * ROWS, line = 0; i < h->row_count && line < ROWS; i++, line++) {
        float y = ROW_Y - ROW_H * (float)line;
        if (line % 2 == 0)
            canvas_box(c, vec2(5.15f, y), 9.3f, 0.56f, (Color){ 0.95f, 0.945f, 0.90f, 1 });
        draw_row(c, &h->row[i], y);
    }
}

static void draw_changes(Canvas *c, const HourEnd *h, int page)
{
    board_plate(c, vec2(5.15f, 2.5f), 9.7f, 2.5f, "What changed");
    if (!h->change_count)
        canvas_text_from(c, vec2(LEFT_X, 2.85f), 0.26f, 9, PALETTE_QUIET,
                         "Level, support and senses stayed as they were");
    for (int i = page * CHANGES, line = 0; i < h->change_count && line < CHANGES; i++, line++) {
        const HourLine *change = &h->change[i];
        float y = 2.95f - 0.42f * (float)line;
        canvas_image(c, change->image, vec2(0.8f, y), 0.36f, 0, COLOR_WHITE);
        canvas_text_from(c, vec2(1.15f, y), 0.26f, 2.5f, PALETTE_INK, "%s", change->what);
        canvas_text_from(c, vec2(3.75f, y), 0.26f, 6.1f, PALETTE_INK, "%s", change->words);
    }
}

// The limbs that did something today, or have a goal.
static void draw_dose(Canvas *c, const HourEnd *h)
{
    int line = 0;
    board_plate(c, vec2(12.95f, 6.85f), 5.5f, 2.4f, "Moves");
    canvas_text(c, vec2(13.4f, 7.72f), 0.24f, PALETTE_QUIET, "today");
    canvas_text(c, vec2(14.85f, 7.72f), 0.24f, PALETTE_QUIET, "this week");
    for (int limb = 0; limb < LIMB_COUNT; limb++) {
        if (!h->reps[limb] && !h->goal[limb]) continue;
        float y = 7.25f - 0.44f * (float)line++;
        canvas_text_from(c, vec2(RIGHT_X, y), 0.27f, 2.2f, PALETTE_INK, "%s",
                         limb_words((Limb)limb));
        canvas_text(c, vec2(13.4f, y), 0.28f, PALETTE_INK, "%u", h->reps[limb]);
        if (h->goal[limb])
            canvas_text_within(c, vec2(14.85f, y), 0.25f, 1.6f, PALETTE_INK, "%u/%u", h->week[limb],
                               h->goal[limb]);
        else
            canvas_text(c, vec2(14.85f, y), 0.28f, PALETTE_INK, "%u", h->week[limb]);
    }
}

static void draw_notes(Canvas *c, const HourEnd *h, int page)
{
    board_plate(c, vec2(12.95f, 4.7f), 5.5f, 1.7f, "Notes");
    if (!h->note_count)
        canvas_text_from(c, vec2(RIGHT_X, 4.75f), 0.26f, 5, PALETTE_QUIET, "None today");
    for (int i = page * NOTES, line = 0; i < h->note_count && line < NOTES; i++, line++) {
        float y = 4.85f - 0.38f * (float)line;
        canvas_text_from(c, vec2(RIGHT_X, y), 0.25f, 0.8f, PALETTE_QUIET, "%s", h->note[i].what);
        canvas_text_from(c, vec2(11.3f, y), 0.25f, 4.3f, PALETTE_INK, "%s", h->note[i].words);
    }
}

static void draw_next_time(Canvas *c, const HourEndPage *p)
{
    const Color paper = { 1, 0.957f, 0.824f, 1 };
    board_plate(c, vec2(12.95f, 2.5f), 5.5f, 2.5f, "Next time");
    if (!p->hour->keeps) {
        canvas_text_from(c, vec2(RIGHT_X, 2.7f), 0.26f, 5, PALETTE_QUIET,
                         "A guest has no page to keep it");
        return;
    }
    if (!p->next_time[0]) {
        canvas_text_from(c, vec2(RIGHT_X, 2.3f), 0.26f, 5, PALETTE_QUIET, "Nothing noted");
        return;
    }
    canvas_box(c, vec2(12.95f, 2.06f), 5.2f, 1.56f, paper);
    board_words(c, vec2(RIGHT_X, 2.64f), 0.24f, 5.0f, NOTE_LINES, PALETTE_INK, p->next_time);
}

void hour_end_draw(HourEndPage *p, Canvas *c)
{
    char title[64], beside[64];
    const HourEnd *h = p->hour;
    lay_out(p);
    canvas_clear(c);
    if (p->writing) {
        letters_page_draw(&p->letters, h->child, c);
        return;
    }
    snprintf(title, sizeof title, "%s: today", h->child);
    snprintf(beside, sizeof beside, "all kept; the child was seen in %.0f %% of the pictures",
             100 * h->found);
    board_ground(c, title, p->trouble[0] ? "" : beside);
    board_trouble(c, p->trouble);
    draw_played(c, h, p->page);
    draw_changes(c, h, p->page);
    draw_dose(c, h);
    draw_notes(c, h, p->page);
    draw_next_time(c, p);
    board_draw(&p->board, c);
}
