// SPDX-License-Identifier: MIT
// try_watch.h: what play knows of a game's tries: which are open, which were helped, and what the
// therapist's keys do to them. One rule for every game.
#pragma once

#include "tiptoe/game.h"

#define TRIES_KEPT 16

STATE_BEGIN

typedef struct TryRecord {
    int32_t id;  // 0: free
    int32_t open, helped;
    int32_t turn;  // whose turn it was under the alternate rule when it was offered
} TryRecord;

// A plain struct: zeroed is its start.
typedef struct TryWatch {
    TryRecord record[TRIES_KEPT];  // number i of the play lies at i % TRIES_KEPT
    int32_t count;
    int32_t helping;      // asked for help: until the next offer
    int32_t again;        // asked for the last try again: until the next offer
    int32_t withdraw;     // 1: every open try ends in this step ...
    int32_t withdraw_by;  // ... because of this GameCommand
    int32_t unused;
} TryWatch;

STATE_END

// A key of the therapist before the step. Help withdraws what is open and makes the next try easy;
// skip withdraws it; redo withdraws it and offers the last try again. With nothing to act on, a key
// does nothing.
void try_watch_key(TryWatch *watch, GameCommand key);

// Whose turn it was when the last try was offered: a redo has the turn back. -1: no try yet.
int try_watch_turn(const TryWatch *watch);

// Whether any of the first `count` tries of the play is open.
bool try_watch_open(const TryWatch *watch, int count);

// What the game answered, and the events that belong to it: `told` gets at most TRIES_KEPT + 2.
// `turn`: whose turn it was in this step. Returns how many.
int try_watch_step(TryWatch *watch, const GameOutput *game, int turn,
                   GameEvent told[TRIES_KEPT + 2]);

// Whether the try that `target` belongs to was helped: the last one whose number is not above it.
bool try_watch_helped(const TryWatch *watch, int target);
