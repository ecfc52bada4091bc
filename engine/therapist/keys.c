// SPDX-License-Identifier: MIT
// keys.c: the page of keys on the screen.
#include "therapist/keys.h"

#include "therapist/palette.h"
#include "therapist/words.h"

#define COLUMNS     3
#define ROW_HEIGHT  0.48f
#define HEAD_HEIGHT 0.56f
#define TOP         8.4f
#define WORDS_SIZE  0.24f
#define CAP_HEIGHT  0.42f
#define COLUMN      5.1f
#define LEFT        0.6f
#define CAP_COLUMN  1.03f  // from a column's left to its words

int key_row(const KeyRow *rows, int count, int key)
{
    REQUIRE(rows && count >= 0);
    for (int i = 0; i < count; i++)
        if (key >= rows[i].key && key < rows[i].key + rows[i].count) return i;
    return -1;
}

static void draw_cap(Render *render, Canvas *canvas, Vec2 left, const char *shown)
{
    float width = fmaxf(CAP_HEIGHT, render_text_width(render, WORDS_SIZE, shown) + 0.2f);
    Vec2 middle = vec2(left.x + width / 2, left.y);
    canvas_box(canvas, vec2(middle.x, middle.y - 0.025f), width + 0.05f, CAP_HEIGHT + 0.05f,
               PALETTE_EDGE);
    canvas_box(canvas, middle, width, CAP_HEIGHT, PALETTE_CARD);
    canvas_text(canvas, middle, WORDS_SIZE, PALETTE_INK, "%s", shown);
}

static float group_height(const KeyRow *rows, int count, int group)
{
    float height = HEAD_HEIGHT;
    for (int i = 0; i < count; i++) height += (int)rows[i].group == group ? ROW_HEIGHT : 0;
    return height;
}

static void draw_group(Render *render, Canvas *canvas, Vec2 top_left, const KeyRow *rows, int count,
                       int group)
{
    static const char *const titles[KEY_GROUP_COUNT] = {
#define X(name, title) title,
        KEY_GROUP_LIST(X)
#undef X
    };
    Vec2 at = vec2(top_left.x, top_left.y - HEAD_HEIGHT / 2);
    words_from(render, canvas, at, WORDS_SIZE, PALETTE_LEAF, titles[group]);
    at.y -= (HEAD_HEIGHT + ROW_HEIGHT) / 2;
    for (int i = 0; i < count; i++) {
        if ((int)rows[i].group != group) continue;
        draw_cap(render, canvas, at, rows[i].shown);
        canvas_text_from(canvas, vec2(at.x + CAP_COLUMN, at.y), WORDS_SIZE,
                         COLUMN - CAP_COLUMN - 0.19f, PALETTE_INK, "%s", rows[i].words);
        at.y -= ROW_HEIGHT;
    }
}

void keys_draw(Render *render, Canvas *canvas, const KeyRow *rows, int count, const char *hint)
{
    float all = 0, done = 0;
    canvas->grown_ups = true;
    for (int i = 0; i < count; i++) REQUIRE((unsigned)rows[i].group < KEY_GROUP_COUNT);
    for (int group = 0; group < KEY_GROUP_COUNT; group++) all += group_height(rows, count, group);
    canvas_box(canvas, vec2(STAGE_WIDTH / 2, STAGE_HEIGHT / 2), STAGE_WIDTH - 0.7f,
               STAGE_HEIGHT - 0.5f, PALETTE_SHEET);
    canvas_text(canvas, vec2(STAGE_WIDTH / 2, 0.62f), 0.24f, PALETTE_QUIET, "%s", hint);
    float y = TOP;
    int column = 0;
    for (int group = 0; group < KEY_GROUP_COUNT; group++) {
        float height = group_height(rows, count, group);
        float full = all / COLUMNS * (float)(column + 1);
        if (column + 1 < COLUMNS && done + height / 2 > full) {
            column++;
            y = TOP;
        }
        draw_group(render, canvas, vec2(LEFT + COLUMN * (float)column, y), rows, count, group);
        y -= height;
        done += height;
    }
}
