// SPDX-License-Identifier: MIT
// json_out.c: the writer of JSON (RFC 8259).
#include "base/json_out.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

JsonOut json_out(FILE *to, int digits, bool spread)
{
    REQUIRE(to && digits > 0 && digits <= 17);
    return (JsonOut){ .to = to, .digits = digits, .spread = spread, .good = true, .empty = true };
}

static void put(JsonOut *j, const char *text, size_t size)
{
    j->good = j->good && fwrite(text, 1, size, j->to) == size;
}

static void put_word(JsonOut *j, const char *word)
{
    put(j, word, strlen(word));
}

static void new_line(JsonOut *j)
{
    static const char blanks[2 * JSON_DEPTH_MAX + 1] = "                                ";
    put(j, "\n", 1);
    put(j, blanks, 2 * (size_t)j->depth);
}

// Bytes of the character that stands there, 0 if they are no UTF-8.
static size_t character(const char *text)
{
    const unsigned char *c = (const unsigned char *)text;
    if (c[0] < 0x80) return 1;
    size_t size = c[0] >= 0xc2 && c[0] < 0xe0 ? 2 : c[0] >= 0xe0 && c[0] < 0xf0 ? 3 : 4;
    if (c[0] < 0xc2 || c[0] > 0xf4) return 0;
    for (size_t i = 1; i < size; i++)
        if ((c[i] & 0xc0) != 0x80) return 0;
    bool overlong = (c[0] == 0xe0 && c[1] < 0xa0) || (c[0] == 0xf0 && c[1] < 0x90);
    bool outside = (c[0] == 0xed && c[1] >= 0xa0) || (c[0] == 0xf4 && c[1] >= 0x90);
    return overlong || outside ? 0 : size;
}

// How a character that JSON does not take as it is is written; NULL: as it is.
static const char *escape(const char *text, char code[8])
{
    static const char special[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *found = strchr(special, *text);
    if (found)
        snprintf(code, 8, "\\%c", letters[found - special]);
    else if ((unsigned char)*text < ' ')
        snprintf(code, 8, "\\u%04x", (unsigned)*text);
    else
        return NULL;
    return code;
}

// What is not UTF-8 becomes a question mark: one byte for one, so that no text grows.
static void put_text(JsonOut *j, const char *text)
{
    const char *from = text;  // what stands there is still to be put
    char code[8];
    put(j, "\"", 1);
    while (*text) {
        size_t size = character(text);
        const char *instead = size ? escape(text, code) : "?";
        if (instead) {
            put(j, from, (size_t)(text - from));
            put_word(j, instead);
            from = text + 1;
        }
        text += size ? size : 1;
    }
    put(j, from, (size_t)(text - from));
    put(j, "\"", 1);
}

// What stands before a value: a comma, its place, its name.
static void lead(JsonOut *j, const char *name)
{
    bool in_object = j->depth && j->closing[j->depth - 1] == '}';
    REQUIRE(in_object == (name != NULL) && (j->depth || j->empty));
    if (!j->empty) put(j, ",", 1);
    if (j->depth && j->spread) new_line(j);
    if (name) {
        put_text(j, name);
        put_word(j, j->spread ? ": " : ":");
    }
    j->empty = false;
}

static void open_with(JsonOut *j, const char *name, const char *opening, char closing)
{
    REQUIRE(j->depth < JSON_DEPTH_MAX);
    lead(j, name);
    put(j, opening, 1);
    j->closing[j->depth++] = closing;
    j->empty = true;
}

void json_begin(JsonOut *j, const char *name)
{
    open_with(j, name, "{", '}');
}

void json_list(JsonOut *j, const char *name)
{
    open_with(j, name, "[", ']');
}

void json_end(JsonOut *j)
{
    REQUIRE(j->depth > 0);
    j->depth--;
    if (!j->empty && j->spread) new_line(j);
    put(j, &j->closing[j->depth], 1);
    j->empty = false;
}

void json_text(JsonOut *j, const char *name, const char *text)
{
    lead(j, name);
    if (text)
        put_text(j, text);
    else
        put_word(j, "null");
}

// 3 is written as 3.0, so that whoever reads it takes it for a number of that kind; 1e+05 as 1e5.
void json_number(JsonOut *j, const char *name, double value)
{
    char text[40];
    if (!isfinite(value)) {
        json_none(j, name);
        return;
    }
    lead(j, name);
    snprintf(text, sizeof text - 2, "%.*g", j->digits, value);
    char *exponent = strchr(text, 'e');
    if (!exponent && !strchr(text, '.')) strcat(text, ".0");
    if (exponent) {
        char *digit = exponent + 1 + (exponent[1] == '-');
        size_t skipped = strspn(digit, "+0");
        memmove(digit, digit + skipped, strlen(digit + skipped) + 1);
    }
    put_word(j, text);
}

void json_whole(JsonOut *j, const char *name, int64_t value)
{
    char text[24];
    lead(j, name);
    snprintf(text, sizeof text, "%lld", (long long)value);
    put_word(j, text);
}

void json_flag(JsonOut *j, const char *name, bool value)
{
    lead(j, name);
    put_word(j, value ? "true" : "false");
}

void json_none(JsonOut *j, const char *name)
{
    json_text(j, name, NULL);
}

Result json_finish(JsonOut *j)
{
    REQUIRE(j->depth == 0 && !j->empty);
    put_word(j, j->spread ? "\n" : "");
    j->good = fflush(j->to) == 0 && !ferror(j->to) && j->good;
    return j->good ? RESULT_OK : fail(RESULT_FULL, "the JSON could not be written: make room");
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
