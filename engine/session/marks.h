// SPDX-License-Identifier: MIT
// marks.h: what the therapist wrote about moments of a play. That there is a note, and at which
// step, is an event of the recording (EVENT_NOTE, NOTE_WRITTEN); its words are a document beside
// it.
#pragma once

#include "session/store.h"

#define MARK_TEXT_MAX 161  // bytes, with its end

typedef struct Mark {
    uint32_t step;  // of the event
    char text[MARK_TEXT_MAX];
} Mark;

// Keeps it beside session `id` (its number); a second one of the same step takes its place.
// NOT_FOUND; FULL, BUSY, LOST.
Result mark_save(Store *store, int64_t id, const Mark *mark);

// All of session `uuid`, by step; to be freed. NULL and 0: there is none. MALFORMED, FULL, BUSY,
// LOST.
Result marks_load(Store *store, const char *uuid, Mark **marks, uint32_t *count);
