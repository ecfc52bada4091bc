// SPDX-License-Identifier: MIT
// plot_chart.c: each series has a colour and a dash of its own, so that grey paper tells them
// apart.
#include "clinic/plot_chart.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>

#define TOP        6.0
#define BOTTOM     140.0
#define HEIGHT     166.0
#define POINTS_MAX 400  // a line of more is thinned: a page, not an archive

static const char *const looks[CHART_SERIES_MAX] = {
    "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"
};

static bool scale_of(const Chart *c, PlotScale *f)
{
    REQUIRE(c->series_count >= 0 && c->series_count <= CHART_SERIES_MAX);
    *f = (PlotScale){ INFINITY, -INFINITY, INFINITY, -INFINITY, TOP, BOTTOM };
    for (int s = 0; s < c->series_count; s++)
        for (size_t i = 0; i < c->series[s].count; i++) {
            double x = c->series[s].x[i], y = c->series[s].y[i];
            if (!isfinite(x) || !isfinite(y)) continue;
            f->x_low = fmin(f->x_low, x);
            f->x_high = fmax(f->x_high, x);
            f->y_low = fmin(f->y_low, y);
            f->y_high = fmax(f->y_high, y);
        }
    if (!(f->x_high > f->x_low)) return false;
    if (f->x_low > 0 && f->x_low < 0.1 * f->x_high) f->x_low = 0;
    if (isfinite(c->line)) {
        f->y_low = fmin(f->y_low, c->line);
        f->y_high = fmax(f->y_high, c->line);
    }
    double lacking = fmax(0, c->least_span - (f->y_high - f->y_low));
    double margin = fmax(0.06 * (f->y_high - f->y_low), 1e-6);
    f->y_low -= margin + lacking / 2;
    f->y_high += margin + lacking / 2;
    return true;
}

static double down(const PlotScale *f, double y)
{
    return TOP + (f->y_high - y) / (f->y_high - f->y_low) * (BOTTOM - TOP);
}

static void draw_axes(Plot *plot, const Chart *c, const PlotScale *f)
{
    double first, step;
    char text[32];
    plot_ticks(f->y_low, f->y_high, &first, &step);
    for (double y = first; y <= f->y_high; y += step) {
        snprintf(text, sizeof text, "%.4g", fabs(y) < step / 100 ? 0 : y);
        plot_line(plot, "tickl", 0, down(f, y), 1, down(f, y));
        plot_text(plot, "", 0, -6, down(f, y) + 4, "end", text);
    }
    plot_ticks(f->x_low, f->x_high, &first, &step);
    plot_line(plot, "axis", 0, BOTTOM, 100, BOTTOM);
    for (double x = first; x <= f->x_high + 1e-9; x += step) {
        double at = 100 * (x - f->x_low) / (f->x_high - f->x_low);
        snprintf(text, sizeof text, "%.4g", fabs(x) < step / 100 ? 0 : x);
        plot_line(plot, "tickl", at, BOTTOM, at, BOTTOM + 4);
        plot_text(plot, "", at, 0, BOTTOM + 18, at > 97 ? "end" : "middle", text);
    }
    if (isfinite(c->line)) plot_line(plot, "limit", 0, down(f, c->line), 100, down(f, c->line));
}

static void draw_series(Plot *plot, JsonOut *json, const ChartSeries *s, const char *look,
                        const PlotScale *f)
{
    size_t stride = s->count / POINTS_MAX + 1, count = 0;
    double *x = calloc(s->count / stride + 1, sizeof *x);
    double *y = calloc(s->count / stride + 1, sizeof *y);
    for (size_t i = 0; x && y && i < s->count; i += stride, count++) {
        x[count] = s->x[i];
        y[count] = s->y[i];
    }
    if (x && y)
        plot_curve(plot, look, x, y, count, f);
    else
        json->good = false;
    free(x);
    free(y);
}

static const char *look_of(const Chart *c, int series)
{
    int all = c->series_count ? c->series_count : 1;
    return looks[(c->looks > 0 ? series * c->looks / all : series) % CHART_SERIES_MAX];
}

static void key(JsonOut *json, const char *look, const char *words)
{
    Plot plot = plot_frame(0, 0, 22, 8, NULL);
    double x[] = { 0, 22 }, y[] = { 4, 4 };
    char line[32];
    snprintf(line, sizeof line, "line %s", look);
    plot_path(&plot, line, x, y, 2);
    json_begin(json, NULL);
    plot_put(&plot, json, "svg_key");
    json_text(json, "words", words);
    json_end(json);
}

static void put_legend(JsonOut *json, const Chart *c)
{
    json_list(json, "legend");
    for (int s = 0; s < c->series_count; s++)
        if (c->series[s].name) key(json, look_of(c, s), c->series[s].name);
    if (c->line_name) key(json, "limit", c->line_name);
    json_end(json);
}

// "reaches-left-hand" of its title, which no other chart of the page has.
static void id_of(const char *title, char *id, size_t size)
{
    size_t used = 0;
    for (; *title && used + 1 < size; title++)
        id[used++] = isalnum((unsigned char)*title) ? (char)tolower((unsigned char)*title) : '-';
    id[used] = '\0';
}

void plot_chart(JsonOut *json, const Chart *c)
{
    PlotScale scale;
    char id[48];
    json_begin(json, NULL);
    json_text(json, "title", c->title);
    json_text(json, "axes", c->y_label);
    json_text(json, "over", c->x_label);
    bool seen = scale_of(c, &scale);
    json_flag(json, "seen", seen);
    if (seen) {
        id_of(c->title, id, sizeof id);
        Plot plot = plot_open(id, HEIGHT, c->title, c->description);
        draw_axes(&plot, c, &scale);
        for (int s = 0; s < c->series_count; s++)
            draw_series(&plot, json, &c->series[s], look_of(c, s), &scale);
        plot_put(&plot, json, "svg_curve");
    }
    put_legend(json, c);
    json_end(json);
}
