// SPDX-License-Identifier: MIT
// page_scores.c: the scores of a play beside the child's earlier plays of the same kind, and the
// difficulty reached over them. Marked as play; no word is made of them.
#include "clinic/page.h"
#include "clinic/report.h"

#include <math.h>
#include <string.h>

static void cell(Html *h, double value)
{
    char text[32] = "\xe2\x80\x93";
    if (isfinite(value)) clinic_number(value, NAN, text, sizeof text);
    html_element(h, "<td class=n>", text, "</td>");
}

static void write_value(Html *h, const Scores *s, const PlayValue *v)
{
    const GameMeasure *measure = &s->game->measures[v->measure];
    char name[64];
    snprintf(name, sizeof name, "%s", measure->name);
    for (char *at = name; *at; at++)
        if (*at == '_') *at = ' ';
    html_element(h, "<tr><th scope=row>", name, "</th>");
    html_element(h, "<td>", clinic_side(v->side), "</td>");
    cell(h, v->value);
    html_element(h, "<td>", strcmp(measure->unit, "1") ? measure->unit : "",
                 "</td><td class=line>");
    html_text(h, "%s of %u", scores_statistic(s, v), v->count);
    html_mark(h, "</td><td class=n>");
    html_text(h, "%d", v->earlier);
    html_mark(h, "</td>");
    cell(h, v->median);
    cell(h, v->last);
    html_element(h, "<td>", measure->meaning, "</td></tr>\n");
}

static void write_values(Html *h, const Scores *s)
{
    if (!s->count) return;
    html_mark(h, "<div class=tablebox><table><caption>");
    html_text(h, "Beside %d earlier plays alike%s; a best or a sum only beside plays as long.",
              s->earlier_count, s->earlier_count == SCORES_EARLIER_MAX ? ", the latest" : "");
    html_mark(h, "</caption><thead><tr><th scope=col>Score<th scope=col>Side<th scope=col "
                 "class=n>This play<th scope=col>Unit<th scope=col>Over<th scope=col "
                 "class=n>Earlier<th scope=col class=n>Median<th scope=col class=n>Last<th "
                 "scope=col>What it is</tr></thead><tbody>\n");
    for (int i = 0; i < s->count; i++) write_value(h, s, &s->value[i]);
    html_mark(h, "</tbody></table></div>\n");
}

// ---- the difficulty over the plays ----

#define LEFT   34.0
#define WIDTH  340.0
#define TOP    10.0
#define HEIGHT 120.0  // of what lies between the ladder's ends

static double down(double position)
{
    return TOP + (1 - position) / 2 * HEIGHT;
}

static void write_mark(Html *h, const Difficulty *d, int number, int count)
{
    double x = LEFT + (number + 0.5) / count * (WIDTH - LEFT - 8);
    if (d->why) return;
    html_mark(h, "<path class=mean d=\"");
    html_text(h, "M%.1f %.1fV%.1f", x, down(d->reached.low), down(d->reached.high));
    html_mark(h, number + 1 < count ? "\"/><circle class=\"dot\" "
                                    : "\"/><circle class=\"dot today\" ");
    html_text(h, "cx=%.1f cy=%.1f", x, down(d->reached.position));
    html_mark(h, " r=3.5><title>");
    html_text(h, "%+.2f (%+.2f to %+.2f)", d->reached.position, d->reached.low, d->reached.high);
    html_mark(h, "</title></circle>");
}

static void write_chart(Html *h, const Scores *s, int level)
{
    int count = s->earlier_count + 1;
    html_mark(h, "<figure><figcaption>Difficulty reached (play)</figcaption><svg class=\"chart "
                 "course\" viewBox=\"0 0 340 140\" role=img><title>");
    html_text(h, "Difficulty reached in %d plays alike", count);
    html_mark(h, "</title><desc>Each play that tells it is a dot with its 95 % interval, in levels "
                 "from the chosen one; the last is this play.</desc>");
    for (int at = -1; at <= 1; at++) {
        html_mark(h, "<path class=level d=\"");
        html_text(h, "M%.1f %.1fH%.1f", LEFT, down(at), WIDTH - 8);
        html_mark(h, "\"/><text class=value text-anchor=end ");
        html_text(h, "x=%.1f y=%.1f", LEFT - 4, down(at) + 3);
        html_mark(h, ">");
        html_text(h, at ? "%d %+d" : "%d", level, at);
        html_mark(h, "</text>");
    }
    for (int i = 0; i < s->earlier_count; i++) write_mark(h, &s->earlier[i].difficulty, i, count);
    write_mark(h, &s->difficulty, count - 1, count);
    html_mark(h, "</svg><p class=legend>oldest left; largest: this play; bar: 95 % interval</p>"
                 "</figure>\n");
}

static void write_play(Html *h, const char *when, const char *what, const Difficulty *d, int level)
{
    char text[192];
    difficulty_text(d, level, text, sizeof text);
    html_element(h, "<tr><th scope=row>", when, "</th>");
    html_element(h, "<td>", what, d->why ? "</td><td class=quiet>" : "</td><td>");
    html_element(h, "", text, "</td><td class=n>");
    html_text(h, "%d of %d", d->hits, d->tries);
    html_mark(h, "</td></tr>\n");
}

static void write_difficulty(Html *h, const Scores *s, const SessionInfo *info)
{
    char when[24], what[32];
    int level = info->desc.plan.play.setup.level;
    html_mark(h, "<div class=charts>\n");
    write_chart(h, s, level);
    html_mark(h, "<div class=tablebox><table><thead><tr><th scope=col>Play<th scope=col>Session<th "
                 "scope=col>Difficulty reached<th scope=col class=n>Reached</tr></thead><tbody>\n");
    for (int i = 0; i < s->earlier_count; i++) {
        const EarlierPlay *play = &s->earlier[i];
        report_when(play->started_utc_ms, play->zone_minutes, when);
        snprintf(what, sizeof what, "%lld", (long long)play->id);
        write_play(h, when, what, &play->difficulty, level);
    }
    report_time(info, when);
    write_play(h, when, "this", &s->difficulty, level);
    html_mark(h, "</tbody></table></div></div>\n");
}

void page_scores(Html *h, const Scores *s, const SessionInfo *info)
{
    char text[192];
    const Difficulty *d = &s->difficulty;
    html_mark(h, "<p class=banner>Play, not check-up: the level moves with the child. Values "
                 "describe this session; over time only the difficulty reached may be followed, in "
                 "plays of the same kind.</p>\n");
    if (!s->game) return;
    html_mark(h, "<section><h2>Scores of this play</h2><p><b>Difficulty reached:</b> ");
    difficulty_text(d, info->desc.plan.play.setup.level, text, sizeof text);
    html_text(h, "%s.", text);
    if (!d->why)
        html_text(h, " There the child reaches %.0f %% of the targets; from %d tries without help.",
                  100 * d->share, d->tries);
    html_mark(h, "</p>\n");
    write_values(h, s);
    if (s->earlier_count) write_difficulty(h, s, info);
    html_mark(h, "<p class=\"quiet small\">");
    html_text(h,
              "Alike: the same game and version, level, knobs, senses, wished share, hands, "
              "posture, support, model and kind of camera.%s",
              s->others ? "" : " The child has no other earlier plays of this game.");
    if (s->others) html_text(h, " Earlier plays of this game that are not: %d.", s->others);
    html_mark(h, "</p></section>\n");
}
