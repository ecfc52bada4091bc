// SPDX-License-Identifier: MIT
// export_json.c: the tables of an export as JSON, and the schema of it, from the same columns.
#include "clinic/export.h"

#include "base/clock.h"
#include "clinic/export_tables.h"
#include "clinic/report.h"
#include "measure/earned.h"

#include <stdlib.h>
#include <string.h>

#define SCHEMA    "urn:tiptoe:export:1"  // a name that is gone or means another thing raises it
#define NAMES_MAX 64
#define ABOUT                                                                                      \
    "Sessions of Tiptoe with their events, trials, reaches and results; of one session its past "  \
    "too, of one child all rows that are kept of it. null: empty, as the description says. The "   \
    "movement itself (landmarks.csv) and the PDFs of signed reports are in the folder of tables."

#define X(name, kind, unit, meaning) { name, CELL_##kind, unit, meaning },
static const ExportColumn key_columns[] = { KEY_COLUMNS(X) };
static const ExportColumn measure_columns[] = { MEASURE_COLUMNS(X) };
#undef X

// X(name, description): texts that the export begins with.
#define HEAD_LIST(X)                                                                               \
    X("$schema", "the name of this schema, with its version")                                      \
    X("made", "date and time (ISO 8601, UTC)")                                                     \
    X("build", "the program that wrote it")                                                        \
    X("of", "session, child or clinic")

typedef struct Names {
    char name[NAMES_MAX][CELL_NAME_MAX];
    int count;
} Names;

struct ExportJson {
    JsonFlow flow;
    ExportOf of;
    Names session, table[EXPORT_TABLES];
};

static bool is_told(int table)
{
    return table != EXPORT_LANDMARKS && table != EXPORT_SESSIONS;
}

// "events" of "events.csv".
static void list_name(const ExportTable *table, char name[CELL_NAME_MAX])
{
    snprintf(name, CELL_NAME_MAX, "%.*s", (int)strcspn(table->file, "."), table->file);
}

static void add_name(void *with, const ExportColumn *column)
{
    Names *names = with;
    REQUIRE(names->count < NAMES_MAX && strlen(column->name) < CELL_NAME_MAX);
    strcpy(names->name[names->count++], column->name);
}

static void add_keys(Names *names)
{
    for (int i = 0; i < EXPORT_COUNT(key_columns); i++) add_name(names, &key_columns[i]);
}

// ---- the list of measures -----------------------------------------------------------------------

static void write_measures(JsonFlow *flow)
{
    Names names = { .count = 0 };
    Cells cells = { .json = flow, .name = names.name };
    for (int i = 0; i < EXPORT_COUNT(measure_columns); i++) add_name(&names, &measure_columns[i]);
    flow_list(flow, "measures");
    for (int m = 0; m < MEASURE_COUNT; m++) {
        const MeasureInfo *info = measure_info((Measure)m);
        char trust[2] = { info->trust, '\0' };
        cells_text(&cells, info->name);
        cells_text(&cells, info->unit);
        cells_whole(&cells, info->version);
        cells_text(&cells, trust);
        cells_text(&cells, earned_why((Measure)m));
        cells_text(&cells, measure_better_text(info->better));
        cells_text(&cells, info->formula);
        cells_text(&cells, info->source);
        cells_row(&cells);
    }
    flow_end(flow);
}

// ---- sessions -----------------------------------------------------------------------------------

Result export_json_open(ExportJson **export, FILE *to, const ExportOf *of)
{
    char made[32];
    ExportJson *e = *export = calloc(1, sizeof *e);
    if (!e) return fail(RESULT_FULL, "out of memory: close other programs");
    e->flow = json_flow(to);
    e->of = *of;
    add_keys(&e->session);
    export_columns(&export_tables[EXPORT_SESSIONS], add_name, &e->session);
    for (int t = 0; t < EXPORT_TABLES; t++)
        if (is_told(t)) export_columns(&export_tables[t], add_name, &e->table[t]);
    report_iso(clock_utc_ms(), 0, made);
    const char *head[] = { SCHEMA, made, TIPTOE_VERSION,
                           of->child ? "child"
                           : of->all ? "clinic"
                                     : "session" };
    static const char *const names[] = {
#define X(name, description) name,
        HEAD_LIST(X)
#undef X
    };
    _Static_assert(EXPORT_COUNT(head) == EXPORT_COUNT(names), "HEAD_LIST names them");
    flow_begin(&e->flow, NULL);
    for (int i = 0; i < EXPORT_COUNT(names); i++) flow_text(&e->flow, names[i], head[i]);
    write_measures(&e->flow);
    flow_list(&e->flow, "sessions");
    return RESULT_OK;
}

void export_json_add(ExportJson *e, const ClinicSession *s)
{
    const SessionInfo *info = &s->recording.info;
    bool many = e->of.child || e->of.all;
    Cells cells = { .json = &e->flow, .name = e->session.name };
    cells_text(&cells, info->uuid);
    cells_text(&cells, info->desc.plan.child);
    export_session(s, &cells);
    for (int t = 0; t < EXPORT_TABLES; t++) {
        char name[CELL_NAME_MAX];
        if (!is_told(t) || (many && export_tables[t].alone)) continue;
        list_name(&export_tables[t], name);
        flow_list(&e->flow, name);
        export_tables[t].write(s, &(Cells){ .json = &e->flow, .name = e->table[t].name });
        flow_end(&e->flow);
    }
    cells_row(&cells);
}

Result export_json_kept(ExportJson *e, Store *store)
{
    Result result = RESULT_OK;
    flow_end(&e->flow);  // of the sessions
    for (int t = 0; t < EXPORT_OF_CHILD && !result; t++) {
        Names names = { .count = 0 };
        char name[CELL_NAME_MAX];
        add_keys(&names);
        export_columns(&export_child_tables[t], add_name, &names);
        list_name(&export_child_tables[t], name);
        flow_list(&e->flow, name);
        result = export_child_rows(store, e->of.child, t,
                                   &(Cells){ .json = &e->flow, .name = names.name });
        if (t + 1 < EXPORT_OF_CHILD) flow_end(&e->flow);
    }
    return result;
}

Result export_json_close(ExportJson **export, Result written)
{
    ExportJson *e = *export;
    if (!e) return written;
    while (e->flow.depth > 0) flow_end(&e->flow);
    Result result = flow_finish(&e->flow);
    free(e);
    *export = NULL;
    return written ? written : result;
}

// ---- the schema ---------------------------------------------------------------------------------

static const char *kind_name(CellKind kind)
{
    static const char *const names[CELL_KIND_COUNT] = {
#define X(name, stored, schema) schema,
        CELL_KIND_LIST(X)
#undef X
    };
    return names[kind];
}

static void say_column(void *with, const ExportColumn *column)
{
    JsonOut *j = with;
    char text[512];
    json_begin(j, column->name);
    json_list(j, "type");
    json_text(j, NULL, kind_name(column->kind));
    json_text(j, NULL, "null");
    json_end(j);
    snprintf(text, sizeof text, *column->unit ? "%s [%s]" : "%s", column->meaning, column->unit);
    json_text(j, "description", text);
    json_end(j);
}

static void say_required(void *with, const ExportColumn *column)
{
    json_text(with, NULL, column->name);
}

static void say_list(JsonOut *j, const char *name)
{
    char path[CELL_NAME_MAX + 16];
    snprintf(path, sizeof path, "#/$defs/%s", name);
    json_begin(j, name);
    json_text(j, "type", "array");
    json_begin(j, "items");
    json_text(j, "$ref", path);
    json_end(j);
    json_end(j);
}

// The lists of a session.
static void say_lists(JsonOut *j, bool required)
{
    for (int t = 0; t < EXPORT_TABLES; t++) {
        char name[CELL_NAME_MAX];
        list_name(&export_tables[t], name);
        if (!is_told(t) || (required && export_tables[t].alone)) continue;
        if (required)
            json_text(j, NULL, name);
        else
            say_list(j, name);
    }
}

// A row: an object whose members are all there.
static void say_row(JsonOut *j, const ExportTable *table, bool keys)
{
    char name[CELL_NAME_MAX];
    bool session = table == &export_tables[EXPORT_SESSIONS];
    list_name(table, name);
    json_begin(j, name);
    json_text(j, "type", "object");
    json_flag(j, "additionalProperties", false);
    json_list(j, "required");
    for (int i = 0; keys && i < EXPORT_COUNT(key_columns); i++) say_required(j, &key_columns[i]);
    export_columns(table, say_required, j);
    if (session) say_lists(j, true);
    json_end(j);
    json_begin(j, "properties");
    for (int i = 0; keys && i < EXPORT_COUNT(key_columns); i++) say_column(j, &key_columns[i]);
    export_columns(table, say_column, j);
    if (session) say_lists(j, false);
    json_end(j);
    json_end(j);
}

static void say_rows(JsonOut *j)
{
    static const ExportTable measures = {
        "measures", measure_columns, EXPORT_COUNT(measure_columns), NULL, NULL, false
    };
    json_begin(j, "$defs");
    say_row(j, &measures, false);
    for (int t = 0; t < EXPORT_TABLES; t++)
        if (t != EXPORT_LANDMARKS) say_row(j, &export_tables[t], t == EXPORT_SESSIONS);
    for (int t = 0; t < EXPORT_OF_CHILD; t++) say_row(j, &export_child_tables[t], true);
    json_end(j);
}

static void say_head(JsonOut *j, const char *name, const char *description)
{
    json_begin(j, name);
    if (name[0] == '$')
        json_text(j, "const", SCHEMA);
    else
        json_text(j, "type", "string");
    json_text(j, "description", description);
    json_end(j);
}

Result export_json_schema(FILE *to)
{
    JsonOut json = json_out(to, 17, true);
    JsonOut *j = &json;
    json_begin(j, NULL);
    json_text(j, "$schema", "https://json-schema.org/draft/2020-12/schema");
    json_text(j, "$id", SCHEMA);
    json_text(j, "title", "Export of Tiptoe");
    json_text(j, "description", ABOUT);
    json_text(j, "type", "object");
    json_flag(j, "additionalProperties", false);
    json_list(j, "required");
#define X(name, description) json_text(j, NULL, name);
    HEAD_LIST(X)
#undef X
    json_text(j, NULL, "measures");
    json_text(j, NULL, "sessions");
    json_end(j);
    json_begin(j, "properties");
#define X(name, description) say_head(j, name, description);
    HEAD_LIST(X)
#undef X
    say_list(j, "measures");
    say_list(j, "sessions");
    for (int t = 0; t < EXPORT_OF_CHILD; t++) {
        char name[CELL_NAME_MAX];
        list_name(&export_child_tables[t], name);
        say_list(j, name);
    }
    json_end(j);
    say_rows(j);
    json_end(j);
    return json_finish(j);
}
