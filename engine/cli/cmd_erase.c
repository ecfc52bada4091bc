// SPDX-License-Identifier: MIT
// cmd_erase.c: `tiptoe erase`: what shall no longer be in the store.
#include "cli/cli.h"
#include "session/audit.h"
#include "session/recording.h"
#include "session/verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct EraseOptions {
    const char *store, *id;
    bool track, yes;
} EraseOptions;

enum { OPT_STORE = 0x100, OPT_TRACK, OPT_YES };

static const struct argp_option options[] = {
    { "track", OPT_TRACK, 0, 0, "Only the child's movement: scores and results stay", 0 },
    { "yes", OPT_YES, 0, 0, "Without asking", 0 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    EraseOptions *o = state->input;
    switch (key) {
    case OPT_STORE: o->store = arg; break;
    case OPT_TRACK: o->track = true; break;
    case OPT_YES: o->yes = true; break;
    case ARGP_KEY_ARG:
        if (o->id) argp_error(state, "\"%s\" is one word too many", arg);
        o->id = arg;
        break;
    case ARGP_KEY_END:
        if (!o->id) argp_error(state, "which session? Its number or its uuid");
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

// Nothing brings it back, so somebody says so: at the terminal, or on the command line.
static Result ask(const EraseOptions *o, int64_t id)
{
    char answer[16] = "";
    if (o->yes) return RESULT_OK;
    if (!isatty(STDIN_FILENO))
        return fail(RESULT_USAGE, "session %" PRId64 " was kept: nothing brings it back; say --yes",
                    id);
    printf("Erase %s session %" PRId64 " for good? Nothing brings it back. Type yes: ",
           o->track ? "the movement of" : "all of", id);
    fflush(stdout);
    if (fgets(answer, sizeof answer, stdin) && !strcmp(answer, "yes\n")) return RESULT_OK;
    return fail(RESULT_USAGE, "session %" PRId64 " was kept", id);
}

// It and its line in the audit log, or neither.
static Result erase(Store *store, int64_t id, bool track)
{
    char uuid[AUDIT_ID];
    Result result = audit_session(store, id, uuid);
    if (result) return result;
    store_hold(store);
    result =
        audit_add(store, AUDIT_COMMAND, track ? AUDIT_WRITE : AUDIT_FORGET, AUDIT_OF_SESSION, uuid);
    if (!result) result = (track ? track_drop : session_erase)(store, id);
    return store_release(store, result);
}

static Result run(const EraseOptions *o)
{
    Store *store = NULL;
    int64_t id = 0;
    Result result = store_open_given(&store, o->store, STORE_WRITE);
    if (!result) result = recording_find(store, o->id, &id);
    if (!result) result = ask(o, id);
    if (!result) result = erase(store, id, o->track);
    store_close(&store);
    return result;
}

int cmd_erase(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options,
        .parser = parse,
        .args_doc = "ID",
        .doc = "Erases a session for good. Its digests stay, so that the rest of the store can "
               "still be verified."
    };
    EraseOptions o = { 0 };
    int status = cli_parse("erase", &argp, argc, argv, &o);
    if (status) return status;
    Result result = run(&o);
    return result ? cli_fault("erase", result) : 0;
}
