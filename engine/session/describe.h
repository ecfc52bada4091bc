// SPDX-License-Identifier: MIT
// describe.h: a session's settings and outcome as JSON text, and back. Inside this module only.
#pragma once

#include "session/session.h"

// The texts are the caller's, free() them. NULL: a text is not UTF-8, or memory is out.
char *describe_settings(const SessionDesc *desc);
char *describe_calibration(const Calibration *calibration);
char *describe_score(const PlayScore *score);
char *describe_quality(const SessionSummary *summary);

// False: damaged. Settings leave child, seed, level, seconds and the game alone: they are columns.
bool describe_settings_read(SessionDesc *desc, const char *text);
bool describe_summary_read(SessionSummary *summary, const char *calibration, const char *score,
                           const char *quality);
