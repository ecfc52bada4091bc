// SPDX-License-Identifier: MIT
// json_out.h: JSON, written as it is said, straight to a file: nothing is built up in memory that
// could run out on the way. One thread per JsonOut.
#pragma once

#include "tiptoe/base.h"

#include <stdio.h>

#define JSON_DEPTH_MAX 16

// Once something could not be written, `good` is false and stays so: json_finish() tells it.
typedef struct JsonOut {
    FILE *to;
    int digits;   // of a number, those that count
    bool spread;  // a line each; else all on one line
    bool good, empty;
    int depth;
    char closing[JSON_DEPTH_MAX];
} JsonOut;

JsonOut json_out(FILE *to, int digits, bool spread);

// What a value is called in its object; NULL in a list, and for the outermost. Anything else is a
// programmer's fault.
void json_begin(JsonOut *json, const char *name);
void json_list(JsonOut *json, const char *name);
void json_end(JsonOut *json);  // of the innermost object or list
void json_text(JsonOut *json, const char *name, const char *text);  // NULL: null
void json_number(JsonOut *json, const char *name, double value);    // not finite: null
void json_whole(JsonOut *json, const char *name, int64_t value);
void json_flag(JsonOut *json, const char *name, bool value);
void json_none(JsonOut *json, const char *name);  // null

// Ends what was spread with a line's end. FULL: `to` did not take all of it.
Result json_finish(JsonOut *json) __attribute__((warn_unused_result));

// What `write` says about `from`, as one line of text to free(). NULL: memory is out.
char *json_string_of(void (*write)(JsonOut *, const void *), const void *from, int digits);
