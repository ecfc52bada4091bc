// SPDX-License-Identifier: MIT
// cmd_report.c: `tiptoe report`: a session as a page.
#include "base/whole_file.h"
#include "cli/cli.h"
#include "clinic/page.h"

#include <argp.h>

typedef struct ReportOptions {
    const char *store, *session, *html;
} ReportOptions;

enum { OPT_STORE = 0x100, OPT_SESSION, OPT_HTML };

static const struct argp_option report_options[] = {
    { "session", OPT_SESSION, "ID", 0, "Its number, the start of its uuid, or last (default)", 0 },
    { "html", OPT_HTML, "FILE", 0, "The page to write; - is the standard output (default)", 0 },
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
    case ARGP_KEY_ARG: argp_error(state, "\"%s\" is one word too many", arg); break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static Result write_page(const ClinicSession *session, const char *path)
{
    const char *id = session->recording.info.game_id;
    const Game *game = game_find(id);
    const char *title = game ? game->title : id;
    WholeFile file;
    Result result = whole_file_open(&file, path ? path : "-");
    return result ? result : whole_file_close(&file, page_write(file.to, session, title));
}

static Result run(const ReportOptions *o)
{
    ClinicSession session;
    Result result = clinic_open(&session, o->store, o->session ? o->session : "last");
    if (!result) result = write_page(&session, o->html);
    clinic_close(&session);
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
    int status = cli_parse("report", &argp, argc, argv, &o);
    if (status) return status;
    Result result = run(&o);
    return result ? cli_fault("report", result) : 0;
}
