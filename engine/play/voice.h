// SPDX-License-Identifier: MIT
// voice.h: who speaks when. A line that has begun is heard to its end; what wants to be said
// meanwhile waits, the most important first. Counted in steps by spoken_steps(), so it goes the
// same way with and without a sound device. Plain data; any thread.
#pragma once

#include "tiptoe/spoken.h"

// The most important first.
typedef enum VoiceRank {
    VOICE_SAFETY,  // the child is out of view
    VOICE_RULE,    // what the game, or a check-up's step, asks for
    VOICE_PHASE,   // what to do before play
    VOICE_PRAISE,  // stale after VOICE_PRAISE_STEPS of waiting
    VOICE_HINT,    // stale after VOICE_HINT_STEPS of waiting
    VOICE_RANK_COUNT,
} VoiceRank;

#define VOICE_BREATH_STEPS 12   // silence after a line [ours]
#define VOICE_PRAISE_STEPS 240  // praise that comes later belongs to nothing [ours]
#define VOICE_HINT_STEPS   120  // the try that it was for has gone on without it [ours]

// Zeroed is silence. Lines are kept by pointer: string literals.
typedef struct Voice {
    const char *saying;  // NULL: nothing
    uint32_t left;       // steps until it is over, the breath after it counted
    uint32_t rate;       // of speech, percent; 0: as usual
    struct VoiceWaiting {
        const char *line;  // NULL: none
        uint32_t age;      // steps
    } waiting[VOICE_RANK_COUNT];
} Voice;

// Of each rank the newest waits. A line that is being said or waits already is not taken again.
void voice_add(Voice *voice, VoiceRank rank, const char *line);
void voice_drop(Voice *voice, VoiceRank rank);  // what waits there has lost its reason
const char *voice_step(Voice *voice);           // one step; the line that begins now, or NULL
bool voice_is_quiet(const Voice *voice);        // nothing is being said, nothing waits
