// SPDX-License-Identifier: MIT
// wardrobe.h: the page on which a child chooses how it looks: ready looks, and rows to combine. By
// mouse, touch, arrows and Enter, one switch, or a hand that stays; nothing on it is to be read.
// Main thread.
#pragma once

#include "gym/body_press.h"

typedef enum WardrobeAnswer {
    WARDROBE_STAY,    // the look is still being chosen
    WARDROBE_CHOSEN,  // `avatar` wears it
    WARDROBE_BACK,    // as before
    WARDROBE_LEAVE,   // the window was closed
} WardrobeAnswer;

// Its state; whoever opens one gives it the child as it is now and where pages are shown.
typedef struct Wardrobe {
    Avatar avatar;
    const Window *window;
    WardrobeAnswer answer;
    int focus;         // of the buttons, in their order
    bool scanning;     // one switch: the focus goes on by itself ...
    int64_t moved_us;  // ... from here, when it came
    int rounds;
    int64_t now_us;
    BodyPress *body;  // left: another ready look; right: it is chosen; NULL: no camera
} Wardrobe;

void wardrobe_tick(Wardrobe *wardrobe, int64_t now_us);  // before each drawing
void wardrobe_draw(const Wardrobe *wardrobe);
void wardrobe_event(Wardrobe *wardrobe, const RenderEvent *event);

// What a hand that stayed on that side says.
void wardrobe_hold(Wardrobe *wardrobe, Side side);

// Shows the page for the child of the settings, who wears what is chosen and has it kept; a window
// that is closed makes `live` leave.
void wardrobe_open(Live *live, Settings *settings);
