// SPDX-License-Identifier: MIT
// fields.h: plain structs as JSON objects, by a table of their fields; the same table reads and
// writes.
#pragma once

#include "session/json_out.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum FieldKind {
    FIELD_BOOL,
    FIELD_INT,    // int or int32_t
    FIELD_UINT,   // unsigned or uint32_t
    FIELD_WHOLE,  // int64_t, as large as a double holds it
    FIELD_FLOAT,  // a number that is not finite is stored as null and comes back as NAN
    FIELD_DOUBLE,
    FIELD_TEXT,  // char[size], always terminated
} FieldKind;

typedef struct Field {
    const char *name;  // stored: never changed
    FieldKind kind;
    size_t offset, size;
} Field;

#define FIELD(type, kind, member, name)                                                            \
    {                                                                                              \
        name, FIELD_##kind, offsetof(type, member), sizeof(((type *)0)->member)                    \
    }

// One field's value, and back; false as below.
void field_write(JsonOut *json, const Field *field, const void *from);
bool field_read(const Field *field, void *to, const json_t *json);

// An object of that name.
void fields_write(JsonOut *json, const char *name, const Field *fields, size_t count,
                  const void *from);

// True if every field that is there has its kind and range; `to` may be partly written otherwise. A
// field that is missing leaves `to` alone: the object was written before there was such a field.
bool fields_read(const Field *fields, size_t count, void *to, const json_t *object);

#define FIELDS_TEXT_MAX (1 << 20)  // bytes; a longer one is not ours

// The object that `text` is; one at a time in a thread, until fields_free(). MALFORMED: it is none,
// names a field twice or is too long; FULL: memory is out. Then *object is NULL.
Result fields_parse(const char *text, json_t **object);
void fields_free(json_t *object);  // NULL is allowed
