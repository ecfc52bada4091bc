// SPDX-License-Identifier: MIT
// view_worklist.h: today's children (assets/web/worklist.html): who needs a look, whose check-up is
// due, minutes of the week, what got better, in words. And the list of all children.
#pragma once

#include "session/json_out.h"
#include "session/store.h"

// Adds to the object that is open. BUSY, LOST, FULL.
Result view_worklist(JsonOut *json, Store *store, int64_t now_utc_ms, int zone_minutes);

// All children, who played last first (assets/web/children.html).
Result view_children(JsonOut *json, Store *store, int zone_minutes);
