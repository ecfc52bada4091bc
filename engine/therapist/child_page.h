// SPDX-License-Identifier: MIT
// child_page.h: the page of one child: body, hands and senses, what is asked before play, consent,
// notes. Whoever shows it stores each change at once. Main thread; nothing is allocated.
#pragma once

#include "session/child_record.h"
#include "therapist/letters_page.h"

typedef enum ChildAnswer {
    CHILD_STAY,
    CHILD_CHANGED,  // `record` is to be stored
    CHILD_HOUR,     // today's hour; `record` is to be stored
    CHILD_LOOK,     // the page on which the child chooses how it looks
    CHILD_ARCHIVE,  // archived, or brought back
    CHILD_BACK,
} ChildAnswer;

// A number that is typed or touched; those of a new child follow on one another.
typedef enum ChildPad { PAD_NONE, PAD_YEARS, PAD_MONTHS, PAD_HEIGHT } ChildPad;

typedef struct ChildPage {
    ChildRecord record;
    Board board;
    int64_t now_utc_ms;
    int zone_minutes;
    ChildPad pad;
    unsigned typed;          // on the pad; 0: nothing yet
    unsigned years, months;  // that are chosen on it
    bool turned;             // by arrows: both are taken at once
    bool digits;             // the height is typed: it is none of those that are shown
    bool filling;            // a new child: the pads go on by themselves, then the questions
    bool tuning;             // the senses one by one
    bool writing;            // notes, on the page of letters
    LettersPage letters;
    char trouble[BOARD_TROUBLE_MAX];  // what the store did not take, and what to do; "": nothing
} ChildPage;

// `fresh`: a new child, whose age is asked at once.
void child_page_open(ChildPage *page, const ChildRecord *record, bool fresh, int64_t now_utc_ms,
                     int zone_minutes);

ChildAnswer child_page_key(ChildPage *page, int key);
ChildAnswer child_page_point(ChildPage *page, Vec2 at);
void child_page_draw(const ChildPage *page, Canvas *canvas);

// "6 y 4 m", and a day as "24 Nov 2026": words for pages.
void child_age_words(unsigned months, char *text, size_t size);
void child_day_words(int64_t utc_ms, int zone_minutes, char *text, size_t size);
