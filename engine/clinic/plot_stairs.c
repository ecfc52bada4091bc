// SPDX-License-Identifier: MIT
// plot_stairs.c: five guides, a disc a play, the interval at the last one.
#include "clinic/plot_stairs.h"

#include "tiptoe/game.h"

#include <math.h>

#define TOP    10.0
#define BOTTOM 66.0
#define HEIGHT 76.0

static double down(double level)
{
    double share = (level - 1) / (GAME_LEVELS - 1);
    return BOTTOM - fmin(1.1, fmax(-0.1, share)) * (BOTTOM - TOP);
}

void plot_stairs(JsonOut *json, const char *name, const char *id, const char *title,
                 const StairPoint *point, int count)
{
    char text[160];
    double last_x = 0, last_y = 0;
    snprintf(text, sizeof text, "From level %.1f to %.1f over %d plays, on levels 1 to %d",
             point[0].level, point[count - 1].level, count, GAME_LEVELS);
    Plot plot = plot_open(id, HEIGHT, title, text);
    for (int level = 1; level <= GAME_LEVELS; level++) {
        plot_line(&plot, "guide", 0, down(level), 100, down(level));
        snprintf(text, sizeof text, "%d", level);
        if (level == 1 || level == GAME_LEVELS)
            plot_text(&plot, "", 0, -5, down(level) + 4, "end", text);
    }
    for (int i = 0; i < count; i++) {
        double x = count > 1 ? 2 + 94.0 * i / (count - 1) : 50, y = down(point[i].level);
        if (i) plot_line(&plot, "join", last_x, last_y, x, y);
        last_x = x;
        last_y = y;
    }
    for (int i = 0; i < count; i++) {
        double x = count > 1 ? 2 + 94.0 * i / (count - 1) : 50;
        bool last = i == count - 1;
        if (last && isfinite(point[i].low) && isfinite(point[i].high))
            plot_line(&plot, "ci", x, down(point[i].low), x, down(point[i].high));
        plot_dot(&plot, "dot", x, down(point[i].level), last ? 4 : 3);
    }
    plot_put(&plot, json, name);
}
