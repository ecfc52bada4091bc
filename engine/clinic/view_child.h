// SPDX-License-Identifier: MIT
// view_child.h: what the page of a child says (assets/web/child.html): the sentence on top, what
// changed, the measures over time, plays, minutes, senses, supports. From stored rows alone.
#pragma once

#include "clinic/child_plays.h"
#include "clinic/clinic.h"
#include "session/child_record.h"
#include "session/json_out.h"

// Adds to the object that is open. NOT_FOUND, with a line: nobody has that code. BUSY, LOST, FULL.
Result view_child(JsonOut *json, Store *store, const char *child, int64_t now_utc_ms,
                  int zone_minutes);

// The sentence on top, in two parts: what is told to have changed, how sure, since when; and the
// rest. `checkup` NULL: there is none.
Result view_child_sentence(JsonOut *json, Store *store, const ClinicCheckup *checkup,
                           const ChildPlays *plays);

// Inside this room: the child then and now, in the middle of the step of the first primary measure.
Result view_moments(JsonOut *json, Store *store, const ClinicCheckup *checkup);

// Inside this room: plays by game, calendar, senses against ratings, supports, marks.
Result view_child_plays(JsonOut *json, Store *store, const char *child, const ChildPlays *plays,
                        int64_t now_utc_ms, int zone_minutes);
