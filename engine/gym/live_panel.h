// SPDX-License-Identifier: MIT
// live_panel.h: the therapist's own window beside the child's: by itself where there is a second
// display, by F4 everywhere. While it is there the child's window carries nothing of the
// therapist's. Main thread.
#pragma once

#include <stdbool.h>

struct Live;

// Once the child's window is open: as the settings say.
void live_panel_begin(struct Live *live);

// Before the child's window is closed.
void live_panel_end(struct Live *live);

bool live_panel_is_open(const struct Live *live);

// Before a play: what the store knows of the child's week.
void live_panel_learn(struct Live *live);
