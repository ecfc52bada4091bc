// SPDX-License-Identifier: MIT
// plot_trend.c: x is real time; y fits the values and the limits.
#include "clinic/plot_trend.h"

#include "clinic/page_words.h"
#include "clinic/view_course.h"

#include <math.h>
#include <string.h>
#include <time.h>

#define TOP        20.0
#define BOTTOM     158.0
#define HEIGHT     180.0
#define LABELS_MAX 8
#define LABEL_GAP  14.0
#define DAY_MS     86400000.0

typedef struct Label {
    double y;
    char text[64];
    const char *look;
} Label;

typedef struct Trend {
    Plot plot;
    const Judged *judged;
    const Course *c;
    double low, high, first_ms, last_ms;
    Label label[LABELS_MAX];
    int labels;
} Trend;

static double across(const Trend *t, int64_t ms)
{
    double all = t->last_ms - t->first_ms;
    return all > 0 ? 2 + 96 * ((double)ms - t->first_ms) / all : 50;
}

static double down(const Trend *t, double y)
{
    return TOP + (t->high - y) / (t->high - t->low) * (BOTTOM - TOP);
}

static void take(Trend *t, double y)
{
    if (!isfinite(y)) return;
    t->low = fmin(t->low, y);
    t->high = fmax(t->high, y);
}

static void interval_of(const Trend *t, int i, double *low, double *high)
{
    course_interval(&t->judged->history.visit[i], &t->c->said.key, low, high);
}

static bool frame_of(Trend *t)
{
    const ChangeVerdict *v = &t->c->said.verdict;
    const History *h = &t->judged->history;
    t->low = INFINITY;
    t->high = -INFINITY;
    t->first_ms = (double)h->visit[0].started_utc_ms;
    t->last_ms = (double)h->visit[h->count - 1].started_utc_ms;
    for (int i = 0; i < t->c->count; i++) {
        double low, high;
        interval_of(t, i, &low, &high);
        take(t, t->c->point[i].value);
        take(t, low);
        take(t, high);
    }
    if (!(t->high >= t->low)) return false;
    take(t, v->baseline - v->least);
    take(t, v->baseline + v->least);
    double margin = fmax(0.06 * (t->high - t->low), fmax(1e-6, 0.02 * fabs(t->high)));
    if (t->low > 0 && t->low < 0.35 * t->high) t->low = margin;  // zero is near: it is shown
    t->low -= margin;
    t->high += margin;
    return true;
}

static void label(Trend *t, double value, double error, const char *words, const char *look)
{
    char number[WORDS_NUMBER_MAX];
    if (!isfinite(value) || t->labels == LABELS_MAX) return;
    Label *l = &t->label[t->labels++];
    words_number(value, error, false, number);
    l->y = down(t, value);
    l->look = look;
    snprintf(l->text, sizeof l->text, "%s %s", number, words);
}

// Pushed apart, from the top down; then up again where the lowest would leave the chart.
static void put_labels(Trend *t)
{
    for (int i = 1; i < t->labels; i++)
        for (int k = i; k > 0 && t->label[k].y < t->label[k - 1].y; k--) {
            Label kept = t->label[k];
            t->label[k] = t->label[k - 1];
            t->label[k - 1] = kept;
        }
    for (int i = 1; i < t->labels; i++)
        t->label[i].y = fmax(t->label[i].y, t->label[i - 1].y + LABEL_GAP);
    double over = t->labels ? t->label[t->labels - 1].y - (BOTTOM + 4) : 0;
    for (int i = 0; i < t->labels; i++)
        plot_text(&t->plot, t->label[i].look, 100, 7, t->label[i].y - fmax(0, over) + 4, "start",
                  t->label[i].text);
}

static void draw_limits(Trend *t)
{
    const ChangeVerdict *v = &t->c->said.verdict;
    const History *h = &t->judged->history;
    double error = isfinite(v->sem) ? v->sem : fabs(v->baseline) / 10, from = -1, to = -1;
    for (int i = 0; i < t->c->count; i++) {
        if (!t->c->point[i].baseline) continue;
        double x = across(t, h->visit[i].started_utc_ms);
        from = from < 0 ? x : from;
        to = x;
    }
    if (!isfinite(v->baseline) || from < 0) return;
    if (isfinite(v->least)) {
        double upper = down(t, v->baseline + v->least), lower = down(t, v->baseline - v->least);
        plot_rect(&t->plot, "zone", to, upper, 100 - to, lower - upper);
        plot_line(&t->plot, "limit", to, upper, 100, upper);
        plot_line(&t->plot, "limit", to, lower, 100, lower);
        label(t, v->baseline + v->least, error, "limit", "");
        label(t, v->baseline - v->least, error, "limit", "");
    }
    double y = down(t, v->baseline);
    plot_line(&t->plot, "base", from, y, 100, y);
    plot_line(&t->plot, "base", from, 13, to, 13);
    plot_line(&t->plot, "base", from, 13, from, 18);
    plot_line(&t->plot, "base", to, 13, to, 18);
    plot_text(&t->plot, "", from, 0, 9, "start", "baseline");
    label(t, v->baseline, error, "baseline", "t");
}

static void draw_two(Trend *t)
{
    const ChangeVerdict *v = &t->c->said.verdict;
    const History *h = &t->judged->history;
    int last[2] = { -1, -1 };
    for (int i = t->c->count - 1; i >= 0 && last[1] < 0; i--)
        if (!t->c->point[i].left_out && !t->c->point[i].baseline) last[last[0] < 0 ? 0 : 1] = i;
    if (last[1] < 0 || v->change == CHANGE_CANNOT_SAY) return;
    double mean = (t->c->point[last[0]].value + t->c->point[last[1]].value) / 2;
    char look[24];
    snprintf(look, sizeof look, "two %s", course_class(v));
    plot_line(&t->plot, look, across(t, h->visit[last[1]].started_utc_ms), down(t, mean),
              across(t, h->visit[last[0]].started_utc_ms), down(t, mean));
    label(t, mean, isfinite(v->sem) ? v->sem : (double)NAN, "last two", "b");
}

static void draw_axes(Trend *t)
{
    double first, step;
    char text[WORDS_DAY_MAX];
    plot_ticks(t->low, t->high, &first, &step);
    for (double y = first; y <= t->high; y += step) {
        snprintf(text, sizeof text, "%.4g", fabs(y) < step / 100 ? 0 : y);
        plot_line(&t->plot, "tickl", 0, down(t, y), 0.8, down(t, y));
        plot_text(&t->plot, "", 0, -6, down(t, y) + 4, "end", text);
    }
    plot_line(&t->plot, "axis", 0, BOTTOM, 100, BOTTOM);
    time_t at = (time_t)(t->first_ms / 1000);
    struct tm month;
    gmtime_r(&at, &month);
    month.tm_mday = 1;
    month.tm_hour = month.tm_min = month.tm_sec = 0;
    int every = (t->last_ms - t->first_ms) / DAY_MS > 400 ? 3 : 1;
    for (int i = 0; i < 60; i++) {
        month.tm_mon += every;
        double ms = (double)timegm(&month) * 1000;
        if (ms > t->last_ms) break;
        words_short_day((int64_t)ms, 0, text);
        plot_line(&t->plot, "tickl", across(t, (int64_t)ms), BOTTOM, across(t, (int64_t)ms),
                  BOTTOM + 4);
        plot_text(&t->plot, i % 2 ? "only-w" : "", across(t, (int64_t)ms), 0, BOTTOM + 17, "middle",
                  strrchr(text, '\xa0') + 1);
    }
}

static void draw_points(Trend *t)
{
    const History *h = &t->judged->history;
    int before = -1;
    for (int i = 0; i < t->c->count; i++) {
        const CoursePoint *p = &t->c->point[i];
        if (p->left_out) continue;
        bool joined = before >= 0 && p->baseline == t->c->point[before].baseline;
        if (joined)
            plot_line(&t->plot, "join", across(t, h->visit[before].started_utc_ms),
                      down(t, t->c->point[before].value), across(t, h->visit[i].started_utc_ms),
                      down(t, p->value));
        before = i;
    }
    char letter = 'a';
    for (int i = 0; i < t->c->count; i++) {
        const CoursePoint *p = &t->c->point[i];
        double x = across(t, h->visit[i].started_utc_ms), low, high;
        interval_of(t, i, &low, &high);
        bool practice = p->left_out == LEFT_OUT_PRACTICE;
        char text[2] = { letter, '\0' };
        if (p->left_out && !practice && letter < 'z') letter++;
        if (!isfinite(p->value)) {
            plot_cross(&t->plot, x, BOTTOM);
            plot_text(&t->plot, "t", x, 0, BOTTOM - 9, "middle", text);
            continue;
        }
        double y = down(t, p->value);
        if (isfinite(low) && isfinite(high))
            plot_line(&t->plot, "ci", x, down(t, low), x, down(t, high));
        plot_dot(&t->plot, p->left_out ? "off" : "dot", x, y, p->left_out ? 3.4 : 4.2);
        if (p->left_out && !practice) plot_text(&t->plot, "t", x, 0, y - 20, "middle", text);
    }
}

// What the letters say.
static void put_notes(JsonOut *j, const Trend *t)
{
    const History *h = &t->judged->history;
    char letter = 'a';
    json_list(j, "notes");
    for (int i = 0; i < t->c->count; i++) {
        const CoursePoint *p = &t->c->point[i];
        char day[WORDS_DAY_MAX], text[200], one[2] = { letter, '\0' };
        if (!p->left_out || p->left_out == LEFT_OUT_PRACTICE) continue;
        if (letter < 'z') letter++;
        words_day(h->visit[i].started_utc_ms, h->visit[i].zone_minutes, day);
        snprintf(text, sizeof text, "%s: %s, not compared.", day, left_out_text(p->left_out));
        json_begin(j, NULL);
        json_text(j, "letter", one);
        json_text(j, "words", text);
        json_end(j);
    }
    json_end(j);
}

static void put_values(JsonOut *j, const Trend *t)
{
    const History *h = &t->judged->history;
    json_list(j, "values");
    for (int i = 0; i < t->c->count; i++) {
        const CoursePoint *p = &t->c->point[i];
        char text[WORDS_DAY_MAX], low[WORDS_NUMBER_MAX], high[WORDS_NUMBER_MAX], both[96] = "";
        double from, to;
        interval_of(t, i, &from, &to);
        double half = (to - from) / 2;
        json_begin(j, NULL);
        words_day(h->visit[i].started_utc_ms, h->visit[i].zone_minutes, text);
        json_text(j, "day", text);
        json_text(j, "checkup", h->visit[i].uuid);
        words_number(p->value, half, false, text);
        json_text(j, "value", text);
        if (isfinite(p->value) && isfinite(half)) {
            words_number(from, half, false, low);
            words_number(to, half, false, high);
            snprintf(both, sizeof both, "%s to %s", low, high);
        }
        json_text(j, "interval", both);
        json_text(j, "use", p->baseline ? "baseline" : left_out_text(p->left_out));
        json_end(j);
    }
    json_end(j);
}

static void describe(const Trend *t, char *text, size_t size)
{
    const ChangeVerdict *v = &t->c->said.verdict;
    char number[WORDS_NUMBER_MAX];
    snprintf(text, size, "%d check-ups. ", t->c->count);
    words_number(v->baseline, v->sem, false, number);
    if (isfinite(v->baseline)) words_add(text, size, "Baseline %s %s. ", number, t->c->said.unit);
    words_add(text, size, "Verdict: %s. All values stand in the table beside it.",
              change_text(v->change));
}

void plot_trend(JsonOut *j, const char *name, const char *id, const Judged *judged, const Course *c)
{
    Trend t = { .judged = judged, .c = c };
    char title[COURSE_NAME_MAX], text[320];
    course_name(&c->said.key, title);
    describe(&t, text, sizeof text);
    t.plot = plot_open(id, HEIGHT, title, text);
    if (frame_of(&t)) {
        draw_limits(&t);
        draw_axes(&t);
        draw_two(&t);
        draw_points(&t);
        put_labels(&t);
    } else {
        plot_text(&t.plot, "", 1, 0, HEIGHT / 2, "start", "No value yet.");
    }
    plot_put(&t.plot, j, name);
    put_notes(j, &t);
    put_values(j, &t);
}
