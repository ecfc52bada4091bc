// SPDX-License-Identifier: MIT
// report_play.h: what a play session leaves beside its reaches: the game's own measures, the dose
// of each limb, the difficulty ledger, and how far each part of the body could be trusted.
#pragma once

#include "session/recording.h"

#include <jansson.h>
#include <stdio.h>

void report_play_text(const Recording *recording, FILE *to);
json_t *report_play_json(const Recording *recording);  // an object; the caller's
