// SPDX-License-Identifier: MIT
// paper.h: a report as sheets of A4, written by cairo, pango and librsvg. They are a module of
// their own, loaded when the first report is drawn. One thread at a time.
#pragma once

#include "base/module.h"

#include <stdio.h>

// How a block of a report looks. A heading never stands alone at a sheet's end.
typedef enum PaperKind {
    PAPER_TITLE,
    PAPER_FINDING,  // the sentence that is read first
    PAPER_HEADING,
    PAPER_TEXT,
    PAPER_SMALL,  // what a table or chart stands on
    PAPER_BOX,    // text that somebody wrote, or that hangs on a wall, with a frame
    PAPER_TABLE,
    PAPER_CHART,
    PAPER_SIGN,  // a line to sign on, its words below
} PaperKind;

#define PAPER_COLUMNS_MAX 8

typedef struct PaperColumn {
    const char *head;
    double share;  // of the width, all together 1
    bool right;    // numbers
} PaperColumn;

// Texts are the caller's; UTF-8.
typedef struct PaperBlock {
    PaperKind kind;
    const char *text;   // of a chart the SVG (clinic/plot.h), else words
    double height_pt;   // of a chart
    double keep_pt;     // so much of what follows stays on the same sheet
    int columns, rows;  // of a table
    PaperColumn column[PAPER_COLUMNS_MAX];
    const char *const *cell;  // rows * columns
} PaperBlock;

typedef struct PaperDocument {
    const char *title, *code, *kind;  // of the head of each sheet, and of the file
    const char *day;                  // in words
    const char *made_iso;  // when, for the file; the same document always gives the same bytes
    const char *foot;      // words at the foot of each sheet
    const char *style;     // style sheet of the charts
    double letters;        // size of the text in pt
    const PaperBlock *block;
    int count;
} PaperDocument;

typedef struct Paper {
    Module module;
    // Writes a PDF with its fonts in it; `sheets`: how many, may be NULL. MALFORMED: a chart cannot
    // be read, or a block is higher than a sheet. FULL: `to` did not take it, or memory.
    Result (*write)(const PaperDocument *document, FILE *to, int *sheets);
} Paper;

// The errors of module_load().
Result paper_load(const Paper **paper);
