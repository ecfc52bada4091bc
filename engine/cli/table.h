// SPDX-License-Identifier: MIT
// table.h: anybody's table of numbers as text: comma, semicolon, tab or blank separated, decimals
// behind a point or a comma.
#pragma once

#include "tiptoe/base.h"

#define TABLE_COLUMNS_MAX 4096
#define TABLE_NAME_MAX    64

// #, % and // begin a comment line. Lines before the numbers are titles, the header, and units; of
// a header whose names repeat (X, Y, Z), the line above (LASI, RASI) is part of the names. A field
// without a number is NaN. Fields may stand in double quotes.
typedef struct Table {
    int columns;
    size_t rows;
    double **value;                // value[column][row]
    char (*name)[TABLE_NAME_MAX];  // of the columns, UTF-8; "" where there is no header
    char (*unit)[TABLE_NAME_MAX];  // of the columns, from a line of units; "" where there is none
    size_t *odd_line;              // of the column's first field that is nearly a number; 0: none
} Table;

// Reads a whole file; - is the standard input. NOT_FOUND, MALFORMED (with the line), LOST or FULL.
Result table_read(Table *table, const char *path);
// The same from memory; `label` names it in errors.
Result table_parse(Table *table, const char *text, size_t length, const char *label);
void table_free(Table *table);  // also after a failed read

// A header's name (whole, or without its unit in [] or (), capitals alike) or a number from 1.
// NOT_FOUND if there is no such column or more than one.
Result table_column(const Table *table, const char *which, int *column);

// Where a unit is written.
typedef enum TableUnit {
    TABLE_UNIT_NONE,
    TABLE_UNIT_ENDING,  // may be the end of the name: time_ms
    TABLE_UNIT_ROUND,   // or stands in ( ), as other words do
    TABLE_UNIT_STATED   // in [ ], or in a line of units
} TableUnit;

// What is written of the column's unit, in `unit` (TABLE_NAME_MAX); "" if nothing is. Of an ending
// it is the longest one that follows a mark and is the spelling of a unit, or "".
TableUnit table_unit(const Table *table, int column, char *unit);
