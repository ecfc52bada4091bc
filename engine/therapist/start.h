// start.h: the therapist's start screen: which child, which game, how; by keyboard, mouse and
// touch. Main thread. Draws on a canvas and knows nothing of windows; nothing is allocated.
#pragma once

#include "tiptoe/game.h"

#define START_CHILDREN_MAX 8  // shown; the newest first
#define START_CODE_MAX     32
#define START_MINUTES_MAX  10

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
    unsigned knobs_set;
    float knob[GAME_KNOBS_MAX];
} StartChoice;

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
