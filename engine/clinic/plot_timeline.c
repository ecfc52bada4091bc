// SPDX-License-Identifier: MIT
// plot_timeline.c: lanes over one axis of time; keys are numbered as in the list below the chart.
#include "clinic/plot_timeline.h"

#include "clinic/clinic.h"
#include "clinic/page_words.h"
#include "clinic/timeline.h"

#include <math.h>
#include <stdlib.h>

#define STAIRS_TOP    26.0  // of the staircase's lane
#define STAIRS_BOTTOM 66.0
#define TARGETS       96.0
#define KEYS          136.0
#define SUPPORTS      166.0
#define AXIS          190.0
#define HEIGHT        214.0
#define KEY_GAP       2.2  // percent: nearer keys stand lower

typedef struct Lanes {
    Plot plot;
    const Recording *r;
    double end_s;
} Lanes;

static double at_s(const Lanes *t, uint32_t step)
{
    return fmin((double)step / GAME_STEPS_PER_SECOND, t->end_s);
}

static double across(const Lanes *t, double s)
{
    return t->end_s > 0 ? 100 * s / t->end_s : 0;
}

static void lane(Lanes *t, const char *words, double y)
{
    plot_text(&t->plot, "t", 0, -8, y, "end", words);
}

// From `event` on until its end, else to the end of all.
static double until(const Lanes *t, uint32_t from, Event end, Event other)
{
    for (uint32_t i = from + 1; i < t->r->event_count; i++)
        if (t->r->event[i].event.event == end || t->r->event[i].event.event == other)
            return at_s(t, t->r->event[i].step);
    return t->end_s;
}

static void draw_pauses(Lanes *t)
{
    for (uint32_t i = 0; i < t->r->event_count; i++) {
        const RecordedEvent *e = &t->r->event[i];
        Event kind = e->event.event;
        bool pause = kind == EVENT_PAUSE || kind == EVENT_STOP || kind == EVENT_SIGN;
        bool lost = kind == EVENT_LOST || kind == EVENT_STALL;
        if (!pause && !lost) continue;
        double from = at_s(t, e->step);
        double to = until(t, i, pause ? EVENT_RESUME : EVENT_SEEN, EVENT_FINISH);
        double x = across(t, from), width = across(t, to - from);
        plot_rect(&t->plot, lost ? "unseen" : "zone pause", x, 14, width, AXIS - 14);
        if (width > 5)
            plot_text(&t->plot, "", x + width / 2, 0, 10, "middle", lost ? "not seen" : "paused");
    }
}

// The staircase in levels from the chosen one, as the ledger has it.
static void draw_stairs(Lanes *t)
{
    const Recording *r = t->r;
    double *s = calloc((size_t)2 * r->event_count + 4, sizeof *s);
    double *level = calloc((size_t)2 * r->event_count + 4, sizeof *level);
    size_t count = 0;
    lane(t, "Difficulty", (STAIRS_TOP + STAIRS_BOTTOM) / 2 + 4);
    for (uint32_t i = 0; s && level && i < r->event_count; i++) {
        const GameEvent *e = &r->event[i].event;
        if (e->event != EVENT_DIFFICULTY) continue;
        double before = count ? level[count - 1] : 0;
        s[count] = at_s(t, r->event[i].step);
        level[count++] = before;
        s[count] = s[count - 1];
        level[count++] = (double)e->position;
    }
    plot_line(&t->plot, "guide", 0, (STAIRS_TOP + STAIRS_BOTTOM) / 2, 100,
              (STAIRS_TOP + STAIRS_BOTTOM) / 2);
    if (s && level && count) {
        s[count] = t->end_s;
        level[count] = level[count - 1];
        PlotScale scale = { 0, fmax(t->end_s, 0.1), -1, 1, STAIRS_TOP, STAIRS_BOTTOM };
        plot_curve(&t->plot, "T", s, level, count + 1, &scale);
        plot_text(&t->plot, "", 100, 6, STAIRS_TOP + 4, "start", "+1");
        plot_text(&t->plot, "", 100, 6, STAIRS_BOTTOM + 4, "start", MINUS "1");
    } else {
        plot_text(&t->plot, "", 1, 0, (STAIRS_TOP + STAIRS_BOTTOM) / 2 - 6, "start",
                  "did not turn");
    }
    free(s);
    free(level);
}

static void draw_targets(Lanes *t)
{
    lane(t, "Targets", TARGETS + 4);
    plot_line(&t->plot, "guide", 0, TARGETS, 100, TARGETS);
    for (uint32_t i = 0; i < t->r->event_count; i++) {
        const GameEvent *e = &t->r->event[i].event;
        double x = across(t, at_s(t, t->r->event[i].step));
        if (e->event == EVENT_HIT)
            plot_line(&t->plot,
                      e->side == SIDE_LEFT    ? "try L"
                      : e->side == SIDE_RIGHT ? "try R"
                                              : "try T",
                      x, TARGETS - 14, x, TARGETS);
        else if (e->event == EVENT_MISS)
            plot_line(&t->plot, "try T", x, TARGETS, x, TARGETS + 7);
    }
}

// Keys that stand close are set lower, three rows at most.
static void draw_keys(Lanes *t)
{
    double last[3] = { -100, -100, -100 };
    int number = 0;
    lane(t, "Keys and notes", KEYS + 4);
    for (uint32_t i = 0; i < t->r->event_count; i++) {
        const RecordedEvent *e = &t->r->event[i];
        char words[TIMELINE_WORDS_MAX], text[8];
        if (!timeline_words(&e->event, timeline_written(t->r, e), words, sizeof words)) continue;
        double x = across(t, at_s(t, e->step));
        int row = 0;
        while (row < 2 && x - last[row] < KEY_GAP) row++;
        last[row] = x;
        snprintf(text, sizeof text, "%d", ++number % 1000);
        double y = KEYS - 12 + 13 * row;
        plot_text(&t->plot, e->event.event == EVENT_HARD ? "b hard" : "b", x, 0, y + 4, "middle",
                  text);
    }
    if (!number) plot_text(&t->plot, "", 1, 0, KEYS + 4, "start", "none");
}

static void draw_supports(Lanes *t)
{
    bool any = false;
    lane(t, "Support", SUPPORTS + 4);
    for (uint32_t i = 0; i < t->r->event_count; i++) {
        const RecordedEvent *e = &t->r->event[i];
        char words[64];
        if (e->event.event != EVENT_SUPPORT) continue;
        any = true;
        if (!e->event.supports) continue;
        double from = at_s(t, e->step), to = until(t, i, EVENT_SUPPORT, EVENT_FINISH);
        clinic_support((unsigned)e->event.supports, words, sizeof words);
        plot_rect(&t->plot, "bar", across(t, from), SUPPORTS - 4, across(t, to - from), 8);
        plot_text(&t->plot, "t", across(t, from), 4, SUPPORTS - 8, "start", words);
    }
    if (!any) plot_text(&t->plot, "", 1, 0, SUPPORTS + 4, "start", "none");
}

static void draw_axis(Lanes *t)
{
    double every = 5;
    while (t->end_s / every > 6) every *= every < 60 ? 2 : 2.5;
    plot_line(&t->plot, "axis", 0, AXIS, 100, AXIS);
    for (double s = 0; s <= t->end_s; s += every) {
        char text[WORDS_NUMBER_MAX];
        words_clock(s, text);
        plot_line(&t->plot, "tickl", across(t, s), AXIS, across(t, s), AXIS + 4);
        plot_text(&t->plot, "", across(t, s), 0, AXIS + 18, "middle", text);
    }
}

void plot_timeline(JsonOut *json, const char *name, const Recording *r)
{
    Lanes t = { .plot = plot_open("timeline", HEIGHT, "What happened over the time of the session",
                                  "Difficulty, targets, keys and notes, support, pauses. Keys and "
                                  "notes are listed below."),
                .r = r,
                .end_s = (double)r->info.step_count / GAME_STEPS_PER_SECOND };
    draw_pauses(&t);
    draw_stairs(&t);
    draw_targets(&t);
    draw_keys(&t);
    draw_supports(&t);
    draw_axis(&t);
    plot_put(&t.plot, json, name);
}
