// SPDX-License-Identifier: MIT
// difficulty.h: the difficulty that a child reached in one play: the staircase's position at which
// it reaches the share of targets that was wished, with its interval. Of a play, not of a check-up:
// it may be set beside plays of the same kind only. Formula and limits: docs/clinical.md.
#pragma once

#include "measure/threshold.h"
#include "session/recording.h"

// Why it cannot be said. X(name, stored name, text)
#define DIFFICULTY_WHY_LIST(X)                                                                     \
    X(NONE, "", "")                                                                                \
    X(UNFINISHED, "unfinished", "the play was interrupted, or steps of it were lost")              \
    X(NO_TARGET, "no_target",                                                                      \
      "nothing adapts: no share of successes was wished, or this game "                            \
      "has no ladder")                                                                             \
    X(VERSION, "version", "another version of the game made it")                                   \
    X(LEVEL, "level", "the level was changed by hand")                                             \
    X(HELD, "held", "the staircase was locked, or its knobs were set by hand")                     \
    X(FEW, "few", "fewer than 20 tries without help")                                              \
    X(ALL_REACHED, "all_reached", "every try was reached: a higher level would tell")              \
    X(NONE_REACHED, "none_reached", "no try was reached: a lower level would tell")                \
    X(TOO_EASY, "too_easy", "it lies beyond the hard end of this level: a higher one would tell")  \
    X(TOO_HARD, "too_hard", "it lies beyond the easy end of this level: a lower one would tell")

typedef enum DifficultyWhy {
#define X(name, stored, text) DIFFICULTY_WHY_##name,
    DIFFICULTY_WHY_LIST(X)
#undef X
        DIFFICULTY_WHY_COUNT
} DifficultyWhy;

const char *difficulty_why_name(DifficultyWhy why);
const char *difficulty_why_text(DifficultyWhy why);

typedef struct Difficulty {
    DifficultyWhy why;  // NONE: `reached` is told
    Threshold reached;  // levels from the chosen one; -1 and 1: the staircase's end, or beyond
    double share;       // of targets, that was wished
    int tries, hits;    // that count: without help, not made easy, not asked for once more
    int easy, helped, again, open;  // tries that do not: made surely reachable after two misses ...
} Difficulty;

// Follows the staircase through the recorded events; what it then finds must be what the ledger
// says. FULL (memory).
Result difficulty_of(const Recording *recording, Difficulty *difficulty);
