// SPDX-License-Identifier: MIT
// check_screen.h: the self-test as the therapist sees it: one row a check, its state by colour and
// by shape, and what to do. Draws on a canvas and knows nothing of windows; nothing is allocated.
#pragma once

#include "tiptoe/draw.h"

#define CHECK_TEXT_MAX 160

// How a check came out. Names are printed as JSON. X(name, stored name, picture)
#define CHECK_STATE_LIST(X)                                                                        \
    X(WAIT, "waiting", "icon_minutes")                                                             \
    X(GREEN, "green", "icon_check_green")                                                          \
    X(AMBER, "amber", "icon_check_amber") /* one can play, not at its best */                      \
    X(RED, "red", "icon_check_red")       /* no play like this */                                  \
    X(NONE, "not_checked", "icon_skip")   /* nothing to check it with */

typedef enum CheckState {
#define X(name, stored, picture) CHECK_##name,
    CHECK_STATE_LIST(X)
#undef X
        CHECK_STATE_COUNT
} CheckState;

typedef struct CheckRow {
    const char *title, *picture;
    CheckState state;
    char finding[CHECK_TEXT_MAX];  // what was seen
    char advice[CHECK_TEXT_MAX];   // what to do; empty if nothing
} CheckRow;

const char *check_state_name(CheckState state);

// The place on the stage that the rows leave free, for the camera's picture.
#define CHECK_PICTURE_MIDDLE vec2(3.1f, 4.75f)
#define CHECK_PICTURE_WIDTH  5.4f
#define CHECK_PICTURE_HEIGHT 4.1f  // at most

// The row at that point of the stage; -1: none.
int check_row_at(int count, Vec2 at);

// `progress` 0..1 of the time; at 1 the result is said and which keys there are.
void check_draw_back(Canvas *canvas);  // behind the camera's picture
void check_draw(Canvas *canvas, const CheckRow *rows, int count, float progress);
