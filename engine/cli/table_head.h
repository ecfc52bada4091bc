// SPDX-License-Identifier: MIT
// table_head.h: what the lines above a table's numbers say of its columns.
#pragma once

#include "cli/table.h"
#include "cli/table_line.h"

#define HEAD_MAX 16

// The last lines above the numbers, the nearest last.
typedef struct Head {
    Line line[HEAD_MAX];
    int count;
} Head;

void head_add(Head *head, Line line);

// Names and units of the table's columns. `first` is the first row of numbers.
void head_read(const Head *head, char separator, Line first, Table *table);
