// SPDX-License-Identifier: MIT
// arc.h: how a game opens, tells that it will soon be over, and ends, in its own scene. Pictures
// only: no step, no trial and no recording knows of them. Nothing is asked of the child meanwhile.
#pragma once

#include "tiptoe/body.h"
#include "tiptoe/draw.h"

typedef struct GameInput GameInput;

#define ARC_WAKE_S       1.5f  // of the opening: all of it for who knows the game
#define ARC_OPENING_S    5.0f
#define ARC_SIGN_S       8.0f  // then what it brought stays until the end
#define ARC_ENDING_S     4.0f
#define ARC_REST_S       1.0f  // after the ending: its last picture, at rest
#define ARC_CALM_FACTOR  1.5f  // in calm all of it lasts so much longer
#define ARC_THINGS_LEAST 5
#define ARC_THINGS_MOST  15
#define ARC_VARIATIONS   3

typedef enum ArcPart { ARC_OPENING, ARC_SIGN, ARC_ENDING } ArcPart;

// One moment of it. Whoever paints writes one timeline, that of the lively form.
typedef struct ArcMoment {
    ArcPart part;
    float at;        // seconds since it began; in calm they pass more slowly (ARC_CALM_FACTOR)
    bool calm;       // one thing moves at a time, at most three else; no light comes in suddenly
    int variation;   // of the ending: 0 the usual one; 1, 2 on later visits
    int things;      // of the ending: one for each success, filled up to ARC_THINGS_LEAST, so that
                     // a hard day shows no gap
    uint32_t luck;   // the same all through the play: its seed
    unsigned hands;  // bits 1 << Side: those that play
    const Body *body;  // as the child stands there now
    const Body *late;  // the same a third of a second ago and smoother: for who copies the child
    const Calibration *size;
} ArcMoment;

// A head that wears the child's own hair.
typedef struct ArcHead {
    Vec2 at;            // its middle, on the stage
    float half, wide;   // half its height, stage units; half its width as a share of that
    float turn, alpha;  // radians, anticlockwise; 0..1
} ArcHead;

// Where it is painted: the child stands between the two.
typedef struct ArcStage {
    Canvas *back, *front;
    Vec2 moved;   // the child's picture is shown so far from where the child is: {0, 0} unless set
    bool sits;    // its legs rest, as on a seat at the hips' place
    float horns;  // 0..1: how far a monster's small horns have grown on its head
    // Draws what this child has on its head (hair, scarf, ears, aerial) on another one: what is
    // behind that head, or what is before it. Only who shows the stage knows the child.
    void (*hair)(const void *child, Canvas *canvas, const ArcHead *head, bool behind);
    const void *child;
} ArcStage;

typedef struct GameArc {
    const char *line[ARC_VARIATIONS];  // of the speech: said at the ending; NULL: as the first
    // The opening and the ending paint all that is seen of the scene, over the game's background;
    // the sign paints over the game's own picture, which goes on: what it puts behind the child
    // lies under all that the game draws. Of the game's state only what the game's draw() may use;
    // at the opening it is as start() left it. NULL: the engine's own.
    void (*opening)(const void *state, const GameInput *in, const ArcMoment *moment,
                    ArcStage *stage);
    void (*sign)(const void *state, const GameInput *in, const ArcMoment *moment, ArcStage *stage);
    void (*ending)(const void *state, const GameInput *in, const ArcMoment *moment,
                   ArcStage *stage);
} GameArc;

// Times of a timeline: 0 before `from`, 1 after `from + lasts`, between them by the easing.
float arc_linear(float at, float from, float lasts);
float arc_in_out(float at, float from, float lasts);  // in-out-sine
float arc_out(float at, float from, float lasts);     // out-cubic
float arc_back(const ArcMoment *moment, float from,
               float lasts);  // out-back by a tenth; calm: none
// Of `things` of which the i-th appears `each` seconds after the one before it: how far it has.
// Calm: three groups, each in one slow ramp.
float arc_one_by_one(const ArcMoment *moment, int i, float from, float each, float lasts);
// Number i of as many dice as one likes, 0..1: the same all through the play.
float arc_dice(const ArcMoment *moment, int i);
