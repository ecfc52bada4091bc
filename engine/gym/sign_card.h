// SPDX-License-Identifier: MIT
// sign_card.h: the card after the child's sign: it said no. Everything is quiet, somebody sits
// beside it, and three ways on: rest, home, go on. None is preset and none comes by itself. By a
// hand that stays, by touch, by arrows and Enter, by one switch (Tab). Main thread.
#pragma once

#include "play/play.h"
#include "tiptoe/draw.h"

typedef enum SignWay { SIGN_REST, SIGN_HOME, SIGN_GO_ON, SIGN_WAYS } SignWay;

// Zeroed: it is not shown.
typedef struct SignCard {
    bool open, calm;
    uint32_t step;  // since it opened
    Vec2 at[SIGN_WAYS];
    unsigned guarded;     // ways in which a hand was when it opened, bit 1 << way
    int held;             // the way in which a hand stays, or -1 ...
    float share;          // ... so far to its being taken
    uint32_t left_steps;  // since the hand went out of it
    int focus;            // of keys and switch; -1: nothing has it
    bool scans;
    uint32_t focus_step, taken_step;
    int taken;  // -1: nothing was, by hand
} SignCard;

// After each step of a play.
void sign_card_step(SignCard *card, const Play *play, bool calm);

// The key that a hand has just chosen, or 0. Once.
int sign_card_take(SignCard *card);

// What a key stands for while the card is shown: itself, another one, or 0: nothing more.
int sign_card_key(SignCard *card, int key);

// The key that the thing at that point stands for; 0: none, or all stays as it is.
int sign_card_point(const SignCard *card, Vec2 at);

// The veil and what lies under the child; then what is over it. `game`: to which one may go back.
void sign_card_draw_back(Canvas *canvas);
void sign_card_draw(const SignCard *card, const Game *game, Canvas *canvas);

// All that it shows but the game's own picture, to be read ahead.
void sign_card_warm(Canvas *canvas);
