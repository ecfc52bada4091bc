// SPDX-License-Identifier: MIT
// children_page.h: the children by picture and code, today's first. Draws on a canvas; what it
// shows of a child it asks for. Main thread; nothing is allocated.
#pragma once

#include "session/child_record.h"
#include "therapist/letters_page.h"

#define CHILDREN_CARDS    9   // shown at once: the digits choose and open them
#define CHILDREN_UNDO_S   30  // for which an archived child comes back by one key
#define CHILDREN_FIND_MAX 12

// What is shown of a child; "" where there is nothing to say.
typedef struct ChildGlance {
    char hour[64];   // planned for today
    char last[32];   // when the child was here
    char due[32];    // what needs a look
    char who[80];    // age, height
    char body[64];   // how it plays
    char asked[96];  // before play
    bool must_ask;
    char notes[CHILD_NOTES_MAX];
} ChildGlance;

// What the page asks of the store.
typedef struct ChildrenMemory {
    void *self;
    // The codes, today's first, at most CHILD_RECORDS_MAX; of them `today`. How many.
    int (*list)(void *self, bool archived, char (*codes)[PLAN_CHILD_MAX + 1], int *today);
    void (*look_up)(void *self, const char *child, ChildGlance *glance);
    bool (*archive)(void *self, const char *child, bool archived);  // false: it failed
    bool (*erase)(void *self, const char *child);                   // for good
} ChildrenMemory;

typedef enum ChildrenAnswer {
    CHILDREN_STAY,
    CHILDREN_HOUR,  // today's hour of the chosen child
    CHILDREN_PAGE,  // its page
    CHILDREN_NEW,
    CHILDREN_QUICK,  // one game
    CHILDREN_BACK,
} ChildrenAnswer;

typedef struct ChildrenPage {
    ChildrenMemory memory;
    Board board;
    char date[32];  // of today, in words
    int64_t now_us;
    bool archived;                                     // the archive is shown
    bool finding;                                      // the page of letters is open ...
    LettersPage letters;                               // ... on what a code holds
    char find[CHILDREN_FIND_MAX + 1];                  // those whose code holds this
    bool asking;                                       // whether to delete for good
    bool failed;                                       // the store did not take it ...
    const char *advice;                                // ... what to do; NULL: see the log
    char trouble[BOARD_TROUBLE_MAX];                   // what waits for the store; "": nothing
    char code[CHILD_RECORDS_MAX][PLAN_CHILD_MAX + 1];  // of those that are found
    int count, all, today;                             // found; of all; of the found ones today's
    int page, chosen;                                  // `chosen`: among the found ones
    ChildGlance glance[CHILDREN_CARDS];
    char undo[PLAN_CHILD_MAX + 1];  // who was archived ...
    int64_t undo_us;                // ... then
} ChildrenPage;

void children_page_open(ChildrenPage *page, ChildrenMemory memory, const char *date);

// Asks for everything anew: a child's page may have changed. `child` is the chosen one, if it is
// there.
void children_page_refresh(ChildrenPage *page, const char *child);

void children_page_tick(ChildrenPage *page, int64_t now_us);  // before each drawing
ChildrenAnswer children_page_key(ChildrenPage *page, int key);
ChildrenAnswer children_page_point(ChildrenPage *page, Vec2 at);
void children_page_draw(const ChildrenPage *page, Canvas *canvas);

// The chosen child's code; NULL: nobody is shown.
const char *children_page_chosen(const ChildrenPage *page);

// That one was archived on its own page: it comes back as if it had been done here.
void children_page_archived(ChildrenPage *page, const char *child);
