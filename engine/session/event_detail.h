// SPDX-License-Identifier: MIT
// event_detail.h: the typed fields of an event (EVENT_FIELD_LIST) as a JSON object: what stands in
// the column `detail`, and in a table of events.
#pragma once

#include "tiptoe/event.h"

// Whole numbers as numbers, truths as true or false, choices by their stored names, sets as lists
// of them. `*text` is the caller's to free(); NULL: this kind of event has no fields. FULL: no
// memory.
Result event_detail(const GameEvent *event, char **text) __attribute__((warn_unused_result));

// Sets the fields of `event`, whose kind is set. All of them must be there. MALFORMED; FULL.
Result event_detail_read(GameEvent *event, const char *text) __attribute__((warn_unused_result));
