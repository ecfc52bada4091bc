// SPDX-License-Identifier: MIT
// tutorial.h: when the demonstration is shown: before a child's first play of a game, and when it
// is asked for. Play waits for its end, or for the key that skips it, and for what is being said of
// it. Meanwhile the game is run ahead, so that play finds its pictures read. Main thread.
#pragma once

#include "gym/demonstration.h"
#include "gym/run.h"

#define TUTORIAL_KNOWN_MAX 64

// Zeroed: nobody has seen anything yet. Kept from play to play.
typedef struct Tutorial {
    Demonstration shown;                 // seen by the child
    Demonstration ahead;                 // seen by nobody: only its pictures are read
    bool holds;                          // play is paused until it is over, its words too
    uint32_t quiet_at;                   // step of the run at which they are
    uint32_t freed_at;                   // ... and at which the play goes on; 0: it was not told to
    uint32_t shown_at;                   // step of the run that `shown` has come to
    uint64_t known[TUTORIAL_KNOWN_MAX];  // child and game that need no demonstration any more
    unsigned known_count;                // more than fit: the oldest are forgotten
} Tutorial;

// Before a play. Headless, or before a clip, nothing is shown.
void tutorial_start(Tutorial *tutorial, const Settings *settings);

// Once a frame, after the run's steps; `canvas` is scratch. The line that begins to be said about
// what is shown, or NULL.
const char *tutorial_step(Tutorial *tutorial, Run *run, Render *render, Canvas *canvas);

// This child has played this game before and needs no demonstration.
void tutorial_learn(Tutorial *tutorial, const PlayPlan *plan);

// What to draw instead of the play; NULL: the play.
const Demonstration *tutorial_now(const Tutorial *tutorial);

// Shows it because the therapist asks for it: before play and while it is paused.
void tutorial_ask(Tutorial *tutorial, const PlayPlan *plan, const Run *run);

// Ends the one that is shown. False: there was none.
bool tutorial_end(Tutorial *tutorial);

void tutorial_stop(Tutorial *tutorial);
