// SPDX-License-Identifier: MIT
// agree_plot.c: the plot of differences over means.
#include "cli/agree_plot.h"

#include <math.h>
#include <stdio.h>

#define WIDTH  640.0
#define HEIGHT 420.0
#define LEFT   70.0
#define RIGHT  120.0
#define TOP    24.0
#define BOTTOM 52.0

typedef struct Plot {
    FILE *file;
    double x_low, x_high, y_low, y_high;
} Plot;

static double x_of(const Plot *p, double value)
{
    return LEFT + (value - p->x_low) / (p->x_high - p->x_low) * (WIDTH - LEFT - RIGHT);
}

static double y_of(const Plot *p, double value)
{
    return HEIGHT - BOTTOM - (value - p->y_low) / (p->y_high - p->y_low) * (HEIGHT - TOP - BOTTOM);
}

static void write_text(FILE *file, const char *text)
{
    for (; *text; text++) switch (*text) {
        case '<': fputs("&lt;", file); break;
        case '&': fputs("&amp;", file); break;
        default: fputc(*text, file);
        }
}

static void line(const Plot *p, const AgreeValue *v, const char *what, const char *dashes)
{
    double left = LEFT, right = WIDTH - RIGHT, y = y_of(p, v->value);
    double high = y_of(p, v->interval.high), low = y_of(p, v->interval.low);
    fprintf(p->file,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#5b7db1\" "
            "fill-opacity=\".14\"/>\n"
            "<path d=\"M%.1f %.1fH%.1f\" stroke=\"#27466f\" stroke-width=\"2\"%s/>\n"
            "<text x=\"%.1f\" y=\"%.1f\">%s %.3g</text>\n",
            left, high, right - left, low - high, left, y, right, dashes, right + 6, y + 4, what,
            v->value);
}

// A round step that gives about `most` marks.
static double step_of(double span, double most)
{
    double step = pow(10, floor(log10(span / most)));
    return span / step > 5 * most   ? 10 * step
           : span / step > 2 * most ? 5 * step
           : span / step > most     ? 2 * step
                                    : step;
}

static void axes(const Plot *p, const char *first, const char *second)
{
    double bottom = HEIGHT - BOTTOM, step = step_of(p->x_high - p->x_low, 6);
    fprintf(p->file, "<path d=\"M%.1f %.1fV%.1fH%.1f\" fill=\"none\" stroke=\"#444\"/>\n", LEFT,
            TOP, bottom, WIDTH - RIGHT);
    for (double v = ceil(p->x_low / step) * step; v <= p->x_high; v += step)
        fprintf(p->file,
                "<path d=\"M%.1f %.1fv5\" stroke=\"#444\"/>"
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%.4g</text>\n",
                x_of(p, v), bottom, x_of(p, v), bottom + 18, fabs(v) < step / 1e6 ? 0 : v);
    step = step_of(p->y_high - p->y_low, 6);
    for (double v = ceil(p->y_low / step) * step; v <= p->y_high; v += step)
        fprintf(p->file,
                "<path d=\"M%.1f %.1fh-5\" stroke=\"#444\"/>"
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%.4g</text>\n",
                LEFT, y_of(p, v), LEFT - 8, y_of(p, v) + 4, fabs(v) < step / 1e6 ? 0 : v);
    fprintf(p->file, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">mean of the two</text>\n",
            (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12);
    fprintf(p->file, "<text transform=\"translate(18 %.1f) rotate(-90)\" text-anchor=\"middle\">",
            (TOP + bottom) / 2);
    write_text(p->file, second);
    fputs(" - ", p->file);
    write_text(p->file, first);
    fputs("</text>\n", p->file);
}

static Plot range_of(const Agree *a, const double *first, const double *second)
{
    Plot p = { .x_low = INFINITY,
               .x_high = -INFINITY,
               .y_low = fmin(a->lower.interval.low, 0),
               .y_high = fmax(a->upper.interval.high, 0) };
    for (size_t i = 0; i < a->count; i++) {
        p.x_low = fmin(p.x_low, (first[i] + second[i]) / 2);
        p.x_high = fmax(p.x_high, (first[i] + second[i]) / 2);
        p.y_low = fmin(p.y_low, second[i] - first[i]);
        p.y_high = fmax(p.y_high, second[i] - first[i]);
    }
    double room = 0.05 * (p.x_high - p.x_low), above = 0.05 * (p.y_high - p.y_low);
    p.x_low -= room;
    p.x_high += room;
    p.y_low -= above;
    p.y_high += above;
    return p;
}

Result agree_plot(const char *path, const Agree *a, const double *first, const double *second,
                  const char *first_name, const char *second_name)
{
    REQUIRE(a->count >= AGREE_PEOPLE_MIN);
    Plot p = range_of(a, first, second);
    p.file = fopen(path, "w");
    if (!p.file) return fail(RESULT_CANNOT_CREATE, "%s cannot be written", path);
    fprintf(p.file,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" "
            "font-family=\"sans-serif\" font-size=\"13\" fill=\"#222\">\n"
            "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n",
            WIDTH, HEIGHT);
    axes(&p, first_name, second_name);
    line(&p, &a->upper, "upper", " stroke-dasharray=\"6 4\"");
    line(&p, &a->bias, "bias", "");
    line(&p, &a->lower, "lower", " stroke-dasharray=\"6 4\"");
    for (size_t i = 0; i < a->count; i++)
        fprintf(p.file,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#c4572c\" fill-opacity=\".8\"/>\n",
                x_of(&p, (first[i] + second[i]) / 2), y_of(&p, second[i] - first[i]));
    fputs("</svg>\n", p.file);
    bool good = !ferror(p.file);
    return fclose(p.file) == 0 && good ? RESULT_OK
                                       : fail(RESULT_CANNOT_CREATE, "%s cannot be written", path);
}
