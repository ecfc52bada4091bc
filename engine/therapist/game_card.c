// SPDX-License-Identifier: MIT
// game_card.c: the names of the games' pictures, made once.
#include "therapist/game_card.h"

#include "therapist/child_parts.h"
#include "therapist/sticker_book.h"

#include <stdio.h>

typedef char Name[STICKER_NAME_MAX];

static const char *name_of(const Game *game, const char *kind, Name *names)
{
    for (int i = 0; i < game_count && i < STICKER_GAMES_MAX; i++) {
        if (game_list[i] != game) continue;
        if (!names[i][0]) snprintf(names[i], sizeof names[i], "%s_%s", kind, game->id);
        return names[i];
    }
    return "icon_games";
}

const char *game_card(const Game *game)
{
    static Name names[STICKER_GAMES_MAX];
    return name_of(game, "card", names);
}

const char *game_sticker(const Game *game)
{
    static Name names[STICKER_GAMES_MAX];
    return name_of(game, "sticker", names);
}

void game_card_medal(Canvas *c, const Game *game, Vec2 at, float radius)
{
    // The card's round corners lie within the disc.
    const float size = 1.46f * radius;
    child_medal(c, at, radius, game_card(game), size);
    game_draw_card_child(c, game, at, size);
}
