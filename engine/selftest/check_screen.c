// SPDX-License-Identifier: MIT
// check_screen.c: the self-test as the therapist sees it.
#include "selftest/check_screen.h"

#include "therapist/palette.h"
#include "therapist/words.h"
#include "tiptoe/base.h"

#define ROW_HEIGHT     0.72f
#define ROWS_LEFT      6.1f
#define ROWS_TOP       7.72f
#define LETTERS        0.25f  // 28 px at 1080 lines, and no smaller
#define ADVICE_LETTERS 58     // in one line

static const char *const names[CHECK_STATE_COUNT] = {
#define X(name, stored, picture) stored,
    CHECK_STATE_LIST(X)
#undef X
};
static const char *const pictures[CHECK_STATE_COUNT] = {
#define X(name, stored, picture) picture,
    CHECK_STATE_LIST(X)
#undef X
};
static const Color plates[CHECK_STATE_COUNT] = {
    [CHECK_WAIT] = { 0.94f, 0.95f, 0.96f, 1 }, [CHECK_GREEN] = { 0.86f, 0.96f, 0.90f, 1 },
    [CHECK_AMBER] = { 1.0f, 0.94f, 0.78f, 1 }, [CHECK_RED] = { 1.0f, 0.86f, 0.82f, 1 },
    [CHECK_NONE] = { 0.94f, 0.95f, 0.96f, 1 },
};

const char *check_state_name(CheckState state)
{
    REQUIRE(state >= 0 && state < CHECK_STATE_COUNT);
    return names[state];
}

// The canvas centres its text, so the rows' words are centred over their column.
static void draw_row(Canvas *canvas, const CheckRow *row, float y)
{
    const float middle = (ROWS_LEFT + STAGE_WIDTH) / 2;
    canvas_box(canvas, vec2(middle - 0.2f, y), STAGE_WIDTH - ROWS_LEFT - 0.6f, ROW_HEIGHT - 0.03f,
               plates[row->state]);
    canvas_image(canvas, pictures[row->state], vec2(ROWS_LEFT + 0.42f, y), 0.54f, 0, COLOR_WHITE);
    canvas_image(canvas, row->picture, vec2(ROWS_LEFT + 1.15f, y), 0.54f, 0, COLOR_WHITE);
    const float x = (ROWS_LEFT + 1.5f + STAGE_WIDTH - 0.5f) / 2, width = 7.6f;
    if (!row->advice[0]) {
        canvas_text_within(canvas, vec2(x, y), 0.27f, width, PALETTE_INK, "%s: %s", row->title,
                           row->finding);
        return;
    }
    const Vec2 upper = { x, y + 0.16f }, lower = { x, y - 0.14f };
    int first = words_break(row->advice, ADVICE_LETTERS);
    if (first)  // long advice tells what was found
        canvas_text_within(canvas, upper, LETTERS, width, PALETTE_INK, "%s: %.*s", row->title,
                           first, row->advice);
    else
        canvas_text_within(canvas, upper, LETTERS, width, PALETTE_INK, "%s: %s", row->title,
                           row->finding);
    canvas_text_within(canvas, lower, LETTERS, width, PALETTE_INK, "%s",
                       row->advice + first + (first > 0));
}

static CheckState worst_of(const CheckRow *rows, int count)
{
    CheckState worst = CHECK_GREEN;
    for (int i = 0; i < count; i++)
        if (rows[i].state == CHECK_RED || (rows[i].state == CHECK_AMBER && worst != CHECK_RED))
            worst = rows[i].state;
    return worst;
}

// Below the camera's picture.
static void draw_below(Canvas *canvas, const char *first, const char *second)
{
    float x = CHECK_PICTURE_MIDDLE.x;
    canvas_text(canvas, vec2(x, 1.15f), 0.3f, PALETTE_QUIET, "%s", first);
    canvas_text(canvas, vec2(x, 0.7f), 0.3f, PALETTE_QUIET, "%s", second);
}

static void draw_result(Canvas *canvas, CheckState worst)
{
    const char *words = worst == CHECK_GREEN   ? "Ready to play"
                        : worst == CHECK_AMBER ? "You can play; better still:"
                                               : "Mend this first:";
    canvas_image(canvas, pictures[worst], vec2(1.1f, 8.4f), 0.75f, 0, COLOR_WHITE);
    canvas_text(canvas, vec2(4.4f, 8.4f), 0.45f, PALETTE_INK, "%s", words);
    draw_below(canvas, "Enter: check again   Esc: leave", "T: turn   M: mirror   B: play box");
}

int check_row_at(int count, Vec2 at)
{
    int row = (int)floorf((ROWS_TOP - at.y) / ROW_HEIGHT + 0.5f);
    return at.x > ROWS_LEFT && row >= 0 && row < count ? row : -1;
}

void check_draw_back(Canvas *canvas)
{
    canvas->grown_ups = true;
    canvas_background(canvas, "menu");
    canvas_box(canvas, vec2(STAGE_WIDTH / 2, STAGE_HEIGHT / 2), STAGE_WIDTH - 0.3f,
               STAGE_HEIGHT - 0.3f, PALETTE_PAPER);
    canvas_box(canvas, CHECK_PICTURE_MIDDLE, CHECK_PICTURE_WIDTH - 0.05f, CHECK_PICTURE_HEIGHT,
               (Color){ 0.16f, 0.20f, 0.26f, 1 });
}

void check_draw(Canvas *canvas, const CheckRow *rows, int count, float progress)
{
    canvas->grown_ups = true;
    if (progress < 1) {
        Vec2 ring = vec2(1.1f, 8.4f);
        canvas_ring(canvas, ring, 0.32f, 0.12f, (Color){ 0, 0, 0, 0.12f });
        canvas_arc(canvas, ring, 0.32f, 0.12f, progress, PALETTE_LEAF);
        canvas_text(canvas, vec2(4.5f, 8.4f), 0.45f, PALETTE_INK, "Looking at everything ...");
        draw_below(canvas, "Somebody stands on", "the play spot, please");
    } else {
        draw_result(canvas, worst_of(rows, count));
    }
    for (int i = 0; i < count; i++) draw_row(canvas, &rows[i], ROWS_TOP - ROW_HEIGHT * (float)i);
}
