// SPDX-License-Identifier: MIT
// keys.h: a list of keys as grown-ups see it: on the screen, as a card to print, as a line of text.
// Whose keys they are and what they do is the list's own business. Main thread.
#pragma once

#include "render/render.h"

#include <stdio.h>

// X(name, title)
#define KEY_GROUP_LIST(X)                                                                          \
    X(NOW, "Now")                                                                                  \
    X(LEVEL, "Too hard, too easy")                                                                 \
    X(CHILD, "The child needs you")                                                                \
    X(WHO, "Hands, sides, support")                                                                \
    X(SOUND, "Sound and picture")                                                                  \
    X(REMEMBER, "Remember")                                                                        \
    X(SCREEN, "Screen")

typedef enum KeyGroup {
#define X(name, title) KEY_GROUP_##name,
    KEY_GROUP_LIST(X)
#undef X
        KEY_GROUP_COUNT
} KeyGroup;

typedef struct KeyRow {
    int key, count;  // as render.h names them: `count` of them from `key` on
    KeyGroup group;
    const char *shown;  // on the key; "1-5" where it is several
    const char *words;  // what it does
    // Of its button for mouse and touch, if it has one: picture and word; the list's own sets of
    // places where it is always there, and where it comes when the mouse or a finger is seen.
    const char *image, *button;
    unsigned always, asked;
} KeyRow;

// The row that a key belongs to, or -1.
int key_row(const KeyRow *rows, int count, int key);

// A page over whatever is drawn: the groups in three columns; `hint`: how to close it.
void keys_draw(Render *render, Canvas *canvas, const KeyRow *rows, int count, const char *hint);

// One row a line, by groups.
void keys_write_text(FILE *to, const KeyRow *rows, int count);

// All in one paragraph, as the README has it.
void keys_write_line(FILE *to, const KeyRow *rows, int count);

// A page of HTML that prints on one sheet of A4.
void keys_write_html(FILE *to, const KeyRow *rows, int count);
