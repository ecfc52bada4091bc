// SPDX-License-Identifier: MIT
// care.c: what is asked of a child with a therapist's tick alone.
#include "tiptoe/game.h"

typedef enum Tick { TICK_SPOTTER, TICK_JUMPS } Tick;

static const struct {
    const char *words;
    Tick tick;
} cares[CARE_COUNT] = {
#define X(name, words, tick) { words, TICK_##tick },
    CARE_LIST(X)
#undef X
};

const char *care_words(Care care)
{
    REQUIRE((unsigned)care < CARE_COUNT);
    return cares[care].words;
}

unsigned care_missing(unsigned asked, bool spotter, bool jumps)
{
    unsigned missing = 0;
    for (int i = 0; i < CARE_COUNT; i++)
        if (!(cares[i].tick == TICK_SPOTTER ? spotter : jumps)) missing |= asked & 1u << i;
    return missing;
}

unsigned game_care(const Game *game, const Profile *profile, const float knob[GAME_KNOBS_MAX])
{
    return game->care ? game->care(profile, knob) : 0;
}
