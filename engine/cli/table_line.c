// SPDX-License-Identifier: MIT
// table_line.c: lines end and fields begin as programs have it; numbers are read strictly.
#include "cli/table_line.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MINUS "\xE2\x88\x92"  // U+2212, as typesetting programs write it

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\f' || c == '\v';
}

static Line trimmed(Line line)
{
    while (line.length > 0 && is_blank(line.text[line.length - 1])) line.length--;
    while (line.length > 0 && is_blank(*line.text)) {
        line.text++;
        line.length--;
    }
    return line;
}

static size_t comment_mark(Line line)
{
    size_t n = 0;
    while (n < line.length && (line.text[n] == '#' || line.text[n] == '%')) n++;
    return n || line.length < 2 || memcmp(line.text, "//", 2) != 0 ? n : 2;
}

bool line_next(Lines *lines, Line *line)
{
    while (lines->text < lines->end) {
        const char *stop = lines->text;
        while (stop < lines->end && *stop != '\n' && *stop != '\r') stop++;
        *line = (Line){ .text = lines->text, .length = (size_t)(stop - lines->text) };
        line->number = ++lines->number;
        if (stop < lines->end) stop += stop + 1 < lines->end && !memcmp(stop, "\r\n", 2) ? 2 : 1;
        lines->text = stop;
        Line inside = trimmed(*line);
        size_t mark = comment_mark(inside);
        if (mark == 0 && inside.length > 0) return true;
        if (mark == 0) continue;
        line->text = inside.text + mark;
        line->length = inside.length - mark;
        line->comment = true;
        return true;
    }
    return false;
}

// Where the field ends that the line begins with.
static size_t field_end(const Line *line, char separator, bool glue)
{
    bool quoted = false;
    int depth = 0;
    for (size_t i = 0; i < line->length; i++) {
        char c = line->text[i];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (glue) depth += (c == '(' || c == '[') - (c == ')' || c == ']');
        if (separator != ' ' && c == separator && separator) return i;
        if (separator != ' ' || !is_blank(c) || depth > 0) continue;
        if (!glue) return i;
        Line rest = trimmed((Line){ .text = line->text + i, .length = line->length - i });
        if (rest.length == 0 || (*rest.text != '(' && *rest.text != '[')) return i;
    }
    return line->length;
}

bool line_field(Line *line, char separator, bool glue, Line *field)
{
    if (!line->text) return false;
    if (separator == ' ') *line = trimmed(*line);
    if (separator == ' ' && line->length == 0) return false;
    size_t i = field_end(line, separator, glue);
    *field = trimmed((Line){ .text = line->text, .length = i, .number = line->number });
    bool more = i < line->length;
    line->text = more ? line->text + i + 1 : NULL;
    line->length = more ? line->length - i - 1 : 0;
    if (field->length >= 2 && *field->text == '"' && field->text[field->length - 1] == '"') {
        field->text++;
        field->length -= 2;
    }
    return true;
}

static bool is_nothing(const char *text)
{
    static const char *const names[] = { "NA", "nan", "n/a", "#N/A", "null", "-", "--", "inf" };
    if (*text == '-' || *text == '+') text += !strcasecmp(text + 1, "inf");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcasecmp(text, names[i])) return true;
    return !*text;
}

// Figures with marks between them, of which a person would say that it is a number.
static Kind words_or_odd(const char *text)
{
    text += *text == '-' || *text == '+';
    bool figures = strpbrk(text, "0123456789") && strspn(text, "0123456789.,'") == strlen(text);
    return figures && strpbrk(text, ".,'") ? KIND_ODD : KIND_WORDS;
}

Kind line_number(Line field, char decimal, double *value)
{
    char copy[64], *end;
    *value = NAN;
    bool minus = field.length > 3 && !memcmp(field.text, MINUS, 3);
    if (minus) field.text += 2, field.length -= 2;
    if (field.length >= sizeof copy) return KIND_WORDS;
    memcpy(copy, field.text, field.length);
    copy[field.length] = '\0';
    if (minus) *copy = '-';
    if (strlen(copy) != field.length) return KIND_WORDS;
    if (!isdigit((unsigned char)*copy) && is_nothing(copy)) return KIND_NOTHING;
    if (copy[strspn(copy, "0123456789.,+-eE")] || !strpbrk(copy, "0123456789"))
        return words_or_odd(copy);
    if (decimal == ',' && strchr(copy, '.')) return words_or_odd(copy);
    char *comma = decimal == ',' ? strchr(copy, ',') : NULL;
    if (comma) *comma = '.';
    double parsed = strtod(copy, &end);
    if (end != copy && !*end && isfinite(parsed)) {
        *value = parsed;
        return KIND_NUMBER;
    }
    if (comma) *comma = ',';
    return words_or_odd(copy);
}
