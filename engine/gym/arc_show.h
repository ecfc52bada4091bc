// SPDX-License-Identifier: MIT
// arc_show.h: which moment of a game's arc a live play shows, and when: the opening while the rule
// is told, the sign before the end, the ending after it. Counted in steps; no step of the play
// knows of it, and at the ending the recording is closed already. Main thread.
#pragma once

#include "body/pose_smooth.h"
#include "body/trust.h"
#include "gym/arc_scene.h"
#include "gym/known.h"
#include "gym/run.h"

#define ARC_LINE_S 2.5f  // of the ending: then its line is said

typedef struct ArcShow {
    bool shown;  // there is a child who watches, and it is a game
    bool calm;
    bool known;      // the child has played it before: its opening is short
    int variation;   // of the ending
    bool sign_told;  // its sound was heard
    bool ending, frozen;
    uint32_t step;   // of the ending
    uint32_t rests;  // steps for which its last picture stays, at least as long as the arc wants
    ArcMoment moment;
    Body body;  // of the child, once the play is over
    PoseSmoother smoother;
    TrustWatch trust;
} ArcShow;

// Before a play. `visits`: those before this one.
void arc_show_start(ArcShow *show, const Settings *settings, KnownVisits visits);

// Which ending comes after so many that were seen: on every third another one, which the usual one
// follows. `same`: never another.
int arc_variation(uint32_t ends, bool same);

// What is shown now; NULL: the game's picture alone.
const ArcMoment *arc_show_now(ArcShow *show, const Run *run, const ArcTrail *trail);

// True in the step in which the sign begins, once.
bool arc_show_signs(ArcShow *show, const Run *run);

// The play has just come to its end. Whether an ending follows: only where its time was over.
bool arc_show_end(ArcShow *show, const Run *run);

// Whether its last picture rests.
bool arc_show_rests(const ArcShow *show);

// One step of the ending with the newest pose (NULL: none came). The line that begins, or NULL.
const char *arc_show_step(ArcShow *show, const Run *run, const Pose *pose);

void arc_show_leave(ArcShow *show);  // the ending is skipped
