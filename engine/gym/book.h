// SPDX-License-Identifier: MIT
// book.h: the child's book of stickers as a page: opened after a play and from the start screen.
// Main thread.
#pragma once

#include "gym/live.h"

// Shows it until somebody closes it. `played`: the game that was just played; NULL: none was.
// `fresh`: its sticker is new and comes to its place now. A guest's book has that sticker alone:
// guests share a code.
void book_show(Live *live, const PlayPlan *plan, const Game *played, bool fresh);
