// SPDX-License-Identifier: MIT
// fields.c: plain structs as JSON objects, by a table of their fields.
#include "session/fields.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

static json_t *number_pack(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *field_pack(const Field *field, const void *from)
{
    const void *at = (const char *)from + field->offset;
    switch (field->kind) {
    case FIELD_BOOL: return json_boolean(*(const bool *)at);
    case FIELD_INT: return json_integer(*(const int32_t *)at);
    case FIELD_UINT: return json_integer(*(const uint32_t *)at);
    case FIELD_FLOAT: return number_pack((double)*(const float *)at);
    case FIELD_DOUBLE: return number_pack(*(const double *)at);
    case FIELD_TEXT: return json_string(at);
    }
    return NULL;
}

static bool number_unpack(const json_t *json, double *value)
{
    *value = json_is_null(json) ? (double)NAN : json_number_value(json);
    return json_is_null(json) || json_is_number(json);
}

static bool whole_unpack(const json_t *json, int64_t low, int64_t high, int64_t *value)
{
    *value = json_integer_value(json);
    return json_is_integer(json) && *value >= low && *value <= high;
}

static bool text_unpack(const json_t *json, char *to, size_t size)
{
    if (!json_is_string(json) || json_string_length(json) >= size) return false;
    memset(to, 0, size);
    memcpy(to, json_string_value(json), json_string_length(json));
    return true;
}

bool field_unpack(const Field *field, void *to, const json_t *json)
{
    void *at = (char *)to + field->offset;
    double number = 0;
    int64_t whole = 0;
    bool good = false;
    switch (field->kind) {
    case FIELD_BOOL: *(bool *)at = json_is_true(json); return json_is_boolean(json);
    case FIELD_INT:
        good = whole_unpack(json, INT32_MIN, INT32_MAX, &whole);
        if (good) *(int32_t *)at = (int32_t)whole;
        return good;
    case FIELD_UINT:
        good = whole_unpack(json, 0, UINT32_MAX, &whole);
        if (good) *(uint32_t *)at = (uint32_t)whole;
        return good;
    case FIELD_FLOAT:
        good = number_unpack(json, &number) && !(fabs(number) > (double)FLT_MAX);
        if (good) *(float *)at = (float)number;
        return good;
    case FIELD_DOUBLE: return number_unpack(json, at);
    case FIELD_TEXT: return text_unpack(json, at, field->size);
    }
    return false;
}

json_t *fields_pack(const Field *fields, size_t count, const void *from)
{
    json_t *object = json_object();
    for (size_t i = 0; object && i < count; i++) {
        json_t *value = field_pack(&fields[i], from);
        if (json_object_set_new(object, fields[i].name, value) != 0) {
            json_decref(object);
            object = NULL;
        }
    }
    return object;
}

bool fields_unpack(const Field *fields, size_t count, void *to, const json_t *object)
{
    bool good = json_is_object(object);
    for (size_t i = 0; good && i < count; i++) {
        const json_t *value = json_object_get(object, fields[i].name);
        good = !value || field_unpack(&fields[i], to, value);
    }
    return good;
}
