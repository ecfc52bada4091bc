// SPDX-License-Identifier: MIT
// comet_keeper_arc.h: how Comet Keeper opens and ends.
#pragma once

#include "tiptoe/game.h"

extern const GameArc comet_keeper_arc;
