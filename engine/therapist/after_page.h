// SPDX-License-Identifier: MIT
// after_page.h: after a game of an hour: a touch each for fun and effort, what held the child, a
// note, and what comes next. By keyboard, mouse, touch or controller. Draws on a canvas and knows
// no window, sound or store: who shows it keeps each answer at once. Main thread.
#pragma once

#include "session/hour_log.h"
#include "session/marks.h"
#include "therapist/letters_page.h"

typedef enum AfterAnswer {
    AFTER_STAY,
    AFTER_RATED,    // an answer changed, and is to be kept
    AFTER_NOTED,    // `note` is complete, and to be kept
    AFTER_STOPPED,  // all is to be silent ...
    AFTER_RESUMED,  // ... and is heard again
    AFTER_NEXT,     // the break, the next game, or the goodbye
    AFTER_AGAIN,
    AFTER_LONGER,
    AFTER_PLAN,
    AFTER_FINISH,
} AfterAnswer;

// What is told beside the questions. Texts belong to whoever shows the page.
typedef struct AfterNews {
    const char *game;      // that is done
    const char *just_now;  // how it went, in one line
    const char *green;     // what comes next
    const char *beside;    // of the break or of the day's time; "": nothing
    bool again, longer;    // there is time for it
    bool may_plan;         // the plan can be changed here
    bool may_note;         // there is a session to note it beside
} AfterNews;

typedef enum AfterMode {
    AFTER_ASKS,
    AFTER_NOTES,    // one of the ten quick ones is chosen
    AFTER_LETTERS,  // or one is written
} AfterMode;

typedef struct AfterPage {
    Board board;
    AfterNews news;
    Rating rating;
    AfterMode mode;
    bool stopped;  // nothing goes on before the green button was pressed once
    LettersPage letters;
    char note[MARK_TEXT_MAX];         // the last one; "": none yet
    char trouble[BOARD_TROUBLE_MAX];  // what the store did not take, and what to do; "": nothing
} AfterPage;

// `age_months` 0: not known, and the child is asked.
void after_open(AfterPage *page, const AfterNews *news, unsigned age_months, unsigned support);
AfterAnswer after_key(AfterPage *page, int key);

// What has the focus is pressed, by a controller's A: Space stops here, as in a play.
AfterAnswer after_take(AfterPage *page);

// From everywhere on it, the letters too.
AfterAnswer after_stop(AfterPage *page);
AfterAnswer after_point(AfterPage *page, Vec2 at);
void after_draw(AfterPage *page, Canvas *canvas);
