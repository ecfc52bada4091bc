// SPDX-License-Identifier: MIT
// chart.c: line charts as SVG.
#include "clinic/html.h"

#include <math.h>
#include <string.h>

#define WIDTH      340.0
#define HEIGHT     176.0
#define LEFT       42.0
#define RIGHT      8.0
#define TOP        8.0
#define BOTTOM     32.0
#define POINTS_MAX 400  // a line of more is thinned: a page, not an archive

// Colours that most colour-blind people can tell apart (Okabe and Ito), and dashes for grey paper.
static const char *const colors[] = { "#0072B2", "#D55E00", "#009E73", "#7A4EAB",
                                      "#56707F", "#B8860B", "#8B1A4A", "#333333" };
static const char *const dashes[] = { "", "6 2.5", "1.6 2", "8 2 1.6 2",
                                      "", "6 2.5", "1.6 2", "8 2 1.6 2" };

_Static_assert(sizeof colors / sizeof *colors >= CHART_SERIES_MAX, "a colour for every series");
_Static_assert(sizeof dashes == sizeof colors, "a dash for every colour");

typedef struct Frame {
    double x_low, x_high, y_low, y_high;
} Frame;

static double across(const Frame *f, double x)
{
    return LEFT + (x - f->x_low) / (f->x_high - f->x_low) * (WIDTH - LEFT - RIGHT);
}

static double down(const Frame *f, double y)
{
    return TOP + (f->y_high - y) / (f->y_high - f->y_low) * (HEIGHT - TOP - BOTTOM);
}

// The next of 1, 2, 5, 10 ... at or above `step`.
static double nice(double step)
{
    double power = pow(10, floor(log10(step)));
    double part = step / power;
    return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
}

static bool frame_of(const Chart *c, Frame *f)
{
    REQUIRE(c->series_count >= 0 && c->series_count <= CHART_SERIES_MAX);
    *f = (Frame){ INFINITY, -INFINITY, INFINITY, -INFINITY };
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
    const double lines[] = { c->line, c->line2 };
    for (int i = 0; i < 2; i++)
        if (isfinite(lines[i])) {
            f->y_low = fmin(f->y_low, lines[i]);
            f->y_high = fmax(f->y_high, lines[i]);
        }
    double lacking = c->least_span - (f->y_high - f->y_low);
    if (lacking > 0) {
        f->y_low -= lacking / 2;
        f->y_high += lacking / 2;
    }
    double margin = fmax(0.06 * (f->y_high - f->y_low), 1e-6);
    f->y_low -= margin;
    f->y_high += margin;
    return true;
}

static void write_axes(Html *h, const Chart *c, const Frame *f)
{
    double y_step = nice((f->y_high - f->y_low) / 4), x_step = nice((f->x_high - f->x_low) / 6);
    html_mark(h, "<g class=grid>");
    for (double y = ceil(f->y_low / y_step) * y_step; y <= f->y_high; y += y_step)
        fprintf(h->to, "<path d=\"M%.1f %.1fH%.1f\"/>", LEFT, down(f, y), WIDTH - RIGHT);
    html_mark(h, "</g><g class=tick>");
    for (double y = ceil(f->y_low / y_step) * y_step; y <= f->y_high; y += y_step)
        fprintf(h->to, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=end>%.4g</text>", LEFT - 4,
                down(f, y) + 3, fabs(y) < y_step / 100 ? 0 : y);
    for (double x = ceil(f->x_low / x_step) * x_step; x <= f->x_high + 1e-9; x += x_step)
        fprintf(h->to, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=middle>%.4g</text>", across(f, x),
                HEIGHT - BOTTOM + 11, fabs(x) < x_step / 100 ? 0 : x);
    fprintf(h->to, "<text class=axis x=\"%.1f\" y=\"%.1f\" text-anchor=end>", WIDTH - RIGHT,
            HEIGHT - 8);
    html_text(h, "%s", c->x_label);
    fprintf(h->to,
            "</text><text class=axis transform=\"translate(9 %.1f) rotate(-90)\" "
            "text-anchor=middle>",
            TOP + (HEIGHT - TOP - BOTTOM) / 2);
    html_text(h, "%s", c->y_label);
    html_mark(h, "</text></g>");
    const double lines[] = { c->line, c->line2 };
    for (int i = 0; i < 2; i++)
        if (isfinite(lines[i]))
            fprintf(h->to, "<path class=level d=\"M%.1f %.1fH%.1f\"/>", LEFT, down(f, lines[i]),
                    WIDTH - RIGHT);
}

static void write_series(Html *h, const ChartSeries *s, int look, size_t points_max, const Frame *f)
{
    size_t stride = s->count / (points_max ? points_max : POINTS_MAX) + 1;
    bool drawing = false;
    fprintf(h->to, "<path class=curve stroke=\"%s\" stroke-dasharray=\"%s\" d=\"", colors[look],
            dashes[look]);
    for (size_t i = 0; i < s->count; i += stride) {
        bool here = isfinite(s->x[i]) && isfinite(s->y[i]);
        if (here)
            fprintf(h->to, "%c%.1f %.1f", drawing ? 'L' : 'M', across(f, s->x[i]),
                    down(f, s->y[i]));
        drawing = here;
    }
    html_mark(h, "\"/>");
}

static int look_of(const Chart *c, int series)
{
    int look =
        c->colors > 0 ? series * c->colors / (c->series_count ? c->series_count : 1) : series;
    return look % (int)(sizeof colors / sizeof *colors);
}

static void write_legend(Html *h, const Chart *c)
{
    html_mark(h, "<p class=legend>");
    for (int s = 0; s < c->series_count; s++) {
        if (!c->series[s].name) continue;
        int look = look_of(c, s);
        fprintf(h->to,
                "<span><svg width=22 height=8 aria-hidden=true><path class=curve stroke=\"%s\" "
                "stroke-dasharray=\"%s\" d=\"M0 4H22\"/></svg> ",
                colors[look], dashes[look]);
        html_text(h, "%s", c->series[s].name);
        html_mark(h, "</span> ");
    }
    if (c->line_name) {
        html_mark(h, "<span><svg width=22 height=8 aria-hidden=true><path class=level d=\"M0 "
                     "4H22\"/></svg> ");
        html_text(h, "%s", c->line_name);
        html_mark(h, "</span>");
    }
    html_mark(h, "</p>");
}

void chart_write(Html *h, const Chart *c)
{
    Frame frame;
    html_mark(h, "<figure>");
    html_element(h, "<figcaption>", c->title, "</figcaption>");
    if (!frame_of(c, &frame)) {
        html_mark(h, "<p class=quiet>Nothing was seen well enough to draw.</p></figure>\n");
        return;
    }
    fprintf(h->to, "<svg class=\"chart%s\" viewBox=\"0 0 %.0f %.0f\" role=img><title>",
            c->points_max > POINTS_MAX ? " fine" : "", WIDTH, HEIGHT);
    html_text(h, "%s", c->title);
    html_mark(h, "</title><desc>");
    html_text(h, "%s", c->description);
    html_mark(h, "</desc>");
    write_axes(h, c, &frame);
    for (int s = 0; s < c->series_count; s++)
        write_series(h, &c->series[s], look_of(c, s), c->points_max, &frame);
    html_mark(h, "</svg>");
    write_legend(h, c);
    html_mark(h, "</figure>\n");
}
