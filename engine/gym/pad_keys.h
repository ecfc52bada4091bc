// SPDX-License-Identifier: MIT
// pad_keys.h: what a game controller's buttons do while a child plays: each is one of the live
// keys. Main thread.
#pragma once

#include "render/render.h"

struct Live;

// The live key that the event means; of a keyboard's its own. 0: none.
int pad_key(const struct Live *live, const RenderEvent *event);

// The button that means this key, as "LT+A"; "": there is none.
#define PAD_NAME_MAX 12
void pad_name(int key, char name[PAD_NAME_MAX]);
