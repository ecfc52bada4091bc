// SPDX-License-Identifier: MIT
// cmd_verify.c: `tiptoe verify`: whether the store holds what was written.
#include "cli/cli.h"
#include "session/json_out.h"
#include "session/recording.h"
#include "session/verify.h"

#include <inttypes.h>
#include <stdio.h>

typedef struct VerifyOptions {
    const char *store, *id;
    bool all, json;
} VerifyOptions;

enum { OPT_STORE = 0x100, OPT_ALL, OPT_JSON };

static const struct argp_option options[] = {
    { "all", OPT_ALL, 0, 0, "The whole store: every session, preset, goal, and the file itself",
      0 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { "json", OPT_JSON, 0, 0, "As JSON", 0 },
    { 0 },
};
static error_t parse(int key, char *arg, struct argp_state *state)
{
    VerifyOptions *o = state->input;
    switch (key) {
    case OPT_STORE: o->store = arg; break;
    case OPT_ALL: o->all = true; break;
    case OPT_JSON: o->json = true; break;
    case ARGP_KEY_ARG:
        if (o->id) argp_error(state, "\"%s\" is one word too many", arg);
        o->id = arg;
        break;
    case ARGP_KEY_END:
        if (!o->id == !o->all)
            argp_error(state, "a session's number, the start of its uuid or \"last\"; or --all");
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static void tell_text(void *with, const VerifyFault *fault)
{
    (void)with;
    if (fault->session)
        printf("session %" PRId64 ": %s: not as written\n", fault->session, fault->what);
    else
        printf("%s: not as written\n", fault->what);
}

static void tell_json(void *with, const VerifyFault *fault)
{
    JsonOut *json = with;
    json_begin(json, NULL);
    if (fault->session)
        json_whole(json, "session", fault->session);
    else
        json_none(json, "session");
    json_text(json, "what", fault->what);
    json_end(json);
}

static Result verify_text(Store *store, int64_t id)
{
    VerifyReport r;
    Result result = verify_store(store, id, tell_text, NULL, &r);
    if (result && result != RESULT_DIFFERS) return result;
    printf("%u session%s (%u erased, %u without track, %u not signed yet), %u kept results, "
           "%u presets, %u goals, %u baselines, %u choices of measures, %u verdicts, %u looks, "
           "%u documents, %u reports, %u accounts, %u lines of the audit log: ",
           r.sessions, r.sessions == 1 ? "" : "s", r.erased, r.trackless, r.recording,
           r.result_sets, r.presets, r.goals, r.baselines, r.primaries, r.verdicts, r.looks,
           r.documents, r.reports, r.accounts, r.audit_lines);
    if (r.faults)
        printf("%u not as written\n", r.faults);
    else
        printf("as written\n");
    return result;
}

static Result verify_json(Store *store, int64_t id)
{
    VerifyReport r;
    JsonOut json = json_out(stdout, 9, true);
    json_begin(&json, NULL);
    json_list(&json, "faults");
    Result result = verify_store(store, id, tell_json, &json, &r);
    json_end(&json);
    json_flag(&json, "as_written", !result);
    json_whole(&json, "sessions", r.sessions);
    json_whole(&json, "erased", r.erased);
    json_whole(&json, "without_track", r.trackless);
    json_whole(&json, "not_signed_yet", r.recording);
    json_whole(&json, "kept_results", r.result_sets);
    json_whole(&json, "presets", r.presets);
    json_whole(&json, "goals", r.goals);
    json_whole(&json, "baselines", r.baselines);
    json_whole(&json, "primary_sets", r.primaries);
    json_whole(&json, "verdicts", r.verdicts);
    json_whole(&json, "looks", r.looks);
    json_whole(&json, "documents", r.documents);
    json_whole(&json, "reports", r.reports);
    json_whole(&json, "accounts", r.accounts);
    json_whole(&json, "audit_lines", r.audit_lines);
    json_end(&json);
    Result written = json_finish(&json);
    return result ? result : written;
}

static Result run(const VerifyOptions *o)
{
    Store *store = NULL;
    int64_t id = 0;
    Result result = store_open_given(&store, o->store, STORE_READ);
    if (!result && o->id) result = recording_find(store, o->id, &id);
    if (!result) result = (o->json ? verify_json : verify_text)(store, id);
    store_close(&store);
    return result;
}

int cmd_verify(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options,
        .parser = parse,
        .args_doc = "[ID]",
        .doc = "Whether the store holds what was written, by the digests that were signed when "
               "each session ended. Ends with status 1, after saying where, if it does not."
    };
    VerifyOptions o = { 0 };
    int status = cli_parse("verify", &argp, argc, argv, &o);
    if (status) return status;
    Result result = run(&o);
    if (result == RESULT_DIFFERS) return result_exit_status(result);  // it was said where
    return result ? cli_fault("verify", result) : 0;
}
