// SPDX-License-Identifier: MIT
// cmd_sessions.c: `tiptoe sessions` and `tiptoe show ID`: what was recorded.
#include "cli/cli.h"
#include "clinic/report.h"
#include "session/audit.h"
#include "session/json_out.h"
#include "session/session_list.h"

#include <argp.h>
#include <inttypes.h>

typedef struct LookOptions {
    const char *store, *child, *id;
    bool json, wants_id;
} LookOptions;

enum { OPT_STORE = 0x100, OPT_CHILD, OPT_JSON };

static const struct argp_option show_options[] = {
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { "json", OPT_JSON, 0, 0, "As JSON", 0 },
    { 0 },
};
static const struct argp_option list_options[] = {
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { "child", OPT_CHILD, "CODE", 0, "Only this child's", 0 },
    { "json", OPT_JSON, 0, 0, "As JSON", 0 },
    { 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    LookOptions *o = state->input;
    switch (key) {
    case OPT_STORE: o->store = arg; break;
    case OPT_CHILD: o->child = arg; break;
    case OPT_JSON: o->json = true; break;
    case ARGP_KEY_ARG:
        if (!o->wants_id || o->id) argp_error(state, "\"%s\" is one word too many", arg);
        o->id = arg;
        break;
    case ARGP_KEY_END:
        if (o->wants_id && !o->id)
            argp_error(state, "which session? Its number from `tiptoe sessions`, or \"last\"");
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static double tracked_share(const SessionRow *row)
{
    return row->poses ? (double)row->poses_found / row->poses : 0;
}

static void row_json(JsonOut *j, const SessionRow *row)
{
    char when[24];
    report_when(row->started_utc_ms, row->zone_minutes, when);
    json_begin(j, NULL);
    json_whole(j, "id", row->id);
    json_text(j, "uuid", row->uuid);
    json_text(j, "started", when);
    json_text(j, "child", row->child);
    json_text(j, "game", row->game_id);
    json_whole(j, "level", row->level);
    json_text(j, "status", session_status_name(row->status));
    json_whole(j, "offered", row->offered);
    json_whole(j, "hits", row->hits);
    json_number(j, "tracked_share", tracked_share(row));
    if (row->damaged) json_flag(j, "damaged", true);
    json_end(j);
}

static void row_text(const SessionRow *row)
{
    char when[24];
    report_when(row->started_utc_ms, row->zone_minutes, when);
    printf("%5" PRId64 "  %-16s  %-14s %-16s %5d %4u/%-4u %6.1f %%  %s%s\n", row->id, when,
           row->child, row->game_id, row->level, row->hits, row->offered, 100 * tracked_share(row),
           session_status_name(row->status), row->damaged ? ", damaged" : "");
}

// Page by page: what is asked of the store is little at a time, whatever it holds.
static Result each_row(Store *store, const char *child, JsonOut *json)
{
    static SessionRow rows[SESSION_PAGE_MAX];
    SessionKey key;
    uint32_t count = 0;
    Result result = session_page(store, child, NULL, SESSION_PAGE_MAX, rows, &count);
    while (!result && count > 0) {
        for (uint32_t i = 0; i < count; i++)
            if (json)
                row_json(json, &rows[i]);
            else
                row_text(&rows[i]);
        key = rows[count - 1].key;
        result = session_page(store, child, &key, SESSION_PAGE_MAX, rows, &count);
    }
    return result;
}

static Result list_json(Store *store, const char *child)
{
    JsonOut json = json_out(stdout, 9, true);
    json_list(&json, NULL);
    Result result = each_row(store, child, &json);
    json_end(&json);
    Result written = json_finish(&json);
    return result ? result : written;
}

static Result list_text(Store *store, const char *child)
{
    printf("%5s  %-16s  %-14s %-16s %5s %9s %8s  %s\n", "id", "started", "child", "game", "level",
           "touched", "tracked", "status");
    return each_row(store, child, NULL);
}

static Result list_sessions(const LookOptions *o)
{
    Store *store = NULL;
    Result result = store_open_given(&store, o->store, STORE_READ);
    if (!result)
        result = o->child ? audit_look_child(store, AUDIT_READ, o->child)
                          : audit_look(store, AUDIT_READ, AUDIT_OF_CLINIC, "");
    if (!result) result = (o->json ? list_json : list_text)(store, o->child);
    store_close(&store);
    return result;
}

int cmd_sessions(int argc, char **argv)
{
    static const struct argp argp = { .options = list_options,
                                      .parser = parse,
                                      .doc = "Lists the recorded sessions, newest first." };
    LookOptions o = { 0 };
    int status = cli_parse("sessions", &argp, argc, argv, &o);
    if (status) return status;
    Result result = list_sessions(&o);
    return result ? cli_fault("sessions", result) : 0;
}

int cmd_show(int argc, char **argv)
{
    static const struct argp argp = {
        .options = show_options,
        .parser = parse,
        .args_doc = "ID",
        .doc = "Scores, measures and quality of one session: its number, the start of its uuid, "
               "or \"last\"."
    };
    LookOptions o = { .wants_id = true };
    int status = cli_parse("show", &argp, argc, argv, &o);
    if (status) return status;
    Result result = report_session(o.store, o.id, o.json, stdout);
    return result ? cli_fault("show", result) : 0;
}
