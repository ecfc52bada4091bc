// SPDX-License-Identifier: MIT
// table.h: anybody's table of numbers as text: comma, semicolon, tab or blank separated.
#pragma once

#include "tiptoe/base.h"

#define TABLE_COLUMNS_MAX 4096
#define TABLE_NAME_MAX    64

// Decimal point; # and % begin a comment line; lines of words before the first numbers are titles,
// the header and units. A field without a number is NaN. Fields may stand in double quotes.
typedef struct Table {
    int columns;
    size_t rows;
    double **value;                // value[column][row]
    char (*name)[TABLE_NAME_MAX];  // of the columns; "" where there is no header
} Table;

// Reads a whole file; - is the standard input. NOT_FOUND, MALFORMED (with the line) or FULL.
Result table_read(Table *table, const char *path);
// The same from memory; `label` names it in errors.
Result table_parse(Table *table, const char *text, size_t length, const char *label);
void table_free(Table *table);  // also after a failed read

// A header's name (whole, or without its unit in [] or (), capitals alike) or a number from 1.
// NOT_FOUND if there is no such column or more than one.
Result table_column(const Table *table, const char *which, int *column);
// What stands in the brackets of a column's name, in `unit` (TABLE_NAME_MAX); "" if nothing does.
void table_unit(const Table *table, int column, char *unit);
