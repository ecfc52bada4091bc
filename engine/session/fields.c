// SPDX-License-Identifier: MIT
// fields.c: plain structs as JSON objects, by a table of their fields.
#include "session/fields.h"

#include "session/json_memory.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

// More than the library takes for the worst text of that length.
#define MEMORY_AT_LEAST 65536
#define MEMORY_A_BYTE   256

#define FIELD_WHOLE_MAX 9007199254740992  // 2^53

void field_write(JsonOut *json, const Field *field, const void *from)
{
    const void *at = (const char *)from + field->offset;
    switch (field->kind) {
    case FIELD_BOOL: json_flag(json, field->name, *(const bool *)at); break;
    case FIELD_INT: json_whole(json, field->name, *(const int32_t *)at); break;
    case FIELD_UINT: json_whole(json, field->name, *(const uint32_t *)at); break;
    case FIELD_WHOLE: json_whole(json, field->name, *(const int64_t *)at); break;
    case FIELD_FLOAT: json_number(json, field->name, (double)*(const float *)at); break;
    case FIELD_DOUBLE: json_number(json, field->name, *(const double *)at); break;
    case FIELD_TEXT: json_text(json, field->name, at); break;
    }
}

static bool number_read_json(const json_t *json, double *value)
{
    *value = json_is_null(json) ? (double)NAN : json_number_value(json);
    return json_is_null(json) || json_is_number(json);
}

static bool whole_read_json(const json_t *json, int64_t low, int64_t high, int64_t *value)
{
    *value = json_integer_value(json);
    return json_is_integer(json) && *value >= low && *value <= high;
}

static bool text_read_json(const json_t *json, char *to, size_t size)
{
    if (!json_is_string(json) || json_string_length(json) >= size) return false;
    memset(to, 0, size);
    memcpy(to, json_string_value(json), json_string_length(json));
    return true;
}

bool field_read(const Field *field, void *to, const json_t *json)
{
    void *at = (char *)to + field->offset;
    double number = 0;
    int64_t whole = 0;
    bool good = false;
    switch (field->kind) {
    case FIELD_BOOL: *(bool *)at = json_is_true(json); return json_is_boolean(json);
    case FIELD_INT:
        good = whole_read_json(json, INT32_MIN, INT32_MAX, &whole);
        if (good) *(int32_t *)at = (int32_t)whole;
        return good;
    case FIELD_UINT:
        good = whole_read_json(json, 0, UINT32_MAX, &whole);
        if (good) *(uint32_t *)at = (uint32_t)whole;
        return good;
    case FIELD_WHOLE:
        good = whole_read_json(json, -FIELD_WHOLE_MAX, FIELD_WHOLE_MAX, &whole);
        if (good) *(int64_t *)at = whole;
        return good;
    case FIELD_FLOAT:
        good = number_read_json(json, &number) && !(fabs(number) > (double)FLT_MAX);
        if (good) *(float *)at = (float)number;
        return good;
    case FIELD_DOUBLE: return number_read_json(json, at);
    case FIELD_TEXT: return text_read_json(json, at, field->size);
    }
    return false;
}

void fields_write(JsonOut *json, const char *name, const Field *fields, size_t count,
                  const void *from)
{
    json_begin(json, name);
    for (size_t i = 0; i < count; i++) field_write(json, &fields[i], from);
    json_end(json);
}

bool fields_read(const Field *fields, size_t count, void *to, const json_t *object)
{
    bool good = json_is_object(object);
    for (size_t i = 0; good && i < count; i++) {
        const json_t *value = json_object_get(object, fields[i].name);
        good = !value || field_read(&fields[i], to, value);
    }
    return good;
}

static Result no_memory(void)
{
    return fail(RESULT_FULL, "out of memory: close other programs");
}

Result fields_parse(const char *text, json_t **object)
{
    unsigned before = json_memory_failures();
    size_t length = strlen(text);
    *object = NULL;
    if (length > FIELDS_TEXT_MAX) return fail(RESULT_MALFORMED, "a stored description is too long");
    if (!json_memory_reserve(MEMORY_AT_LEAST + MEMORY_A_BYTE * length)) return no_memory();
    *object = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    bool memory = json_memory_failures() != before;
    if (!memory && json_is_object(*object)) return RESULT_OK;
    fields_free(*object);
    *object = NULL;
    return memory ? no_memory() : fail(RESULT_MALFORMED, "a stored description is damaged");
}

void fields_free(json_t *object)
{
    json_decref(object);
    json_memory_release();
}
