// SPDX-License-Identifier: MIT
// json_out.c: the one place where JSON is made; no return code of the library is dropped here.
#include "session/json_out.h"

#include "session/json_memory.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

JsonOut json_out(FILE *to, int digits, bool spread)
{
    REQUIRE(to && digits > 0 && digits <= 17);
    return (JsonOut){ .to = to,
                      .digits = digits,
                      .spread = spread,
                      .good = true,
                      .failures = json_memory_failures() };
}

JsonOut json_view(void)
{
    return (JsonOut){ .digits = 17, .good = true, .failures = json_memory_failures() };
}

// Takes `value` over; NULL: memory was out when it was made.
static void add(JsonOut *j, const char *name, json_t *value)
{
    json_t *in = j->depth ? j->open[j->depth - 1] : NULL;
    REQUIRE(!in || json_is_object(in) == (name != NULL));
    REQUIRE(j->depth || (!name && !j->whole));
    int code = -1;
    if (value && !j->depth) {
        j->whole = value;
        code = 0;
    } else if (value && !in) {
        json_decref(value);
    } else if (value && name) {
        code = json_object_set_new(in, name, value);
    } else if (value) {
        code = json_array_append_new(in, value);
    }
    j->good = j->good && code == 0;
}

static void open_new(JsonOut *j, const char *name, json_t *value)
{
    REQUIRE(j->depth < JSON_DEPTH_MAX);
    add(j, name, value);
    j->open[j->depth++] = j->good ? value : NULL;
}

void json_begin(JsonOut *j, const char *name)
{
    open_new(j, name, json_object());
}

void json_list(JsonOut *j, const char *name)
{
    open_new(j, name, json_array());
}

void json_end(JsonOut *j)
{
    REQUIRE(j->depth > 0);
    j->depth--;
}

// The library takes UTF-8 only. A camera or an old store may hold any bytes.
static json_t *plain_text(const char *text)
{
    char *plain = strdup(text);
    for (char *c = plain; c && *c; c++)
        if ((unsigned char)*c >= 0x80) *c = '?';
    json_t *made = plain ? json_string(plain) : NULL;
    free(plain);
    return made;
}

static json_t *text_value(const char *text)
{
    json_t *made = text ? json_string(text) : json_null();
    if (!made)
        made = json_string(text);  // memory was out, or it is not UTF-8: the library won't say
    return made ? made : plain_text(text);
}

void json_text(JsonOut *j, const char *name, const char *text)
{
    add(j, name, text_value(text));
}

void json_number(JsonOut *j, const char *name, double value)
{
    add(j, name, isfinite(value) ? json_real(value) : json_null());
}

void json_whole(JsonOut *j, const char *name, int64_t value)
{
    add(j, name, json_integer(value));
}

void json_flag(JsonOut *j, const char *name, bool value)
{
    add(j, name, json_boolean(value));
}

void json_none(JsonOut *j, const char *name)
{
    add(j, name, json_null());
}

Result json_finish(JsonOut *j)
{
    REQUIRE(j->depth == 0 && j->to);
    size_t flags = JSON_REAL_PRECISION((size_t)j->digits) |
                   (j->spread ? JSON_INDENT(2) : (size_t)JSON_COMPACT);
    char *text = j->good ? json_dumps(j->whole, flags) : NULL;
    bool memory = json_memory_failures() != j->failures;
    json_decref(j->whole);
    j->whole = NULL;
    if (memory) {
        free(text);
        text = NULL;
    }
    if (!text) return fail(RESULT_FULL, "out of memory, nothing was written: close other programs");
    bool good = fputs(text, j->to) >= 0 && (!j->spread || fputc('\n', j->to) != EOF);
    free(text);
    good = fflush(j->to) == 0 && !ferror(j->to) && good;
    return good ? RESULT_OK : fail(RESULT_FULL, "the JSON could not be written: make room");
}

Result json_tree(JsonOut *j, struct json_t **tree)
{
    REQUIRE(j->depth == 0 && !j->to);
    *tree = NULL;
    if (!j->good || json_memory_failures() != j->failures) {
        json_decref(j->whole);
        return fail(RESULT_FULL, "out of memory: close other programs");
    }
    *tree = j->whole;
    return RESULT_OK;
}

char *json_string_of(void (*write)(JsonOut *, const void *), const void *from, int digits)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    if (!to) return NULL;
    JsonOut json = json_out(to, digits, false);
    write(&json, from);
    bool good = json_finish(&json) == RESULT_OK;
    good = fclose(to) == 0 && good;
    if (good) return text;
    free(text);
    return NULL;
}

// ---- said and written at once ------------------------------------------------------------------

JsonFlow json_flow(FILE *to)
{
    return (JsonFlow){ .to = to, .failures = json_memory_failures() };
}

static void put(JsonFlow *f, const json_t *value)
{
    if (value)
        (void)json_dumpf(value, f->to,  // what failed is counted, and seen in `to`
                         JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(17));
}

static void put_text(JsonFlow *f, const char *text)
{
    json_t *value = text_value(text);
    put(f, value);
    json_decref(value);
}

static void place(JsonFlow *f, const char *name)
{
    REQUIRE(name ? f->depth > 0 && f->end[f->depth - 1] == '}'
                 : !f->depth || f->end[f->depth - 1] == ']');
    if (!f->depth) return;
    bool *follows = &f->follows[f->depth - 1];
    if (*follows) fputc(',', f->to);
    if (!name) fputc('\n', f->to);
    *follows = true;
    if (!name) return;
    put_text(f, name);
    fputc(':', f->to);
}

static void flow_open(JsonFlow *f, const char *name, char start, char end)
{
    REQUIRE(f->depth < JSON_DEPTH_MAX);
    place(f, name);
    fputc(start, f->to);
    f->follows[f->depth] = false;
    f->end[f->depth++] = end;
}

void flow_begin(JsonFlow *f, const char *name)
{
    flow_open(f, name, '{', '}');
}

void flow_list(JsonFlow *f, const char *name)
{
    flow_open(f, name, '[', ']');
}

void flow_end(JsonFlow *f)
{
    REQUIRE(f->depth > 0);
    fputc(f->end[--f->depth], f->to);
}

void flow_text(JsonFlow *f, const char *name, const char *text)
{
    place(f, name);
    put_text(f, text);
}

void flow_digits(JsonFlow *f, const char *name, const char *digits)
{
    place(f, name);
    fputs(*digits ? digits : "null", f->to);
}

void flow_tree(JsonFlow *f, const char *name, const json_t *tree)
{
    place(f, name);
    put(f, tree);
}

Result flow_finish(JsonFlow *f)
{
    REQUIRE(f->depth == 0);
    fputc('\n', f->to);
    if (json_memory_failures() != f->failures)
        return fail(RESULT_FULL, "out of memory: close other programs");
    return fflush(f->to) == 0 && !ferror(f->to)
               ? RESULT_OK
               : fail(RESULT_FULL, "the JSON could not be written: make room");
}
