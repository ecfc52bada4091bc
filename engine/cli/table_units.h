// SPDX-License-Identifier: MIT
// table_units.h: units as the headers of tables spell them.
#pragma once

#include "tiptoe/base.h"

#define UNIT_TEXT_MAX 64

typedef enum UnitKind {
    UNIT_UNKNOWN,
    UNIT_TIME,    // in seconds
    UNIT_LENGTH,  // in centimetres
    UNIT_OTHER    // a unit, but neither of the two: degrees, newtons, frames
} UnitKind;

typedef struct Unit {
    UnitKind kind;
    double size;       // of one, in seconds or centimetres; 0 for UNIT_OTHER
    const char *name;  // its usual spelling: what is printed
} Unit;

// Any spelling, capitals alike, blanks and a last point aside.
Unit unit_find(const char *text);

// Whether the word says which one is meant (left, raw): it may stand in brackets as a unit does.
bool unit_is_word(const char *text);
