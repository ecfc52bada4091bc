// SPDX-License-Identifier: MIT
// rocket_squat_arc.h: how Rocket Squat opens and ends. It needs nothing of the game's state.
#pragma once

#include "tiptoe/game.h"

extern const GameArc rocket_squat_arc;
