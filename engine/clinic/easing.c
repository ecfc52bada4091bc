// SPDX-License-Identifier: MIT
// easing.c: the easings of a play, as words, JSON and a list of the page.
#include "clinic/easing.h"

static const char *const words[EASE_COUNT] = {
    [EASE_HELP] = "eased by itself: the next try was made easy",
    [EASE_LEVEL] = "eased by itself: a level down, where the level may turn",
    [EASE_END] = "ended kindly: still nothing succeeded",
};

static double seconds(const RecordedEvent *event)
{
    return (double)event->step / GAME_STEPS_PER_SECOND;
}

bool easing_text(const RecordedEvent *event, char text[EASING_TEXT])
{
    if (event->event.event != EVENT_EASE) return false;
    snprintf(text, EASING_TEXT, "At %.0f s the game %s.", seconds(event),
             words[event->event.easing]);
    return true;
}

void easing_print(const Recording *r, FILE *to)
{
    char text[EASING_TEXT];
    for (uint32_t i = 0; i < r->event_count; i++)
        if (easing_text(&r->event[i], text)) fprintf(to, "%s\n", text);
}

void easing_json(JsonOut *j, const char *name, const Recording *r)
{
    json_list(j, name);
    for (uint32_t i = 0; i < r->event_count; i++) {
        const RecordedEvent *e = &r->event[i];
        if (e->event.event != EVENT_EASE) continue;
        json_begin(j, NULL);
        json_number(j, "t_s", seconds(e));
        json_whole(j, "step", e->step);
        json_text(j, "easing", event_value_name(EVENT_VALUE_EASING, e->event.easing));
        json_end(j);
    }
    json_end(j);
}
