// SPDX-License-Identifier: MIT
// events.c: the fields of each kind of event, by one table.
#include "tiptoe/event.h"

#include <string.h>

static const char *const event_names[EVENT_COUNT] = {
#define X(name, stored) stored,
    EVENT_LIST(X)
#undef X
};
static const char *const cause_names[DIFFICULTY_CAUSE_COUNT] = {
#define X(name, stored) stored,
    DIFFICULTY_CAUSE_LIST(X)
#undef X
};
static const char *const command_names[GAME_COMMAND_COUNT] = {
#define X(name, stored) stored,
    GAME_COMMAND_LIST(X)
#undef X
};
static const char *const end_names[PLAY_END_COUNT] = {
#define X(name, stored, words) stored,
    PLAY_END_LIST(X)
#undef X
};
static const char *const ease_names[EASE_COUNT] = {
#define X(name, stored) stored,
    EASE_LIST(X)
#undef X
};
static const char *const alarm_names[ALARM_COUNT] = {
#define X(name, stored, words) stored,
    ALARM_LIST(X)
#undef X
};
static const char *const answer_names[ALARM_ANSWER_COUNT] = {
#define X(name, stored, words) stored,
    ALARM_ANSWER_LIST(X)
#undef X
};
static const struct {
    const char *stored, *words;
} notes[NOTE_COUNT] = {
#define X(name, stored, words) { stored, words },
    NOTE_LIST(X)
#undef X
};
static const int value_counts[EVENT_VALUE_COUNT] = {
#define X(name, count) count,
    EVENT_VALUE_LIST(X)
#undef X
};
static const EventField fields[] = {
#define X(event, field, value, place)                                                              \
    { EVENT_##event, #field, EVENT_VALUE_##value, EVENT_PLACE_##place, offsetof(GameEvent, field) },
    EVENT_FIELD_LIST(X)
#undef X
};
enum { FIELD_COUNT = sizeof fields / sizeof fields[0] };

const char *event_name(Event event)
{
    REQUIRE((unsigned)event < EVENT_COUNT);
    return event_names[event];
}

const char *alarm_words(Alarm alarm)
{
    static const char *const words[ALARM_COUNT] = {
#define X(name, stored, words) words,
        ALARM_LIST(X)
#undef X
    };
    REQUIRE((unsigned)alarm < ALARM_COUNT);
    return words[alarm];
}

const char *alarm_answer_words(AlarmAnswer answer)
{
    static const char *const words[ALARM_ANSWER_COUNT] = {
#define X(name, stored, words) words,
        ALARM_ANSWER_LIST(X)
#undef X
    };
    REQUIRE((unsigned)answer < ALARM_ANSWER_COUNT);
    return words[answer];
}

Event event_find(const char *name)
{
    int event = 0;
    while (event < EVENT_COUNT && strcmp(name, event_names[event]) != 0) event++;
    return (Event)event;
}

const char *note_name(Note note)
{
    REQUIRE((unsigned)note < NOTE_COUNT);
    return notes[note].stored;
}

const char *note_words(Note note)
{
    REQUIRE((unsigned)note < NOTE_COUNT);
    return notes[note].words;
}

const EventField *event_fields(Event event, int *count)
{
    const EventField *first = NULL;
    *count = 0;
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (fields[i].event != event) continue;
        if (!first) first = &fields[i];
        ++*count;
    }
    return first;
}

int event_value_names(EventValue value)
{
    switch (value) {
    case EVENT_VALUE_CAUSE: return DIFFICULTY_CAUSE_COUNT;
    case EVENT_VALUE_KEY: return GAME_COMMAND_COUNT;
    case EVENT_VALUE_MODEL: return MODEL_COUNT;
    case EVENT_VALUE_ITEM: return CHECKUP_COUNT;
    case EVENT_VALUE_WHY: return CHECKUP_VOID_COUNT;
    case EVENT_VALUE_SUPPORTS: return SUPPORT_COUNT;
    case EVENT_VALUE_END: return PLAY_END_COUNT;
    case EVENT_VALUE_EASING: return EASE_COUNT;
    case EVENT_VALUE_ALARM: return ALARM_COUNT;
    case EVENT_VALUE_ANSWER: return ALARM_ANSWER_COUNT;
    case EVENT_VALUE_HAND: return HAND_RULE_COUNT;
    case EVENT_VALUE_NOTE: return NOTE_COUNT;
    default: return 0;
    }
}

const char *event_value_name(EventValue value, int whole)
{
    if (whole < 0 || whole >= event_value_names(value)) return NULL;
    switch (value) {
    case EVENT_VALUE_CAUSE: return cause_names[whole];
    case EVENT_VALUE_KEY: return command_names[whole];
    case EVENT_VALUE_MODEL: return model_name((Model)whole);
    case EVENT_VALUE_ITEM: return checkup_name((CheckupKind)whole);
    case EVENT_VALUE_WHY: return checkup_void_name((CheckupVoid)whole);
    case EVENT_VALUE_SUPPORTS: return support_name((Support)whole);
    case EVENT_VALUE_END: return end_names[whole];
    case EVENT_VALUE_EASING: return ease_names[whole];
    case EVENT_VALUE_ALARM: return alarm_names[whole];
    case EVENT_VALUE_ANSWER: return answer_names[whole];
    case EVENT_VALUE_HAND: return hand_rule_name((HandRule)whole);
    case EVENT_VALUE_NOTE: return notes[whole].stored;
    default: return NULL;
    }
}

int32_t event_whole(const GameEvent *event, const EventField *field)
{
    int32_t whole;
    REQUIRE(field->value != EVENT_VALUE_REAL);
    memcpy(&whole, (const char *)event + field->offset, sizeof whole);
    return whole;
}

bool event_set_whole(GameEvent *event, const EventField *field, int64_t whole)
{
    REQUIRE(field->value != EVENT_VALUE_REAL);
    if (whole < 0 || whole >= value_counts[field->value]) return false;
    int32_t stored = (int32_t)whole;
    memcpy((char *)event + field->offset, &stored, sizeof stored);
    return true;
}

float event_real(const GameEvent *event, const EventField *field)
{
    float real;
    REQUIRE(field->value == EVENT_VALUE_REAL);
    memcpy(&real, (const char *)event + field->offset, sizeof real);
    return real;
}

void event_set_real(GameEvent *event, const EventField *field, float real)
{
    REQUIRE(field->value == EVENT_VALUE_REAL);
    memcpy((char *)event + field->offset, &real, sizeof real);
}

static float number_of(const GameEvent *event, const EventField *field)
{
    bool real = field->value == EVENT_VALUE_REAL;
    return real ? event_real(event, field) : (float)event_whole(event, field);
}

GameEvent event_to_form1(const GameEvent *event)
{
    GameEvent flat = *event;
    int count;
    const EventField *field = event_fields(event->event, &count);
    for (; count > 0; count--, field++) {
        switch (field->place) {
        case EVENT_PLACE_TARGET: flat.target = (int)event_whole(event, field); break;
        case EVENT_PLACE_AT_X: flat.at.x = number_of(event, field); break;
        case EVENT_PLACE_AT_Y: flat.at.y = number_of(event, field); break;
        case EVENT_PLACE_VALUE: flat.value = number_of(event, field); break;
        }
    }
    return flat;
}

// What stood in the place of a field; the place is free then.
static float take_number(GameEvent *event, EventPlace place)
{
    float *const at[] = { [EVENT_PLACE_AT_X] = &event->at.x,
                          [EVENT_PLACE_AT_Y] = &event->at.y,
                          [EVENT_PLACE_VALUE] = &event->value };
    float number = *at[place];
    *at[place] = 0;
    return number;
}

bool event_from_form1(GameEvent *event)
{
    int count;
    bool good = true;
    const EventField *field = event_fields(event->event, &count);
    for (; count > 0; count--, field++) {
        if (field->place == EVENT_PLACE_TARGET) {
            good = event_set_whole(event, field, event->target) && good;
            event->target = 0;
            continue;
        }
        float number = take_number(event, field->place);
        bool whole = number >= 0 && number <= (float)(1 << 24) && number == (float)(int)number;
        if (field->value == EVENT_VALUE_REAL)
            event_set_real(event, field, number);
        else
            good = whole && event_set_whole(event, field, (int64_t)number) && good;
    }
    return good;
}
