// SPDX-License-Identifier: MIT
// csv.h: tables as RFC 4180 text: commas, CRLF, quotes where needed; and nothing that a spreadsheet
// would take for a formula.
#pragma once

#include "tiptoe/base.h"

#include <stdio.h>

typedef struct Csv {
    FILE *to;
    int fields;          // written in this row
    const char *key[2];  // begin every row, of a header too; NULL: nothing does
} Csv;

// A text that starts with = + - @, tab or return gets an apostrophe before it.
void csv_text(Csv *csv, const char *text);
void csv_number(Csv *csv, double value);  // shortest text that reads back the same; NaN is empty
// What was never more than a float: shortest text that reads back as the same one.
void csv_float(Csv *csv, float value);
// A number, rounded to a millionth: far less than any camera sees, and many times as fast.
void csv_millionths(Csv *csv, double value);
void csv_whole(Csv *csv, long long value);
void csv_row(Csv *csv);  // ends the row
