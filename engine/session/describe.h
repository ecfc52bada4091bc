// SPDX-License-Identifier: MIT
// describe.h: a session's settings and outcome as JSON text, and back. Inside this module only.
#pragma once

#include "session/session.h"

// The texts are the caller's, free() them. NULL: memory is out. A byte that is not UTF-8 is stored
// as a question mark: a camera or a file may have any for a name.
char *describe_settings(const SessionDesc *desc);
char *describe_calibration(const Calibration *calibration);
char *describe_score(const PlayScore *score);
char *describe_quality(const SessionSummary *summary);

// MALFORMED: damaged; FULL: memory is out. Settings leave child, seed, level, seconds and the game
// alone: they are columns.
Result describe_settings_read(SessionDesc *desc, const char *text);
Result describe_summary_read(SessionSummary *summary, const char *calibration, const char *score,
                             const char *quality);
