// SPDX-License-Identifier: MIT
// cmd_export.c: `tiptoe export`: a session, a child or the clinic as tables.
#include "base/whole_file.h"
#include "cli/cli.h"
#include "clinic/export.h"
#include "clinic/fhir.h"
#include "session/session_list.h"

#include <inttypes.h>
#include <stdio.h>

typedef struct ExportOptions {
    const char *store, *session, *child, *csv, *fhir;
    bool all, no_landmarks;
} ExportOptions;

enum { OPT_STORE = 0x100, OPT_SESSION, OPT_CHILD, OPT_ALL, OPT_CSV, OPT_FHIR, OPT_NO_LANDMARKS };

static const struct argp_option options[] = {
    { "session", OPT_SESSION, "ID", 0, "Its number, the start of its uuid, or last (default)", 0 },
    { "child", OPT_CHILD, "CODE", 0, "All sessions of this child", 0 },
    { "all", OPT_ALL, 0, 0, "All sessions of the clinic", 0 },
    { "csv", OPT_CSV, "DIR", 0, "The folder for the tables; made if missing", 0 },
    { "fhir", OPT_FHIR, "FILE", 0,
      "One check-up as an HL7 FHIR R4 Bundle instead; - is the standard output", 0 },
    { "no-landmarks", OPT_NO_LANDMARKS, 0, 0, "Without landmarks.csv, which is by far the largest",
      0 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    ExportOptions *o = state->input;
    switch (key) {
    case OPT_STORE: o->store = arg; break;
    case OPT_SESSION: o->session = arg; break;
    case OPT_CHILD: o->child = arg; break;
    case OPT_ALL: o->all = true; break;
    case OPT_CSV: o->csv = arg; break;
    case OPT_FHIR: o->fhir = arg; break;
    case OPT_NO_LANDMARKS: o->no_landmarks = true; break;
    case ARGP_KEY_ARG: argp_error(state, "\"%s\" is one word too many", arg); break;
    case ARGP_KEY_END:
        if (!o->csv == !o->fhir) argp_error(state, "which folder? --csv DIR; or --fhir FILE");
        if (o->fhir && (o->child || o->all)) argp_error(state, "a Bundle is of one check-up");
        if (!!o->session + !!o->child + o->all > 1)
            argp_error(state, "either --session, or --child, or --all");
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static Result add(Export *export, const ExportOptions *o, const char *which)
{
    ClinicSession session;
    Result result = clinic_open(&session, o->store, which);
    if (!result) result = export_add(export, &session);
    clinic_close(&session);
    return result;
}

// One page of the list after another, newest first.
static Result add_listed(Export *export, const ExportOptions *o, Store *store, uint32_t *count)
{
    SessionRow row[SESSION_PAGE_MAX];
    SessionKey before;
    uint32_t got = SESSION_PAGE_MAX;
    Result result = RESULT_OK;
    *count = 0;
    while (!result && got == SESSION_PAGE_MAX) {
        result =
            session_page(store, o->child, *count ? &before : NULL, SESSION_PAGE_MAX, row, &got);
        for (uint32_t i = 0; i < got && !result; i++) {
            char which[24];
            if (row[i].status == SESSION_RECORDING) continue;
            snprintf(which, sizeof which, "%" PRId64, row[i].id);
            result = add(export, o, which);
            ++*count;
        }
        if (got) before = row[got - 1].key;
    }
    if (!result && !*count && o->child)
        result =
            fail(RESULT_NOT_FOUND, "%s has no sessions: 'tiptoe sessions' lists who has", o->child);
    return result;
}

static Result write_fhir(const ExportOptions *o)
{
    ClinicSession session;
    WholeFile file;
    Result result = clinic_open(&session, o->store, o->session ? o->session : "last");
    if (!result) {
        result = whole_file_open(&file, o->fhir);
        if (!result) result = whole_file_close(&file, fhir_write(&session, file.to));
    }
    clinic_close(&session);
    return result;
}

static Result run(const ExportOptions *o)
{
    Export *export = NULL;
    Store *store = NULL;
    uint32_t count = 0;
    bool many = o->child || o->all;
    Result result = many ? store_open_given(&store, o->store, STORE_READ) : RESULT_OK;
    if (!result) result = export_open(&export, o->csv, many, !o->no_landmarks);
    if (!result && many) result = add_listed(export, o, store, &count);
    if (!result && !many) result = add(export, o, o->session ? o->session : "last");
    store_close(&store);
    return export_close(&export, result);
}

int cmd_export(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options,
        .parser = parse,
        .doc =
            "Writes a session, a child or the clinic as a tidy folder of tables (CSV): sessions, "
            "landmarks, events, trials, reaches, results, one for an analysis with a row a "
            "session, and a dictionary of all columns."
    };
    ExportOptions o = { 0 };
    int status = cli_parse("export", &argp, argc, argv, &o);
    if (status) return status;
    Result result = o.fhir ? write_fhir(&o) : run(&o);
    return result ? cli_fault("export", result) : 0;
}
