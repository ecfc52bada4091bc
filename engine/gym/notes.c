// SPDX-License-Identifier: MIT
// notes.c: the strip of quick notes, and the line that is typed.
#include "gym/notes.h"

#include "render/render.h"
#include "therapist/palette.h"

#include <stdio.h>
#include <string.h>

#define COLUMNS   6
#define BUTTON_W  2.1f
#define COLUMN    2.22f
#define LEFT_X    3.6f  // of the first column's middle, beside the stop button
#define LOW_Y     0.6f
#define ROW_Y     0.95f
#define CARD_Y    5.6f
#define LINE_SIZE 0.34f
#define LETTERS   56  // of a line on the card

void notes_open(Notes *notes, uint32_t step)
{
    *notes = (Notes){ .mode = NOTES_STRIP, .until = step + NOTES_OPEN_S * GAME_STEPS_PER_SECOND };
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
    if (notes->paused) run_command(run, COMMAND_PAUSE, 0);
}

// A pause that was there before stays.
static void end_writing(Notes *notes, Run *run)
{
    if (notes->paused) run_command(run, COMMAND_RESUME, 0);
    notes_close(notes);
}

// The digits lie on the keyboard as 1 to 9 and 0.
static int strip_key(Notes *notes, Run *run, int key)
{
    bool digit = key >= '0' && key <= '9';
    if (digit) {
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

// The last letter, however many bytes it has.
static void rub_out(char *text)
{
    size_t length = strlen(text);
    while (length > 0 && ((unsigned char)text[--length] & 0xC0) == 0x80) continue;
    text[length] = '\0';
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " ")] == '\0';
}

int notes_key(Notes *notes, Run *run, int key)
{
    if (notes->mode == NOTES_STRIP) return strip_key(notes, run, key);
    if (notes->mode == NOTES_CLOSED) return key;
    if (key == RENDER_KEY_BACKSPACE) rub_out(notes->text);
    if (key == RENDER_KEY_ENTER && !is_blank(notes->text)) run_write_note(run, notes->text);
    if (key == RENDER_KEY_ENTER || key == RENDER_KEY_ESCAPE) end_writing(notes, run);
    return 0;
}

void notes_type(Notes *notes, const Run *run, const char *text)
{
    size_t length = strlen(notes->text), more = strlen(text);
    bool begins = run->step == notes->since;
    if (notes->mode != NOTES_WRITING || begins || length + more >= sizeof notes->text) return;
    memcpy(notes->text + length, text, more + 1);
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
    if (notes->mode == NOTES_CLOSED) return;
    if (notes->mode == NOTES_WRITING) {
        Vec2 middle = vec2(STAGE_WIDTH / 2, CARD_Y - 0.75f);
        lay(all, vec2(middle.x - COLUMN, middle.y), RENDER_KEY_ESCAPE, "Esc", "Leave it out");
        lay(all, vec2(middle.x + COLUMN, middle.y), RENDER_KEY_ENTER, "Enter", "Keep it");
        return;
    }
    for (int i = 0; i < NOTE_COUNT - 1; i++)
        lay(all, place_at(i < 5 ? i : i + 1), digits[i][0], digits[i], note_words((Note)(i + 1)));
    lay(all, place_at(COLUMNS - 1), 't', "T", note_words(NOTE_WRITTEN));
    lay(all, place_at(2 * COLUMNS - 1), RENDER_KEY_ESCAPE, "Esc", "No note");
}

// What was typed last is always seen.
static const char *end_of(const char *text)
{
    size_t letters = 0;
    const char *at = text + strlen(text);
    while (at > text && letters < LETTERS) letters += ((unsigned char)*--at & 0xC0) != 0x80;
    return at;
}

void notes_draw(const Notes *notes, Canvas *canvas)
{
    if (notes->mode != NOTES_WRITING) return;
    Vec2 middle = vec2(STAGE_WIDTH / 2, CARD_Y);
    canvas_box(canvas, middle, 12.4f, 2.9f, PALETTE_SHEET);
    canvas_text(canvas, vec2(middle.x, middle.y + 1.05f), 0.28f, PALETTE_QUIET,
                "A note about this moment, without a name");
    canvas_box(canvas, vec2(middle.x, middle.y + 0.3f), 11.8f, 0.8f, PALETTE_EDGE);
    canvas_box(canvas, vec2(middle.x, middle.y + 0.3f), 11.74f, 0.74f, PALETTE_CARD);
    canvas_text_within(canvas, vec2(middle.x, middle.y + 0.3f), LINE_SIZE, 11.4f, PALETTE_INK,
                       "%s_", end_of(notes->text));
}
