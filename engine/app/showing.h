// showing.h: when the demonstration is shown: before a child's first play of a game, and when it is
// asked for. A child who is ready sooner waits for its end, or for the key that skips it. Meanwhile
// the game is run ahead, so that play finds its pictures read. Main thread.
#pragma once

#include "app/demonstration.h"
#include "app/run.h"

#define SHOWING_KNOWN_MAX 64

// Zeroed: nobody has seen anything yet. Kept from play to play.
typedef struct Showing {
    Demonstration shown;                // seen by the child
    Demonstration ahead;                // seen by nobody: only its pictures are read
    bool holds;                         // play is paused until it is over
    uint32_t shown_at;                  // step of the run that `shown` has come to
    uint64_t known[SHOWING_KNOWN_MAX];  // child and game that need no demonstration any more
    unsigned known_count;               // more than fit: the oldest are forgotten
} Showing;

// Before a play. Headless, or before a clip, nothing is shown.
void showing_start(Showing *showing, const Settings *settings);

// Once a frame, after the run's steps; `canvas` is scratch.
void showing_step(Showing *showing, Run *run, Render *render, Canvas *canvas);

// This child has played this game before and needs no demonstration.
void showing_learn(Showing *showing, const PlayPlan *plan);

// What to draw instead of the play; NULL: the play.
const Demonstration *showing_now(const Showing *showing);

// Shows it because the therapist asks for it: before play and while it is paused.
void showing_ask(Showing *showing, const PlayPlan *plan, const Run *run);

// Ends the one that is shown. False: there was none.
bool showing_end(Showing *showing);

void showing_stop(Showing *showing);
