// SPDX-License-Identifier: MIT
// report_play.h: what a play session leaves beside its reaches: the game's own measures, the dose
// of each limb, the difficulty ledger, and how far each part of the body could be trusted.
#pragma once

#include "session/json_out.h"
#include "session/recording.h"

// `work` has room for every event.
void report_play_text(const Recording *recording, double *work, FILE *to);
// An object of that name.
void report_play_json(JsonOut *json, const char *name, const Recording *recording, double *work);
