// SPDX-License-Identifier: MIT
// spoken.h: how long each spoken line lasts, in steps. What waits for the end of a line counts
// these, so that a session goes the same way headless, muted, and on a machine with another voice.
#pragma once

#include "tiptoe/base.h"

// Of the longest voice, rounded up. A line that the table does not have (another's game, whose
// invitation comes with it) counts as SPOKEN_USUAL_STEPS.
#define SPOKEN_USUAL_STEPS 270
uint32_t spoken_steps(const char *line);

// The same spoken slower or faster, in percent of the usual rate; 0: as usual.
#define SPOKEN_RATE_LOW  60
#define SPOKEN_RATE_HIGH 140
uint32_t spoken_steps_at(const char *line, uint32_t percent);

// A praise is said in as many forms, one after the other, so that it does not wear off: the form of
// `line` that is said as number 0, 1, 2... of a play. A line without forms is said as it is.
#define SPOKEN_FORMS 5
const char *spoken_form(const char *line, uint32_t number);

// For the test that holds the table against the sounds; NULL: past its end.
const char *spoken_line(int index);
