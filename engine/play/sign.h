// SPDX-License-Identifier: MIT
// sign.h: the child says no: arms crossed on the chest, each wrist at the other upper arm, held for
// two seconds. Pure functions of bodies.
#pragma once

#include "tiptoe/game.h"

#define SIGN_US 2000000  // held for so long

STATE_BEGIN

// A plain struct: zeroed is its start.
typedef struct SignWatch {
    int64_t last_us;  // capture of the last pose
    int64_t held_us;  // crossed for so long
    int64_t off_us;   // not crossed any more for so long
    int32_t crossed;  // in the last pose
    uint32_t unused;
} SignWatch;

STATE_END

// The hands, bit 1 << Side, that may have crossed for the game: a target for that hand is open on
// the other side of the body, where the hand is.
unsigned sign_asked(const Body *body, const Calibration *size, const GameTarget *target, int count);

// The next body. True once for each sign. While the game asks a hand across there is none; it is
// told when the target is gone. Both hands asked across are the game's doing: all anew after that.
bool sign_add(SignWatch *watch, const Body *body, const Calibration *size, unsigned asked,
              int64_t captured_us);
