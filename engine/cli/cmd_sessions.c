// SPDX-License-Identifier: MIT
// cmd_sessions.c: `tiptoe sessions` and `tiptoe show ID`: what was recorded.
#include "cli/cli.h"
#include "clinic/report.h"

#include <argp.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

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

static json_t *row_json(const SessionInfo *info, const char *when)
{
    const SessionSummary *s = &info->summary;
    double tracked = s->quality.poses ? (double)s->quality.found / s->quality.poses : 0;
    return json_pack(
        "{s:I, s:s, s:s, s:s, s:s, s:i, s:s, s:i, s:i, s:f}", "id", (json_int_t)info->id, "uuid",
        info->uuid, "started", when, "child", info->desc.plan.child, "game", info->game_id, "level",
        info->desc.plan.play.setup.level, "status", session_status_name(info->status), "offered",
        (int)s->score.offered, "hits", (int)s->score.hits, "tracked_share", tracked);
}

static Result list_sessions(const LookOptions *o)
{
    Store *store = NULL;
    SessionInfo *list = NULL;
    uint32_t count = 0;
    Result result = store_open_given(&store, o->store, STORE_READ);
    if (!result) result = recording_list(store, o->child, 0, &list, &count);
    store_close(&store);
    if (result) return result;

    json_t *all = json_array();
    if (!o->json)
        printf("%5s  %-16s  %-14s %-16s %5s %9s %8s  %s\n", "id", "started", "child", "game",
               "level", "touched", "tracked", "status");
    for (uint32_t i = 0; i < count; i++) {
        const SessionInfo *info = &list[i];
        char when[24];
        report_time(info, when);
        if (o->json) {
            json_array_append_new(all, row_json(info, when));
            continue;
        }
        const SessionSummary *s = &info->summary;
        double tracked = s->quality.poses ? 100.0 * s->quality.found / s->quality.poses : 0;
        printf("%5" PRId64 "  %-16s  %-14s %-16s %5d %4u/%-4u %6.1f %%  %s\n", info->id, when,
               info->desc.plan.child, info->game_id, info->desc.plan.play.setup.level,
               s->score.hits, s->score.offered, tracked, session_status_name(info->status));
    }
    if (o->json) {
        json_dumpf(all, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(9));
        putchar('\n');
    }
    json_decref(all);
    free(list);
    return RESULT_OK;
}

int cmd_sessions(int argc, char **argv)
{
    static const struct argp argp = { .options = list_options,
                                      .parser = parse,
                                      .doc = "Lists the recorded sessions, newest first." };
    LookOptions o = { 0 };
    if (argp_parse(&argp, argc, argv, 0, NULL, &o)) return result_exit_status(RESULT_USAGE);
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
    if (argp_parse(&argp, argc, argv, 0, NULL, &o)) return result_exit_status(RESULT_USAGE);
    Result result = report_session(o.store, o.id, o.json, stdout);
    return result ? cli_fault("show", result) : 0;
}
