// SPDX-License-Identifier: MIT
// export_analysis.c: rows are held until the last is known.
#include "clinic/export_analysis.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS_MAX 1024
#define HEADS       (EXPORT_COUNT(head_names))

static const char *const head_names[] = {
#define X(name, kind, unit, meaning) name,
    KEY_COLUMNS(X) ANALYSIS_COLUMNS(X)
#undef X
};

static Result no_memory(void)
{
    return fail(RESULT_FULL, "out of memory: export fewer sessions, or close other programs");
}

// Units are part of a column's name: a length is in cm where the height is known, else in %H.
static void add_unit(char *name, size_t size, const char *unit)
{
    size_t used = strlen(name);
    if (!strcmp(unit, "1") || !*unit) return;
    used += (size_t)snprintf(name + used, size - used, "_");
    for (; *unit && used + 8 < size; unit++) {
        const char *letters = *unit == '%' ? "percent" : *unit == '/' ? "_per_" : NULL;
        if (letters)
            used += (size_t)snprintf(name + used, size - used, "%s", letters);
        else if (*unit != '^' && *unit != ' ')
            used += (size_t)snprintf(name + used, size - used, "%c", *unit);
    }
}

static void name_column(const Finding *f, AnalysisColumn *column)
{
    const char *side = clinic_side(f->side);
    *column = (AnalysisColumn){ .measure = f->measure };
    snprintf(column->unit, sizeof column->unit, "%s", f->unit);
    snprintf(column->name, sizeof column->name, "%s_%s%s%s", measure_info(f->measure)->name,
             checkup_name(f->kind), *side ? "_" : "", side);
    add_unit(column->name, sizeof column->name, f->unit);
}

// The place of the finding's column, made if it is new; -1: memory.
static int column_of(Analysis *table, const Finding *f)
{
    AnalysisColumn column;
    name_column(f, &column);
    for (int i = 0; i < table->columns; i++)
        if (!strcmp(table->column[i].name, column.name)) return i;
    if (table->columns == COLUMNS_MAX) return -1;
    AnalysisColumn *more =
        realloc(table->column, (size_t)(table->columns + 1) * sizeof *table->column);
    if (!more) return -1;
    table->column = more;
    table->column[table->columns] = column;
    return table->columns++;
}

static Result add_head(AnalysisRow *row, const ClinicSession *s)
{
    size_t size = 0;
    FILE *to = open_memstream(&row->head, &size);
    if (!to) return no_memory();
    export_analysis(s, &(Cells){ .to = to, .key = { row->session, row->child } });
    return fclose(to) == 0 ? RESULT_OK : no_memory();
}

Result analysis_add(Analysis *table, const ClinicSession *s)
{
    const SessionInfo *info = &s->recording.info;
    AnalysisRow *more = realloc(table->row, (size_t)(table->rows + 1) * sizeof *table->row);
    if (!more) return no_memory();
    table->row = more;
    AnalysisRow *row = &table->row[table->rows++];
    *row = (AnalysisRow){ .cell = malloc(((size_t)s->checkup.count + 1) * sizeof *row->cell) };
    snprintf(row->session, sizeof row->session, "%s", info->uuid);
    snprintf(row->child, sizeof row->child, "%s", info->desc.plan.child);
    Result result = row->cell ? add_head(row, s) : no_memory();
    for (int i = 0; i < s->checkup.count && !result; i++) {
        const Finding *f = &s->checkup.finding[i];
        if (f->item != 0 || f->reason != FINDING_NONE) continue;
        AnalysisCell *cell = &row->cell[row->count++];
        *cell = (AnalysisCell){ column_of(table, f), f->value };
        if (cell->column < 0) result = no_memory();
    }
    return result;
}

static double value_in(const AnalysisRow *row, int column)
{
    for (int i = 0; i < row->count; i++)
        if (row->cell[i].column == column) return row->cell[i].value;
    return (double)NAN;
}

void analysis_write(const Analysis *table, FILE *to)
{
    Cells cells = { .to = to };
    for (int i = 0; i < HEADS; i++) cells_text(&cells, head_names[i]);
    for (int i = 0; i < table->columns; i++) cells_text(&cells, table->column[i].name);
    cells_row(&cells);
    for (int r = 0; r < table->rows; r++) {
        const AnalysisRow *row = &table->row[r];
        fputs(row->head, to);
        cells.fields = HEADS;
        for (int i = 0; i < table->columns; i++) cells_number(&cells, value_in(row, i));
        cells_row(&cells);
    }
}

void analysis_free(Analysis *table)
{
    for (int i = 0; i < table->rows; i++) {
        free(table->row[i].head);
        free(table->row[i].cell);
    }
    free(table->row);
    free(table->column);
    *table = (Analysis){ 0 };
}
