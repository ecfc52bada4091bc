// SPDX-License-Identifier: MIT
// page_change.c: what a clinic reads first: the word on each primary measure, what it stands on,
// and its course over the check-ups. Word and sign carry it, colour only repeats them.
#include "clinic/page.h"
#include "clinic/report.h"

#include <math.h>
#include <string.h>

static const char *mark_open(const ChangeVerdict *v)
{
    int way = v->change == CHANGE_BETTER || v->change == CHANGE_WORSE ? v->toward : 0;
    if (way > 0) return "<span class=\"mark better\">";
    if (way < 0) return "<span class=\"mark worse\">";
    return v->change == CHANGE_POSSIBLE     ? "<span class=\"mark look\">"
           : v->change == CHANGE_CANNOT_SAY ? "<span class=\"mark cannot\">"
                                            : "<span class=\"mark noise\">";
}

void page_mark(Html *h, const Course *c)
{
    const ChangeVerdict *v = &c->said.verdict;
    html_mark(h, mark_open(v));
    html_text(h, "%s %s%s", judge_sign(v), change_text(v->change),
              v->change != CHANGE_POSSIBLE ? ""
              : v->toward > 0              ? " (towards better)"
              : v->toward < 0              ? " (towards worse)"
                                           : "");
    html_mark(h, "</span>");
}

static void write_row(Html *h, const Course *c)
{
    char text[512];
    judge_name(&c->said.key, text, sizeof text);
    html_element(h, "<tr><th scope=row>", text, "</th><td>");
    page_mark(h, c);
    judge_sentence(c, text, sizeof text);
    const char *after = strstr(text, ": ");
    html_element(h, "</td><td>", after ? after + 2 : "", "</td>");
    judge_figures(c, text, sizeof text);
    html_element(h, "<td class=small>", text, "</td></tr>\n");
}

// ---- the course ----

#define WIDTH  340.0
#define HEIGHT 150.0
#define LEFT   40.0
#define RIGHT  12.0
#define TOP    12.0
#define BOTTOM 26.0

typedef struct Frame {
    double low, high;
    double first_ms, last_ms;
} Frame;

static double across(const Frame *f, int64_t ms)
{
    double share =
        f->last_ms > f->first_ms ? ((double)ms - f->first_ms) / (f->last_ms - f->first_ms) : 0.5;
    return LEFT + 8 + share * (WIDTH - LEFT - RIGHT - 16);
}

static double down(const Frame *f, double y)
{
    return TOP + (f->high - y) / (f->high - f->low) * (HEIGHT - TOP - BOTTOM);
}

static void take(Frame *f, double y)
{
    if (!isfinite(y)) return;
    f->low = fmin(f->low, y);
    f->high = fmax(f->high, y);
}

static bool frame_of(const Course *c, const History *h, Frame *f)
{
    const ChangeVerdict *v = &c->said.verdict;
    *f = (Frame){ INFINITY, -INFINITY, (double)h->visit[0].started_utc_ms,
                  (double)h->visit[h->count - 1].started_utc_ms };
    for (int i = 0; i < c->count; i++) take(f, c->point[i].value);
    take(f, v->baseline - v->least);
    take(f, v->baseline + v->least);
    if (!(f->high >= f->low)) return false;
    double margin = fmax(0.08 * (f->high - f->low), fmax(1e-6, fabs(f->high) * 0.02));
    f->low -= margin;
    f->high += margin;
    return true;
}

// A number that would lie on that of `beside` is left out.
static void level(Html *h, const Frame *f, double y, double beside, const char *marks)
{
    if (!isfinite(y)) return;
    html_mark(h, marks);
    html_text(h, "M%.1f %.1fH%.1f", LEFT, down(f, y), WIDTH - RIGHT);
    html_mark(h, "\"/>");
    if (fabs(down(f, y) - down(f, beside)) < 10) return;
    html_mark(h, "<text class=value text-anchor=end ");
    html_text(h, "x=%.1f y=%.1f", LEFT - 4, down(f, y) + 3);
    html_mark(h, ">");
    html_text(h, "%.3g", y);
    html_mark(h, "</text>");
}

static void write_point(Html *h, const Course *c, int i, const Visit *visit, const Frame *f)
{
    const CoursePoint *p = &c->point[i];
    if (!isfinite(p->value)) return;
    html_mark(h, p->left_out        ? "<circle class=\"dot out\" "
                 : p->baseline      ? "<circle class=\"dot base\" "
                 : i + 1 < c->count ? "<circle class=\"dot later\" "
                                    : "<circle class=\"dot today\" ");
    html_text(h, "cx=%.1f cy=%.1f", across(f, visit->started_utc_ms), down(f, p->value));
    html_mark(h, " r=4><title>");
    html_text(h, "%.3g %s%s%s", p->value, c->said.unit, p->left_out ? ", left out: " : "",
              left_out_text(p->left_out));
    html_mark(h, "</title></circle>");
}

static void write_course(Html *h, const Course *c, const History *history)
{
    Frame f;
    char name[128], from[24], to[24];
    const ChangeVerdict *v = &c->said.verdict;
    const Visit *first = &history->visit[0], *last = &history->visit[history->count - 1];
    judge_name(&c->said.key, name, sizeof name);
    html_mark(h, "<figure>");
    html_element(h, "<figcaption>", name, "</figcaption>");
    if (!frame_of(c, history, &f)) {
        html_mark(h, "<p class=quiet>There is no value yet.</p></figure>\n");
        return;
    }
    html_mark(h, "<p class=\"quiet small\">");
    html_text(h, "%s; better: %s", strcmp(c->said.unit, "1") ? c->said.unit : "no unit",
              measure_better_text(measure_info(c->said.key.measure)->better));
    html_mark(h, "</p><svg class=\"chart course\" viewBox=\"0 0 340 150\" role=img><title>");
    html_text(h, "%s over %d check-ups", name, history->count);
    html_mark(h, "</title><desc>");
    html_text(h, "Each check-up is a dot; the line is the mean of the baseline, the dashed lines "
                 "are what one check-up must leave to be possible.");
    html_mark(h, "</desc>");
    level(h, &f, v->baseline, INFINITY, "<path class=mean d=\"");
    level(h, &f, v->baseline + v->least, v->baseline, "<path class=level d=\"");
    level(h, &f, v->baseline - v->least, v->baseline, "<path class=level d=\"");
    for (int i = 0; i < c->count; i++) write_point(h, c, i, &history->visit[i], &f);
    report_when(first->started_utc_ms, first->zone_minutes, from);
    report_when(last->started_utc_ms, last->zone_minutes, to);
    html_mark(h, "<text class=value x=40 y=144>");
    html_text(h, "%.10s", from);
    html_mark(h, "</text><text class=value x=328 y=144 text-anchor=end>");
    html_text(h, "%.10s", to);
    html_mark(h, "</text></svg></figure>\n");
}

// ---- what was left out ----

static void write_choices(Html *h, const Choices *choices)
{
    for (int i = 0; i < choices->count; i++) {
        const Primaries *p = &choices->made[i];
        char when[24], text[JUDGE_NAMES_MAX];
        report_when(p->utc_ms, 0, when);
        judge_names(p, text, sizeof text);
        html_mark(h, "<li>");
        html_text(h, "Primary measures chosen on %.10s by %s%s: ", when, p->author,
                  i == choices->in_force ? "" : " (not in force here)");
        html_text(h, "%s", text);
        if (*p->reason) html_text(h, "; why: %s", p->reason);
        html_mark(h, "</li>\n");
    }
}

static void write_left_out(Html *h, const Judged *judged)
{
    const History *history = &judged->history;
    html_mark(h, "<ul class=\"quiet small\">\n");
    write_choices(h, &judged->choices);
    if (judged->waiting > 0) {
        html_mark(h, "<li>");
        html_text(h,
                  "Not in the error yet: %d check-ups of other children that today's formulas have "
                  "not scored (tiptoe baseline --rescore)",
                  judged->waiting);
        html_mark(h, "</li>\n");
    }
    for (int i = 0; i < history->mark_count; i++) {
        const BaselineMark *mark = &history->mark[i];
        char when[24];
        report_when(mark->utc_ms, 0, when);
        html_mark(h, "<li>");
        html_text(h, "Baseline set anew on %.10s by %s, from session %.8s: %s%s", when,
                  mark->author, mark->session, mark->reason,
                  i == history->mark_in_force ? "" : " (not in force here)");
        html_mark(h, "</li>\n");
    }
    for (int i = 0; i < history->count; i++)
        for (int k = 0; k < judged->count; k++) {
            const Visit *visit = &history->visit[i];
            LeftOut why = judged->course[k].point[i].left_out;
            char when[24], name[128] = "";
            if (!why || (k > 0 && why == judged->course[0].point[i].left_out)) continue;
            report_when(visit->started_utc_ms, visit->zone_minutes, when);
            if (k > 0) judge_name(&judged->course[k].said.key, name, sizeof name);
            html_mark(h, "<li>");
            html_text(h, "Left out: %.10s (session %lld)%s%s: %s", when, (long long)visit->id,
                      *name ? ", " : "", name, left_out_text(why));
            html_mark(h, "</li>\n");
        }
    html_mark(h, "</ul>\n");
}

void page_change(Html *h, const Judged *judged)
{
    html_mark(h, "<section><h2>What changed</h2><div class=tablebox><table><caption>");
    html_text(h,
              "Judged together: %d primary measures (%s). All others are exploratory and carry no "
              "word. Intervals are of one measure alone; the word is stricter.",
              judged->count, judged->choices.whose);
    html_mark(h, "</caption><thead><tr><th scope=col>Measure<th scope=col>Against the baseline"
                 "<th scope=col>Size<th scope=col>Stands on</tr></thead><tbody>\n");
    for (int i = 0; i < judged->count; i++) write_row(h, &judged->course[i]);
    html_mark(h, "</tbody></table></div>\n<div class=charts>\n");
    for (int i = 0; i < judged->count; i++) write_course(h, &judged->course[i], &judged->history);
    html_mark(h, "</div><p class=legend>filled: compared; with a ring: the baseline; open: left "
                 "out, see below; largest: this check-up</p>\n");
    write_left_out(h, judged);
    html_mark(h, "</section>\n");
}
