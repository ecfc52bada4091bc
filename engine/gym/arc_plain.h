// SPDX-License-Identifier: MIT
// arc_plain.h: the opening, sign and ending of a game that has none of its own: a garland of what
// the game's successes earn, and a friend beside the child.
#pragma once

#include "tiptoe/game.h"

void arc_plain(const Game *game, const ArcMoment *moment, ArcStage *stage);
