// SPDX-License-Identifier: MIT
// view_session.h: what the page of a session says (assets/web/session.html): from stored rows
// alone. Adds to the object that is open in `json`; memory that was out is told when that is ended.
#pragma once

#include "clinic/clinic.h"
#include "session/json_out.h"

// `store`: that of the session, for ratings. BUSY, LOST, FULL.
Result view_session(JsonOut *json, Store *store, const ClinicSession *session);

// The body over time for the replay, every second frame: places of the joints that are drawn, in
// hundredths of the body's height, and the curves beside it.
void view_replay(JsonOut *json, const ClinicSession *session);

// Inside this room: tables of a play, tables of a check-up, what was not done.
void view_play(JsonOut *json, const ClinicSession *session);
void view_checkup(JsonOut *json, const ClinicSession *session);
void view_not_done(JsonOut *json, const ClinicSession *session);
