// SPDX-License-Identifier: MIT
// plot.c: the words of SVG, escaped and measured in one place.
#include "clinic/plot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CURVE_UNITS 1000.0  // of a curve's own frame

// Where the stream leaves what was drawn, whoever holds the Plot by then.
struct PlotText {
    char *text;
    size_t size;
};

static void put_escaped(FILE *to, const char *text)
{
    for (const char *c = text; *c; c++) switch (*c) {
        case '&': fputs("&amp;", to); break;
        case '<': fputs("&lt;", to); break;
        case '>': fputs("&gt;", to); break;
        case '"': fputs("&quot;", to); break;
        case '\'': fputs("&#39;", to); break;
        default: fputc(*c, to);
        }
}

static Plot start(void)
{
    Plot plot = { NULL, calloc(1, sizeof *plot.kept) };
    if (plot.kept) plot.to = open_memstream(&plot.kept->text, &plot.kept->size);
    return plot;
}

Plot plot_open(const char *id, double height_px, const char *title, const char *description)
{
    Plot plot = start();
    if (!plot.to) return plot;
    fprintf(plot.to,
            "<svg width=\"100%%\" height=\"%.0f\" role=\"img\" aria-labelledby=\"%s-t %s-d\">"
            "<title id=\"%s-t\">",
            height_px, id, id, id);
    put_escaped(plot.to, title);
    fprintf(plot.to, "</title><desc id=\"%s-d\">", id);
    put_escaped(plot.to, description);
    fputs("</desc>", plot.to);
    return plot;
}

Plot plot_small(double height_px)
{
    Plot plot = start();
    if (plot.to)
        fprintf(plot.to, "<svg width=\"100%%\" height=\"%.0f\" aria-hidden=\"true\">", height_px);
    return plot;
}

Plot plot_frame(double left, double top, double width, double height, const char *title)
{
    Plot plot = start();
    if (!plot.to) return plot;
    fprintf(plot.to, "<svg viewBox=\"%.4g %.4g %.4g %.4g\" width=\"100%%\" %s=\"", left, top, width,
            height, title ? "role=\"img\" aria-label" : "aria-hidden");
    put_escaped(plot.to, title ? title : "true");
    fputs("\">", plot.to);
    return plot;
}

void plot_mark(Plot *plot, const char *marks)
{
    if (plot->to) fputs(marks, plot->to);
}

void plot_line(Plot *plot, const char *look, double x1, double y1, double x2, double y2)
{
    if (!plot->to) return;
    fprintf(plot->to, "<line class=\"%s\" x1=\"%.2f%%\" y1=\"%.1f\" x2=\"%.2f%%\" y2=\"%.1f\"/>",
            look, x1, y1, x2, y2);
}

void plot_rect(Plot *plot, const char *look, double x, double y, double width, double height)
{
    if (!plot->to) return;
    fprintf(plot->to,
            "<rect class=\"%s\" x=\"%.2f%%\" y=\"%.1f\" width=\"%.2f%%\" height=\"%.1f\"/>", look,
            x, y, fmax(0, width), fmax(0, height));
}

void plot_dot(Plot *plot, const char *look, double x, double y, double r)
{
    if (!plot->to) return;
    fprintf(plot->to, "<circle class=\"%s\" cx=\"%.2f%%\" cy=\"%.1f\" r=\"%.1f\"/>", look, x, y, r);
}

// A frame of its own carries it to its place: a path knows no percent.
void plot_cross(Plot *plot, double x, double y)
{
    if (!plot->to) return;
    fprintf(plot->to,
            "<svg x=\"%.2f%%\" y=\"%.1f\" width=\"1\" height=\"1\"><path class=\"miss\" "
            "d=\"M-4 -4 4 4M-4 4 4 -4\"/></svg>",
            x, y);
}

void plot_text(Plot *plot, const char *look, double x, double dx, double y, const char *anchor,
               const char *text)
{
    if (!plot->to) return;
    fprintf(plot->to, "<text class=\"%s\" x=\"%.2f%%\" dx=\"%.0f\" y=\"%.1f\" text-anchor=\"%s\">",
            look, x, dx, y, anchor);
    put_escaped(plot->to, text);
    fputs("</text>", plot->to);
}

static void put_points(Plot *plot, const double *x, const double *y, size_t count, double dx,
                       double kx, double dy, double ky)
{
    bool open = false;
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(x[i]) || !isfinite(y[i])) {
            open = false;
            continue;
        }
        fprintf(plot->to, "%c%.1f %.1f", open ? 'L' : 'M', (x[i] - dx) * kx, (y[i] - dy) * ky);
        open = true;
    }
}

void plot_curve(Plot *plot, const char *look, const double *x, const double *y, size_t count,
                const PlotScale *s)
{
    double wide = s->x_high - s->x_low, high = s->y_high - s->y_low;
    if (!plot->to || !(wide > 0) || !(high > 0)) return;
    fprintf(plot->to,
            "<svg x=\"0\" y=\"%.1f\" width=\"100%%\" height=\"%.1f\" viewBox=\"0 0 1000 1000\" "
            "preserveAspectRatio=\"none\"><path class=\"line %s\" d=\"",
            s->top, s->bottom - s->top, look);
    put_points(plot, x, y, count, s->x_low, CURVE_UNITS / wide, s->y_high, -CURVE_UNITS / high);
    fputs("\"/></svg>", plot->to);
}

void plot_path(Plot *plot, const char *look, const double *x, const double *y, size_t count)
{
    if (!plot->to) return;
    fprintf(plot->to, "<path class=\"%s\" d=\"", look);
    put_points(plot, x, y, count, 0, 1, 0, 1);
    fputs("\"/>", plot->to);
}

void plot_put(Plot *plot, JsonOut *json, const char *name)
{
    bool good = plot->to != NULL;
    if (good) {
        fputs("</svg>", plot->to);
        good = !ferror(plot->to);
        good = !fclose(plot->to) && good;
    }
    json_text(json, name, good ? plot->kept->text : "");
    if (!good) json->good = false;
    if (plot->kept) free(plot->kept->text);
    free(plot->kept);
    *plot = (Plot){ NULL, NULL };
}

void plot_ticks(double low, double high, double *first, double *step)
{
    double rough = (high - low) / 4, power = rough > 0 ? pow(10, floor(log10(rough))) : 1;
    double times = rough / power;
    *step = power * (times < 1.5 ? 1 : times < 3.5 ? 2 : times < 7.5 ? 5 : 10);
    *first = ceil(low / *step - 1e-9) * *step;
}

// ---- charts of more than one page ----

void plot_verdict(JsonOut *json, const char *name, const char *word)
{
    static const struct {
        const char *word, *shape;
    } shapes[] = {
        { "better", "<circle cx=\"8\" cy=\"8\" r=\"7.4\" fill=\"currentColor\"/>"
                    "<path d=\"M8 4.2v7.6M4.2 8h7.6\" stroke=\"#fff\" stroke-width=\"2\"/>" },
        { "worse", "<path d=\"M1 1h14v14H1Z\" fill=\"currentColor\"/>"
                   "<path d=\"M4 8h8\" stroke=\"#fff\" stroke-width=\"2\"/>" },
        { "same", "<circle cx=\"8\" cy=\"8\" r=\"6.8\" fill=\"none\" stroke=\"currentColor\" "
                  "stroke-width=\"1.4\"/><path d=\"M4.8 6.4h6.4M4.8 9.6h6.4\" "
                  "stroke=\"currentColor\" stroke-width=\"1.5\"/>" },
        { "possible", "<path d=\"M8 .8 15.2 8 8 15.2.8 8Z\" fill=\"none\" stroke=\"currentColor\" "
                      "stroke-width=\"1.6\"/><circle cx=\"8\" cy=\"8\" r=\"2.4\" "
                      "fill=\"currentColor\"/>" },
        { "cannot", "<path d=\"M2 2h12v12H2Z\" fill=\"none\" stroke=\"currentColor\" "
                    "stroke-width=\"1.4\" stroke-dasharray=\"2.6 2.2\"/><path d=\"M5 11 11 5\" "
                    "stroke=\"currentColor\" stroke-width=\"1.4\"/>" },
    };
    Plot plot = start();
    plot_mark(&plot, "<svg viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\">");
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (!strcmp(shapes[i].word, word)) plot_mark(&plot, shapes[i].shape);
    plot_put(&plot, json, name);
}

void plot_bar(JsonOut *json, const char *name, double value, double goal)
{
    Plot plot = plot_small(6);
    double full = fmax(fmax(value, goal * 1.25), 1);
    plot_rect(&plot, goal > 0 && value >= goal ? "bar met" : "bar", 0, 0, 100 * value / full, 6);
    if (goal > 0) plot_line(&plot, "barg", 100 * goal / full, -2, 100 * goal / full, 8);
    plot_put(&plot, json, name);
}
