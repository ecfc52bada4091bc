// SPDX-License-Identifier: MIT
// measure_columns.c: a unit that is written is understood or refused, never passed over.
#include "cli/measure_columns.h"

#include "cli/table_units.h"
#include "clinic/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// The unit that is written of a column; `stated`: it stands where nothing else can.
typedef struct Written {
    char text[TABLE_NAME_MAX];
    TableUnit place;
    Unit unit;
} Written;

static Written written(const Table *table, int column)
{
    Written w = { .place = table_unit(table, column, w.text) };
    if (w.place != TABLE_UNIT_NONE && !unit_is_word(w.text)) {
        w.unit = unit_find(w.text);
        return w;
    }
    const char *name[2] = { "", "" };  // of the first columns, behind the keys of our own tables
    int keys = table->columns > 2 && !strcmp(table->name[0], "session") ? 2 : 0;
    for (int i = 0; i < 2 && keys + i < table->columns; i++) name[i] = table->name[keys + i];
    const char *own = export_unit(name[0], name[1], table->name[column]);
    w.place = TABLE_UNIT_NONE;
    if (!own || !*own) return w;
    snprintf(w.text, sizeof w.text, "%s", own);
    w.place = TABLE_UNIT_STATED;
    w.unit = unit_find(own);
    return w;
}

static Result odd(const Table *table, int column)
{
    if (!table->odd_line[column]) return RESULT_OK;
    return fail(RESULT_MALFORMED,
                "line %zu: the column \"%s\" has what is no number as the others are: write it "
                "without marks between thousands, and all decimals alike",
                table->odd_line[column], table->name[column]);
}

// Seconds from the table's own unit: as asked for, or as the header says.
static Result time_size(const ColumnChoice *c, const Table *table, int column, double *size)
{
    *size = 1;
    if (c->time_unit) {
        *size = unit_find(c->time_unit).size;
        return RESULT_OK;
    }
    Written w = written(table, column);
    if (w.unit.kind == UNIT_TIME) *size = w.unit.size;
    bool counts =
        w.unit.name && (!strcmp(w.unit.name, "frames") || !strcmp(w.unit.name, "samples"));
    if (counts)
        return fail(RESULT_MALFORMED, "the column \"%s\" counts %s and is no time: give --fps",
                    table->name[column], w.unit.name);
    if (w.unit.kind == UNIT_TIME || w.place <= TABLE_UNIT_ENDING) return RESULT_OK;
    return fail(RESULT_MALFORMED,
                "the column \"%s\" is in \"%s\", which is no unit of time that is known: give "
                "--time-unit (s, ms, us, ns, min or h)",
                table->name[column], w.text);
}

static Result choose_time(const ColumnChoice *c, const Table *table, MeasureColumns *out)
{
    int column = 0;
    double size = 0;
    if (!c->time && !(c->fps > 0)) return RESULT_OK;
    Result result = c->time ? table_column(table, c->time, &column) : RESULT_OK;
    if (!result && c->time) result = odd(table, column);
    if (!result && c->time) result = time_size(c, table, column, &size);
    if (result) return result;
    out->time_s = malloc(table->rows * sizeof *out->time_s + 1);
    if (!out->time_s) return fail(RESULT_FULL, "%zu rows do not fit into memory", table->rows);
    for (size_t i = 0; i < table->rows; i++)
        out->time_s[i] = c->time ? table->value[column][i] * size : (double)i / c->fps;
    out->in.time_s = out->time_s;
    return RESULT_OK;
}

static void multiply(Table *table, int column, double by)
{
    for (size_t i = 0; by != 1 && i < table->rows; i++) table->value[column][i] *= by;
}

// Which column of a table of trials holds times, and their unit; NULL: none does.
static const char *trial_unit(Measure measure, MeasureColumn which)
{
    const MeasureInfo *info = measure_info(measure);
    bool times =
        info->kind == MEASURE_TRIALS && (!strcmp(info->unit, "s") || !strcmp(info->unit, "ms"));
    if (measure == MEASURE_FITTS_THROUGHPUT && which == MEASURE_X3) return "s";
    return times ? info->unit : NULL;
}

static Result into_time(Table *table, int column, const Written *w, const char *needed)
{
    if (w->unit.kind == UNIT_TIME) {
        multiply(table, column, w->unit.size / unit_find(needed).size);
        return RESULT_OK;
    }
    if (w->place <= TABLE_UNIT_ENDING) return RESULT_OK;
    return fail(RESULT_MALFORMED, "the column \"%s\" is in \"%s\": write it in %s",
                table->name[column], w->text, needed);
}

// Whether what is written is taken for the column's unit, and not for a part of its name.
static bool is_unit(const Written *w)
{
    bool length = w->unit.kind == UNIT_LENGTH || w->unit.kind == UNIT_OTHER;
    return length || w->place == TABLE_UNIT_STATED;
}

// The first column's unit is the one of all; other lengths are changed into it.
static Result into_length(Table *table, int column, const Written *w, Unit *base, bool must,
                          MeasureColumns *out)
{
    if (w->unit.kind == UNIT_UNKNOWN && !unit_is_word(w->text) && strcmp(w->text, "width") != 0 &&
        strcmp(w->text, "height") != 0)
        return fail(RESULT_MALFORMED,
                    "the column \"%s\" is in \"%s\", which is no unit that is known: give its unit "
                    "with --unit",
                    table->name[column], w->text);
    const char *name = w->unit.name ? w->unit.name : w->text;
    if (!*out->length) {
        snprintf(out->length, sizeof out->length, "%s", name);
        *base = w->unit;
    } else if (base->kind == UNIT_LENGTH && w->unit.kind == UNIT_LENGTH) {
        multiply(table, column, w->unit.size / base->size);
    } else if (must && strcmp(out->length, name) != 0) {
        return fail(RESULT_MALFORMED,
                    "the column \"%s\" is in %s, another is in %s: write both in one, or say with "
                    "--unit which it is",
                    table->name[column], name, out->length);
    }
    return RESULT_OK;
}

Result measure_columns(const ColumnChoice *c, Measure measure, Table *table, MeasureColumns *out)
{
    int column[MEASURE_COLUMN_COUNT];
    Unit base = { .kind = UNIT_UNKNOWN };
    bool must = !strncmp(measure_info(measure)->unit, "cm", 2), seen[TABLE_COLUMNS_MAX] = { 0 };
    *out = (MeasureColumns){ .in.count = table->rows };
    if (c->unit) {
        Unit unit = unit_find(c->unit);
        snprintf(out->length, sizeof out->length, "%s", unit.name ? unit.name : c->unit);
    }
    Result result = RESULT_OK;
    for (int i = 0; i < MEASURE_COLUMN_COUNT && !result; i++) {
        if (!c->column[i]) continue;
        result = table_column(table, c->column[i], &column[i]);
        if (!result) result = odd(table, column[i]);
        if (result) return result;
        out->in.column[i] = table->value[column[i]];
        if (seen[column[i]] || i == MEASURE_SPEED) continue;
        seen[column[i]] = true;
        Written w = written(table, column[i]);
        const char *time = trial_unit(measure, (MeasureColumn)i);
        if (time)
            result = into_time(table, column[i], &w, time);
        else if (!c->unit && is_unit(&w))
            result = into_length(table, column[i], &w, &base, must, out);
    }
    return result ? result : choose_time(c, table, out);
}
