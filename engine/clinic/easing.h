// SPDX-License-Identifier: MIT
// easing.h: what a game did by itself because nothing succeeded (play/ease.h), read back.
#pragma once

#include "session/json_out.h"
#include "session/recording.h"

#define EASING_TEXT 96

// Whether `event` eased the game; then its words, with the time.
bool easing_text(const RecordedEvent *event, char text[EASING_TEXT]);

// A line for each; nothing where the game never eased.
void easing_print(const Recording *recording, FILE *to);
void easing_json(JsonOut *json, const char *name, const Recording *recording);
