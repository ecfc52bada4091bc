// SPDX-License-Identifier: MIT
// button.h: a button of the grown-ups' screens: a plate with a picture, words, or both. Whose it is
// and what it does is the screen's own business. Main thread.
#pragma once

#include "tiptoe/draw.h"

#define BUTTONS_MAX 96

// At 720 lines 64 px: what a finger finds without looking twice.
#define BUTTON_LIVE_HEIGHT 0.8f

typedef enum ButtonLook {
    BUTTON_PLAIN,
    BUTTON_CARD,   // the picture above the words
    BUTTON_GREEN,  // what goes on: one of a screen at most
    BUTTON_STOP,   // all stands still and is silent
} ButtonLook;

typedef struct Button {
    int row;       // of the screen that it belongs to, if that has rows
    double value;  // what it stands for: a choice, or a key as render.h names it
    Vec2 at;
    float width, height;
    const char *image;  // NULL: words only
    char words[40];
    const char *key;    // the same by keyboard; "": only an edge; NULL: not said
    int press;          // the key that presses it on a board; 0: none of its own
    const char *label;  // of the row, left of it at `label_x`; NULL: none
    float label_x;
    ButtonLook look;
    bool chosen, greyed;
} Button;

typedef struct Buttons {
    int count;
    Button list[BUTTONS_MAX];
} Buttons;

// A new one at the end of the list, with nothing on it yet.
Button *button_add(Buttons *all, int row, double value, Vec2 at, float width, float height);

// A key's, as big as those over a play.
Button *button_add_key(Buttons *all, int key, const char *shown, Vec2 at, float width);

void button_say(Button *button, const char *image, const char *words);
// Of a card: where its picture lies, and how high it is. A long title has two lines below it.
Vec2 button_picture(const Button *button, float *height);
void button_draw(const Button *button, bool focused, Canvas *canvas);

// The one at that point of the stage; NULL: none.
const Button *button_at(const Buttons *all, Vec2 at);
