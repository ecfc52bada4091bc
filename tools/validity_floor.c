// SPDX-License-Identifier: MIT
// validity_floor.c: how much of the tracker's error of the mid-hip half the hips' difference tells.
#include "validity_track.h"

#include "clinic/channels.h"
#include "measure/signal.h"
#include "measure/sway.h"

#include <math.h>
#include <stdlib.h>

// The item in which nothing is asked for but to be still. NULL: it was not done.
static const CheckupItem *still_item(const Kinematics *t)
{
    for (int i = 0; i < t->item_count; i++) {
        CheckupKind kind = t->item[i].kind;
        if (t->item[i].done && (kind == CHECKUP_STAND_OPEN || kind == CHECKUP_SIT_STILL))
            return &t->item[i];
    }
    return NULL;
}

// A landmark that was not seen is where it was.
static void column(const Kinematics *t, const CheckupItem *item, Channel channel, size_t first,
                   size_t count, double *to)
{
    double last = 0;
    for (size_t i = count; i-- > 0;) {
        double value = channel_value(channel, t, item, first + i);
        if (isfinite(value)) last = value;  // ends as what begins the column
    }
    for (size_t i = 0; i < count; i++) {
        double value = channel_value(channel, t, item, first + i);
        if (isfinite(value)) last = value;
        to[i] = last;
    }
    signal_lowpass(to, count, CHECKUP_FPS, SWAY_CUTOFF_HZ);
}

void floor_take(FloorSeries *f, const Kinematics *t)
{
    const CheckupItem *item = still_item(t);
    size_t first = 0, last = 0;
    static double right[FLOOR_POSES_MAX];
    f->count = 0;
    if (!item) return;
    kinematics_window(t, item->begin_s, item->end_s, &first, &last);
    f->count = last - first < FLOOR_POSES_MAX ? last - first : FLOOR_POSES_MAX;
    column(t, item, CHANNEL_HIP_X, first, f->count, f->middle);
    column(t, item, CHANNEL_HIP_LEFT_X, first, f->count, f->half);
    column(t, item, CHANNEL_HIP_RIGHT_X, first, f->count, right);
    sway_apart(f->half, right, f->count, f->half);
}

json_t *floor_json(const FloorSeries *truth, const FloorSeries *tracked)
{
    static double error[FLOOR_POSES_MAX];
    size_t count = tracked->count;
    if (count < CHECKUP_FPS || truth->count != count) return json_null();
    for (size_t i = 0; i < count; i++) error[i] = tracked->middle[i] - truth->middle[i];
    return json_pack("{s:f, s:f, s:f, s:f}", "rms", sway_rms(error, NULL, count), "half_rms",
                     sway_rms(tracked->half, NULL, count), "velocity",
                     sway_velocity(error, NULL, count, CHECKUP_FPS), "half_velocity",
                     sway_velocity(tracked->half, NULL, count, CHECKUP_FPS));
}

// ---- the table ----

// Of the runs of one half (2: all of them), the geometric mean of error / half and its extremes.
typedef struct Shared {
    double factor, low, high;
    int count;
} Shared;

static Shared shared_of(const Campaign *campaign, ErrorNetwork network, const char *error,
                        const char *half, int parity)
{
    Shared s = { .low = INFINITY };
    double sum = 0;
    for (int i = 0; i < campaign->count; i++) {
        const json_t *line = campaign->line[i], *floor = json_object_get(line, "floor");
        int run = (int)json_integer_value(json_object_get(line, "run"));
        double e = json_number_value(json_object_get(floor, error));
        double h = json_number_value(json_object_get(floor, half));
        if (campaign_network(line) != network || !(e > 0) || !(h > 0)) continue;
        if (parity < 2 && run % 2 != parity) continue;
        sum += log(e / h);
        s.low = fmin(s.low, e / h);
        s.high = fmax(s.high, e / h);
        s.count++;
    }
    s.factor = s.count ? exp(sum / s.count) : NAN;
    return s;
}

void floor_markdown(const Campaign *campaign, ErrorNetwork network, FILE *file)
{
    static const struct {
        const char *name, *error, *half;
        double common;
    } of[] = { { "RMS", "rms", "half_rms", SWAY_COMMON_RMS },
               { "velocity", "velocity", "half_velocity", SWAY_COMMON_VELOCITY } };
    if (shared_of(campaign, network, of[0].error, of[0].half, 2).count < 4) return;
    fprintf(file, "\nThe floor of sway: what tracking alone does to the mid-hip in the still stand "
                  "or seat (against the true one) over half the hips' difference\nthere; the floor "
                  "that is printed is that half by the product's factor.\n\n| of | runs | error / "
                  "half: geometric mean (lowest..highest) | product's factor | floor / error | "
                  "floor / error on the even by the odd runs' factor | on the odd |\n"
                  "|---|---|---|---|---|---|---|\n");
    for (int k = 0; k < 2; k++) {
        Shared all = shared_of(campaign, network, of[k].error, of[k].half, 2);
        Shared even = shared_of(campaign, network, of[k].error, of[k].half, 0);
        Shared odd = shared_of(campaign, network, of[k].error, of[k].half, 1);
        fprintf(file, "| %s | %d | %.2f (%.2f..%.2f) | %.1f | %.2f (%.2f..%.2f) | %.2f | %.2f |\n",
                of[k].name, all.count, all.factor, all.low, all.high, of[k].common,
                of[k].common / all.factor, of[k].common / all.high, of[k].common / all.low,
                odd.factor / even.factor, even.factor / odd.factor);
    }
}
