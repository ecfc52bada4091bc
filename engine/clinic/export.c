// SPDX-License-Identifier: MIT
// export.c: a folder of tables and their dictionary.
#include "clinic/export.h"

#include "base/whole_file.h"
#include "clinic/export_analysis.h"
#include "clinic/export_tables.h"
#include "measure/earned.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OF_CHILD = EXPORT_TABLES, ANALYSIS = OF_CHILD + EXPORT_OF_CHILD, DICTIONARY, FILES };

struct Export {
    const char *folder, *child;
    bool many, landmarks, made;
    Analysis measures;
    WholeFile file[FILES];
};

#define X(name, kind, unit, meaning) { name, CELL_##kind, unit, meaning },
static const ExportColumn key_columns[] = { KEY_COLUMNS(X) };
static const ExportColumn analysis_columns[] = { ANALYSIS_COLUMNS(X) };
static const ExportColumn dictionary_columns[] = { DICTIONARY_COLUMNS(X) };
#undef X

// NULL: none of those whose columns are written down.
static const ExportTable *table_of(int file)
{
    if (file < OF_CHILD) return &export_tables[file];
    return file < ANALYSIS ? &export_child_tables[file - OF_CHILD] : NULL;
}

static bool is_written(const Export *e, int file)
{
    if (file == EXPORT_LANDMARKS) return e->landmarks;
    if (file < OF_CHILD) return !(e->many && export_tables[file].alone);
    return file >= ANALYSIS || e->child;
}

static const char *file_name(int file)
{
    if (table_of(file)) return table_of(file)->file;
    return file == ANALYSIS ? "analysis.csv" : "data_dictionary.csv";
}

// ---- heads and dictionary -----------------------------------------------------------------------

static void head_name(void *with, const ExportColumn *column)
{
    cells_text(with, column->name);
}

static void write_head(const ExportTable *table, FILE *to)
{
    Cells cells = { .to = to };
    for (int i = 0; i < EXPORT_COUNT(key_columns); i++) cells_text(&cells, key_columns[i].name);
    export_columns(table, head_name, &cells);
    cells_row(&cells);
}

typedef struct Entry {
    Cells cells;
    const char *file;
} Entry;

static const char *kind_name(CellKind kind)
{
    static const char *const names[CELL_KIND_COUNT] = {
#define X(name, stored, schema) stored,
        CELL_KIND_LIST(X)
#undef X
    };
    return names[kind];
}

static void dictionary_row(void *with, const ExportColumn *column)
{
    Entry *entry = with;
    cells_text(&entry->cells, entry->file);
    cells_text(&entry->cells, column->name);
    cells_text(&entry->cells, kind_name(column->kind));
    cells_text(&entry->cells, column->unit);
    cells_text(&entry->cells, column->meaning);
    cells_row(&entry->cells);
}

static void dictionary_part(Entry *entry, const ExportColumn *column, int count)
{
    for (int i = 0; i < count; i++) dictionary_row(entry, &column[i]);
}

static void write_measures(Entry *entry, const Analysis *table)
{
    entry->file = file_name(ANALYSIS);
    dictionary_part(entry, key_columns, EXPORT_COUNT(key_columns));
    dictionary_part(entry, analysis_columns, EXPORT_COUNT(analysis_columns));
    for (int i = 0; i < table->columns; i++) {
        const AnalysisColumn *c = &table->column[i];
        dictionary_row(entry, &(ExportColumn){ c->name, CELL_NUMBER, c->unit,
                                               measure_info(c->measure)->formula });
    }
    entry->file = "measure";
    for (int m = 0; m < MEASURE_COUNT; m++) {
        char text[512];
        const MeasureInfo *info = measure_info((Measure)m);
        snprintf(text, sizeof text, "version %d, trust %c (%s), better: %s; %s [%s]", info->version,
                 info->trust, earned_why((Measure)m), measure_better_text(info->better),
                 info->formula, info->source);
        dictionary_row(entry, &(ExportColumn){ info->name, CELL_NUMBER, info->unit, text });
    }
}

static void write_dictionary(const Export *e, FILE *to)
{
    Entry entry = { .cells.to = to };
    for (int i = 0; i < EXPORT_COUNT(dictionary_columns); i++)
        cells_text(&entry.cells, dictionary_columns[i].name);
    cells_row(&entry.cells);
    for (int file = 0; file < ANALYSIS; file++) {
        if (!is_written(e, file)) continue;
        entry.file = file_name(file);
        dictionary_part(&entry, key_columns, EXPORT_COUNT(key_columns));
        export_columns(table_of(file), dictionary_row, &entry);
    }
    write_measures(&entry, &e->measures);
}

// ---- the folder ---------------------------------------------------------------------------------

static Result open_table(Export *e, int file)
{
    char path[WHOLE_FILE_PATH_MAX];
    if (snprintf(path, sizeof path, "%s/%s", e->folder, file_name(file)) >= (int)sizeof path)
        return fail(RESULT_USAGE, "the path of the folder is too long");
    Result result = whole_file_open(&e->file[file], path);
    if (!result && table_of(file)) write_head(table_of(file), e->file[file].to);
    return result;
}

Result export_open(Export **export, const char *folder, const ExportOf *of)
{
    *export = calloc(1, sizeof **export);
    if (!*export) return fail(RESULT_FULL, "out of memory: close other programs");
    Export *e = *export;
    e->folder = folder;
    e->child = of->child;
    e->many = of->child || of->all;
    e->landmarks = !of->no_landmarks;
    e->made = mkdir(folder, 0700) == 0;
    Result result = e->made || errno == EEXIST ? RESULT_OK : whole_file_fault(folder);
    for (int i = 0; i < FILES && !result; i++)
        if (is_written(e, i)) result = open_table(e, i);
    return result ? export_close(export, result) : RESULT_OK;
}

Result export_add_kept(Export *e, Store *store)
{
    Result result = RESULT_OK;
    for (int i = 0; i < EXPORT_OF_CHILD && !result; i++)
        result = export_child_rows(store, e->child, i, &(Cells){ .to = e->file[OF_CHILD + i].to });
    return result;
}

Result export_add(Export *e, const ClinicSession *s)
{
    const SessionInfo *info = &s->recording.info;
    for (int t = 0; t < EXPORT_TABLES; t++) {
        Cells cells = { .to = e->file[t].to, .key = { info->uuid, info->desc.plan.child } };
        if (is_written(e, t)) export_tables[t].write(s, &cells);
    }
    return analysis_add(&e->measures, s);
}

Result export_close(Export **export, Result written)
{
    Export *e = *export;
    if (!e) return written;
    if (!written) {
        analysis_write(&e->measures, e->file[ANALYSIS].to);
        write_dictionary(e, e->file[DICTIONARY].to);
    }
    Result result = whole_files_close(e->file, FILES, written);
    if (result && e->made) rmdir(e->folder);
    analysis_free(&e->measures);
    free(e);
    *export = NULL;
    return result;
}

Result export_csv(const ClinicSession *s, const char *folder)
{
    Export *export = NULL;
    Result result = export_open(&export, folder, &(ExportOf){ 0 });
    if (!result) result = export_add(export, s);
    return export_close(&export, result);
}

// ---- units --------------------------------------------------------------------------------------

typedef struct UnitSought {
    const char *name, *unit;
} UnitSought;

static void seek_unit(void *with, const ExportColumn *column)
{
    UnitSought *sought = with;
    if (!sought->unit && !strcmp(sought->name, column->name)) sought->unit = column->unit;
}

const char *export_unit(const char *first, const char *second, const char *name)
{
    for (int t = 0; t < EXPORT_TABLES; t++) {
        const ExportTable *table = &export_tables[t];
        UnitSought sought = { name, NULL };
        if (strcmp(first, table->column[0].name) || strcmp(second, table->column[1].name)) continue;
        export_columns(table, seek_unit, &sought);
        return sought.unit;
    }
    return NULL;
}
