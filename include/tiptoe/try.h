// SPDX-License-Identifier: MIT
// try.h: the try: one thing asked of the child, from its offer to its end. It ends as a hit, as a
// miss, or withdrawn by the therapist, who helps, skips or asks for it again. A game offers and
// ends its tries by these functions alone; the engine makes trials, scores and the just-right
// challenge of them.
#pragma once

#include "tiptoe/base.h"
#include "tiptoe/geometry.h"

typedef struct GameInput GameInput;
typedef struct GameOutput GameOutput;

STATE_BEGIN

// What runs through all tries of a play. Lives in the game's state, zeroed before start().
typedef struct GameTries {
    Rng rng;         // the game's dice
    Rng dice;        // as they lay before the last offer: a try that is asked for again falls alike
    int32_t ids;     // the last number given to a try or to one of its targets
    int32_t streak;  // hits in a row
    int32_t hits, misses;
} GameTries;

// One try. A game that has several open at once has several of these.
typedef struct GameTry {
    int32_t id;  // as in its events and, usually, its target; 0: none yet
    int32_t open;
    uint32_t offer_step, stay_steps;  // when it was offered; how long it may take
    int32_t rested;                   // touched by a hand that rests by the rule: told once
    int32_t silent;                   // 1: the game has its own sounds for it
} GameTry;

STATE_END

// In start(): the game's dice, from the setup's seed.
void game_tries_start(GameTries *tries, const GameInput *first);

// Before anything about a new try is chosen by chance. While `in->again` is set the dice fall as
// they did for the last one; what was not chosen by chance (a side in turn) the game keeps itself.
void game_dice(const GameInput *in, GameTries *tries);

// Offers a try, `seconds` long as they are (the pace is the game's to apply), and sounds it.
// `side`: of the limb asked, -1 for any.
void game_offer(const GameInput *in, GameOutput *out, GameTries *tries, GameTry *offered, int side,
                Vec2 at, float seconds);

// It was reached as asked, by the limb on `side` (-1: by several or none). `value`: what it took,
// in the unit that the game's events have. Each hit in a row sounds a step higher.
void game_hit(GameOutput *out, GameTries *tries, GameTry *reached, int side, Vec2 at, float value);

// Its time is over. Nothing is lost, and nothing sounds like a mistake.
void game_miss(GameOutput *out, GameTries *tries, GameTry *missed, Vec2 at);

// Its end either way: a hit or a miss.
void game_end(GameOutput *out, GameTries *tries, GameTry *ended, bool hit, int side, Vec2 at,
              float value);

// Whether the therapist withdraws it in this step, because of a key: it is neither hit nor miss.
// True once, for a try that is open; the game then goes on to its next offer.
bool game_withdrawn(const GameInput *in, GameTry *open);

// Tells, once a try, that a hand which rests by the rule has touched the disc. No penalty.
void game_watch_resting(const GameInput *in, GameOutput *out, GameTry *open, Vec2 at, float radius);

// A hand (or foot) on `side` that this try does not ask for has come. Once a try.
void game_rested(GameOutput *out, GameTry *open, int side, Vec2 at);

// Praise for how it was done: its cue, and the spoken `line` (NULL: none).
void game_praise(GameOutput *out, Vec2 at, const char *line);

// Whether its time is over; seconds since its offer.
bool game_try_over(const GameInput *in, const GameTry *open);
float game_try_seconds(const GameInput *in, const GameTry *open);
