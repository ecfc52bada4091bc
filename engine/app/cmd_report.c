// cmd_report.c: `tiptoe report` and `tiptoe export`: a session as a page, and as tables.
#include "app/app.h"
#include "clinic/export.h"
#include "clinic/page.h"

#include <argp.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct ReportOptions {
    const char *store, *session, *html, *csv;
    bool wants_csv;
} ReportOptions;

enum { OPT_STORE = 0x100, OPT_SESSION, OPT_HTML, OPT_CSV };

static const struct argp_option report_options[] = {
    { "session", OPT_SESSION, "ID", 0, "Its number, the start of its uuid, or last (default)", 0 },
    { "html", OPT_HTML, "FILE", 0, "The page to write; - is the standard output (default)", 0 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { 0 },
};
static const struct argp_option export_options[] = {
    { "session", OPT_SESSION, "ID", 0, "Its number, the start of its uuid, or last (default)", 0 },
    { "csv", OPT_CSV, "DIR", 0, "The folder for the tables; made if missing", 0 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    ReportOptions *o = state->input;
    switch (key) {
    case OPT_STORE: o->store = arg; break;
    case OPT_SESSION: o->session = arg; break;
    case OPT_HTML: o->html = arg; break;
    case OPT_CSV: o->csv = arg; break;
    case ARGP_KEY_ARG: argp_error(state, "\"%s\" is one word too many", arg); break;
    case ARGP_KEY_END:
        if (o->wants_csv && !o->csv) argp_error(state, "which folder? --csv DIR");
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static Result write_page(const Recording *recording, const ClinicCheckup *checkup, const char *path)
{
    const Game *game = game_find(recording->info.game_id);
    const char *title = game ? game->title : recording->info.game_id;
    if (!path || !strcmp(path, "-")) return page_write(stdout, recording, checkup, title);
    char part[STORE_PATH_MAX];
    if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part)
        return fail(RESULT_USAGE, "the path of the page is too long");
    FILE *file = fopen(part, "we");
    if (!file)
        return fail(errno == EACCES || errno == EROFS ? RESULT_NOT_PERMITTED : RESULT_CANNOT_CREATE,
                    "%s: %s: name another file with --html", part, strerror(errno));
    Result result = page_write(file, recording, checkup, title);
    if (fclose(file) && !result)
        result = fail(RESULT_FULL, "%s could not be written: make room on the disk", path);
    // The page appears under its name only once it is whole.
    if (!result && rename(part, path) != 0)
        result = fail(RESULT_CANNOT_CREATE, "%s: %s: name another file with --html", path,
                      strerror(errno));
    if (result) unlink(part);
    return result;
}

static Result run(const ReportOptions *o)
{
    char path[STORE_PATH_MAX];
    Store *store = NULL;
    Recording recording = { 0 };
    ClinicCheckup checkup = { 0 };
    int64_t id = 0;
    Result result = store_path(path, o->store, false);
    if (!result) result = store_open(&store, path, STORE_READ);
    if (!result) result = recording_find(store, o->session ? o->session : "last", &id);
    if (!result) result = recording_load(&recording, store, id);
    bool measured = !result && clinic_is_checkup(&recording) && recording.info.has_summary &&
                    recording.info.summary.calibration.done;
    if (measured) result = clinic_open(&checkup, store, &recording, false);
    const ClinicCheckup *found = measured ? &checkup : NULL;
    if (!result && o->wants_csv) result = export_csv(&recording, found, o->csv);
    if (!result && !o->wants_csv) result = write_page(&recording, found, o->html);
    clinic_close(&checkup);
    recording_free(&recording);
    store_close(&store);
    return result;
}

int cmd_report(int argc, char **argv)
{
    static const struct argp argp = {
        .options = report_options,
        .parser = parse,
        .doc =
            "Writes one session as a page to read and to print: a check-up's measures with error, "
            "quality and change, or how the child moved in a play."
    };
    ReportOptions o = { 0 };
    if (argp_parse(&argp, argc, argv, 0, NULL, &o)) return result_exit_status(RESULT_USAGE);
    Result result = run(&o);
    return result ? app_fault("report", result) : 0;
}

int cmd_export(int argc, char **argv)
{
    static const struct argp argp = {
        .options = export_options,
        .parser = parse,
        .doc =
            "Writes one session as tables (CSV): landmarks, events, trials, reaches, results, and "
            "a dictionary of all columns."
    };
    ReportOptions o = { .wants_csv = true };
    if (argp_parse(&argp, argc, argv, 0, NULL, &o)) return result_exit_status(RESULT_USAGE);
    Result result = run(&o);
    return result ? app_fault("export", result) : 0;
}
