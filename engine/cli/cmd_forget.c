// SPDX-License-Identifier: MIT
// cmd_forget.c: `tiptoe forget`: all of a child, and what is kept longer than the clinic keeps.
#include "base/clock.h"
#include "cli/cli.h"
#include "clinic/report.h"
#include "play/plan.h"
#include "session/audit.h"
#include "session/child_record.h"
#include "session/forget.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CANNOT_REACH                                                                               \
    "Reports, tables and plans that were written elsewhere, and copies of the disk, are out of "   \
    "its reach: remove them yourself."

typedef struct ForgetOptions {
    const char *store, *child;
    int months;  // 0: one child alone
    int keep;    // -1: not said
    bool yes, due, purge;
} ForgetOptions;

enum { OPT_STORE = 0x100, OPT_YES, OPT_UNSEEN, OPT_KEEP, OPT_DUE, OPT_PURGE };

static const struct argp_option options[] = {
    { "unseen", OPT_UNSEEN, "MONTHS", 0,
      "Every child that has not been here for so many months: the end of what the clinic keeps",
      0 },
    { "keep", OPT_KEEP, "MONTHS", 0,
      "From now on the clinic keeps a child so long after its last visit; 0: no end", 0 },
    { "due", OPT_DUE, 0, 0, "Lists who is past that, and whose consent has ended; forgets nobody",
      0 },
    { "purge", OPT_PURGE, 0, 0,
      "Forgets each who is past that, after asking; tracks go with the consent to them", 0 },
    { "yes", OPT_YES, 0, 0, "Without asking", 0 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { 0 },
};

static int months_of(const char *text, int least, struct argp_state *state)
{
    char *end;
    long months = strtol(text, &end, 10);
    if (*end || end == text || months < least || months > RETENTION_MONTHS_MAX)
        argp_error(state, "\"%s\" is no number of months from %d to %d", text, least,
                   RETENTION_MONTHS_MAX);
    return (int)months;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    ForgetOptions *o = state->input;
    switch (key) {
    case OPT_STORE: o->store = arg; break;
    case OPT_YES: o->yes = true; break;
    case OPT_UNSEEN: o->months = months_of(arg, 1, state); break;
    case OPT_KEEP: o->keep = months_of(arg, 0, state); break;
    case OPT_DUE: o->due = true; break;
    case OPT_PURGE: o->purge = true; break;
    case ARGP_KEY_ARG:
        if (o->child) argp_error(state, "\"%s\" is one word too many", arg);
        o->child = arg;
        break;
    case ARGP_KEY_END:
        if (!!o->child + !!o->months + (o->keep >= 0) + o->due + o->purge != 1)
            argp_error(state, "which child? Its code; or --unseen MONTHS, --keep, --due, --purge");
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
    if (gone.parts) printf("%u unfinished files beside the store were removed.\n", gone.parts);
    return RESULT_OK;
}

static Result forget_unseen(const ForgetOptions *o, Store *store, int months)
{
    char child[PLAN_CHILD_MAX + 1];
    int64_t before = retention_before(months, clock_utc_ms());
    int count = 0;
    Result result = child_expired(store, before, child, sizeof child);
    while (!result && child[0]) {
        result = forget(o, store, child);
        count += !result;
        if (!result) result = child_expired(store, before, child, sizeof child);
    }
    if (!result && !count) printf("Every child was here in the last %d months.\n", months);
    return result;
}

// ---- consent to the tracks ends by a date of the child's own page, whatever the clinic keeps ----

typedef struct Ended {
    Store *store;
    int children;
    bool drops;
} Ended;

static Result tell_ended(void *self, const char *child, int tracks)
{
    Ended *ended = self;
    ended->children++;
    if (ended->drops) return audit_look_child(ended->store, AUDIT_WRITE, child);
    printf("%-32s consent ended, tracks of joints kept: %d\n", child, tracks);
    return RESULT_OK;
}

static Result drop_ended(Store *store, Ended *ended)
{
    int64_t now = clock_utc_ms();
    int dropped = 0;
    *ended = (Ended){ .store = store, .drops = true };
    Result result = child_tracks_due(store, now, tell_ended, ended);
    if (!result) result = child_tracks_purge(store, now, &dropped);
    if (!result && dropped)
        printf("Tracks of joints whose consent had ended, dropped: %d. Scores stay.\n", dropped);
    return result;
}

// What the clinic said; USAGE: it said nothing, and no consent has ended either.
static Result need_retention(Store *store, const Ended *ended, int *months)
{
    Result result = retention_load(store, months);
    if (result || *months || ended->children) return result;
    return fail(RESULT_USAGE, "nobody said how long a child is kept: forget --keep MONTHS");
}

static bool list_due(void *self, const char *child, int64_t seen_utc_ms)
{
    char when[32];
    int *count = self;
    report_iso(seen_utc_ms, 0, when);
    printf("%-32s last seen %.10s\n", child, when);
    ++*count;
    return true;
}

static Result show_due(Store *store)
{
    int months = 0, count = 0;
    Ended ended = { .store = store };
    Result result = audit_look(store, AUDIT_READ, AUDIT_OF_CLINIC, "");
    if (!result) result = child_tracks_due(store, clock_utc_ms(), tell_ended, &ended);
    if (!result) result = need_retention(store, &ended, &months);
    if (result || !months) return result;
    result =
        children_expired_visit(store, retention_before(months, clock_utc_ms()), list_due, &count);
    if (!result) printf("%d past %d months.\n", count, months);
    return result;
}

static Result purge(const ForgetOptions *o, Store *store)
{
    int months = 0;
    Ended ended;
    Result result = drop_ended(store, &ended);
    if (!result) result = need_retention(store, &ended, &months);
    if (!result && months) result = forget_unseen(o, store, months);
    if (!result) puts(CANNOT_REACH);
    return result;
}

static Result keep(Store *store, int months)
{
    store_hold(store);
    Result result = audit_add(store, AUDIT_COMMAND, AUDIT_WRITE, AUDIT_OF_CLINIC, "");
    if (!result) result = retention_save(store, months);
    return store_release(store, result);
}

static Result forget_given(const ForgetOptions *o, Store *store)
{
    Result result = o->child ? forget(o, store, o->child) : forget_unseen(o, store, o->months);
    if (!result) puts(CANNOT_REACH);
    return result;
}

static Result run(const ForgetOptions *o)
{
    Store *store = NULL;
    Result result = store_open_given(&store, o->store, STORE_WRITE);
    if (!result) {
        if (o->keep >= 0)
            result = keep(store, o->keep);
        else if (o->due)
            result = show_due(store);
        else
            result = o->purge ? purge(o, store) : forget_given(o, store);
    }
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
            "that were written elsewhere are out of its reach. --keep says how long the clinic "
            "keeps whoever does not come any more; the worklist then tells leads who is past it."
    };
    ForgetOptions o = { .keep = -1 };
    int status = cli_parse("forget", &argp, argc, argv, &o);
    if (status) return status;
    Result result = run(&o);
    return result ? cli_fault("forget", result) : 0;
}
