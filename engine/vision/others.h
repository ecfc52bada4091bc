// SPDX-License-Identifier: MIT
// others.h: those around the player, from look to look, so that none of them is taken for a player
// who was lost: a body is one person's. Places in heights of the picture. Pure functions.
#pragma once

#include "vision/search.h"

#include <stdint.h>

typedef struct Other {
    Vec2 place;  // mid-hip
    float radius;
    int64_t seen_us;  // capture time
    bool other;       // false: may be the player
} Other;

typedef struct Others {
    int count;
    Other one[SEARCH_PEOPLE_MAX];
} Others;

// One look of the detector: whom it saw, in px of the picture. The player was last
// known at `player`, and may have got `range` from there by now. Who was seen farther off, or who
// comes in while the player was lost `inside` the picture, is somebody else, and stays so while
// seen; who was not for some seconds is forgotten.
typedef struct OthersLook {
    const Sighting *seen;
    int count;
    float width, height;  // px
    bool inside;
    Vec2 player;
    float range;
    int64_t captured_us;
} OthersLook;

void others_look(Others *others, const OthersLook *look);

// Whether a body at `place` is one of them rather than the player who was at `player`.
bool others_explain(const Others *others, Vec2 place, Vec2 player, int64_t now_us);
