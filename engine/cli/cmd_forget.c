// SPDX-License-Identifier: MIT
// cmd_forget.c: `tiptoe forget`: all of a child, and what is kept longer than the clinic keeps.
#include "base/clock.h"
#include "cli/cli.h"
#include "play/plan.h"
#include "session/audit.h"
#include "session/forget.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MONTH_MS    INT64_C(2629746000)  // a twelfth of a year
#define MONTHS_MOST 1200
#define CANNOT_REACH                                                                               \
    "Reports, tables and plans that were written elsewhere, and copies of the disk, are out of "   \
    "its reach: remove them yourself."

typedef struct ForgetOptions {
    const char *store, *child;
    int months;  // 0: one child alone
    bool yes;
} ForgetOptions;

enum { OPT_STORE = 0x100, OPT_YES, OPT_UNSEEN };

static const struct argp_option options[] = {
    { "unseen", OPT_UNSEEN, "MONTHS", 0,
      "Every child that has not been here for so many months: the end of what the clinic keeps",
      0 },
    { "yes", OPT_YES, 0, 0, "Without asking", 0 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { 0 },
};

static int months_of(const char *text, struct argp_state *state)
{
    char *end;
    long months = strtol(text, &end, 10);
    if (*end || end == text || months < 1 || months > MONTHS_MOST)
        argp_error(state, "\"%s\" is no number of months from 1 to %d", text, MONTHS_MOST);
    return (int)months;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    ForgetOptions *o = state->input;
    switch (key) {
    case OPT_STORE: o->store = arg; break;
    case OPT_YES: o->yes = true; break;
    case OPT_UNSEEN: o->months = months_of(arg, state); break;
    case ARGP_KEY_ARG:
        if (o->child) argp_error(state, "\"%s\" is one word too many", arg);
        o->child = arg;
        break;
    case ARGP_KEY_END:
        if (!o->child == !o->months) argp_error(state, "which child? Its code, or --unseen MONTHS");
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

// Nothing brings a child back, so its code is typed once more.
static Result ask(const ForgetOptions *o, const char *child)
{
    char answer[PLAN_CHILD_MAX + 3] = "";
    if (o->yes) return RESULT_OK;
    if (!isatty(STDIN_FILENO))
        return fail(RESULT_USAGE, "%s was kept: nothing brings a child back; say --yes", child);
    printf(
        "Forget all of %s for good: sessions, movement, plans, notes, reports, and the copies of "
        "the store from before it was brought up to date? Type the code again: ",
        child);
    fflush(stdout);
    if (fgets(answer, sizeof answer, stdin)) answer[strcspn(answer, "\n")] = '\0';
    return !strcmp(answer, child) ? RESULT_OK : fail(RESULT_USAGE, "%s was kept", child);
}

static Result forget(const ForgetOptions *o, Store *store, const char *child)
{
    Forgotten gone;
    char id[AUDIT_ID] = "";
    Result result = ask(o, child);
    if (!result) result = audit_child(store, child, id);
    if (!result && id[0])
        result = audit_add(store, AUDIT_COMMAND, AUDIT_FORGET, AUDIT_OF_CHILD, id);
    if (!result) result = child_forget(store, child, &gone);
    if (result) return result;
    if (gone.rows)
        printf("%s is forgotten: %u rows are blank now, with their random ids and digests.\n",
               child, gone.rows);
    else
        printf("Nothing was kept of %s. The store was cleaned all the same.\n", child);
    if (gone.backups) printf("%u copies beside the store were removed.\n", gone.backups);
    return RESULT_OK;
}

static Result forget_unseen(const ForgetOptions *o, Store *store)
{
    char child[PLAN_CHILD_MAX + 1];
    int64_t before = clock_utc_ms() - o->months * MONTH_MS;
    int count = 0;
    Result result = child_expired(store, before, child, sizeof child);
    while (!result && child[0]) {
        result = forget(o, store, child);
        count += !result;
        if (!result) result = child_expired(store, before, child, sizeof child);
    }
    if (!result && !count) printf("Every child was here in the last %d months.\n", o->months);
    return result;
}

static Result run(const ForgetOptions *o)
{
    Store *store = NULL;
    Result result = store_open_given(&store, o->store, STORE_WRITE);
    if (!result) result = o->child ? forget(o, store, o->child) : forget_unseen(o, store);
    if (!result) puts(CANNOT_REACH);
    store_close(&store);
    return result;
}

int cmd_forget(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options,
        .parser = parse,
        .args_doc = "[CHILD]",
        .doc =
            "Forgets a child for good: every row, movement and report. Blank rows with random ids "
            "stay, so that the rest of the store can still be verified. Reports, tables and plans "
            "that were written elsewhere are out of its reach."
    };
    ForgetOptions o = { 0 };
    int status = cli_parse("forget", &argp, argc, argv, &o);
    if (status) return status;
    Result result = run(&o);
    return result ? cli_fault("forget", result) : 0;
}
