// SPDX-License-Identifier: MIT
// timeline.h: what the therapist did, marked and noted while the child played, each with its time:
// in words and as JSON.
#pragma once

#include "session/json_out.h"
#include "session/recording.h"

#define TIMELINE_WORDS_MAX 224

// What it was; false: no key, mark or note of a person. `written`: the words of a written note, or
// NULL.
bool timeline_words(const GameEvent *event, const char *written, char *text, size_t size);

// The words of the note that was written at this step, or NULL.
const char *timeline_written(const Recording *recording, const RecordedEvent *event);

// The first of the recording's marks that were noted on the page after the play, when its steps
// were over: they stand at the end, and no event tells of them. mark_count: there is none.
uint32_t timeline_after(const Recording *recording);

// The whole of it. Nothing, and an empty list, where nothing was done.
void timeline_text(const Recording *recording, FILE *to);
void timeline_json(JsonOut *json, const Recording *recording);
