// SPDX-License-Identifier: MIT
// plan_page.h: the hour of a child as cards in their order, each with what may be chosen for it.
// Every change is handed on at once; there is no button to save. It draws and listens; what is kept
// is asked of whoever opens it. Main thread.
#pragma once

#include "play/hour_plan.h"
#include "therapist/letters_page.h"

#define PLAN_KEPT_MAX  24
#define PLAN_KEPT_NAME 65  // with its end
#define PLAN_GAMES_MAX 21  // cards to choose from
#define PLAN_PRESETS   3
#define PLAN_ASKED_MAX 48

typedef enum PlanAnswer {
    PLAN_STAY,
    PLAN_BEGIN,  // the hour as it is planned
    PLAN_BACK,
    PLAN_NEWS,  // something is new with the child: its own page asks what
} PlanAnswer;

typedef struct KeptPlan {
    char name[PLAN_KEPT_NAME];
    bool everybody;  // the clinic's, not this child's own
} KeptPlan;

// How the child played a game before.
typedef struct PlanLast {
    int level;    // 0: never
    float share;  // of successes; NAN: nothing was offered
} PlanLast;

// What the page asks of the store. What cannot be kept or read is the asker's to log.
typedef struct PlanShelf {
    void *self;
    void (*keep)(void *self, const HourPlan *plan);  // the child's own, after each change
    void (*keep_as)(void *self, const KeptPlan *as, const HourPlan *plan);
    int (*list)(void *self, KeptPlan *kept, int room);  // how many there are
    bool (*load)(void *self, const KeptPlan *kept, HourPlan *plan);
    bool (*preset)(void *self, int slot, const Game *game, HourStep *step);  // its knobs
    PlanLast (*last)(void *self, const Game *game);
} PlanShelf;

// What the middle of the page shows.
typedef enum PlanPart {
    PLAN_PART_HOUR,       // the cards, and the chosen one's choices
    PLAN_PART_TUNE,       // the same with those that are asked for less often
    PLAN_PART_GAMES,      // games to choose from
    PLAN_PART_TEMPLATES,  // templates, and what was kept
    PLAN_PART_KEEP,       // under which name
} PlanPart;

// What a game is chosen for.
typedef enum PlanPick { PLAN_PICK_ADD, PLAN_PICK_SWAP, PLAN_PICK_OTHER } PlanPick;

// Zeroed, then plan_page_open().
typedef struct PlanPage {
    Board board;
    HourPlan plan, before;  // `before`: the last change
    bool may_undo;
    PlayPlan child;  // whose hour: posture, arms, usual level
    int affected;    // the Side that is; -1: none, or not known
    int done;        // steps that were played already
    int chosen;      // the step below the cards
    int first;       // card at the left
    PlanPart part;
    PlanPick pick;
    bool checkup_due;
    char asked[PLAN_ASKED_MAX];  // when it was last asked what must be; "" leaves that away
    bool ask_first;              // nothing begins before it is asked
    KeptPlan kept[PLAN_KEPT_MAX], as;
    int kept_count, kept_page;
    bool writing;  // its name, on the page of letters
    LettersPage letters;
    unsigned known;
    PlanLast last[PLAN_GAMES_MAX];  // of game_list, those of `known`
    char card[PLAN_GAMES_MAX][48];  // names of the pictures
    PlanShelf shelf;
    char trouble[BOARD_TROUBLE_MAX];  // what the store did not take, and what to do; "": nothing
} PlanPage;

// `plan`, `child`, `affected`, `done` and what concerns the child today are set already.
void plan_page_open(PlanPage *page, PlanShelf shelf);

// A key as render.h names them, or a point of the stage that was clicked or touched.
PlanAnswer plan_page_key(PlanPage *page, int key);
PlanAnswer plan_page_point(PlanPage *page, Vec2 at);

void plan_page_draw(PlanPage *page, Canvas *canvas);
