// SPDX-License-Identifier: MIT
// rounds.h: game after game in one window: the start screen, a play, the page after it. Main
// thread.
#pragma once

#include "gym/live.h"

// Begins to open the camera for a game: live_begin(), or a test's own.
typedef Result (*RoundOpen)(Live *live);

// Until somebody leaves. Where the settings name a game it is played at once, else the start screen
// asks. Headless it is one play. The last run stays to be told. The errors of `open` and
// live_play(); LOST if the display went away.
Result rounds_run(Live *live, RoundOpen open);

// One play as the settings say, in place of the run before; camera and networks are opened where
// they are not yet, and stay. *played: false if the opening was given up by a key. As above.
Result rounds_play(Live *live, RoundOpen open, bool *played);
