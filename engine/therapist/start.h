// start.h: the therapist's start screen: which child, which game, how; by keyboard, mouse and
// touch. Main thread. Draws on a canvas and knows nothing of windows; nothing is allocated.
#pragma once

#include "tiptoe/game.h"

#define START_CHILDREN_MAX 6  // shown, the newest first; any other is found by typing the code
#define START_CODE_MAX     32
#define START_MINUTES_MAX  10
#define START_PRESETS      3  // of a child and game

// Everything that is chosen here. A child's last choice comes back with the child.
typedef struct StartChoice {
    char child[START_CODE_MAX + 1];
    const Game *game;
    int level;    // 1-5
    int minutes;  // 1-10
    HandRule hand;
    float side_bias;
    Posture posture;
    unsigned without;  // limbs left out: bit 1 << LIMB_...
    SensoryPreset sensory;
    Sensory senses;  // the preset's, or tuned
    unsigned knobs_set;
    float knob[GAME_KNOBS_MAX];
    float success;        // share of targets to be reached; 0: as fits the child
    bool smaller;         // of several people on the spot the smaller one plays
    float height_cm;      // 0: unknown
    unsigned age_months;  // 0: unknown
} StartChoice;

// How the chosen child's week goes.
typedef struct StartWeek {
    unsigned minutes;
    uint32_t reps[LIMB_COUNT], goal[LIMB_COUNT];  // a goal of 0 is none
} StartWeek;

typedef enum StartAnswer {
    START_STAY,
    START_PLAY,
    START_LEAVE,
} StartAnswer;

typedef struct StartScreen StartScreen;

// What the screen asks of the store. Any of them may be NULL.
typedef struct StartMemory {
    void *self;
    // The last choice of `child`, with `game` or (NULL) with any; false: there is none.
    bool (*last)(void *self, const char *child, const Game *game, StartChoice *choice);
    // The share of successes that fits a child for whom none was chosen.
    float (*success)(void *self, const StartChoice *choice);
    StartWeek (*week)(void *self, const char *child);
    void (*set_goals)(void *self, const char *child, const uint32_t goal[LIMB_COUNT]);
    // Knobs kept for child and game in `slot`, 0..START_PRESETS-1; false: nothing is kept there.
    bool (*preset)(void *self, int slot, StartChoice *choice);
    void (*keep_preset)(void *self, int slot, const StartChoice *choice);
} StartMemory;

// `children`: the codes of known children, newest first. `usual`: the choice for a new child.
// `seed`: of the code that is proposed for one.
StartScreen *start_open(const char (*children)[START_CODE_MAX + 1], int count,
                        const StartChoice *usual, StartMemory memory, uint64_t seed);
void start_close(StartScreen **screen);

// A key as render.h names them, or a point of the stage that was clicked or touched.
StartAnswer start_key(StartScreen *screen, int key);
StartAnswer start_point(StartScreen *screen, Vec2 at);

void start_draw(const StartScreen *screen, Canvas *canvas);
const StartChoice *start_choice(const StartScreen *screen);
