// SPDX-License-Identifier: MIT
// table.c: reading tables of numbers, forgiving about layout, strict about what is a number.
#include "table.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define FILE_MAX ((size_t)1 << 30)

typedef struct Line {
    const char *text;
    size_t length;
    size_t number;  // from 1
} Line;

typedef struct Reader {
    const char *text, *end;
    const char *label;
    size_t line;
    char separator;  // ' ' stands for any run of blanks
    int fields;      // of the first line of numbers
    size_t room;     // rows that the columns have room for
} Reader;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
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

// The next line that is neither empty nor a comment, without its ending. Leading tabs are kept:
// they are empty fields.
static bool next_line(Reader *r, Line *line)
{
    while (r->text < r->end) {
        const char *stop = memchr(r->text, '\n', (size_t)(r->end - r->text));
        const char *past = stop ? stop + 1 : r->end;
        *line = (Line){ r->text, (size_t)((stop ? stop : r->end) - r->text), ++r->line };
        r->text = past;
        Line inside = trimmed(*line);
        if (line->length > 0 && line->text[line->length - 1] == '\r') line->length--;
        if (inside.length > 0 && *inside.text != '#' && *inside.text != '%') return true;
    }
    return false;
}

// Takes the next field off the line; false if there is none. Quotes and outer blanks are removed.
static bool next_field(Line *line, char separator, Line *field)
{
    if (!line->text) return false;
    if (separator == ' ') *line = trimmed(*line);
    if (separator == ' ' && line->length == 0) return false;
    size_t i = 0;
    bool quoted = false;
    for (; i < line->length; i++) {
        char c = line->text[i];
        if (c == '"') quoted = !quoted;
        if (!quoted && (c == separator || (separator == ' ' && is_blank(c)))) break;
    }
    *field = trimmed((Line){ line->text, i, line->number });
    bool more = i < line->length;
    line->text = more ? line->text + i + 1 : NULL;
    line->length = more ? line->length - i - 1 : 0;
    if (field->length >= 2 && *field->text == '"' && field->text[field->length - 1] == '"') {
        field->text++;
        field->length -= 2;
    }
    return true;
}

// 1 a number, 0 nothing (empty, NA, nan), -1 words.
static int number(Line field, double *value)
{
    char copy[64];
    *value = NAN;
    if (field.length == 0) return 0;
    if (field.length >= sizeof copy) return -1;
    memcpy(copy, field.text, field.length);
    copy[field.length] = '\0';
    if (!strcasecmp(copy, "NA") || !strcasecmp(copy, "nan") || !strcmp(copy, "-")) return 0;
    char *end;
    double parsed = strtod(copy, &end);
    if (end == copy || end != copy + field.length) return -1;
    *value = parsed;
    return 1;
}

// Fields of a line, and whether they are mostly numbers. ("Trial 7" is a title.)
static int count_fields(Line line, char separator, bool *numbers)
{
    int fields = 0, good = 0, words = 0;
    bool title = false;
    Line field;
    double value;
    while (next_field(&line, separator, &field)) {
        int kind = number(field, &value);
        if (fields == 0) title = kind < 0;
        good += kind > 0;
        words += kind < 0;
        fields++;
    }
    *numbers = good > words || (good > 0 && good == words && !title);
    return fields;
}

// The first separator, in this order, that splits the line into mostly numbers.
static bool find_separator(Line line, char *separator)
{
    static const char order[] = { '\t', ';', ',', ' ' };
    bool numbers;
    for (size_t i = 0; i < sizeof order; i++) {
        if (order[i] != ' ' && !memchr(line.text, order[i], line.length)) continue;
        count_fields(line, order[i], &numbers);
        *separator = order[i];
        if (numbers) return true;
    }
    return false;
}

static Result no_memory(const Reader *r)
{
    return fail(RESULT_FULL, "%s does not fit into memory: cut it into trials", r->label);
}

static Result make_columns(Reader *r, Table *table, Line first)
{
    bool numbers;
    r->fields = count_fields(first, r->separator, &numbers);
    if (r->fields > TABLE_COLUMNS_MAX)
        return fail(RESULT_MALFORMED, "%s, line %zu: more than %d columns", r->label, first.number,
                    TABLE_COLUMNS_MAX);
    table->value = calloc((size_t)r->fields, sizeof *table->value);
    table->name = calloc((size_t)r->fields, sizeof *table->name);
    table->columns = table->value ? r->fields : 0;
    return table->value && table->name ? RESULT_OK : no_memory(r);
}

static Result grow(Reader *r, Table *table)
{
    r->room = r->room > 0 ? 2 * r->room : 1024;
    for (int c = 0; c < table->columns; c++) {
        double *more = realloc(table->value[c], r->room * sizeof *more);
        if (!more) return no_memory(r);
        table->value[c] = more;
    }
    return RESULT_OK;
}

static Result add_row(Reader *r, Table *table, Line line)
{
    if (table->rows == r->room) {
        Result result = grow(r, table);
        if (result) return result;
    }
    int c = 0;
    Line field, rest = line;
    while (next_field(&rest, r->separator, &field)) {
        double value;
        number(field, &value);
        if (c < table->columns) {
            table->value[c][table->rows] = value;
        } else if (field.length > 0) {
            return fail(RESULT_MALFORMED, "%s, line %zu: more fields than the first row's %d",
                        r->label, line.number, table->columns);
        }
        c++;
    }
    for (; c < table->columns; c++) table->value[c][table->rows] = NAN;
    table->rows++;
    return RESULT_OK;
}

static void name_columns(const Reader *r, Table *table, Line header)
{
    Line field;
    for (int c = 0; c < table->columns && next_field(&header, r->separator, &field); c++) {
        size_t length = field.length < TABLE_NAME_MAX ? field.length : TABLE_NAME_MAX - 1;
        memcpy(table->name[c], field.text, length);
    }
}

// The header is the first line of words that has a field for (nearly) every column; a file without
// has numbers at once. A last column without a name, as a trailing separator leaves it, is
// forgiven.
static Result read_head(Reader *r, Table *table)
{
    Reader again = *r;
    Line line;
    bool numbers;
    while (next_line(r, &line)) {
        if (!find_separator(line, &r->separator)) continue;
        Result result = make_columns(r, table, line);
        if (result) return result;
        size_t first = line.number;
        again.separator = r->separator;
        Line header;
        while (next_line(&again, &header) && header.number < first) {
            int fields = count_fields(header, r->separator, &numbers);
            if (fields + 1 < r->fields || (r->fields <= 2 && fields < r->fields)) continue;
            name_columns(r, table, header);
            break;
        }
        return add_row(r, table, line);
    }
    return fail(RESULT_MALFORMED, "%s holds no numbers: a table with one row a sample is needed",
                r->label);
}

Result table_parse(Table *table, const char *text, size_t length, const char *label)
{
    *table = (Table){ 0 };
    if (length >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) {
        text += 3;
        length -= 3;
    }
    Reader r = { .text = text, .end = text + length, .label = label };
    Line line;
    Result result = read_head(&r, table);
    while (!result && next_line(&r, &line)) result = add_row(&r, table, line);
    return result;
}

static Result read_all(FILE *file, const char *label, char **text, size_t *length)
{
    size_t room = 1 << 16;
    *text = malloc(room);
    *length = 0;
    while (*text) {
        *length += fread(*text + *length, 1, room - *length, file);
        if (ferror(file)) return fail(RESULT_LOST, "%s cannot be read: %s", label, strerror(errno));
        if (*length < room) return RESULT_OK;
        room *= 2;
        if (room > FILE_MAX) break;
        char *more = realloc(*text, room);
        if (!more) break;
        *text = more;
    }
    return fail(RESULT_FULL, "%s is too large: cut it into trials", label);
}

Result table_read(Table *table, const char *path)
{
    *table = (Table){ 0 };
    FILE *file = strcmp(path, "-") ? fopen(path, "rb") : stdin;
    if (!file) return fail(RESULT_NOT_FOUND, "%s cannot be opened: %s", path, strerror(errno));
    char *text = NULL;
    size_t length;
    Result result = read_all(file, path, &text, &length);
    if (!result) result = table_parse(table, text, length, path);
    free(text);
    if (file != stdin) fclose(file);
    return result;
}

void table_free(Table *table)
{
    for (int c = 0; c < table->columns; c++) free(table->value[c]);
    free(table->value);
    free(table->name);
    *table = (Table){ 0 };
}

// Length of a name without its unit.
static size_t bare_length(const char *name)
{
    size_t n = strcspn(name, "[(");
    while (n > 0 && is_blank(name[n - 1])) n--;
    return n;
}

static bool named(const Table *table, int column, const char *which, bool bare)
{
    const char *name = table->name[column];
    if (!bare) return !strcmp(name, which);
    size_t n = bare_length(name);
    return n > 0 && strlen(which) == n && !strncasecmp(name, which, n);
}

Result table_column(const Table *table, const char *which, int *column)
{
    for (int bare = 0; bare < 2; bare++) {
        int found = 0;
        for (int c = 0; c < table->columns; c++) {
            if (!*which || !named(table, c, which, bare)) continue;
            *column = c;
            found++;
        }
        if (found > 1)
            return fail(RESULT_NOT_FOUND, "%d columns are called \"%s\": give its number", found,
                        which);
        if (found == 1) return RESULT_OK;
    }
    char *end;
    long n = isdigit((unsigned char)*which) ? strtol(which, &end, 10) : 0;
    if (n >= 1 && !*end && n <= table->columns) {
        *column = (int)n - 1;
        return RESULT_OK;
    }
    return fail(RESULT_NOT_FOUND,
                "there is no column \"%s\": the table has %d, the first is \"%s\"", which,
                table->columns, table->columns > 0 ? table->name[0] : "");
}

void table_unit(const Table *table, int column, char *unit)
{
    const char *name = table->name[column];
    size_t from = strcspn(name, "[(");
    *unit = '\0';
    if (!name[from]) return;
    size_t n = strcspn(name + from + 1, "])");
    memcpy(unit, name + from + 1, n);
    unit[n] = '\0';
}
