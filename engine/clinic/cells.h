// SPDX-License-Identifier: MIT
// cells.h: the cells of a row, one after another: as RFC 4180 text (commas, CRLF, quotes where
// needed, and nothing that a spreadsheet would take for a formula), or as an object of JSON.
#pragma once

#include "session/json_out.h"
#include "tiptoe/base.h"

#include <stdio.h>

// What stands in a column. X(name, stored name, as JSON Schema calls it)
#define CELL_KIND_LIST(X)                                                                          \
    X(TEXT, "text", "string")                                                                      \
    X(WHOLE, "whole number", "integer")                                                            \
    X(NUMBER, "number", "number")                                                                  \
    X(OBJECT, "JSON object", "object")

typedef enum CellKind {
#define X(name, stored, schema) CELL_##name,
    CELL_KIND_LIST(X)
#undef X
        CELL_KIND_COUNT
} CellKind;

#define CELL_NAME_MAX 48

typedef struct Cells {
    FILE *to;
    int fields;          // written in this row
    const char *key[2];  // begin every row, of a header too; NULL: nothing does
    // Set: rows are objects of this list, without keys. An empty cell is null.
    JsonFlow *json;
    char (*name)[CELL_NAME_MAX];  // of the cells, in their order
} Cells;

// A text that starts with = + - @, tab or return gets an apostrophe before it, not so in JSON.
void cells_text(Cells *cells, const char *text);
// Shortest text that reads back the same; NaN is empty.
void cells_number(Cells *cells, double value);
// What was never more than a float: shortest text that reads back as the same one.
void cells_float(Cells *cells, float value);
// A number, rounded to a millionth: far less than any camera sees, and many times as fast.
void cells_millionths(Cells *cells, double value);
void cells_object(Cells *cells, const char *json);  // the text of an object
void cells_whole(Cells *cells, long long value);
void cells_row(Cells *cells);  // ends the row
