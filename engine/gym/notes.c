// SPDX-License-Identifier: MIT
// notes.c: the strip of quick notes, and the page on which one is written.
#include "gym/notes.h"

#include "render/render.h"

#include <string.h>

#define COLUMNS  6
#define PLACES   (2 * COLUMNS)
#define BUTTON_W 2.1f
#define COLUMN   2.22f
#define LEFT_X   3.6f  // of the first column's middle, beside the stop button
#define LOW_Y    0.6f
#define ROW_Y    0.95f

// The digits lie on the keyboard as 1 to 9 and 0; here in two rows, beside them what else there is.
static const int place_keys[PLACES] = { '1', '2', '3', '4', '5', 't',
                                        '6', '7', '8', '9', '0', RENDER_KEY_ESCAPE };

static uint32_t until(uint32_t step)
{
    return step + NOTES_OPEN_S * GAME_STEPS_PER_SECOND;
}

void notes_open(Notes *notes, uint32_t step)
{
    *notes = (Notes){ .mode = NOTES_STRIP, .until = until(step) };
}

void notes_close(Notes *notes)
{
    *notes = (Notes){ 0 };
}

void notes_step(Notes *notes, uint32_t step)
{
    if (notes->mode == NOTES_STRIP && step >= notes->until) notes_close(notes);
}

static void begin_writing(Notes *notes, Run *run)
{
    notes->mode = NOTES_WRITING;
    notes->since = run->step;
    notes->paused = !play_paused(run->play);
    letters_page_open(&notes->letters, LETTERS_WORDS, "A note about this moment", "",
                      MARK_TEXT_MAX - 1, notes->focus > 0);
    notes->letters.corner = true;
    if (notes->paused) run_command(run, COMMAND_PAUSE, 0);
}

// A pause that was there before stays.
static void end_writing(Notes *notes, Run *run)
{
    if (notes->paused) run_command(run, COMMAND_RESUME, 0);
    notes_close(notes);
}

// Whether it was an arrow. Who walks is given time.
static bool walk(Notes *notes, const Run *run, int key)
{
    int by = key == RENDER_KEY_LEFT    ? -1
             : key == RENDER_KEY_RIGHT ? 1
             : key == RENDER_KEY_UP    ? -COLUMNS
             : key == RENDER_KEY_DOWN  ? COLUMNS
                                       : 0;
    int to = notes->focus ? notes->focus - 1 + by : 0;
    if (by && to >= 0 && to < PLACES) notes->focus = to + 1;
    if (by) notes->until = until(run->step);
    return by != 0;
}

static int strip_key(Notes *notes, Run *run, int key)
{
    if (walk(notes, run, key)) return 0;
    if (key == RENDER_KEY_ENTER && notes->focus) key = place_keys[notes->focus - 1];
    if (key >= '0' && key <= '9') {
        run_command(run, COMMAND_NOTE, (float)(key == '0' ? NOTE_COUNT - 1 : key - '0'));
        notes_close(notes);
        return 0;
    }
    if (key == RENDER_KEY_ESCAPE)
        notes_close(notes);
    else if (key == 't')
        begin_writing(notes, run);
    else
        return key;
    return 0;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " ")] == '\0';
}

static void take(Notes *notes, Run *run, LettersAnswer answer)
{
    bool done = answer == LETTERS_DONE;
    if (done && !is_blank(notes->letters.text)) run_write_note(run, notes->letters.text);
    if (done || answer == LETTERS_LEFT) end_writing(notes, run);
}

// A letter comes as text, which knows capitals and what else the keyboard has.
int notes_key(Notes *notes, Run *run, int key)
{
    if (notes->mode == NOTES_STRIP) return strip_key(notes, run, key);
    if (notes->mode == NOTES_CLOSED) return key;
    bool typed = key >= ' ' && key <= '~';
    if (!typed || (key == ' ' && notes->letters.board.walked))
        take(notes, run, letters_page_key(&notes->letters, key));
    return 0;
}

void notes_type(Notes *notes, const Run *run, const char *text)
{
    bool presses = notes->letters.board.walked && !strcmp(text, " ");
    if (notes->mode != NOTES_WRITING || run->step == notes->since || presses) return;
    (void)letters_page_type(&notes->letters, text);
}

bool notes_point(Notes *notes, Run *run, Vec2 at)
{
    if (notes->mode != NOTES_WRITING) return false;
    take(notes, run, letters_page_point(&notes->letters, at));
    return true;
}

void notes_walk(Notes *notes)
{
    if (notes->mode == NOTES_WRITING) notes->letters.board.walked = true;
}

static void lay(Buttons *all, Vec2 at, int key, const char *shown, const char *words)
{
    button_say(button_add_key(all, key, shown, at, BUTTON_W), NULL, words);
}

// In two rows beside the stop button.
static Vec2 place_at(int place)
{
    return vec2(LEFT_X + COLUMN * (float)(place % COLUMNS),
                place < COLUMNS ? LOW_Y + ROW_Y : LOW_Y);
}

void notes_lay_out(const Notes *notes, Buttons *all)
{
    static const char *const digits[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "0" };
    if (notes->mode != NOTES_STRIP) return;
    for (int i = 0; i < NOTE_COUNT - 1; i++)
        lay(all, place_at(i < 5 ? i : i + 1), digits[i][0], digits[i], note_words((Note)(i + 1)));
    lay(all, place_at(COLUMNS - 1), 't', "T", note_words(NOTE_WRITTEN));
    lay(all, place_at(PLACES - 1), RENDER_KEY_ESCAPE, "Esc", "No note");
}

int notes_focus(const Notes *notes)
{
    return notes->mode == NOTES_STRIP && notes->focus ? place_keys[notes->focus - 1] : 0;
}

void notes_draw(const Notes *notes, Canvas *canvas)
{
    if (notes->mode != NOTES_WRITING) return;
    canvas_clear(canvas);
    letters_page_draw(&notes->letters, "without a name; play waits", canvas);
}
