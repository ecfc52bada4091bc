// SPDX-License-Identifier: MIT
// game_card.h: a game's picture card by its name among the pictures, and the whole card with the
// child on it. Main thread.
#pragma once

#include "tiptoe/game.h"

const char *game_card(const Game *game);     // "card_<id>"; lives as long as the program
const char *game_sticker(const Game *game);  // "sticker_<id>"; likewise

// A paper disc that shows it.
void game_card_medal(Canvas *canvas, const Game *game, Vec2 at, float radius);
