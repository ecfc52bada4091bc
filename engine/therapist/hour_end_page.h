// SPDX-License-Identifier: MIT
// hour_end_page.h: the one page at the end of an hour: what was played, how much each limb did,
// what changed, notes and marks, and a note for the next time. Nothing on it is to be saved: who
// shows it keeps what is typed. Main thread; draws on a canvas and knows no store.
#pragma once

#include "play/hour_course.h"
#include "session/child_record.h"
#include "therapist/letters_page.h"

#define HOUR_CHANGES_MAX 24
#define HOUR_NOTES_MAX   32

typedef struct HourRow {
    const Game *game;
    int level_from, level_to;
    double active_s;
    uint32_t offered, hits;
    int fun, hard;  // 0: not answered
    bool skipped, again;
} HourRow;

// A change in play, or something noted.
typedef struct HourLine {
    const char *image;
    char what[40];  // the game, or when
    char words[96];
} HourLine;

typedef struct HourEnd {
    char child[PLAN_CHILD_MAX + 1];
    double whole_s;  // from the first page to the last
    int row_count, change_count, note_count;
    HourRow row[HOUR_DONE_MAX];
    HourLine change[HOUR_CHANGES_MAX], note[HOUR_NOTES_MAX];
    uint32_t reps[LIMB_COUNT];                    // today
    uint32_t week[LIMB_COUNT], goal[LIMB_COUNT];  // this week; 0: no goal
    double found;                                 // share of the pictures with the child in them
    bool keeps;                                   // a note for the next time can be kept
    char next_time[CHILD_NOTES_MAX];
} HourEnd;

typedef enum HourEndAnswer {
    HOUR_END_STAY,
    HOUR_END_NOTED,  // `next_time` is complete, and to be kept
    HOUR_END_DONE,
} HourEndAnswer;

typedef struct HourEndPage {
    Board board;
    const HourEnd *hour;
    int page;      // of what does not fit
    bool writing;  // on the page of letters
    LettersPage letters;
    char next_time[CHILD_NOTES_MAX];
    char trouble[BOARD_TROUBLE_MAX];  // what the store did not take, and what to do; "": nothing
} HourEndPage;

void hour_end_open(HourEndPage *page, const HourEnd *hour);
HourEndAnswer hour_end_key(HourEndPage *page, int key);
HourEndAnswer hour_end_point(HourEndPage *page, Vec2 at);
void hour_end_draw(HourEndPage *page, Canvas *canvas);
