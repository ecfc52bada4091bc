// SPDX-License-Identifier: MIT
// timeline.c: keys, marks and notes of a play.
#include "clinic/timeline.h"

#include "clinic/clinic.h"

#include <math.h>
#include <string.h>

// Where it stands on the page's strip.
typedef enum Lane { LANE_PLAY, LANE_LEVEL, LANE_HELP, LANE_SET, LANE_MARK, LANE_COUNT } Lane;

static const char *const lane_names[LANE_COUNT] = { "pause, stop", "level", "help", "settings",
                                                    "marks, notes" };

// X(event, lane, words)
#define TIMELINE_LIST(X)                                                                           \
    X(PAUSE, PLAY, "pause")                                                                        \
    X(RESUME, PLAY, "on again")                                                                    \
    X(STOP, PLAY, "stop")                                                                          \
    X(SIGN, PLAY, "the child crossed the arms: pause")                                             \
    X(NEXT_PERSON, PLAY, "the next person plays")                                                  \
    X(LEVEL, LEVEL, "level")                                                                       \
    X(LOCK, LEVEL, "difficulty")                                                                   \
    X(HELP, HELP, "assist: this try made easy")                                                    \
    X(SKIP, HELP, "skipped")                                                                       \
    X(REDO, HELP, "once more")                                                                     \
    X(PRAISE, HELP, "praise")                                                                      \
    X(SUPPORT, SET, "support:")                                                                    \
    X(SIDE, SET, "targets:")                                                                       \
    X(HAND, SET, "hands:")                                                                         \
    X(SOUND, SET, "sound:")                                                                        \
    X(MUTE, SET, "sound")                                                                          \
    X(GOOD, MARK, "that was good")                                                                 \
    X(HARD, MARK, "that was hard for the child")                                                   \
    X(NOTE, MARK, "note:")

typedef struct Row {
    Lane lane;
    const char *words;
} Row;

static const Row *row_of(Event event)
{
    static const Row rows[EVENT_COUNT] = {
#define X(event, lane, words) [EVENT_##event] = { LANE_##lane, words },
        TIMELINE_LIST(X)
#undef X
    };
    return rows[event].words ? &rows[event] : NULL;
}

static double seconds(uint32_t step)
{
    return (double)step / GAME_STEPS_PER_SECOND;
}

bool timeline_words(const GameEvent *e, const char *written, char *text, size_t size)
{
    const Row *row = row_of(e->event);
    char more[TIMELINE_WORDS_MAX] = "";
    int right = (int)(100 * e->value + 0.5f);
    if (!row) return false;
    switch (e->event) {
    case EVENT_LEVEL: snprintf(more, sizeof more, "%d", e->level); break;
    case EVENT_LOCK: snprintf(more, sizeof more, e->on ? "held" : "let go"); break;
    case EVENT_SKIP:
        snprintf(more, sizeof more, "by %s", event_value_name(EVENT_VALUE_KEY, e->key));
        break;
    case EVENT_SUPPORT: clinic_support((unsigned)e->supports, more, sizeof more); break;
    case EVENT_SIDE:
        snprintf(more, sizeof more, "%d %% left, %d %% right", 100 - right, right);
        break;
    case EVENT_HAND: snprintf(more, sizeof more, "%s", hand_rule_words((HandRule)e->hand)); break;
    case EVENT_SOUND: snprintf(more, sizeof more, "%d %%", right); break;
    case EVENT_MUTE: snprintf(more, sizeof more, e->on ? "off" : "on again"); break;
    case EVENT_NOTE:
        snprintf(more, sizeof more, "%s",
                 e->note != NOTE_WRITTEN ? note_words((Note)e->note)
                 : written               ? written
                                         : "written, its words are not kept");
        break;
    default: break;
    }
    snprintf(text, size, "%s%s%s", row->words, more[0] ? " " : "", more);
    return true;
}

const char *timeline_written(const Recording *r, const RecordedEvent *event)
{
    if (event->event.event != EVENT_NOTE || event->event.note != NOTE_WRITTEN) return NULL;
    for (uint32_t i = 0; i < r->mark_count; i++)
        if (r->mark[i].step == event->step) return r->mark[i].text;
    return NULL;
}

uint32_t timeline_after(const Recording *r)
{
    uint32_t first = r->mark_count;
    while (first > 0 && r->mark[first - 1].step >= r->info.step_count) first--;
    return first;
}

static bool words_of(const Recording *r, uint32_t i, char text[TIMELINE_WORDS_MAX])
{
    const RecordedEvent *event = &r->event[i];
    return timeline_words(&event->event, timeline_written(r, event), text, TIMELINE_WORDS_MAX);
}

void timeline_text(const Recording *r, FILE *to)
{
    char text[TIMELINE_WORDS_MAX];
    bool any = false;
    for (uint32_t i = 0; i < r->event_count; i++) {
        if (!words_of(r, i, text)) continue;
        if (!any) fprintf(to, "\nkeys, marks and notes:\n");
        any = true;
        uint32_t tenths = (uint32_t)(10 * seconds(r->event[i].step));
        fprintf(to, "  %3u:%02u.%u  %s\n", tenths / 600, tenths / 10 % 60, tenths % 10, text);
    }
    for (uint32_t i = timeline_after(r); i < r->mark_count; i++) {
        if (!any) fprintf(to, "\nkeys, marks and notes:\n");
        any = true;
        fprintf(to, "  after it  note: %s\n", r->mark[i].text);
    }
}

void timeline_json(JsonOut *j, const Recording *r)
{
    char text[TIMELINE_WORDS_MAX];
    json_list(j, "timeline");
    for (uint32_t i = 0; i < r->event_count; i++) {
        if (!words_of(r, i, text)) continue;
        json_begin(j, NULL);
        json_number(j, "t_s", seconds(r->event[i].step));
        json_whole(j, "step", r->event[i].step);
        json_text(j, "what", event_name(r->event[i].event.event));
        json_text(j, "words", text);
        json_end(j);
    }
    for (uint32_t i = timeline_after(r); i < r->mark_count; i++) {
        snprintf(text, sizeof text, "note: %s", r->mark[i].text);
        json_begin(j, NULL);
        json_number(j, "t_s", seconds(r->mark[i].step));
        json_whole(j, "step", r->mark[i].step);
        json_text(j, "what", "after");
        json_text(j, "words", text);
        json_end(j);
    }
    json_end(j);
}

// ---- on a page ----------------------------------------------------------------------------------

#define STRIP_W  700.0
#define STRIP_X  92.0
#define LANE_H   22.0
#define STRIP_H  (LANE_COUNT * LANE_H + 22)
#define TICKS    6
#define MINUTE_S 60.0

static double across(const Recording *r, uint32_t step)
{
    double all = r->info.step_count ? r->info.step_count : 1;
    return STRIP_X + (STRIP_W - STRIP_X - 12) * fmin(1, step / all);
}

static double middle_of(Lane lane)
{
    return LANE_H * (lane + 0.5);
}

static void write_axes(Html *h, const Recording *r)
{
    double all_s = seconds(r->info.step_count), every_s = 10;
    while (all_s / every_s > TICKS) every_s *= every_s < MINUTE_S ? 2 : 5;
    html_mark(h, "<g class=grid>");
    for (int lane = 0; lane < LANE_COUNT; lane++)
        fprintf(h->to, "<path d=\"M%.1f %.1fH%.1f\"/>", STRIP_X, middle_of((Lane)lane),
                STRIP_W - 12);
    html_mark(h, "</g><g class=tick>");
    for (int lane = 0; lane < LANE_COUNT; lane++)
        fprintf(h->to, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=end>%s</text>", STRIP_X - 8,
                middle_of((Lane)lane) + 3, lane_names[lane]);
    for (double at = 0; at <= all_s; at += every_s)
        fprintf(h->to, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=middle>%d:%02d</text>",
                across(r, (uint32_t)(at * GAME_STEPS_PER_SECOND)), STRIP_H - 6, (int)at / 60,
                (int)at % 60);
    html_mark(h, "</g>");
}

// A mark by its shape, not by colour alone: up for good, down for hard.
static void write_dot(Html *h, const Recording *r, uint32_t i)
{
    const GameEvent *e = &r->event[i].event;
    double x = across(r, r->event[i].step), y = middle_of(row_of(e->event)->lane);
    if (e->event == EVENT_GOOD)
        fprintf(h->to, "<path d=\"M%.1f %.1fl5 9h-10z\" fill=\"#1d6640\"/>", x, y - 5);
    else if (e->event == EVENT_HARD)
        fprintf(h->to, "<path d=\"M%.1f %.1fl5 -9h-10z\" fill=\"#9e2a1c\"/>", x, y + 5);
    else if (e->event == EVENT_LEVEL)
        fprintf(h->to,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=middle font-size=\"12\" "
                "font-weight=\"700\">%d</text>",
                x, y + 4, e->level);
    else
        fprintf(h->to, "<circle class=dot cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>", x, y);
}

static void write_strip(Html *h, const Recording *r)
{
    html_mark(h, "<figure><svg class=chart viewBox=\"0 0 700 132\" role=img>"
                 "<title>Keys, marks and notes over the time of the play</title>"
                 "<desc>The same as in the table below.</desc>");
    write_axes(h, r);
    for (uint32_t i = 0; i < r->event_count; i++)
        if (row_of(r->event[i].event.event)) write_dot(h, r, i);
    html_mark(h, "</svg></figure>\n");
}

void timeline_html(Html *h, const Recording *r)
{
    char text[TIMELINE_WORDS_MAX];
    bool any = false;
    for (uint32_t i = 0; i < r->event_count; i++) {
        if (!words_of(r, i, text)) continue;
        if (!any) {
            html_mark(h, "<section><h2>Keys, marks and notes</h2>\n");
            write_strip(h, r);
            html_mark(h, "<div class=tablebox><table><thead><tr><th scope=col class=n>Time<th "
                         "scope=col>What</tr></thead><tbody>\n");
        }
        any = true;
        uint32_t tenths = (uint32_t)(10 * seconds(r->event[i].step));
        html_mark(h, "<tr><td class=n>");
        html_text(h, "%u:%02u.%u", tenths / 600, tenths / 10 % 60, tenths % 10);
        html_element(h, "</td><td>", text, "</td></tr>\n");
    }
    if (any) html_mark(h, "</tbody></table></div></section>\n");
}
