// SPDX-License-Identifier: MIT
// plot_checkup.c: what a check-up's measures were taken from, as curves.
#include "clinic/plot_checkup.h"

#include "clinic/assess.h"
#include "clinic/channels.h"
#include "clinic/plot_chart.h"
#include "clinic/scratch.h"
#include "measure/signal.h"
#include "tiptoe/units.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SLOW_HZ 3.0  // of sway, stance, reach and lean: as their measures
#define FAST_HZ 6.0
#define START_S 0.5  // that long at the start is 0 of a reach or a lean

typedef enum Zero { ZERO_OWN, ZERO_MEAN, ZERO_START } Zero;

// Curves of one chart; the memory is the caller's until curves_free().
typedef struct Curves {
    Chart chart;
    double *memory[CHART_SERIES_MAX];
    char name[CHART_SERIES_MAX][48];
} Curves;

static void curves_free(Curves *c)
{
    for (int i = 0; i < c->chart.series_count; i++) free(c->memory[i]);
    c->chart.series_count = 0;
}

static Curves curves_start(const char *title, const char *description, const char *y_label)
{
    Curves c = { .chart = { .title = title,
                            .description = description,
                            .x_label = "seconds",
                            .y_label = y_label,
                            .line = NAN } };
    return c;
}

// Low-passed between gaps, so that the eye sees what the formula saw; gaps stay gaps.
static void smooth(double *x, double *y, size_t count, double cutoff_hz)
{
    size_t first = 0;
    for (size_t i = 0; i <= count; i++) {
        bool ends =
            i == count || !isfinite(y[i]) || (i > first && x[i] - x[i - 1] > SIGNAL_GAP_MAX_S);
        if (!ends) continue;
        size_t span = i - first;
        if (span > 12) signal_lowpass(y + first, span, signal_rate(x + first, span), cutoff_hz);
        first = i < count && isfinite(y[i]) ? i : i + 1;
    }
}

// Adds a channel of an item, `from_s` being 0 of the chart; `zero`: what is 0 of its height.
static void add(Curves *c, const Kinematics *t, const CheckupItem *item, Channel channel,
                double from_s, double to_s, Zero zero, const char *name)
{
    size_t first = 0, last = 0, kept = 0;
    int s = c->chart.series_count;
    if (s == CHART_SERIES_MAX) return;
    kinematics_window(t, from_s, to_s, &first, &last);
    double *x = scratch(2 * (last - first), sizeof *x), *y = x + (last - first), sum = 0;
    if (!x) return;
    for (size_t i = first; i < last; i++) {
        double value = channel_value(channel, t, item, i);
        x[i - first] = t->time_s[i] - from_s;
        y[i - first] = value;
        bool start = x[i - first] <= START_S;
        if (isfinite(value) && (zero == ZERO_MEAN || (zero == ZERO_START && start))) {
            sum += value;
            kept++;
        }
    }
    for (size_t i = 0; kept && i < last - first; i++) y[i] -= sum / (double)kept;
    bool slow = zero != ZERO_OWN || channel == CHANNEL_LIFTED;
    smooth(x, y, last - first, slow ? SLOW_HZ : FAST_HZ);
    c->memory[s] = x;
    snprintf(c->name[s], sizeof c->name[s], "%s", name);
    c->chart.series[s] = (ChartSeries){ x, y, last - first, NULL };
    c->chart.series_count++;
}

static void finish(Curves *c, JsonOut *j)
{
    for (int i = 0; i < c->chart.series_count; i++)
        c->chart.series[i].name = c->name[i][0] ? c->name[i] : NULL;
    if (c->chart.series_count) plot_chart(j, &c->chart);
    curves_free(c);
}

static bool wanted(const CheckupItem *item, CheckupKind kind, int side)
{
    return item->done && item->attempt > 0 && item->kind == kind &&
           (side < 0 || item->side == side);
}

// All counted items of a kind and side in one chart.
static void items_chart(JsonOut *j, const Kinematics *t, CheckupKind kind, int side,
                        Channel channel, Zero zero, Curves curves)
{
    for (int i = 0; i < t->item_count; i++) {
        char name[48];
        if (!wanted(&t->item[i], kind, side)) continue;
        snprintf(name, sizeof name, "trial %d", t->item[i].attempt);
        add(&curves, t, &t->item[i], channel, t->item[i].begin_s, t->item[i].end_s, zero, name);
    }
    finish(&curves, j);
}

static void sway_charts(JsonOut *j, const Kinematics *t)
{
    static const struct {
        CheckupKind kind;
        const char *title;
    } kinds[] = { { CHECKUP_STAND_OPEN, "Sway, eyes open" },
                  { CHECKUP_STAND_CLOSED, "Sway, eyes closed" },
                  { CHECKUP_SIT_STILL, "Sway, sitting" } };
    char label[32];
    snprintf(label, sizeof label, "sideways, %s", length_unit(&t->size));
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        Curves c = curves_start(
            kinds[k].title, "Mid-hip sideways from its mean over time; up is the child's right.",
            label);
        c.chart.least_span = 2;
        items_chart(j, t, kinds[k].kind, -1, CHANNEL_HIP_X, ZERO_MEAN, c);
    }
}

static void side_charts(JsonOut *j, const Kinematics *t)
{
    static const char *const stance[SIDE_COUNT] = { "Standing on the left leg",
                                                    "Standing on the right leg" };
    static const char *const reach[SIDE_COUNT] = { "Lateral reach, left", "Lateral reach, right" };
    static const char *const lean[SIDE_COUNT] = { "Lean, left", "Lean, right" };
    char label[48];
    for (int side = SIDE_RIGHT; side >= SIDE_LEFT; side--) {
        Curves c = curves_start(stance[side], "Height of the lifted ankle over time.",
                                "lifted foot, leg lengths");
        c.chart.line = 0.10;
        c.chart.line_name = "foot off the ground";
        items_chart(j, t, CHECKUP_ONE_LEG, side, CHANNEL_LIFTED, ZERO_OWN, c);
    }
    snprintf(label, sizeof label, "fingertip, %s", length_unit(&t->size));
    for (int side = SIDE_RIGHT; side >= SIDE_LEFT; side--) {
        Curves c = curves_start(
            reach[side],
            "Fingertip sideways from where it started, over time; up is the child's right.", label);
        items_chart(j, t, CHECKUP_REACH_SIDE, side, CHANNEL_FINGER_X, ZERO_START, c);
    }
    snprintf(label, sizeof label, "centre of mass, %s", length_unit(&t->size));
    for (int side = SIDE_RIGHT; side >= SIDE_LEFT; side--) {
        Curves c = curves_start(
            lean[side],
            "Centre of mass sideways from where it started, over time; up is the child's right.",
            label);
        c.chart.least_span = 4;
        items_chart(j, t, CHECKUP_LEAN_SIDE, side, CHANNEL_COM_X, ZERO_START, c);
    }
}

// Speed of every reach of a hand, from the moment its target could be seen.
static void reach_charts(JsonOut *j, const Kinematics *t)
{
    static const char *const titles[SIDE_COUNT] = { "Reaches, left hand", "Reaches, right hand" };
    AssessReach *reach = scratch(ASSESS_REACHES_MAX, sizeof *reach);
    if (!reach) return;
    int count = assess_reaches(t, reach, ASSESS_REACHES_MAX);
    for (int side = SIDE_RIGHT; side >= SIDE_LEFT; side--) {
        Curves c =
            curves_start(titles[side],
                         "Distance of the hand from the middle of the target over time from "
                         "the target's appearance, the first reaches to targets of each size.",
                         "to target, arm lengths");
        int taken[2] = { 0, 0 };
        for (int i = 0; i < count; i++) {
            ReachSample sample[REACH_SAMPLES_MAX];
            int small = reach[i].kind == CHECKUP_REACH_SMALL;
            int s = c.chart.series_count;
            if (reach[i].side != side || taken[small] >= CHART_SERIES_MAX / 2) continue;
            size_t n = assess_reach_samples(t, &reach[i], sample);
            double *x = scratch(2 * n, sizeof *x), arm = (double)t->size.arm[side];
            if (!x) break;
            for (size_t k = 0; k < n; k++) {
                double dx = sample[k].hand_x - (double)reach[i].at.x / arm;
                double dy = sample[k].hand_y - (double)reach[i].at.y / arm;
                x[k] = sample[k].time_s - reach[i].offer_s;
                x[n + k] = sample[k].valid ? hypot(dx, dy) : NAN;
            }
            c.memory[s] = x;
            if (taken[small]++ == 0)
                snprintf(c.name[s], sizeof c.name[s], "%s targets", small ? "small" : "large");
            c.chart.series[s] = (ChartSeries){ x, x + n, n, NULL };
            c.chart.series_count++;
        }
        c.chart.looks = 2;
        finish(&c, j);
    }
    free(reach);
}

static void hand_charts(JsonOut *j, const Kinematics *t)
{
    static const struct {
        CheckupKind kind;
        const char *title;
    } drums[] = { { CHECKUP_DRUM_TOGETHER, "Drumming together, middle 8 s" },
                  { CHECKUP_DRUM_ALTERNATE, "Drumming in turn, middle 8 s" } };
    for (size_t k = 0; k < sizeof drums / sizeof *drums; k++) {
        Curves c =
            curves_start(drums[k].title, "Height of both hands over time.", "hands, arm lengths");
        for (int i = 0; i < t->item_count; i++) {
            const CheckupItem *item = &t->item[i];
            if (!wanted(item, drums[k].kind, -1)) continue;
            double from_s = fmax(item->begin_s, (item->begin_s + item->end_s) / 2 - 4);
            double to_s = fmin(item->end_s, from_s + 8);
            add(&c, t, item, CHANNEL_HAND_RIGHT_Y, from_s, to_s, ZERO_OWN, "right");
            add(&c, t, item, CHANNEL_HAND_LEFT_Y, from_s, to_s, ZERO_OWN, "left");
            break;
        }
        finish(&c, j);
    }
    Curves c = curves_start("Arm raise while reaching",
                            "Angle of the upper arm from hanging, right and left, over time.",
                            "arm raise, degrees");
    static const char *const names[SIDE_COUNT] = { "left", "right" };
    for (int side = SIDE_RIGHT; side >= SIDE_LEFT; side--)
        for (int i = 0; i < t->item_count; i++)
            if (wanted(&t->item[i], CHECKUP_REACH_LARGE, side))
                add(&c, t, &t->item[i], CHANNEL_ARM_RAISE, t->item[i].begin_s, t->item[i].end_s,
                    ZERO_OWN, names[side]);
    finish(&c, j);
    items_chart(j, t, CHECKUP_SQUAT, -1, CHANNEL_HIP_DROP, ZERO_OWN,
                curves_start("Squats", "How far the hips are below standing height over time.",
                             "hips down, % of leg"));
}

void plot_checkup(JsonOut *j, const Kinematics *t)
{
    sway_charts(j, t);
    side_charts(j, t);
    reach_charts(j, t);
    hand_charts(j, t);
}
