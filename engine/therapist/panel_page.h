// SPDX-License-Identifier: MIT
// panel_page.h: the therapist's own window while a child plays in the other one: what the child
// sees in small, how the child is seen, level and success, what each limb did, whether all is well,
// the hour, and every live key as a button. Draws on a canvas and knows no window. Main thread.
#pragma once

#include "play/hour_course.h"
#include "play/play.h"
#include "therapist/button.h"
#include "therapist/keys.h"

#define PANEL_NOTE 1000  // of a button that is a quick note: its value is this and the Note

typedef enum PanelLamp {
    PANEL_LATENCY,
    PANEL_SEEN,
    PANEL_LIGHT,
    PANEL_STORED,
    PANEL_LAMPS
} PanelLamp;

// What is before the therapist.
typedef enum PanelPlace {
    PANEL_BETWEEN,  // no play is under way: a page is shown
    PANEL_WAITING,  // the child is looked for, measured, told the rule
    PANEL_PLAYING,
    PANEL_PAUSED,
    PANEL_STOPPED,
    PANEL_OVER,  // the play's ending is shown
} PanelPlace;

// What is known after the last frame. Texts belong to whoever shows the panel.
typedef struct PanelNews {
    PanelPlace place;
    const char *child;           // its code
    const HourCourse *course;    // NULL: no hour
    const KeyRow *rows;          // the live keys ...
    int row_count;               // ... of which the buttons are made
    bool good[PANEL_LAMPS];      // else it needs a look
    char lamp[PANEL_LAMPS][20];  // in words
    const Game *game;            // under way, or the last one
    const Body *body;            // NULL: nobody was seen yet
    uint32_t seconds_left;
    float progress;  // 0..1 of the time
    int level;
    bool held;  // the staircase
    uint32_t hits, offered;
    float aim;                                    // share of successes; 0: none
    uint32_t reps[LIMB_COUNT];                    // in this play
    uint32_t week[LIMB_COUNT], goal[LIMB_COUNT];  // of the week, this play with it; 0: no goal
    unsigned support;
    bool muted;
    Alarm asks;                  // that paused the play; ALARM_COUNT: none
    int answered;                // 1 + what the alarm was; 0: not said yet
    const char *told, *trouble;  // NULL: nothing
} PanelNews;

// Where the first window's picture lies.
Vec2 panel_view(Vec2 *room);

// Each button's value is a key as render.h names it, or a note.
void panel_lay_out(const PanelNews *news, Buttons *all);
void panel_page_draw(const PanelNews *news, Canvas *canvas);
