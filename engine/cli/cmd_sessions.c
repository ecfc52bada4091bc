// SPDX-License-Identifier: MIT
// cmd_sessions.c: `tiptoe sessions` and `tiptoe show ID`: what was recorded.
#include "cli/cli.h"
#include "clinic/report.h"
#include "session/json_out.h"

#include <argp.h>
#include <inttypes.h>
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

static void row_json(JsonOut *j, const SessionInfo *info, const char *when)
{
    const SessionSummary *s = &info->summary;
    double tracked = s->quality.poses ? (double)s->quality.found / s->quality.poses : 0;
    json_begin(j, NULL);
    json_whole(j, "id", info->id);
    json_text(j, "uuid", info->uuid);
    json_text(j, "started", when);
    json_text(j, "child", info->desc.plan.child);
    json_text(j, "game", info->game_id);
    json_whole(j, "level", info->desc.plan.play.setup.level);
    json_text(j, "status", session_status_name(info->status));
    json_whole(j, "offered", s->score.offered);
    json_whole(j, "hits", s->score.hits);
    json_number(j, "tracked_share", tracked);
    json_end(j);
}

static Result list_json(const SessionInfo *list, uint32_t count)
{
    JsonOut json = json_out(stdout, 9, true);
    json_list(&json, NULL);
    for (uint32_t i = 0; i < count; i++) {
        char when[24];
        report_time(&list[i], when);
        row_json(&json, &list[i], when);
    }
    json_end(&json);
    return json_finish(&json);
}

static Result list_text(const SessionInfo *list, uint32_t count)
{
    printf("%5s  %-16s  %-14s %-16s %5s %9s %8s  %s\n", "id", "started", "child", "game", "level",
           "touched", "tracked", "status");
    for (uint32_t i = 0; i < count; i++) {
        const SessionInfo *info = &list[i];
        const SessionSummary *s = &info->summary;
        char when[24];
        report_time(info, when);
        double tracked = s->quality.poses ? 100.0 * s->quality.found / s->quality.poses : 0;
        printf("%5" PRId64 "  %-16s  %-14s %-16s %5d %4u/%-4u %6.1f %%  %s\n", info->id, when,
               info->desc.plan.child, info->game_id, info->desc.plan.play.setup.level,
               s->score.hits, s->score.offered, tracked, session_status_name(info->status));
    }
    return RESULT_OK;
}

static Result list_sessions(const LookOptions *o)
{
    Store *store = NULL;
    SessionInfo *list = NULL;
    uint32_t count = 0;
    Result result = store_open_given(&store, o->store, STORE_READ);
    if (!result) result = recording_list(store, o->child, 0, &list, &count);
    store_close(&store);
    if (!result) result = (o->json ? list_json : list_text)(list, count);
    free(list);
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
