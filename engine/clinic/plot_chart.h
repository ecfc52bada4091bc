// SPDX-License-Identifier: MIT
// plot_chart.h: curves over one axis each, for what measures were taken from.
#pragma once

#include "clinic/plot.h"

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
    double least_span;  // of y: small noise is not blown up
    double line;        // a level mark; NaN: none
    const char *line_name;
    int looks;  // series i has the look of i / looks ...; 0: its own
} Chart;

// Adds an object to the list that is open: title, axes, svg_curve and the legend's words; nothing
// where there is nothing to draw.
void plot_chart(JsonOut *json, const Chart *chart);
