// SPDX-License-Identifier: MIT
// button.c: how a button is laid down, drawn and found.
#include "therapist/button.h"

#include "therapist/palette.h"
#include "tiptoe/base.h"

#include <stdio.h>
#include <string.h>

static const Color focus_color = { 0.0f, 0.45f, 0.70f, 1 };

Button *button_add(Buttons *all, int row, double value, Vec2 at, float width, float height)
{
    REQUIRE(all->count < BUTTONS_MAX);
    Button *button = &all->list[all->count++];
    *button = (Button){ .row = row, .value = value, .at = at, .width = width, .height = height };
    return button;
}

Button *button_add_key(Buttons *all, int key, const char *shown, Vec2 at, float width)
{
    Button *button = button_add(all, 0, key, at, width, BUTTON_LIVE_HEIGHT);
    button->key = shown;
    button->press = key;
    return button;
}

void button_say(Button *button, const char *image, const char *words)
{
    button->image = image;
    snprintf(button->words, sizeof button->words, "%s", words);
}

const Button *button_at(const Buttons *all, Vec2 at)
{
    for (int i = 0; i < all->count; i++) {
        const Button *b = &all->list[i];
        if (fabsf(at.x - b->at.x) <= b->width / 2 && fabsf(at.y - b->at.y) <= b->height / 2)
            return b;
    }
    return NULL;
}

#define CARD_LETTERS 0.24f

// The canvas does not know how wide letters are: about half as wide as high.
static float width_of(const char *words, float height)
{
    return 0.5f * height * (float)strlen(words);
}

// The picture and the words beside it, in the middle together.
static void draw_both(const Button *b, Color faint, Color words, Canvas *canvas)
{
    const float gap = 0.14f;
    float image = 0.8f * b->height, size = b->look == BUTTON_GREEN && !b->key ? 0.6f : 0.32f;
    if (b->look == BUTTON_STOP) size = 0.44f;
    size = fminf(size, b->height * 0.6f);
    float room = b->width - image - gap - 0.2f;
    float width = fmaxf(width_of(b->words, size), b->key ? width_of(b->key, 0.24f) : 0);
    width = fminf(width, room);
    float left = b->at.x - (image + gap + width) / 2, middle = left + image + gap + width / 2;
    canvas_image(canvas, b->image, vec2(left + image / 2, b->at.y), image, 0, faint);
    room = 2 * (b->at.x + b->width / 2 - 0.08f - middle);
    canvas_text_within(canvas, vec2(middle, b->at.y + (b->key ? 0.2f * b->height : 0)), size, room,
                       words, "%s", b->words);
    if (b->key)
        canvas_text(canvas, vec2(middle, b->at.y - 0.25f * b->height), 0.24f,
                    b->look >= BUTTON_GREEN ? words : PALETTE_QUIET, "%s", b->key);
}

// The words, and at the end of the button its key.
static void draw_capped(const Button *b, Color words, Canvas *canvas)
{
    float cap = fmaxf(0.4f, 0.2f + width_of(b->key, 0.24f)), right = b->at.x + b->width / 2;
    Vec2 at = vec2(right - 0.06f - cap / 2, b->at.y);
    float left = b->at.x - b->width / 2, room = at.x - cap / 2 - left;
    canvas_text_within(canvas, vec2(left + room / 2, b->at.y), fminf(0.3f, 0.5f * b->height),
                       room - 0.1f, words, "%s", b->words);
    canvas_box(canvas, at, cap + 0.05f, 0.45f, PALETTE_EDGE);
    canvas_box(canvas, at, cap, 0.4f, PALETTE_CARD);
    canvas_text_within(canvas, at, 0.24f, cap - 0.1f, b->greyed ? PALETTE_QUIET : PALETTE_INK, "%s",
                       b->key);
}

// Where a title that is too long for one line is broken; 0: it is not.
static int break_of(const Button *b)
{
    const char *blank = strrchr(b->words, ' ');
    bool fits = width_of(b->words, CARD_LETTERS) <= b->width - 0.2f;
    return fits || !blank ? 0 : (int)(blank - b->words);
}

Vec2 button_picture(const Button *b, float *height)
{
    bool two = break_of(b) > 0;
    *height = two ? 0.9f : 1.12f;
    return vec2(b->at.x, b->at.y + (two ? 0.3f : 0.16f));
}

static void draw_card(const Button *b, Color faint, Color words, Canvas *canvas)
{
    float height, wide = b->width - 0.12f;
    Vec2 picture = button_picture(b, &height);
    int first = break_of(b);
    canvas_image(canvas, b->image, picture, height, 0, faint);
    if (!first) {
        canvas_text_within(canvas, vec2(b->at.x, b->at.y - 0.56f), CARD_LETTERS, wide, words, "%s",
                           b->words);
        return;
    }
    canvas_text_within(canvas, vec2(b->at.x, b->at.y - 0.29f), CARD_LETTERS, wide, words, "%.*s",
                       first, b->words);
    canvas_text_within(canvas, vec2(b->at.x, b->at.y - 0.57f), CARD_LETTERS, wide, words, "%s",
                       b->words + first + 1);
}

void button_draw(const Button *b, bool focused, Canvas *canvas)
{
    bool green = b->look == BUTTON_GREEN && !b->greyed;
    if (focused) {
        canvas->focus = b->at;
        canvas->focus_size = vec2(b->width, b->height);
    }
    if (b->press == ' ') {  // stops, on each page that has it
        canvas->stop = b->at;
        canvas->stop_size = vec2(b->width, b->height);
    }
    Color plate = green ? PALETTE_LEAF : b->chosen ? PALETTE_MINT : (Color){ 1, 1, 1, 0.95f };
    if (b->label)
        canvas_text(canvas, vec2(b->label_x, b->at.y), 0.26f, PALETTE_QUIET, "%s", b->label);
    if (b->greyed) plate = PALETTE_GREYED;
    if (b->look == BUTTON_STOP) plate = PALETTE_STOP;
    if (focused || b->chosen)
        canvas_box(canvas, b->at, b->width + 0.1f, b->height + 0.1f,
                   focused ? focus_color : PALETTE_LEAF);
    else if (b->key)  // stands on a picture, whatever its colour is
        canvas_box(canvas, b->at, b->width + 0.05f, b->height + 0.05f, PALETTE_EDGE);
    canvas_box(canvas, b->at, b->width, b->height, plate);
    Color faint = { 1, 1, 1, b->greyed ? 0.35f : 1 };
    bool light = green || b->look == BUTTON_STOP;
    Color words = light ? COLOR_WHITE : b->greyed ? PALETTE_QUIET : PALETTE_INK;
    if (b->look == BUTTON_CARD) {
        draw_card(b, faint, words, canvas);
    } else if (b->image && b->words[0]) {
        draw_both(b, faint, words, canvas);
    } else if (b->image) {
        canvas_image(canvas, b->image, b->at, b->height * 0.92f, 0, faint);
    } else if (b->key && b->key[0]) {
        draw_capped(b, words, canvas);
    } else {
        canvas_text_within(canvas, b->at, 0.3f, b->width - 0.16f, words, "%s", b->words);
    }
}
