// SPDX-License-Identifier: MIT
// glide.c: minimum-jerk strokes laid over each other.
#include "glide.h"

#include "tiptoe/base.h"

#include <string.h>

float minimum_jerk(float t)
{
    t = clampf(t, 0, 1);
    return t * t * t * (10 + t * (6 * t - 15));
}

void glide_start(Glide *g, Vec2 at)
{
    memset(g, 0, sizeof *g);
    g->base = g->goal = at;
}

void glide_to(Glide *g, Vec2 goal, double start, float seconds)
{
    REQUIRE(g->count >= 0 && g->count <= GLIDE_STROKES_MAX);
    if (g->count == GLIDE_STROKES_MAX) return;
    g->stroke[g->count].by = vec2_sub(goal, g->goal);
    g->stroke[g->count].bow = vec2(0, 0);
    g->stroke[g->count].start = start;
    g->stroke[g->count].seconds = seconds;
    g->count++;
    g->goal = goal;
}

void glide_bow(Glide *g, Vec2 aside)
{
    if (g->count > 0) g->stroke[g->count - 1].bow = aside;
}

Vec2 glide_at(Glide *g, double now)
{
    REQUIRE(g->count >= 0 && g->count <= GLIDE_STROKES_MAX);
    Vec2 at = g->base;
    int kept = 0;
    for (int i = 0; i < g->count; i++) {
        float t = (float)(now - g->stroke[i].start) / g->stroke[i].seconds;
        float done = minimum_jerk(t);
        at = vec2_add(at, vec2_scale(g->stroke[i].by, done));
        at = vec2_add(at, vec2_scale(g->stroke[i].bow, 4 * done * (1 - done)));
        if (t >= 1)
            g->base = vec2_add(g->base, g->stroke[i].by);
        else
            g->stroke[kept++] = g->stroke[i];
    }
    g->count = kept;
    return at;
}

double glide_end(const Glide *g)
{
    double end = 0;
    for (int i = 0; i < g->count; i++)
        if (g->stroke[i].start + g->stroke[i].seconds > end)
            end = g->stroke[i].start + g->stroke[i].seconds;
    return end;
}
