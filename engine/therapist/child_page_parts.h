// SPDX-License-Identifier: MIT
// child_page_parts.h: what the files of child_page share: its groups of buttons and where they lie.
#pragma once

#include "therapist/child_page.h"

typedef enum ChildRow {
    CHILD_ROW_AGE,     // values: -1, 1: months less or more; 0: the pad
    CHILD_ROW_HEIGHT,  // likewise, cm
    CHILD_ROW_POSTURE,
    CHILD_ROW_SUPPORT,
    CHILD_ROW_LIMB,
    CHILD_ROW_SIDE,
    CHILD_ROW_HAND,
    CHILD_ROW_SENSORY,
    CHILD_ROW_TUNE,
    CHILD_ROW_SUCCESS,
    CHILD_ROW_GAIN,
    CHILD_ROW_LOOK,
    CHILD_ROW_QUESTION,  // and those after it, one a question; values: 0 no, 1 yes
    CHILD_ROW_NOTHING_NEW = CHILD_ROW_QUESTION + QUESTION_COUNT,
    CHILD_ROW_CONSENT,  // values: 0 scores only, 1 the track too
    CHILD_ROW_UNTIL,    // months
    CHILD_ROW_NOTES,
    CHILD_ROW_FOOT,
    CHILD_ROW_PAD,    // values: a digit, or what is chosen
    CHILD_ROW_SENSE,  // and those after it, one a sense; values: -1, 1: less or more
    CHILD_ROW_SPEECH = CHILD_ROW_SENSE + SENSE_COUNT,  // of speech; values: -1, 1
    CHILD_ROW_TUNED,
} ChildRow;

enum { CHILD_FOOT_BACK, CHILD_FOOT_ARCHIVE, CHILD_FOOT_HOUR };

// The heights that are offered at once: about what children of that age are, by steps, cm.
enum { CHILD_HEIGHTS = 20, CHILD_HEIGHTS_STEP = 2, CHILD_HEIGHT_OTHER = -1 };
unsigned child_page_first_height(const ChildPage *page);

// Every button of the page as it is now.
void child_page_lay_out(ChildPage *page);

// Whether the hour may be opened: what must be asked was asked.
bool child_page_may_open(const ChildPage *page);
