// SPDX-License-Identifier: MIT
// table_line.h: lines and fields of a table's text.
#pragma once

#include "tiptoe/base.h"

typedef struct Line {
    const char *text;
    size_t length;
    size_t number;  // from 1
    bool comment;   // its mark is taken off
} Line;

// What stands between fields (' ': any run of blanks; 0: nothing, a line is one field) and before
// decimals.
typedef struct Layout {
    char separator, decimal;
} Layout;

typedef enum Kind {
    KIND_NOTHING,  // empty, NA, nan, inf
    KIND_NUMBER,
    KIND_WORDS,
    KIND_ODD  // figures and marks, but no number in this layout: 1.234,56 or 1,5 or 1.2.3
} Kind;

// Lines that a reader still has before it.
typedef struct Lines {
    const char *text, *end;
    size_t number;  // of the last one
} Lines;

// The next line that is not empty; LF, CRLF or CR ends it. Leading tabs are kept: empty fields.
bool line_next(Lines *lines, Line *line);

// Takes the next field off the line; false if there is none. Quotes and outer blanks are removed.
// Between blanks, what follows in brackets belongs to the field if `glue` says so.
bool line_field(Line *line, char separator, bool glue, Line *field);

Kind line_number(Line field, char decimal, double *value);
