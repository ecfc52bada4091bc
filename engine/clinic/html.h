// SPDX-License-Identifier: MIT
// html.h: the one way in which a page is written: marks as they are, all text escaped. And line
// charts.
#pragma once

#include "tiptoe/base.h"

#include <stdio.h>

typedef struct Html {
    FILE *to;
} Html;

void html_mark(Html *html, const char *marks);  // constant markup only, never anything from a store
// Formats and escapes & < > " ': the only door for text and attribute values.
void html_text(Html *html, const char *format, ...) __attribute__((format(printf, 2, 3)));
// <name>text</name>, the text escaped. `open` is constant markup such as "<td class=n>".
void html_element(Html *html, const char *open, const char *text, const char *close);

#define CHART_SERIES_MAX 8

typedef struct ChartSeries {
    const double *x, *y;  // NaN leaves a gap
    size_t count;
    const char *name;
} ChartSeries;

typedef struct Chart {
    const char *title, *description, *x_label, *y_label;
    ChartSeries series[CHART_SERIES_MAX];
    int series_count;
    double least_span;   // of y: small noise is not blown up
    double line, line2;  // level marks; NaN none
    const char *line_name;
    size_t points_max;  // of a series; 0: 400, more is thinned. Fine lines where it is more
    int colors;         // series i has color and dash i / colors ... of the palette; 0: its own
} Chart;

// An SVG figure with axes, title and description for screen readers, readable in black and white.
// Nothing is drawn where there is nothing to draw: then a line says so.
void chart_write(Html *html, const Chart *chart);
