// SPDX-License-Identifier: MIT
// displays.h: which of several displays is whose: the child's window has the largest one, or the
// one that was chosen, and the therapist's panel one of the others; where there is only one, the
// two windows lie beside each other on it. Pure functions.
#pragma once

#include <stdbool.h>

// Where a display lies on the desktop, px. Two that show the same lie over each other.
typedef struct DisplayPlace {
    int left, top, width, height;
} DisplayPlace;

#define DISPLAYS_MAX 8

// The child's, as an index: `chosen` counts from 1; where there is no such one (0: none was
// chosen) the largest, of two that are alike the later one: the first is the therapist's own.
int displays_for_child(const DisplayPlace *list, int count, int chosen);

// The panel's: the first that does not show what the child sees; -1: there is none.
int displays_for_panel(const DisplayPlace *list, int count, int child);

// Both windows on the one display, px: neither covers the other, and the child's is the larger
// unless it was small before.
// `room`: what a window may have of the display; `child`: where its window lies now. It keeps its
// size where that leaves enough for the panel. False, and nothing set: the room is too small for
// two windows.
bool displays_beside(const DisplayPlace *room, DisplayPlace *child, DisplayPlace *panel);
