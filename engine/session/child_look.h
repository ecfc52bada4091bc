// SPDX-License-Identifier: MIT
// child_look.h: how a child wants to be seen, kept from play to play: one row a child.
#pragma once

#include "session/store.h"

#define CHILD_LOOK_TEXT_MAX 64  // with its end

// The words are those of the gym; "" is a choice that was not made.
typedef struct ChildLook {
    char look[CHILD_LOOK_TEXT_MAX];     // avatar/looks.h
    char picture[CHILD_LOOK_TEXT_MAX];  // CHILD_PICTURE_LIST
} ChildLook;

// Keeps both in place of what was kept. USAGE: no child's code. FULL, BUSY, LOST.
Result child_look_save(Store *store, const char *child, const ChildLook *look);

// NOT_FOUND, with a line: nothing was chosen yet; then both are "".
Result child_look_load(Store *store, const char *child, ChildLook *look);
