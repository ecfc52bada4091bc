// SPDX-License-Identifier: MIT
// plan_parts.h: inside the page of an hour only: its buttons, and what they stand for.
#pragma once

#include "therapist/plan_page.h"

#define PLAN_CARDS      5  // at once
#define PLAN_KEPT_ROWS  8  // of a column
#define PLAN_CARD_Y     5.72f
#define PLAN_CARD_HIGH  2.9f
#define PLAN_CARD_WIDE  2.1f
#define PLAN_CARD_PITCH 2.95f
#define PLAN_CARD_LEFT  1.9f  // the first one's middle
#define PLAN_LOW_LEFT   3.45f
#define PLAN_LOW_MIDDLE 6.95f
#define PLAN_LOW_RIGHT  10.45f

typedef enum PlanRow {
    PLAN_ROW_HEAD,
    PLAN_ROW_CARD,  // value: the step
    PLAN_ROW_MORE,  // -1, 1: other cards
    PLAN_ROW_LEVEL,
    PLAN_ROW_HAND,
    PLAN_ROW_BREAK,
    PLAN_ROW_MOVE,
    PLAN_ROW_MINUTES,
    PLAN_ROW_SIDE,
    PLAN_ROW_STEP,
    PLAN_ROW_KIND,
    PLAN_ROW_OTHER,
    PLAN_ROW_KNOBS,
    PLAN_ROW_SUCCESS,
    PLAN_ROW_WARN,
    PLAN_ROW_STOP,
    PLAN_ROW_GAME,
    PLAN_ROW_TEMPLATE,
    PLAN_ROW_KEPT,
    PLAN_ROW_KEPT_PAGE,
    PLAN_ROW_WRITE,
    PLAN_ROW_NAME,
    PLAN_ROW_WHOSE,
    PLAN_ROW_FOOT,
} PlanRow;

// Values of PLAN_ROW_HEAD, _STEP and _FOOT.
enum {
    PLAN_TEMPLATES,
    PLAN_CHECKUP,
    PLAN_TUNE,
    PLAN_COPY,
    PLAN_SWAP,
    PLAN_OUT,
    PLAN_BACKWARDS,
    PLAN_ADD,
    PLAN_KEEP,
    PLAN_UNDO,
    PLAN_NEW,
    PLAN_GO,
};

// plan_buttons.c
void plan_lay_out(PlanPage *page);
const char *plan_ready_name(int index);  // NULL after the last

// plan_page.c
PlanLast plan_last(PlanPage *page, const Game *game);
const HourStep *plan_chosen(const PlanPage *page);  // NULL: there is no step
bool plan_is_open(const PlanPage *page);            // the chosen step is still to be played
bool plan_has_legs(const PlanPage *page, const Game *game);  // or the game needs none
