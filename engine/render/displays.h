// SPDX-License-Identifier: MIT
// displays.h: which of several displays is whose: the child's window has the largest one, or the
// one that was chosen, and the therapist's panel one of the others. Pure functions.
#pragma once

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
