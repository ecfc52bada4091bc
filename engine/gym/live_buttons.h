// SPDX-License-Identifier: MIT
// live_buttons.h: the live keys as buttons, for mouse and touch. Stop is always there; the others
// come on pages and cards, and over a play only while the mouse or a finger is seen, at the edge.
// Headless there are none. Main thread.
#pragma once

#include "therapist/button.h"

struct Live;

// What the therapist has before him.
typedef enum LivePlace {
    LIVE_WAITING,   // the child is looked for and measured
    LIVE_REACHING,  // ... and asked to stretch the arms out; the game is explained
    LIVE_SHOWN,     // the demonstration
    LIVE_PLAYING,
    LIVE_CHECKUP,
    LIVE_PAUSED,
    LIVE_SIGN,  // ... by the child, whose card it is
    LIVE_STOPPED,
    LIVE_HELP,    // F1
    LIVE_NOTING,  // T
    LIVE_OVER,    // nothing any more
} LivePlace;

#define LIVE_BUTTONS_STAY_S 5  // after the mouse or a finger was last seen

// Lays out those that are there now, in the screen's list. Once a frame.
void live_buttons_lay_out(struct Live *live);

// Stop alone, for a page before there is a play.
void live_buttons_stop(Buttons *all);

// A finger or the mouse went down there: a button does what its key does.
void live_buttons_press(struct Live *live, Vec2 at);

// The mouse was moved: the others come.
void live_buttons_move(struct Live *live, Vec2 at);
