// SPDX-License-Identifier: MIT
// sticker_book.h: the child's book: a place for each game, and a sticker in it once the game was
// played, whatever was reached. By mouse, touch, keyboard or one switch (Tab or the space bar).
// Main thread. Draws on a canvas and knows nothing of windows, sound and store; nothing is
// allocated.
#pragma once

#include "therapist/button.h"
#include "tiptoe/game.h"

#define STICKER_PLACES    12  // of two open pages
#define STICKER_GAMES_MAX 32
#define STICKER_NAME_MAX  48

typedef enum StickerAnswer { STICKER_STAY, STICKER_TAKEN, STICKER_CLOSE } StickerAnswer;

typedef struct StickerPlace {
    char image[STICKER_NAME_MAX];
    bool got;
} StickerPlace;

typedef struct StickerBook {
    char child[32];
    bool calm;
    int count, first;  // places; the first of those that are open
    StickerPlace place[STICKER_GAMES_MAX];
    int fresh;  // the one whose sticker comes now; -1: none does
    int focus;  // a place, `count` for what closes the book, or -1: nothing has it
    int taken;  // a place whose sticker nods; -1: none
    float now_s, taken_s;
    bool scans;     // the focus goes by itself, for one switch
    float since_s;  // when it came to where it is
    int moves;      // of the focus since it goes by itself
} StickerBook;

// The name of a game's sticker among the pictures.
void sticker_image(char image[STICKER_NAME_MAX], const Game *game);

// `plays`: of each game of game_list, as session_plays(). `fresh`: the game whose sticker is new;
// NULL: none is.
void sticker_open(StickerBook *book, const char *child, const uint32_t *plays, const Game *fresh,
                  bool calm);

// Seconds since it was opened; true: the focus moved by itself.
bool sticker_time(StickerBook *book, float now_s);

StickerAnswer sticker_key(StickerBook *book, int key);
StickerAnswer sticker_point(StickerBook *book, Vec2 at);
void sticker_draw(const StickerBook *book, Canvas *canvas);

// The next sticker that is there, on whatever page, nods: for who can only say "another one".
StickerAnswer sticker_next(StickerBook *book);

// The new sticker lies in its place.
bool sticker_is_settled(const StickerBook *book);
