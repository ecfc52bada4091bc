// SPDX-License-Identifier: MIT
// cmd_export.c: `tiptoe export`: a session, a child or the clinic as tables.
#include "base/whole_file.h"
#include "cli/cli.h"
#include "clinic/export.h"
#include "clinic/fhir.h"
#include "session/audit.h"
#include "session/session_list.h"

#include <inttypes.h>
#include <stdio.h>

typedef struct ExportOptions {
    const char *store, *session, *csv, *json, *fhir, *schema;
    ExportOf of;
} ExportOptions;

enum {
    OPT_STORE = 0x100,
    OPT_SESSION,
    OPT_CHILD,
    OPT_ALL,
    OPT_CSV,
    OPT_JSON,
    OPT_FHIR,
    OPT_SCHEMA,
    OPT_NO_LANDMARKS
};

static const struct argp_option options[] = {
    { "session", OPT_SESSION, "ID", 0, "Its number, the start of its uuid, or last (default)", 0 },
    { "child", OPT_CHILD, "CODE", 0,
      "All of this child: sessions, plans, notes, ratings, marks, reports, who read them", 0 },
    { "all", OPT_ALL, 0, 0, "All sessions of the clinic", 0 },
    { "csv", OPT_CSV, "DIR", 0, "The folder for the tables; made if missing", 0 },
    { "json", OPT_JSON, "FILE", 0,
      "The tables as JSON instead, without the movement; - is the standard output", 0 },
    { "schema", OPT_SCHEMA, "FILE", 0, "The JSON Schema of that; - is the standard output", 0 },
    { "fhir", OPT_FHIR, "FILE", 0,
      "One check-up as an HL7 FHIR R4 Bundle instead; - is the standard output", 0 },
    { "no-landmarks", OPT_NO_LANDMARKS, 0, 0, "Without landmarks.csv, which is by far the largest",
      0 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { 0 },
};

static void check(const ExportOptions *o, struct argp_state *state)
{
    int forms = !!o->csv + !!o->json + !!o->fhir + !!o->schema;
    int whats = !!o->session + !!o->of.child + o->of.all;
    if (!forms) argp_error(state, "which folder? --csv DIR; or --json FILE, --fhir FILE");
    if (forms > 1) argp_error(state, "one form at a time: --csv, --json, --fhir or --schema");
    if (o->fhir && (o->of.child || o->of.all)) argp_error(state, "a Bundle is of one check-up");
    if (o->schema && whats) argp_error(state, "the schema is of every export");
    if (whats > 1) argp_error(state, "either --session, or --child, or --all");
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    ExportOptions *o = state->input;
    switch (key) {
    case OPT_STORE: o->store = arg; break;
    case OPT_SESSION: o->session = arg; break;
    case OPT_CHILD: o->of.child = arg; break;
    case OPT_ALL: o->of.all = true; break;
    case OPT_CSV: o->csv = arg; break;
    case OPT_JSON: o->json = arg; break;
    case OPT_FHIR: o->fhir = arg; break;
    case OPT_SCHEMA: o->schema = arg; break;
    case OPT_NO_LANDMARKS: o->of.no_landmarks = true; break;
    case ARGP_KEY_ARG: argp_error(state, "\"%s\" is one word too many", arg); break;
    case ARGP_KEY_END: check(o, state); break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

// The tables or the JSON.
typedef struct To {
    Export *tables;
    ExportJson *json;
    Store *store;  // of more than one session
} To;

static Result add(To *to, const ExportOptions *o, const char *which)
{
    ClinicSession session;
    Result result = clinic_open(&session, o->store, which);
    if (!result && !to->store)
        result =
            audit_look(session.store, AUDIT_EXPORT, AUDIT_OF_SESSION, session.recording.info.uuid);
    if (!result && to->json) export_json_add(to->json, &session);
    if (!result && to->tables) result = export_add(to->tables, &session);
    clinic_close(&session);
    return result;
}

// One page of the list after another, newest first.
static Result add_listed(To *to, const ExportOptions *o)
{
    SessionRow row[SESSION_PAGE_MAX];
    SessionKey before;
    uint32_t got = SESSION_PAGE_MAX, count = 0;
    const char *child = o->of.child;
    Result result = RESULT_OK;
    while (!result && got == SESSION_PAGE_MAX) {
        result =
            session_page(to->store, child, count ? &before : NULL, SESSION_PAGE_MAX, row, &got);
        for (uint32_t i = 0; i < got && !result; i++) {
            char which[24];
            if (row[i].status == SESSION_RECORDING) continue;
            snprintf(which, sizeof which, "%" PRId64, row[i].id);
            result = add(to, o, which);
            count++;
        }
        if (got) before = row[got - 1].key;
    }
    if (result || !child) return result;
    if (!count)
        return fail(RESULT_NOT_FOUND, "%s has no sessions: 'tiptoe sessions' lists who has", child);
    return to->json ? export_json_kept(to->json, to->store)
                    : export_add_kept(to->tables, to->store);
}

static Result write_fhir(const ExportOptions *o, FILE *to)
{
    ClinicSession session;
    Result result = clinic_open(&session, o->store, o->session ? o->session : "last");
    if (!result)
        result =
            audit_look(session.store, AUDIT_EXPORT, AUDIT_OF_SESSION, session.recording.info.uuid);
    if (!result) result = fhir_write(&session, to);
    clinic_close(&session);
    return result;
}

static Result add_all(To *to, const ExportOptions *o)
{
    bool many = o->of.child || o->of.all;
    return many ? add_listed(to, o) : add(to, o, o->session ? o->session : "last");
}

static Result write_tables(const ExportOptions *o, Store *store)
{
    To to = { .store = store };
    Result result = export_open(&to.tables, o->csv, &o->of);
    if (!result) result = add_all(&to, o);
    result = export_close(&to.tables, result);
    return !result && o->of.child ? export_reports(store, o->of.child, o->csv) : result;
}

static Result write_json(const ExportOptions *o, Store *store, FILE *file)
{
    To to = { .store = store };
    Result result = export_json_open(&to.json, file, &o->of);
    if (!result) result = add_all(&to, o);
    return export_json_close(&to.json, result);
}

static Result write_file(const ExportOptions *o, Store *store)
{
    WholeFile file;
    Result result = whole_file_open(&file, o->json ? o->json : o->fhir ? o->fhir : o->schema);
    if (result) return result;
    if (o->json)
        result = write_json(o, store, file.to);
    else
        result = o->fhir ? write_fhir(o, file.to) : export_json_schema(file.to);
    return whole_file_close(&file, result);
}

static Result run(const ExportOptions *o)
{
    Store *store = NULL;
    bool many = o->of.child || o->of.all;
    Result result = many ? store_open_given(&store, o->store, STORE_READ) : RESULT_OK;
    if (!result && o->of.all) result = audit_look(store, AUDIT_EXPORT, AUDIT_OF_CLINIC, "");
    if (!result && o->of.child) result = audit_look_child(store, AUDIT_EXPORT, o->of.child);
    if (!result) result = o->csv ? write_tables(o, store) : write_file(o, store);
    store_close(&store);
    return result;
}

int cmd_export(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options,
        .parser = parse,
        .doc =
            "Writes a session, a child or the clinic as a tidy folder of tables (CSV): sessions, "
            "landmarks, events, trials, reaches, results, one for an analysis with a row a "
            "session, and a dictionary of all columns; or as JSON."
    };
    ExportOptions o = { 0 };
    int status = cli_parse("export", &argp, argc, argv, &o);
    if (status) return status;
    Result result = run(&o);
    return result ? cli_fault("export", result) : 0;
}
