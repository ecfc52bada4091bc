// SPDX-License-Identifier: MIT
// behaviour.h: what a play did, as two digests over a canonical form of bytes. Equal digests: the
// same behaviour, whatever the structs of the program look like. docs/recording.md has the form.
#pragma once

#include "tiptoe/base.h"

typedef struct PlayOutput PlayOutput;
typedef struct PlayScore PlayScore;

#define BEHAVIOUR_FORM 1  // of the bytes; a new form never changes an old one

typedef struct Behaviour {
    uint64_t stored;  // events, trials and the final score: what is kept of a play
    uint64_t shown;   // cues, targets, spoken lines and the running score: what the child meets
} Behaviour;

Behaviour behaviour_start(void);

// Adds what step `step` of the session gave. `score`: as it stands after that step.
void behaviour_step(Behaviour *behaviour, uint32_t step, const PlayOutput *out,
                    const PlayScore *score);

// Adds the final score. Once, after the last step.
void behaviour_end(Behaviour *behaviour, const PlayScore *score);

// Both in one number, for marks on the way of a recording.
uint64_t behaviour_mark(Behaviour behaviour);
