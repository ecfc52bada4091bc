// SPDX-License-Identifier: MIT
// cmd_baseline.c: `tiptoe baseline`: what the verdict on change of a child stands on: its
// check-ups, where its baseline begins, and which measures are judged.
#include "cli/cli.h"
#include "clinic/clinic.h"
#include "clinic/report.h"
#include "clinic/report_checkup.h"
#include "session/audit.h"
#include "session/json_out.h"
#include "session/session_list.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct BaselineOptions {
    const char *store, *child, *from, *reason, *by, *primary, *posture;
    bool json, rescore;
} BaselineOptions;

enum {
    OPT_STORE = 0x100,
    OPT_CHILD,
    OPT_FROM,
    OPT_REASON,
    OPT_BY,
    OPT_PRIMARY,
    OPT_TEMPLATE,
    OPT_RESCORE,
    OPT_JSON
};

static const struct argp_option options[] = {
    { "child", OPT_CHILD, "CODE", 0, "Whose", 0 },
    { "from", OPT_FROM, "ID", 0, "The baseline begins anew with this check-up; needs --reason", 0 },
    { "reason", OPT_REASON, "TEXT", 0, "Why; it is kept and shown", 0 },
    { "by", OPT_BY, "WHO", 0, "Who says so (default: gym)", 0 },
    { "primary", OPT_PRIMARY, "LIST", 0,
      "Which measures are judged from the next check-up on, up to seven, with --reason: "
      "STEP:SIDE:MEASURE with commas between, such as "
      "one_leg_stance:right:single_leg_stance,stand_eyes_open:-:sway_rms",
      0 },
    { "template", OPT_TEMPLATE, "POSTURE", 0,
      "With --primary: for all children in this posture who have none of their own", 0 },
    { "rescore", OPT_RESCORE, 0, 0,
      "Score every check-up of the store by today's formulas where others were used", 0 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { "json", OPT_JSON, 0, 0, "As JSON", 0 },
    { 0 },
};

static void check(const BaselineOptions *o, struct argp_state *state)
{
    if (!o->child && !o->posture && !o->rescore) argp_error(state, "whose? --child CODE");
    if (o->child && !plan_child_is_valid(o->child))
        argp_error(state, "--child %s: up to 32 letters, digits, - and _", o->child);
    if (o->from && !(o->reason && o->child))
        argp_error(state, "a baseline is set anew with --child and --reason");
    if (o->primary && !o->reason) argp_error(state, "--primary needs --reason");
    if (o->posture && !o->primary) argp_error(state, "--template needs --primary");
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    BaselineOptions *o = state->input;
    switch (key) {
    case OPT_STORE: o->store = arg; break;
    case OPT_CHILD: o->child = arg; break;
    case OPT_FROM: o->from = arg; break;
    case OPT_REASON: o->reason = arg; break;
    case OPT_BY: o->by = arg; break;
    case OPT_PRIMARY: o->primary = arg; break;
    case OPT_TEMPLATE: o->posture = arg; break;
    case OPT_RESCORE: o->rescore = true; break;
    case OPT_JSON: o->json = true; break;
    case ARGP_KEY_ARG: argp_error(state, "\"%s\" is one word too many", arg); break;
    case ARGP_KEY_END: check(o, state); break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

// Who says so and why, in a row's own room.
static Result take_words(const BaselineOptions *o, char reason[BASELINE_REASON_MAX + 1],
                         char author[VERDICT_AUTHOR_MAX + 1])
{
    if (strlen(o->reason) > BASELINE_REASON_MAX || strlen(o->by) > VERDICT_AUTHOR_MAX)
        return fail(RESULT_USAGE, "a reason has up to %d letters, and who says so up to %d",
                    BASELINE_REASON_MAX, VERDICT_AUTHOR_MAX);
    strcpy(reason, o->reason);
    strcpy(author, o->by);
    return RESULT_OK;
}

static Result set_baseline(const BaselineOptions *o, Store *store)
{
    int64_t id = 0;
    SessionInfo info;
    BaselineMark mark = { .utc_ms = 0 };
    Result result = recording_find(store, o->from, &id);
    if (!result) result = session_info(store, id, &info);
    if (result) return result;
    if (!game_is_assessment(info.game_id) || strcmp(info.desc.plan.child, o->child) != 0)
        return fail(RESULT_USAGE, "session %" PRId64 " is no check-up of %s", id, o->child);
    memcpy(mark.session, info.uuid, sizeof mark.session);
    result = take_words(o, mark.reason, mark.author);
    return result ? result : baseline_set(store, o->child, &mark);
}

static Result set_primaries(const BaselineOptions *o, Store *store)
{
    Primaries primaries;
    if (!primaries_read(&primaries, o->primary))
        return fail(RESULT_USAGE,
                    "--primary: up to %d of STEP:SIDE:MEASURE, each once, as `tiptoe show` names "
                    "them; SIDE is left, right or -",
                    CHANGE_MEASURES_MAX);
    for (int i = 0; i < primaries.count; i++)
        if (measure_info(primaries.key[i].measure)->better == BETTER_NEITHER)
            return fail(RESULT_USAGE, "%s has no better and no worse: it cannot be judged",
                        measure_info(primaries.key[i].measure)->name);
    int posture = 0;
    while (o->posture && posture < POSTURE_COUNT &&
           strcmp(o->posture, posture_name((Posture)posture)) != 0)
        posture++;
    if (posture == POSTURE_COUNT)
        return fail(RESULT_USAGE, "--template %s: standing, supported, seated or wheelchair",
                    o->posture);
    Result result = take_words(o, primaries.reason, primaries.author);
    if (result) return result;
    return primaries_set(store, o->posture ? "" : o->child, o->posture ? o->posture : "",
                         &primaries);
}

// The newest check-up of the child, with all before it.
static Result show_course(const BaselineOptions *o, Store *store, int64_t *id)
{
    int64_t *ids = NULL;
    int count = 0;
    Result result = RESULT_OK;
    for (int g = 0; g < game_count && !result && count == 0; g++)
        if (game_is_assessment(game_list[g]->id)) {
            free(ids);
            result = checkups_of(store, o->child, game_list[g]->id, &ids, &count);
        }
    if (!result && count == 0)
        result =
            fail(RESULT_NOT_FOUND, "%s has no check-up yet: `tiptoe checkup` makes one", o->child);
    if (!result) *id = ids[count - 1];
    free(ids);
    return result;
}

static Result show(const BaselineOptions *o, int64_t id)
{
    ClinicSession session;
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, id);
    Result result = clinic_open(&session, o->store, text);
    if (!result && o->json) {
        JsonOut j = json_out(stdout, 9, true);
        json_begin(&j, NULL);
        json_text(&j, "child", o->child);
        report_history_json(&j, &session.checkup.judged);
        json_end(&j);
        result = json_finish(&j);
    } else if (!result) {
        report_change_text(&session.checkup.judged, stdout);
    }
    clinic_close(&session);
    return result;
}

static Result run(const BaselineOptions *o)
{
    Store *store = NULL;
    int64_t id = 0;
    bool writes = o->from || o->primary || o->rescore;
    Result result = store_open_given(&store, o->store, writes ? STORE_WRITE : STORE_READ);
    if (!result && o->child)
        result = audit_look_child(store, writes ? AUDIT_WRITE : AUDIT_READ, o->child);
    if (!result && o->from) result = set_baseline(o, store);
    if (!result && o->primary) result = set_primaries(o, store);
    if (!result && o->rescore) result = clinic_rescore(store);
    if (!result && o->child) result = show_course(o, store, &id);
    store_close(&store);
    return result || !o->child ? result : show(o, id);
}

int cmd_baseline(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options,
        .parser = parse,
        .doc = "What the verdict on change of a child stands on: its check-ups and what was left "
               "out of them, where its baseline begins, and which measures are judged."
    };
    BaselineOptions o = { .by = "gym" };
    int status = cli_parse("baseline", &argp, argc, argv, &o);
    if (status) return status;
    Result result = run(&o);
    return result ? cli_fault("baseline", result) : 0;
}
