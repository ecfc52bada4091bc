// SPDX-License-Identifier: MIT
// table_head.c: which of the lines above the numbers are names and units. Those nearest to the
// numbers count; titles and what a program notes of a trial stand above them.
#include "cli/table_head.h"

#include "cli/table_units.h"

#include <ctype.h>
#include <string.h>

// How a line of the head is split; it may be otherwise than the numbers are.
typedef struct Split {
    char separator;
    bool glue;
    int shift;  // names begin at this column
} Split;

typedef struct Counts {
    int fields, full, numbers, units, bracketed;
} Counts;

void head_add(Head *head, Line line)
{
    if (head->count == HEAD_MAX)
        memmove(head->line, head->line + 1, --head->count * sizeof *head->line);
    head->line[head->count++] = line;
}

static void copy_text(char *to, Line field)
{
    size_t n = field.length < TABLE_NAME_MAX ? field.length : TABLE_NAME_MAX - 1;
    memcpy(to, field.text, n);
    to[n] = '\0';
}

// Without the brackets, if it stands in such; whether it did.
static bool take_brackets_off(char *text)
{
    size_t n = strlen(text);
    if (n < 3 || !((*text == '[' && text[n - 1] == ']') || (*text == '(' && text[n - 1] == ')')))
        return false;
    text[n - 1] = '\0';
    memmove(text, text + 1, n - 1);
    return true;
}

static Counts count(Line line, const Split *split)
{
    Counts c = { 0 };
    Line field;
    double value;
    char text[TABLE_NAME_MAX];
    while (line_field(&line, split->separator, split->glue, &field)) {
        Kind kind = line_number(field, '.', &value);
        c.fields++;
        c.full += kind != KIND_NOTHING;
        c.numbers += kind == KIND_NUMBER || kind == KIND_ODD;
        copy_text(text, field);
        c.bracketed += take_brackets_off(text);
        c.units += unit_find(text).kind != UNIT_UNKNOWN;
    }
    return c;
}

// "-----" is neither a name nor a unit.
static bool says_something(Line line)
{
    if (line.length > 4 && !memcmp(line.text, "sep=", 4)) return false;  // for a spreadsheet
    for (size_t i = 0; i < line.length; i++)
        if (isalnum((unsigned char)line.text[i]) || (unsigned char)line.text[i] >= 0x80)
            return true;
    return false;
}

// Whether the first row has nothing in its last field, as a separator at the end leaves it.
static bool ends_empty(Line first, char separator)
{
    Line field = { 0 };
    while (line_field(&first, separator, false, &field)) continue;
    return field.length == 0;
}

// Finds how the line is one of names: a field for each column. One field less is forgiven: that of
// an empty last column, or else of the first, where a program numbers the rows (R does).
static bool is_names(Line line, char separator, Line first, int columns, Split *split)
{
    const Split ways[] = { { separator, separator == ' ', 0 },
                           { separator, false, 0 },
                           { '\t', false, 0 },
                           { ';', false, 0 },
                           { ',', false, 0 } };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        Counts c = count(line, &ways[i]);
        int missing = columns - c.fields;
        bool near = missing == -1 || (missing == 1 && columns > 2 && i < 2);
        if (missing != 0 && !near) continue;
        if (c.numbers >= c.full - c.numbers || c.full + 1 < c.fields || (columns < 3 && near))
            continue;
        *split = ways[i];
        split->shift = missing == 1 && !ends_empty(first, separator);
        return true;
    }
    return false;
}

// A line of units has one for most columns that have any, or all in brackets; `all`: for each.
static bool is_units(Line line, char separator, int columns, Split *split, bool *all)
{
    const Split ways[] = {
        { separator, false, 0 }, { '\t', false, 0 }, { ';', false, 0 }, { ',', false, 0 }
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        Counts c = count(line, &ways[i]);
        bool fits = c.fields == columns || (i == 0 && c.fields > 1 && c.fields <= columns + 1);
        bool units =
            c.full > 0 && c.numbers == 0 && (2 * c.units > c.full || c.bracketed == c.full);
        if (!fits || !units) continue;
        *split = ways[i];
        *all = c.units == c.full || c.bracketed == c.full;
        return true;
    }
    return false;
}

static void take(Line line, const Split *split, int columns, char (*to)[TABLE_NAME_MAX])
{
    Line field;
    for (int c = split->shift; c < columns; c++) {
        if (!line_field(&line, split->separator, split->glue, &field)) return;
        copy_text(to[c], field);
    }
}

static bool any_twice(const Table *table)
{
    for (int c = 1; c < table->columns; c++)
        if (*table->name[c] && !strcmp(table->name[c], table->name[c - 1])) return true;
    for (int c = 3; c < table->columns; c++)
        if (*table->name[c] && !strcmp(table->name[c], table->name[c - 3])) return true;
    return false;
}

// Vicon writes a marker's name above its X, Y and Z, in the first field of the three.
static void add_groups(Line line, const Split *split, Table *table)
{
    Line field;
    char group[TABLE_NAME_MAX] = "", name[TABLE_NAME_MAX];
    for (int c = 0; c < table->columns; c++) {
        if (!line_field(&line, split->separator, split->glue, &field)) field.length = 0;
        if (field.length > 0) copy_text(group, field);
        if (!*group || !*table->name[c]) continue;
        size_t n = strlen(group), own = strlen(table->name[c]) + 1;
        if (n + 1 + own > sizeof name) continue;
        memcpy(name, group, n);
        name[n] = ' ';
        memcpy(name + n + 1, table->name[c], own);
        memcpy(table->name[c], name, n + 1 + own);
    }
}

static bool is_groups(const Head *head, int i, const Split *split, int columns)
{
    if (i < 0) return false;
    Counts c = count(head->line[i], split);
    Line line = head->line[i], field = { 0 };
    bool first_empty = line_field(&line, split->separator, split->glue, &field) && !field.length;
    return first_empty && split->separator != ' ' && c.full > 0 && c.fields <= columns + 1;
}

// The nearest line of names at or above `i`; -1 if there is none.
static int find_names(const Head *head, int i, bool comment, char separator, Line first,
                      const Table *table, Split *split)
{
    for (; i >= 0; i--) {
        Line line = head->line[i];
        if (line.comment != comment || !says_something(line)) continue;
        if (is_names(line, separator, first, table->columns, split)) return i;
    }
    return -1;
}

void head_read(const Head *head, char separator, Line first, Table *table)
{
    Split split = { 0 }, units_split = { 0 };
    bool all = false;
    int last = head->count - 1;
    while (last >= 0 && (head->line[last].comment || !says_something(head->line[last]))) last--;
    int units =
        last >= 0 && is_units(head->line[last], separator, table->columns, &units_split, &all)
            ? last
            : -1;
    int from = units >= 0 ? units - 1 : last;
    int names = find_names(head, from, false, separator, first, table, &split);
    if (names < 0 && !all) units = -1;  // a header with a name that is a unit, too
    if (names < 0 && !all) names = find_names(head, last, false, separator, first, table, &split);
    if (names < 0)  // the header may be a comment, as numpy writes it
        names = find_names(head, head->count - 1, true, separator, first, table, &split);
    if (names < 0 && units >= 0) {
        names = units;
        split = units_split;
    }
    if (units >= 0) take(head->line[units], &units_split, table->columns, table->unit);
    if (names >= 0) take(head->line[names], &split, table->columns, table->name);
    if (any_twice(table) && is_groups(head, names - 1, &split, table->columns))
        add_groups(head->line[names - 1], &split, table);
    for (int c = 0; c < table->columns; c++) take_brackets_off(table->unit[c]);
}
