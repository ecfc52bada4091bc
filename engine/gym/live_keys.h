// SPDX-License-Identifier: MIT
// live_keys.h: what the therapist can do at once while a child plays.
#pragma once

#include "therapist/keys.h"

struct Live;

// The one list of these keys: they work, and F1, the key card and the README tell of them.
extern const KeyRow live_key_rows[];
extern const int live_key_count;

// Does what the key stands for. False: it is not in the list.
bool live_key(struct Live *live, int key);

// Whether the therapist has paused, or the window; a demonstration that holds play does not count.
bool live_is_paused(const struct Live *live);

// Before the first step: what is not as loud as the profile says is in the recording from there on.
void live_tell_sound(struct Live *live);

// Pauses if play is not paused yet: another window has the keyboard, or the machine was asleep.
void live_pause(struct Live *live);
