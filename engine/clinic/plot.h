// SPDX-License-Identifier: MIT
// plot.h: fluid SVG charts for page and paper alike: x is in percent of the width, y in px, letters
// never scale, and only classes say how it looks (assets/web/clinic.css). No viewBox but that of
// curves. Whoever draws owns the Plot; one thread each.
#pragma once

#include "session/json_out.h"

#include <stddef.h>
#include <stdio.h>

typedef struct Plot {
    FILE *to;  // NULL: memory is out, and plot_put() tells it
    struct PlotText *kept;
} Plot;

// A chart with a title and a description for those who do not see it. `id` names it on its page:
// letters, digits and "-" alone. All text is escaped here.
Plot plot_open(const char *id, double height_px, const char *title, const char *description);
// A small picture inside a line, which a word beside it tells already.
Plot plot_small(double height_px);
// One with a frame of its own units, such as a skeleton. No title: words beside it tell it already.
Plot plot_frame(double left, double top, double width, double height, const char *title);

// `look` is a constant list of classes. x and widths in percent.
void plot_line(Plot *plot, const char *look, double x1, double y1, double x2, double y2);
void plot_rect(Plot *plot, const char *look, double x, double y, double width, double height);
void plot_dot(Plot *plot, const char *look, double x, double y, double r);
void plot_cross(Plot *plot, double x, double y);
// `anchor`: "start", "middle" or "end". `dx`: px beside x.
void plot_text(Plot *plot, const char *look, double x, double dx, double y, const char *anchor,
               const char *text);

// A curve in the box from y `top` to `bottom` and over the whole width; NaN leaves a gap.
typedef struct PlotScale {
    double x_low, x_high, y_low, y_high;
    double top, bottom;  // px
} PlotScale;
void plot_curve(Plot *plot, const char *look, const double *x, const double *y, size_t count,
                const PlotScale *scale);
// Of a frame's own units.
void plot_path(Plot *plot, const char *look, const double *x, const double *y, size_t count);
void plot_mark(Plot *plot, const char *marks);  // constant markup

// Ends it and says it as `name`, which begins with svg_.
void plot_put(Plot *plot, JsonOut *json, const char *name);

// Three to five even places of ticks from low to high: the first and the step.
void plot_ticks(double low, double high, double *first, double *step);

// ---- charts of more than one page ----

// The shape that stands before a verdict's word: better, worse, same, possible, cannot.
void plot_verdict(JsonOut *json, const char *name, const char *word);

// A bar against a goal (0: none), both at least 0.
void plot_bar(JsonOut *json, const char *name, double value, double goal);
