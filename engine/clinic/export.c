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

enum { ANALYSIS = EXPORT_TABLES, DICTIONARY, FILES };

struct Export {
    const char *folder;
    bool many, landmarks, made;
    Analysis measures;
    WholeFile file[FILES];
};

#define X(name, unit, meaning) { name, unit, meaning },
static const ExportColumn key_columns[] = { KEY_COLUMNS(X) };
static const ExportColumn analysis_columns[] = { ANALYSIS_COLUMNS(X) };
static const ExportColumn dictionary_columns[] = { DICTIONARY_COLUMNS(X) };
#undef X

static bool is_written(const Export *e, int table)
{
    if (table == EXPORT_LANDMARKS) return e->landmarks;
    return !(e->many && table < EXPORT_TABLES && export_tables[table].alone);
}

static const char *file_name(int table)
{
    if (table < EXPORT_TABLES) return export_tables[table].file;
    return table == ANALYSIS ? "analysis.csv" : "data_dictionary.csv";
}

// ---- heads and dictionary -----------------------------------------------------------------------

static void head_name(void *with, const char *name, const char *unit, const char *meaning)
{
    (void)unit, (void)meaning;
    csv_text(with, name);
}

static void write_head(const ExportTable *table, FILE *to)
{
    Csv csv = { .to = to };
    for (int i = 0; i < EXPORT_COUNT(key_columns); i++) csv_text(&csv, key_columns[i].name);
    for (int i = 0; i < table->columns; i++) csv_text(&csv, table->column[i].name);
    if (table->more) table->more(head_name, &csv);
    csv_row(&csv);
}

typedef struct Entry {
    Csv csv;
    const char *file;
} Entry;

static void dictionary_row(void *with, const char *column, const char *unit, const char *meaning)
{
    Entry *entry = with;
    csv_text(&entry->csv, entry->file);
    csv_text(&entry->csv, column);
    csv_text(&entry->csv, unit);
    csv_text(&entry->csv, meaning);
    csv_row(&entry->csv);
}

static void dictionary_part(Entry *entry, const ExportColumn *column, int count)
{
    for (int i = 0; i < count; i++)
        dictionary_row(entry, column[i].name, column[i].unit, column[i].meaning);
}

static void write_measures(Entry *entry, const Analysis *table)
{
    entry->file = file_name(ANALYSIS);
    dictionary_part(entry, key_columns, EXPORT_COUNT(key_columns));
    dictionary_part(entry, analysis_columns, EXPORT_COUNT(analysis_columns));
    for (int i = 0; i < table->columns; i++) {
        const AnalysisColumn *c = &table->column[i];
        dictionary_row(entry, c->name, c->unit, measure_info(c->measure)->formula);
    }
    entry->file = "measure";
    for (int m = 0; m < MEASURE_COUNT; m++) {
        char text[512];
        const MeasureInfo *info = measure_info((Measure)m);
        snprintf(text, sizeof text, "version %d, trust %c (%s), better: %s; %s [%s]", info->version,
                 info->trust, earned_why((Measure)m), measure_better_text(info->better),
                 info->formula, info->source);
        dictionary_row(entry, info->name, info->unit, text);
    }
}

static void write_dictionary(const Export *e, FILE *to)
{
    Entry entry = { .csv.to = to };
    for (int i = 0; i < EXPORT_COUNT(dictionary_columns); i++)
        csv_text(&entry.csv, dictionary_columns[i].name);
    csv_row(&entry.csv);
    for (int t = 0; t < EXPORT_TABLES; t++) {
        const ExportTable *table = &export_tables[t];
        if (!is_written(e, t)) continue;
        entry.file = table->file;
        dictionary_part(&entry, key_columns, EXPORT_COUNT(key_columns));
        dictionary_part(&entry, table->column, table->columns);
        if (table->more) table->more(dictionary_row, &entry);
    }
    write_measures(&entry, &e->measures);
}

// ---- the folder ---------------------------------------------------------------------------------

static Result open_table(Export *e, int table)
{
    char path[WHOLE_FILE_PATH_MAX];
    if (snprintf(path, sizeof path, "%s/%s", e->folder, file_name(table)) >= (int)sizeof path)
        return fail(RESULT_USAGE, "the path of the folder is too long");
    Result result = whole_file_open(&e->file[table], path);
    if (!result && table < EXPORT_TABLES) write_head(&export_tables[table], e->file[table].to);
    return result;
}

Result export_open(Export **export, const char *folder, bool many, bool landmarks)
{
    *export = calloc(1, sizeof **export);
    if (!*export) return fail(RESULT_FULL, "out of memory: close other programs");
    Export *e = *export;
    e->folder = folder;
    e->many = many;
    e->landmarks = landmarks;
    e->made = mkdir(folder, 0700) == 0;
    Result result = e->made || errno == EEXIST ? RESULT_OK : whole_file_fault(folder);
    for (int i = 0; i < FILES && !result; i++)
        if (is_written(e, i)) result = open_table(e, i);
    return result ? export_close(export, result) : RESULT_OK;
}

Result export_add(Export *e, const ClinicSession *s)
{
    const SessionInfo *info = &s->recording.info;
    for (int t = 0; t < EXPORT_TABLES; t++) {
        Csv csv = { .to = e->file[t].to, .key = { info->uuid, info->desc.plan.child } };
        if (is_written(e, t)) export_tables[t].write(s, &csv);
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
    Result result = export_open(&export, folder, false, true);
    if (!result) result = export_add(export, s);
    return export_close(&export, result);
}

// ---- units --------------------------------------------------------------------------------------

typedef struct UnitSought {
    const char *name, *unit;
} UnitSought;

static void seek_unit(void *with, const char *name, const char *unit, const char *meaning)
{
    UnitSought *sought = with;
    (void)meaning;
    if (!sought->unit && !strcmp(sought->name, name)) sought->unit = unit;
}

const char *export_unit(const char *first, const char *second, const char *name)
{
    for (int t = 0; t < EXPORT_TABLES; t++) {
        const ExportTable *table = &export_tables[t];
        UnitSought sought = { name, NULL };
        if (strcmp(first, table->column[0].name) || strcmp(second, table->column[1].name)) continue;
        for (int i = 0; i < table->columns; i++)
            seek_unit(&sought, table->column[i].name, table->column[i].unit, NULL);
        if (table->more) table->more(seek_unit, &sought);
        return sought.unit;
    }
    return NULL;
}
