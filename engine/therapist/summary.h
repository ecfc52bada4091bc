// SPDX-License-Identifier: MIT
// summary.h: the page after a play: for the child what was earned, for the therapist how it went.
// Main thread.
#pragma once

#include "render/window.h"
#include "session/dose_ledger.h"
#include "session/presets.h"
#include "therapist/sticker_book.h"

typedef struct Summary {
    const char *child;
    const char *token;  // the game's picture of one success
    int level;
    HandRule hand;
    char sticker[STICKER_NAME_MAX];  // of the game; "": it never came to play
    PlayScore score;
    PlayQuality quality;
    double pose_fps;       // of the whole play
    uint32_t best_before;  // as session_best()
    DoseWeek week;         // this play among it
    WeeklyGoals goals;
    bool chosen;    // before this page stood the start screen, to which leaving leads back
    bool replayed;  // there is no other game to play
} Summary;

typedef enum SummaryAnswer {
    SUMMARY_AGAIN,
    SUMMARY_OTHER,
    SUMMARY_BOOK,
    SUMMARY_LOOK,  // the page on which the child chooses how it looks
    SUMMARY_LEAVE
} SummaryAnswer;

void summary_draw(const Summary *summary, Canvas *canvas);

// Shows it until somebody wants to go on: the same again, the start screen, the
// book of stickers, or none of them.
SummaryAnswer summary_run(const Window *window, const Summary *summary);
