// SPDX-License-Identifier: MIT
// pad_keys.h: what a game controller's buttons do while a child plays: each is one of the live
// keys. Main thread.
#pragma once

#include "render/render.h"

struct Live;
struct KeyRow;

// The live key that the event means; of a keyboard's its own. 0: none.
int pad_key(const struct Live *live, const RenderEvent *event);

// The live keys as they are told to people: behind its words each has the controller's button and
// the other keys that mean it. live_key_count rows, valid until the next call. `map` NULL: none.
const struct KeyRow *pad_keys_told(const KeyMap *map);
