// SPDX-License-Identifier: MIT
// start_parts.h: inside the start screen only: its state, its buttons and its sliders.
#pragma once

#include "therapist/board.h"
#include "therapist/letters_page.h"
#include "therapist/start.h"

#define SLIDERS_MAX     16
#define START_GAMES_MAX 32  // cards

// Rows of buttons that the up and down keys walk through; those of other pages are passed over.
// X(name, what its buttons set: a choice of PLAN_LIST, or COUNT)
#define ROW_LIST(X)                                                                                \
    X(CHILD, COUNT)                                                                                \
    X(CODE, COUNT)                                                                                 \
    X(LOOK, COUNT)                                                                                 \
    X(GAME, COUNT)                                                                                 \
    X(TICK, COUNT)                                                                                 \
    X(TAB, COUNT)                                                                                  \
    X(SLIDER, COUNT)                                                                               \
    X(PRESET, COUNT)                                                                               \
    X(LIMB, COUNT)                                                                                 \
    X(PLAYER, smaller)                                                                             \
    X(LEVEL, level)                                                                                \
    X(MINUTES, seconds)                                                                            \
    X(HAND, hand)                                                                                  \
    X(SIDE, side_bias)                                                                             \
    X(POSTURE, posture)                                                                            \
    X(SENSORY, COUNT)                                                                              \
    X(TUNING, COUNT)                                                                               \
    X(CAMERA, COUNT)                                                                               \
    X(LEAVE, COUNT)                                                                                \
    X(BOOK, COUNT)                                                                                 \
    X(CHILDREN, COUNT)                                                                             \
    X(PLAY, COUNT)

typedef enum Row {
#define X(name, choice) ROW_##name,
    ROW_LIST(X)
#undef X
        ROW_COUNT
} Row;

// What the buttons of ROW_LEAVE stand for: the first asks, the two others answer.
enum { LEAVE_ASK, LEAVE_NOT, LEAVE_NOW };

// The buttons of ROW_TICK.
enum { TICK_SPOTTER, TICK_JUMPS, START_TICKS };

// The pages of the middle: the games' cards, or what can be tuned.
typedef enum StartPage { PAGE_GAMES, PAGE_GAME, PAGE_SENSES, PAGE_CHILD, PAGE_COUNT } StartPage;

// A number to be tuned. `own`: the therapist's, and not what would be there anyway.
typedef struct Slider {
    char meaning[56], words[24];  // what it is; its value with the unit
    float low, high, step, value;
    bool own;
    float y;
} Slider;

#define SLIDER_LEFT  7.95f  // x of its ends
#define SLIDER_RIGHT 10.15f

struct StartScreen {
    PlayPlan plan, usual;
    SensoryPreset sensory;  // the one that the senses are tuned from
    StartMemory memory;
    StartWeek week;
    char trouble[BOARD_TROUBLE_MAX];
    char card[START_GAMES_MAX][40];  // names of the games' picture cards
    char child[START_CHILDREN_MAX][PLAN_CHILD_MAX + 1];
    int child_count;
    Rng rng;
    Row focus;
    StartPage page;
    bool typing;   // a new child, whose code is its own to choose ...
    bool writing;  // ... on the page of letters
    LettersPage letters;
    bool asking;    // whether to leave: nothing else is to be pressed
    bool keeping;   // the next slot that is chosen keeps the knobs
    unsigned kept;  // slots of this child and game that hold something, bit 1 << slot
    int slider;     // the one that keys turn
    int cursor;     // in rows whose buttons the space bar presses: presets, limbs
};

// start_buttons.c: the list that is drawn, clicked and walked through by keys.
PlanChoice start_choice(Row row);  // PLAN_COUNT: none of PLAN_LIST
void start_lay_out(const StartScreen *screen, Buttons *all);
void start_lay_out_question(Buttons *all);  // before it leaves; nothing else can be pressed then

// start_sliders.c: those of the page that is open.
int start_sliders(const StartScreen *screen, Slider list[SLIDERS_MAX]);
void start_turn(StartScreen *screen, int slider, float value);
void start_reset(StartScreen *screen, int slider);  // back to what would be there anyway
