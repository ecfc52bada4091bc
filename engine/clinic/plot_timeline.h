// SPDX-License-Identifier: MIT
// plot_timeline.h: what happened in a session over its time: difficulty, targets, keys and notes,
// support, pauses and what could not be seen.
#pragma once

#include "clinic/plot.h"
#include "session/recording.h"

void plot_timeline(JsonOut *json, const char *name, const Recording *recording);
