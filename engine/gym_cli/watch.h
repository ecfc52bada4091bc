// SPDX-License-Identifier: MIT
// watch.h: a recorded session, seen again in the window.
#pragma once

#include "session/recording.h"

// Shows it from its start, then the page after it, as often as is asked for. `store` as given by
// --store. The errors of render_open().
Result watch_recording(const Recording *recording, const char *store);
