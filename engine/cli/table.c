// SPDX-License-Identifier: MIT
// table.c: reading tables of numbers, forgiving about layout, strict about what is a number. It is
// our own since what a library of CSV does (libcsv: to cut fields) is the least of it: none finds
// the separator, decimals, units or where the numbers begin.
#include "cli/table.h"

#include "cli/table_head.h"
#include "cli/table_line.h"
#include "cli/table_text.h"
#include "cli/table_units.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define FILE_MAX   ((size_t)1 << 30)
#define BLOCK_ROWS 5  // as many rows are no notes of a trial any more

typedef struct Reader {
    Lines lines;
    const char *label;
    Layout layout;
    size_t room;   // rows that the columns have room for
    size_t words;  // number of a line of words among the rows; 0: none
} Reader;

typedef struct Count {
    int fields, numbers, words;
    bool title;  // begins with a word
} Count;

static Count count_fields(Line line, Layout layout)
{
    Count c = { 0 };
    Line field;
    double value;
    while (line_field(&line, layout.separator, false, &field)) {
        Kind kind = line_number(field, layout.decimal, &value);
        bool word = kind == KIND_WORDS || kind == KIND_ODD;
        if (c.fields == 0) c.title = word;
        c.numbers += kind == KIND_NUMBER;
        c.words += word;
        c.fields++;
    }
    return c;
}

// Mostly numbers. ("Trial 7" is a title.)
static bool is_row(const Count *c)
{
    return c->numbers > c->words || (c->numbers > 0 && c->numbers == c->words && !c->title);
}

// How well a layout fits: numbers less words, over all rows. -1: there is no row in it.
static long long fit(Lines lines, Layout layout)
{
    long long sum = 0;
    bool any = false;
    Line line;
    while (line_next(&lines, &line)) {
        if (line.comment) continue;
        Count c = count_fields(line, layout);
        if (!is_row(&c)) continue;
        sum += c.numbers - c.words;
        any = true;
    }
    return any ? sum : -1;
}

// "1,5" below a header without a comma is one column, not two.
static bool is_one_column(Lines lines, Layout layout)
{
    Line line, header = { 0 };
    bool any = false;
    while (line_next(&lines, &line)) {
        Count c = count_fields(line, layout);
        if (line.comment || !is_row(&c)) {
            if (any) return false;
            header = line;
            continue;
        }
        Count one = count_fields(line, (Layout){ 0, ',' });
        if (c.fields != 2 || one.numbers != 1) return false;
        any = true;
    }
    Count named = count_fields(header, layout);
    return any && named.fields == 1 && named.words == 1;
}

// The layout in which most is numbers. Among equals a point goes before a comma, and blanks are the
// last thing to separate.
static bool find_layout(Reader *r)
{
    static const Layout order[] = { { '\t', '.' }, { ';', '.' }, { ',', '.' }, { ' ', '.' },
                                    { '\t', ',' }, { ';', ',' }, { ' ', ',' }, { ',', ',' } };
    const char *text = r->lines.text;
    size_t length = (size_t)(r->lines.end - text);
    bool commas = memchr(text, ',', length), quotes = memchr(text, '"', length);
    long long best = -1;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        char separator = order[i].separator;
        if (separator != ' ' && !memchr(text, separator, length)) continue;
        if (order[i].decimal == ',' && (!commas || (separator == ',' && !quotes))) continue;
        long long fits = fit(r->lines, order[i]);
        if (fits > best) r->layout = order[i];
        if (fits > best) best = fits;
    }
    if (r->layout.separator == ',' && is_one_column(r->lines, r->layout))
        r->layout = (Layout){ 0, ',' };
    return best >= 0;
}

static Result no_memory(const Reader *r)
{
    return fail(RESULT_FULL, "%s does not fit into memory: cut it into trials", r->label);
}

static Result make_columns(Reader *r, Table *table, Line first)
{
    int fields = count_fields(first, r->layout).fields;
    if (fields > TABLE_COLUMNS_MAX)
        return fail(RESULT_MALFORMED, "%s, line %zu: more than %d columns", r->label, first.number,
                    TABLE_COLUMNS_MAX);
    table->value = calloc((size_t)fields, sizeof *table->value);
    table->name = calloc((size_t)fields, sizeof *table->name);
    table->unit = calloc((size_t)fields, sizeof *table->unit);
    table->odd_line = calloc((size_t)fields, sizeof *table->odd_line);
    table->columns = table->value ? fields : 0;
    bool whole = table->value && table->name && table->unit && table->odd_line;
    return whole ? RESULT_OK : no_memory(r);
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

// Between blanks a mark begins a comment; elsewhere it may be a text's.
static bool ends_row(const Reader *r, Line field)
{
    return r->layout.separator == ' ' && field.length > 0 && strchr("#%", *field.text);
}

static Result add_row(Reader *r, Table *table, Line line)
{
    if (table->rows == r->room) {
        Result result = grow(r, table);
        if (result) return result;
    }
    int c = 0;
    Line field, rest = line;
    while (line_field(&rest, r->layout.separator, false, &field) && !ends_row(r, field)) {
        double value;
        Kind kind = line_number(field, r->layout.decimal, &value);
        if (c < table->columns) {
            table->value[c][table->rows] = value;
            if (kind == KIND_ODD && !table->odd_line[c]) table->odd_line[c] = line.number;
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

typedef struct Block {
    Lines from;  // before its first row
    Line first;
    bool title;  // it begins with a word
    size_t rows;
} Block;

// The first rows without words between them that are enough for a table, or else the longest:
// rates, weights and the like stand above, each beside or below its name.
static Block find_block(const Reader *r)
{
    Block best = { 0 }, block = { 0 };
    Lines lines = r->lines, before = lines;
    Line line;
    for (; line_next(&lines, &line); before = lines) {
        Count c = count_fields(line, r->layout);
        if (line.comment) continue;
        if (!is_row(&c)) {
            block.rows = c.title ? 0 : block.rows;
            continue;
        }
        if (block.title && !c.title) block.rows = 0;  // a header of numbers: frame,0,1,2
        if (block.rows == 0) block = (Block){ .from = before, .first = line, .title = c.title };
        block.rows++;
        if (block.rows > best.rows) best = block;
        if (best.rows >= BLOCK_ROWS) return best;
    }
    return best;
}

static Result read_head(Reader *r, Table *table)
{
    if (!find_layout(r))
        return fail(RESULT_MALFORMED,
                    "%s holds no numbers: a table with one row a sample is needed", r->label);
    Block block = find_block(r);
    Head head = { .count = 0 };
    Line line;
    while (line_next(&r->lines, &line) && line.number < block.first.number) head_add(&head, line);
    Result result = make_columns(r, table, block.first);
    if (result) return result;
    head_read(&head, r->layout.separator, block.first, table);
    r->lines = block.from;
    return RESULT_OK;
}

// Words among the rows begin another table, if numbers follow.
static Result read_rows(Reader *r, Table *table)
{
    Line line;
    Result result = RESULT_OK;
    while (!result && line_next(&r->lines, &line)) {
        if (line.comment) continue;
        Count c = count_fields(line, r->layout);
        if (!is_row(&c) && c.title) {
            if (!r->words) r->words = line.number;
            continue;
        }
        if (r->words && is_row(&c))
            return fail(RESULT_MALFORMED,
                        "%s, line %zu: words between the rows, as where a second table begins: cut "
                        "the file there",
                        r->label, r->words);
        if (!r->words) result = add_row(r, table, line);
    }
    return result;
}

Result table_parse(Table *table, const char *text, size_t length, const char *label)
{
    *table = (Table){ 0 };
    char *plain = NULL;
    Result result = table_text(text, length, label, &plain, &length);
    if (!result) {
        Reader r = { .lines = { .text = plain, .end = plain + length }, .label = label };
        result = read_head(&r, table);
        if (!result) result = read_rows(&r, table);
    }
    free(plain);
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
    free(table->unit);
    free(table->odd_line);
    *table = (Table){ 0 };
}

// Length of a name without its unit.
static size_t bare_length(const char *name)
{
    size_t n = strcspn(name, "[(");
    while (n > 0 && isblank((unsigned char)name[n - 1])) n--;
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

// The longest end of the name, after a mark, that is a unit: time_ms, "Time, s", speed_cm_s.
static TableUnit ending(const char *name, char *unit)
{
    for (const char *at = name; *at; at += strcspn(at, "_ ,./-")) {
        at += strspn(at, "_ ,./-");
        snprintf(unit, TABLE_NAME_MAX, "%s", at);
        if (unit_find(unit).kind != UNIT_UNKNOWN) return TABLE_UNIT_ENDING;
        for (char *c = unit; *c; c++)
            if (*c == '_') *c = '/';
        if (unit_find(unit).kind != UNIT_UNKNOWN) return TABLE_UNIT_ENDING;
    }
    *unit = '\0';
    return TABLE_UNIT_NONE;
}

// Of several brackets those with a unit count, else the square ones.
static TableUnit in_brackets(const char *name, char *unit)
{
    TableUnit found = TABLE_UNIT_NONE;
    char text[TABLE_NAME_MAX];
    for (const char *at = strpbrk(name, "[("); at; at = strpbrk(at + 1, "[(")) {
        size_t n = strcspn(at + 1, "])");
        memcpy(text, at + 1, n);
        text[n] = '\0';
        TableUnit way = *at == '[' ? TABLE_UNIT_STATED : TABLE_UNIT_ROUND;
        bool known = unit_find(text).kind != UNIT_UNKNOWN;
        if (!text[strspn(text, " ")] || (way <= found && !known)) continue;
        memcpy(unit, text, n + 1);
        if (known) return way;
        found = way;
    }
    return found;
}

TableUnit table_unit(const Table *table, int column, char *unit)
{
    const char *name = table->name[column];
    *unit = '\0';
    if (*table->unit[column]) {
        memcpy(unit, table->unit[column], TABLE_NAME_MAX);
        return TABLE_UNIT_STATED;
    }
    return strpbrk(name, "[(") ? in_brackets(name, unit) : ending(name, unit);
}
