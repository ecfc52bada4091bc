// SPDX-License-Identifier: MIT
// again.h: "Again!": while the last picture of an ending rests, the child asks for the same game by
// its own sign, both hands up for a second, by a touch on the small picture or by one switch (Tab).
// Then it begins at once, with the size that the child was measured at. Nothing moves and nothing
// is said: it is there for who wants it. Counted in steps. Main thread.
#pragma once

#include "gym/run.h"

#define AGAIN_WAIT_STEPS (6 * GAME_STEPS_PER_SECOND)
#define AGAIN_HOLD_STEPS GAME_STEPS_PER_SECOND

// Where the small picture is, in the sky's right corner: the friends of an ending stand on the
// ground. Its ring ends at the radius, stage units.
#define AGAIN_AT     vec2(14.72f, 7.72f)
#define AGAIN_RADIUS 1.09f

// Zeroed: nothing is offered.
typedef struct Again {
    bool no_time;  // the plan leaves none; set by who plays one game after another
    bool offered, asked;
    bool at_once;   // this play was asked for so: it waits for nothing
    bool was_down;  // hands that cheered the ending ask for nothing
    uint32_t step;  // since it was offered
    uint32_t held;  // steps for which the hands are up
    unsigned arms;  // bit 1 << Side: those that the child has
    Calibration size;
    const Game *game;
} Again;

// The play has just ended, and its ending will rest. Offered after one whose time was over, not
// after one that had to end kindly.
void again_offer(Again *again, const Run *run);

// One step of the picture at rest, with the child's body as it is now.
void again_step(Again *again, const Body *body);

// A touch or a key of the ending: whether it asked.
bool again_point(Again *again, Vec2 at);
bool again_key(Again *again, int key);

// The next play, if it was asked for: the child is not measured again, and nothing is told first.
void again_begin(Again *again, PlaySetup *setup);

void again_draw(const Again *again, Canvas *canvas);
