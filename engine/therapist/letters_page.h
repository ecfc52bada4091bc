// SPDX-License-Identifier: MIT
// letters_page.h: letters on the screen, for a code, a name or a note: touched, walked to by a
// controller or a switch, or simply typed. Belongs to the page that opened it, which keeps each
// change at once. Main thread; nothing is allocated.
#pragma once

#include "therapist/board.h"

#include <stddef.h>

#define LETTERS_MAX 320  // with its end

typedef enum LettersKind {
    LETTERS_CODE,   // capitals, digits, - and _; the first letter begins it anew
    LETTERS_NAME,   // as typed; the first letter begins it anew
    LETTERS_WORDS,  // sentences, which go on
} LettersKind;

typedef enum LettersAnswer {
    LETTERS_STAY,
    LETTERS_CHANGED,
    LETTERS_DONE,  // Enter, or the green button
    LETTERS_LEFT,  // Esc
} LettersAnswer;

typedef struct LettersPage {
    Board board;
    LettersKind kind;
    const char *title;  // a literal
    char text[LETTERS_MAX];
    size_t most;  // letters
    bool anew;    // the next letter begins the text
    bool corner;  // the lower left one belongs to the stop of whoever opened it
} LettersPage;

// `most` letters at most, fewer than LETTERS_MAX. `walked`: whoever opens it has no letters to type
// with, so the focus is seen from the start.
void letters_page_open(LettersPage *page, LettersKind kind, const char *title, const char *text,
                       size_t most, bool walked);

// A typed letter is a letter. A blank is one too, unless the focus was walked: then it presses.
LettersAnswer letters_page_key(LettersPage *page, int key);
LettersAnswer letters_page_point(LettersPage *page, Vec2 at);

// What a keyboard wrote, capitals and all, where its letters come as text and not as keys.
LettersAnswer letters_page_type(LettersPage *page, const char *text);

// `beside`: what the page that opened it has to say of the text, "" for nothing.
void letters_page_draw(const LettersPage *page, const char *beside, Canvas *canvas);
