// SPDX-License-Identifier: MIT
// json_out.h: JSON as it is said, value by value, and written whole at the end, or not at all. One
// thread per JsonOut.
#pragma once

#include "tiptoe/base.h"

#include <stdio.h>

#define JSON_DEPTH_MAX 16

struct json_t;  // the JSON library's: known in json_out.c alone

// Once memory was out, `good` is false and stays so: json_finish() tells it.
typedef struct JsonOut {
    FILE *to;
    int digits;   // of a number, those that count
    bool spread;  // a line each; else all on one line
    bool good;
    unsigned failures;  // of this thread's allocations, before
    int depth;
    struct json_t *whole, *open[JSON_DEPTH_MAX];
} JsonOut;

JsonOut json_out(FILE *to, int digits, bool spread);

// One that is not written: what was said is taken by json_tree().
JsonOut json_view(void);

// What a value is called in its object; NULL in a list, and for the outermost. Anything else is a
// programmer's fault.
void json_begin(JsonOut *json, const char *name);
void json_list(JsonOut *json, const char *name);
void json_end(JsonOut *json);  // of the innermost object or list
// NULL: null. A text that is not UTF-8 is put with a question mark for every byte above 7 bits.
void json_text(JsonOut *json, const char *name, const char *text);
void json_number(JsonOut *json, const char *name, double value);  // not finite: null
void json_whole(JsonOut *json, const char *name, int64_t value);
void json_flag(JsonOut *json, const char *name, bool value);
void json_none(JsonOut *json, const char *name);  // null

// Writes all of it, what was spread with a line's end, and frees it. FULL: memory was out, and
// nothing was written; or `to` did not take all of it.
Result json_finish(JsonOut *json);

// What was said, to be freed by fields_free(), in place of json_finish(). FULL: memory was out.
Result json_tree(JsonOut *json, struct json_t **tree);

// ---- said and written at once ------------------------------------------------------------------

// For what is too long to be held: a row of a list is a line. What was written before a failure
// stays in `to`.
typedef struct JsonFlow {
    FILE *to;
    unsigned failures;
    int depth;
    char end[JSON_DEPTH_MAX];  // of what is open: } or ]
    bool follows[JSON_DEPTH_MAX];
} JsonFlow;

JsonFlow json_flow(FILE *to);
// Names, and texts, as above.
void flow_begin(JsonFlow *flow, const char *name);
void flow_list(JsonFlow *flow, const char *name);
void flow_end(JsonFlow *flow);
void flow_text(JsonFlow *flow, const char *name, const char *text);
void flow_digits(JsonFlow *flow, const char *name, const char *digits);  // a number; "": null
void flow_tree(JsonFlow *flow, const char *name, const struct json_t *tree);
// FULL: memory was out, or `to` did not take all of it.
Result flow_finish(JsonFlow *flow);

// What `write` says about `from`, as one line of text to free(). NULL: memory is out.
char *json_string_of(void (*write)(JsonOut *, const void *), const void *from, int digits);
