// SPDX-License-Identifier: MIT
// cheats.h: what each game's own tests are made of: the movement that the game is for scores, at
// every level and in every posture; the cheaper one does not, and each case names the cheat.
#pragma once

#include "../puppet.h"
#include "../test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// One function a game, in the file of its name: runs its tests, gives how many failed.
#define CHEATS_LIST(X)                                                                             \
    X(bubble_garden)                                                                               \
    X(comet_keeper)                                                                                \
    X(drum_twins)                                                                                  \
    X(flamingo_pond)                                                                               \
    X(monster_mirror)                                                                              \
    X(rainbow_cross)                                                                               \
    X(river_raft)                                                                                  \
    X(rocket_squat)                                                                                \
    X(snail_trail)                                                                                 \
    X(statue_sleepover)                                                                            \
    X(stepping_stars)                                                                              \
    X(tightrope_town)
#define X(game) int cheats_##game(void);
CHEATS_LIST(X)
#undef X

#define NOT(kind) (1u << TARGET_##kind)

// Called each step after the puppet's own move; a cheat that it does not make itself.
typedef void CheatMove(Puppet *puppet, const GameOutput *seen, uint32_t step);

typedef struct Cheat {
    const char *name;
    int level;
    Posture posture;
    unsigned refuse;  // kinds of target that the cheat does not follow: NOT(...)
    CheatMove *move;  // NULL: refusing is all
    float most;       // share of the tries that may succeed all the same, by chance
} Cheat;

PuppetPlay cheats_usual(const char *id, int level);  // a nimble child, two minutes, standing
float cheats_share(PuppetResult r);                  // of tries that succeed

// A nimble child succeeds in that share of the tries, at every level and in every posture.
void cheats_plays_well(const char *id, float least);
// Every measure of the game comes in this play, but those whose names are in `but`.
void cheats_measures_come(PuppetPlay play, const char *but);
// Every measure comes in one posture and level or another, by the rule of both hands.
void cheats_measures_come_somewhere(const char *id);
// By the hand rule a single hand finds all its targets, and both take turns.
void cheats_rule_is_kept(const char *id);
// An honest child succeeds in each case where the cheat does not.
void cheats_do_not_score(const char *id, const Cheat *cases, size_t count);
PuppetResult cheats_play(const char *id, const Cheat *cheat);

// After two misses the next try is surely within reach: a clumsy child succeeds, even at level 5.
void cheats_sure_is_reachable(const char *id);
// A try that is skipped is neither hit nor miss, and help makes the next one easy.
void cheats_skip_and_assist(const char *id);

int cheats_measure(const Game *game, const char *name);  // its row; fails if there is none
// The level's knobs with one of them turned.
const float *cheats_knobs(const Game *game, int level, const char *name, float value);

const GameTarget *cheats_target(const GameOutput *seen, TargetKind kind);  // the first, or NULL
int cheats_side(const GameTarget *target);
float cheats_sign(int side);  // 1 for the right, -1 for the left
void cheats_hips_down(Puppet *puppet, float legs);
void cheats_stay_home(Puppet *puppet, const GameOutput *seen, uint32_t step);  // does nothing
