// SPDX-License-Identifier: MIT
// sheets.h: blocks flow down sheets of A4. Inside this room only.
#pragma once

#include "clinic/paper.h"

#include <cairo.h>
#include <pango/pangocairo.h>

#define SHEET_WIDTH  595.276  // pt: A4
#define SHEET_HEIGHT 841.89
#define MARGIN       45.0  // 16 mm
#define TEXT_WIDTH   (SHEET_WIDTH - 2 * MARGIN)
#define TEXT_TOP     72.0
#define TEXT_BOTTOM  (SHEET_HEIGHT - 58.0)

// Where the next block begins on the sheet that is open.
typedef struct Sheets {
    const PaperDocument *document;
    cairo_t *cr;
    double y;
    int number, total;  // of sheets; total 0: they are being counted
    Result result;
} Sheets;

typedef struct Ink {
    double r, g, b;
} Ink;

// A paragraph at x from the sheet's left, drawn with its top at `y`; its height. `y` NAN: measured
// alone. `size`: pt.
double ink_text(Sheets *sheets, const char *text, double x, double y, double width, double size,
                bool bold, bool right, Ink ink);

// Room for `height`, on a new sheet if there is none.
void sheets_need(Sheets *sheets, double height);

// What does not fit a line of a sheet as it is: tables, and charts.
void sheets_table(Sheets *sheets, const PaperBlock *block);
void sheets_chart(Sheets *sheets, const PaperBlock *block);

// See Paper.
Result paper_write(const PaperDocument *document, FILE *to, int *sheets);

static const Ink ink_black = { 0.11, 0.129, 0.149 };  // the clinic's pages: clinic.css
static const Ink ink_quiet = { 0.322, 0.357, 0.388 };
static const Ink ink_hair = { 0.839, 0.855, 0.867 };
