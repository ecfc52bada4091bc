// SPDX-License-Identifier: MIT
// scores.h: what a clinic reads of one play: the game's own measures and the difficulty reached,
// beside the child's earlier plays of the same kind. Of a play, not of a check-up: set beside each
// other for a person to look at, and no word is made of them.
#pragma once

#include "clinic/difficulty.h"

#define SCORES_MAX         (GAME_MEASURES_MAX * (1 + SIDE_COUNT))
#define SCORES_EARLIER_MAX 24  // the latest of them

// One measure of the game and side (-1: none).
typedef struct PlayValue {
    int measure, side;
    double value;
    uint32_t count;       // of what the game measured
    int earlier;          // plays with this value; a best or a sum only of plays as long
    double median, last;  // of these; NaN: none
} PlayValue;

typedef struct EarlierPlay {
    int64_t id;
    char uuid[37];
    int64_t started_utc_ms;
    int zone_minutes;
    bool as_long;  // played to the end, and as long as this one
    Difficulty difficulty;
    double value[SCORES_MAX];  // NaN: none
} EarlierPlay;

typedef struct Scores {
    const Game *game;  // NULL: this program does not have it, and there is nothing here
    PlayValue value[SCORES_MAX];
    int count;
    Difficulty difficulty;
    EarlierPlay *earlier;  // oldest first
    int earlier_count;
    int others;  // earlier plays of the game that were looked at and are of another kind
} Scores;

// A check-up has no scores. Errors of reading the store; FULL (memory).
Result scores_load(Scores *scores, Store *store, const Recording *recording);
void scores_free(Scores *scores);  // leaves it zeroed

// Whether two plays are of one kind: game and version, level, knobs, senses, the wished share, hand
// rule, side bias, limbs, posture, support, model and kind of camera.
bool scores_alike(const Recording *one, const Recording *other);

const char *scores_statistic(const Scores *scores, const PlayValue *value);  // "median"

// "level 2 +0.35 (95 %: +0.10 to +0.60)", or "cannot say: why".
void difficulty_text(const Difficulty *difficulty, int level, char *text, size_t size);
