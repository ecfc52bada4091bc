// SPDX-License-Identifier: MIT
// start.h: the therapist's start screen: which child, which game, how; by keyboard, mouse and
// touch. Main thread. Draws on a canvas and knows nothing of windows; nothing is allocated.
#pragma once

#include "play/plan.h"

#define START_CHILDREN_MAX 6  // shown, the newest first; any other is found by typing the code
#define START_MINUTES_MAX  10
#define START_PRESETS      3  // of a child and game

// How the chosen child's week goes.
typedef struct StartWeek {
    unsigned minutes;
    uint32_t reps[LIMB_COUNT], goal[LIMB_COUNT];  // a goal of 0 is none
} StartWeek;

typedef enum StartAnswer {
    START_STAY,
    START_PLAY,
    START_BOOK,      // of the chosen child
    START_LOOK,      // the page on which the child chooses how it looks
    START_CAMERA,    // the page of cameras
    START_CHILDREN,  // the page of all children, and their hours
    START_LEAVE,
} StartAnswer;

typedef struct StartScreen StartScreen;

// What the screen asks of the store. Any of them may be NULL.
typedef struct StartMemory {
    void *self;
    // What was planned for `child` last, with `game` or (NULL) with any; false: never.
    bool (*last)(void *self, const char *child, const Game *game, PlayPlan *plan);
    // The share of successes that fits a child for whom none was chosen.
    float (*success)(void *self, const PlayPlan *plan);
    StartWeek (*week)(void *self, const char *child);
    void (*set_goals)(void *self, const char *child, const uint32_t goal[LIMB_COUNT]);
    // Knobs kept for child and game in `slot`, 0..START_PRESETS-1; false: nothing is kept there.
    bool (*preset)(void *self, int slot, PlayPlan *plan);
    void (*keep_preset)(void *self, int slot, const PlayPlan *plan);
} StartMemory;

// `children`: the codes of known children, newest first. `usual`: the plan for a new child. `seed`:
// of the code that is proposed for one.
StartScreen *start_open(const char (*children)[PLAN_CHILD_MAX + 1], int count,
                        const PlayPlan *usual, StartMemory memory, uint64_t seed);
void start_close(StartScreen **screen);

// A key as render.h names them, or a point of the stage that was clicked or touched.
StartAnswer start_key(StartScreen *screen, int key);
StartAnswer start_point(StartScreen *screen, Vec2 at);

// What the store did not take and what to do, which the head tells; "": nothing. It is copied.
void start_trouble(StartScreen *screen, const char *words);

void start_draw(const StartScreen *screen, Canvas *canvas);

// The plan that is edited; a child's last one comes back with the child. A whole number of minutes.
const PlayPlan *start_plan(const StartScreen *screen);
