// SPDX-License-Identifier: MIT
// plot_hands.c: the palms' paths from raw bodies; a hand counts as across only once it is clearly
// beyond the midline, so that one that rests there does not cross it at every frame.
#include "clinic/plot_hands.h"

#include "clinic/channels.h"
#include "clinic/page_words.h"
#include "measure/signal.h"

#include <math.h>
#include <stdlib.h>

#define ACROSS_AL  0.08  // beyond the midline [ours]
#define POINTS_MAX 1500  // of a path that is drawn
#define FRAME      150.0

static const Channel channel[SIDE_COUNT][2] = {
    [SIDE_LEFT] = { CHANNEL_HAND_LEFT_X, CHANNEL_HAND_LEFT_Y },
    [SIDE_RIGHT] = { CHANNEL_HAND_RIGHT_X, CHANNEL_HAND_RIGHT_Y }
};

static double beyond_of(int side, double x)
{
    return side == SIDE_LEFT ? x : -x;  // x grows to the player's right
}

static void add_point(HandWay *w, int side, double x, double step, bool *across)
{
    double beyond = beyond_of(side, x);
    w->seen = true;
    w->way_al += step;
    if (beyond > 0) w->beyond += step;
    w->far_al = fmax(w->far_al, beyond);
    if (!*across && beyond > ACROSS_AL) w->crossings++;
    if (beyond > ACROSS_AL) *across = true;
    if (beyond < 0) *across = false;
}

void hands_way(const Kinematics *t, HandWay way[SIDE_COUNT])
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        HandWay *w = &way[side];
        double last_x = NAN, last_y = NAN, last_s = -10;
        bool across = false;
        *w = (HandWay){ 0 };
        for (size_t i = 0; i < t->count; i++) {
            double x = channel_value(channel[side][0], t, NULL, i);
            double y = channel_value(channel[side][1], t, NULL, i);
            if (!isfinite(x) || !isfinite(y)) continue;
            bool gap = t->time_s[i] - last_s > SIGNAL_GAP_MAX_S;
            double step = gap ? 0 : hypot(x - last_x, y - last_y);
            add_point(w, side, x, step, &across);
            last_x = x;
            last_y = y;
            last_s = t->time_s[i];
        }
        if (w->way_al > 0) w->beyond /= w->way_al;
    }
}

void plot_hand(JsonOut *json, const char *name, const Kinematics *t, int side)
{
    size_t every = t->count / POINTS_MAX + 1, count = 0;
    double *x = calloc(t->count / every + 1, sizeof *x);
    double *y = calloc(t->count / every + 1, sizeof *y);
    Plot plot = plot_frame(-FRAME, -FRAME, 2 * FRAME, 2 * FRAME,
                           side == SIDE_LEFT ? "Path of the left hand; the vertical line is the "
                                               "midline, beyond it is grey"
                                             : "Path of the right hand; the vertical line is the "
                                               "midline, beyond it is grey");
    for (size_t i = 0; x && y && i < t->count; i += every, count++) {
        x[count] = 100 * channel_value(channel[side][0], t, NULL, i);
        y[count] = -100 * channel_value(channel[side][1], t, NULL, i);
    }
    plot_mark(&plot, side == SIDE_LEFT ? "<path class=\"zone\" d=\"M0 -150H150V150H0Z\"/>"
                                       : "<path class=\"zone\" d=\"M0 -150H-150V150H0Z\"/>");
    plot_mark(&plot, "<path class=\"edge\" d=\"M-150 -150H150V150H-150Z\"/>"
                     "<path class=\"mid\" d=\"M0 -150V150\"/>");
    if (x && y) plot_path(&plot, side == SIDE_LEFT ? "way L" : "way R", x, y, count);
    if (!x || !y) json->good = false;
    plot_put(&plot, json, name);
    free(x);
    free(y);
}

void plot_hand_share(JsonOut *json, const char *name, const HandWay way[SIDE_COUNT])
{
    static const char *const words[SIDE_COUNT] = { "Left", "Right" };
    static const char *const look[SIDE_COUNT] = { "Lf", "Rf" };
    double all = way[SIDE_LEFT].way_al + way[SIDE_RIGHT].way_al;
    Plot plot = plot_open("hand-share", 104, "Share of each hand in the whole way moved",
                          "One bar a hand; its darker part is the way beyond the midline.");
    for (int side = 0; side < SIDE_COUNT; side++) {
        double share = all > 0 ? 100 * way[side].way_al / all : 0, y = 24 + 46 * side;
        char text[WORDS_DAY_MAX];
        snprintf(text, sizeof text, "%s %.0f" NBSP "%%", words[side], share);
        plot_text(&plot, "t", 0, 0, y - 6, "start", text);
        plot_rect(&plot, "pale", 0, y, 100, 14);
        plot_rect(&plot, look[side], 0, y, share, 14);
        plot_rect(&plot, "beyond", 0, y, share * way[side].beyond, 14);
    }
    plot_text(&plot, "", 0, 0, 102, "start", "Lighter: beyond the midline");
    plot_put(&plot, json, name);
}
