// SPDX-License-Identifier: MIT
// event_detail.c: the typed fields of an event as a JSON object.
#include "session/event_detail.h"

#include "session/fields.h"

#include <float.h>
#include <math.h>
#include <string.h>

static void write_set(JsonOut *json, const EventField *field, int32_t set)
{
    json_list(json, field->name);
    for (int bit = 0; bit < event_value_names(field->value); bit++)
        if (set & 1 << bit) json_text(json, NULL, event_value_name(field->value, bit));
    json_end(json);
}

static void write_field(JsonOut *json, const EventField *field, const GameEvent *event)
{
    if (field->value == EVENT_VALUE_REAL) {
        json_number(json, field->name, (double)event_real(event, field));
        return;
    }
    int32_t whole = event_whole(event, field);
    if (field->value == EVENT_VALUE_SUPPORTS)
        write_set(json, field, whole);
    else if (field->value == EVENT_VALUE_TRUTH)
        json_flag(json, field->name, whole);
    else if (event_value_names(field->value))
        json_text(json, field->name, event_value_name(field->value, whole));
    else
        json_whole(json, field->name, whole);
}

static void write_detail(JsonOut *json, const void *from)
{
    const GameEvent *event = from;
    int count;
    const EventField *field = event_fields(event->event, &count);
    json_begin(json, NULL);
    for (int i = 0; i < count; i++) write_field(json, &field[i], event);
    json_end(json);
}

Result event_detail(const GameEvent *event, char **text)
{
    int count;
    event_fields(event->event, &count);
    *text = count ? json_string_of(write_detail, event, 9) : NULL;
    return *text || !count ? RESULT_OK : fail(RESULT_FULL, "out of memory: close other programs");
}

// The place of a name in the list of the field; -1: it is not there.
static int place(const EventField *field, const json_t *name)
{
    int count = event_value_names(field->value);
    for (int i = 0; i < count && json_is_string(name); i++)
        if (!strcmp(json_string_value(name), event_value_name(field->value, i))) return i;
    return -1;
}

static int64_t read_set(const EventField *field, const json_t *names)
{
    int64_t set = 0;
    if (!json_is_array(names)) return -1;
    for (size_t i = 0; i < json_array_size(names); i++) {
        int bit = place(field, json_array_get(names, i));
        if (bit < 0) return -1;
        set |= 1 << bit;
    }
    return set;
}

static bool read_field(GameEvent *event, const EventField *field, const json_t *json)
{
    if (field->value == EVENT_VALUE_REAL) {
        double real = json_is_null(json) ? (double)NAN : json_number_value(json);
        bool good = json_is_null(json) || (json_is_number(json) && fabs(real) <= (double)FLT_MAX);
        if (good) event_set_real(event, field, (float)real);
        return good;
    }
    int64_t whole = -1;
    if (field->value == EVENT_VALUE_SUPPORTS)
        whole = read_set(field, json);
    else if (field->value == EVENT_VALUE_TRUTH)
        whole = json_is_boolean(json) ? json_is_true(json) : -1;
    else if (event_value_names(field->value))
        whole = place(field, json);
    else if (json_is_integer(json))
        whole = json_integer_value(json);
    return event_set_whole(event, field, whole);
}

Result event_detail_read(GameEvent *event, const char *text)
{
    json_t *all = NULL;
    Result result = fields_parse(text, &all);
    if (result) return result;
    int count;
    const EventField *field = event_fields(event->event, &count);
    bool good = json_object_size(all) == (size_t)count;
    for (int i = 0; i < count && good; i++)
        good = read_field(event, &field[i], json_object_get(all, field[i].name));
    fields_free(all);
    return good ? RESULT_OK : fail(RESULT_MALFORMED, "the details of a recorded event are damaged");
}
