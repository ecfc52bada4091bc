// SPDX-License-Identifier: MIT
// rounds.h: game after game in one window: the start screen, a play, the page after it. Main
// thread.
#pragma once

#include "gym/live.h"

// Until somebody leaves. Where the settings name a game it is played at once, else the start screen
// asks. Headless it is one play. `open` opens window, sound and camera for a game: live_open(), or
// a test's own. The last run stays to be told. The errors of `open` and live_play(); LOST if the
// display went away.
Result rounds_run(Live *live, Result (*open)(Live *live));
