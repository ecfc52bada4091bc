// SPDX-License-Identifier: MIT
// cmd_report.c: `tiptoe report`: a session as a page; a child as a report for the clinic or the
// parents, as a PDF or a page.
#include "base/assets.h"
#include "base/clock.h"
#include "base/whole_file.h"
#include "cli/cli.h"
#include "clinic/child_report.h"
#include "clinic/page.h"
#include "session/audit.h"

#include <argp.h>
#include <string.h>

typedef struct ReportOptions {
    const char *store, *session, *child, *html, *pdf, *comment;
    bool parents;
} ReportOptions;

enum { OPT_STORE = 0x100, OPT_SESSION, OPT_CHILD, OPT_PARENTS, OPT_COMMENT, OPT_HTML, OPT_PDF };

static const struct argp_option options[] = {
    { "session", OPT_SESSION, "ID", 0, "Its number, the start of its uuid, or last (default)", 0 },
    { "child", OPT_CHILD, "CODE", 0, "A report on this child instead, up to today", 0 },
    { "parents", OPT_PARENTS, 0, 0, "... for the parents: one page in plain words", 0 },
    { "comment", OPT_COMMENT, "TEXT", 0, "... with the therapist's own words", 0 },
    { "html", OPT_HTML, "FILE", 0, "The page to write; - is the standard output (default)", 0 },
    { "pdf", OPT_PDF, "FILE", 0, "... of a child: sheets of A4", 0 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { 0 },
};

static void check(const ReportOptions *o, struct argp_state *state)
{
    if (o->child && o->session) argp_error(state, "either a session or a child");
    if (!o->child && (o->parents || o->comment || o->pdf))
        argp_error(state, "of a session there is a page alone; name a --child");
    if (o->html && o->pdf) argp_error(state, "either --html or --pdf");
    if (o->comment && strlen(o->comment) >= CHILD_REPORT_COMMENT_MAX)
        argp_error(state, "the comment is longer than %d bytes", CHILD_REPORT_COMMENT_MAX - 1);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    ReportOptions *o = state->input;
    switch (key) {
    case OPT_STORE: o->store = arg; break;
    case OPT_SESSION: o->session = arg; break;
    case OPT_CHILD: o->child = arg; break;
    case OPT_PARENTS: o->parents = true; break;
    case OPT_COMMENT: o->comment = arg; break;
    case OPT_HTML: o->html = arg; break;
    case OPT_PDF: o->pdf = arg; break;
    case ARGP_KEY_ARG: argp_error(state, "\"%s\" is one word too many", arg); break;
    case ARGP_KEY_END: check(o, state); break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static Result write_page(const ClinicSession *session, const char *path)
{
    WholeFile file;
    Result result = whole_file_open(&file, path ? path : "-");
    if (result) return result;
    return whole_file_close(&file, page_session_write(file.to, assets_folder(), session));
}

static Result report_session(const ReportOptions *o)
{
    ClinicSession session;
    Result result = clinic_open(&session, o->store, o->session ? o->session : "last");
    if (!result)
        result =
            audit_look(session.store, AUDIT_EXPORT, AUDIT_OF_SESSION, session.recording.info.uuid);
    if (!result) result = write_page(&session, o->html);
    clinic_close(&session);
    return result;
}

static Result write_report(const ReportOptions *o, ChildReport *report)
{
    WholeFile file;
    const char *html = o->html ? o->html : "-";
    Result result = whole_file_open(&file, o->pdf ? o->pdf : html);
    if (result) return result;
    if (o->pdf)
        result = child_report_pdf(report, assets_folder(), file.to, NULL);
    else
        result = child_report_html(report, assets_folder(), file.to);
    return whole_file_close(&file, result);
}

static Result report_child(const ReportOptions *o)
{
    Store *store = NULL;
    ChildReport *report = NULL;
    const ChildReportOf of = { .child = o->child,
                               .kind = o->parents ? CHILD_REPORT_PARENTS : CHILD_REPORT_CLINIC,
                               .comment = o->comment ? o->comment : "",
                               .signed_by = "",
                               .now_utc_ms = clock_utc_ms(),
                               .zone_minutes = clock_zone_minutes() };
    Result result = store_open_given(&store, o->store, STORE_READ);
    if (!result) result = child_report_open(&report, store, &of);
    if (!result) result = audit_look_child(store, AUDIT_EXPORT, o->child);
    if (!result) result = write_report(o, report);
    child_report_close(&report);
    store_close(&store);
    return result;
}

int cmd_report(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options,
        .parser = parse,
        .doc = "Writes one session as a page to read and to print: a check-up's measures with "
               "intervals, quality and change, or how the child moved in a play. With --child a "
               "report: for the clinic with finding, trends, method and limits, or for the parents."
    };
    ReportOptions o = { 0 };
    int status = cli_parse("report", &argp, argc, argv, &o);
    if (status) return status;
    Result result = o.child ? report_child(&o) : report_session(&o);
    return result ? cli_fault("report", result) : 0;
}
