// SPDX-License-Identifier: MIT
// timeline.c: keys, marks and notes of a play.
#include "clinic/timeline.h"

#include "clinic/clinic.h"

#include <string.h>

// X(event, words)
#define TIMELINE_LIST(X)                                                                           \
    X(PAUSE, "pause")                                                                              \
    X(RESUME, "on again")                                                                          \
    X(STOP, "stop")                                                                                \
    X(SIGN, "the child crossed the arms: pause")                                                   \
    X(NEXT_PERSON, "the next person plays")                                                        \
    X(LEVEL, "level")                                                                              \
    X(LOCK, "difficulty")                                                                          \
    X(HELP, "assist: this try made easy")                                                          \
    X(SKIP, "skipped")                                                                             \
    X(REDO, "once more")                                                                           \
    X(PRAISE, "praise")                                                                            \
    X(SUPPORT, "support:")                                                                         \
    X(SIDE, "targets:")                                                                            \
    X(HAND, "hands:")                                                                              \
    X(SOUND, "sound:")                                                                             \
    X(MUTE, "sound")                                                                               \
    X(GOOD, "that was good")                                                                       \
    X(HARD, "that was hard for the child")                                                         \
    X(NOTE, "note:")

static const char *row_of(Event event)
{
    static const char *const rows[EVENT_COUNT] = {
#define X(event, words) [EVENT_##event] = words,
        TIMELINE_LIST(X)
#undef X
    };
    return rows[event];
}

static double seconds(uint32_t step)
{
    return (double)step / GAME_STEPS_PER_SECOND;
}

bool timeline_words(const GameEvent *e, const char *written, char *text, size_t size)
{
    const char *row = row_of(e->event);
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
    snprintf(text, size, "%s%s%s", row, more[0] ? " " : "", more);
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
