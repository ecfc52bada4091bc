// SPDX-License-Identifier: MIT
// cmd_plan.c: `tiptoe plan`: what is planned, for whom, and the way of a plan to another machine.
#include "base/clock.h"
#include "base/whole_file.h"
#include "cli/cli.h"
#include "play/hour_templates.h"
#include "session/audit.h"
#include "session/child_record.h"
#include "session/hour_plans.h"
#include "session/json_out.h"
#include "session/plan_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROWS_MAX 512

typedef struct PlanOptions {
    const char *store, *child, *as, *accept;
    const char *word[3];  // what to do, and with what
    int words;
    bool json;
} PlanOptions;

enum { OPT_STORE = 0x100, OPT_CHILD, OPT_AS, OPT_ACCEPT, OPT_JSON };

static const struct argp_option options[] = {
    { "child", OPT_CHILD, "CODE", 0, "Of this child", 0 },
    { "as", OPT_AS, "NAME", 0, "Import: under this name", 0 },
    { "accept", OPT_ACCEPT, "CODE", 0, "Import: take the station with this code as known", 0 },
    { "store", OPT_STORE, "FILE", 0, "Where plans are kept", 0 },
    { "json", OPT_JSON, 0, 0, "As JSON", 0 },
    { 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
    PlanOptions *o = state->input;
    switch (key) {
    case OPT_STORE: o->store = arg; break;
    case OPT_CHILD: o->child = arg; break;
    case OPT_AS: o->as = arg; break;
    case OPT_ACCEPT: o->accept = arg; break;
    case OPT_JSON: o->json = true; break;
    case ARGP_KEY_ARG:
        if (o->words == 3) argp_error(state, "\"%s\" is one word too many", arg);
        o->word[o->words++] = arg;
        break;
    case ARGP_KEY_END:
        if (o->child && !plan_child_is_valid(o->child))
            argp_error(state, "--child %s: up to 32 letters, digits, - and _", o->child);
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

// Of a child, or of the clinic's own plans; in the same change as what is done.
static Result tell_log(const PlanOptions *o, Store *store, AuditAction action)
{
    return o->child ? audit_look_child(store, action, o->child)
                    : audit_look(store, action, AUDIT_OF_PLAN, "");
}

// ---- list ---------------------------------------------------------------------------------------

static void say_day(int64_t utc_ms, char text[16])
{
    time_t at = (time_t)(utc_ms / 1000);
    struct tm parts;
    localtime_r(&at, &parts);
    strftime(text, 16, "%Y-%m-%d", &parts);
}

static void list_text(const HourPlanRow *rows, int count)
{
    char day[16];
    printf("Templates\n");
    for (int i = 0; i < hour_template_count(); i++)
        printf("  %-24s %s\n", hour_template(i)->name, hour_template(i)->reason);
    if (count) printf("Kept\n");
    for (int i = 0; i < count; i++) {
        say_day(rows[i].changed_utc_ms, day);
        printf("  %-24s %-14s %s\n", rows[i].name[0] ? rows[i].name : "(the child's hour)",
               rows[i].child[0] ? rows[i].child : "everybody", day);
    }
}

static Result list_json(const HourPlanRow *rows, int count)
{
    JsonOut j = json_out(stdout, 9, true);
    json_begin(&j, NULL);
    json_list(&j, "templates");
    for (int i = 0; i < hour_template_count(); i++) {
        json_begin(&j, NULL);
        json_text(&j, "name", hour_template(i)->name);
        json_text(&j, "reason", hour_template(i)->reason);
        json_list(&j, "postures");
        for (int p = 0; p < POSTURE_COUNT; p++)
            if (hour_template(i)->postures & 1u << p) json_text(&j, NULL, posture_name((Posture)p));
        json_end(&j);
        json_end(&j);
    }
    json_end(&j);
    json_list(&j, "kept");
    for (int i = 0; i < count; i++) {
        json_begin(&j, NULL);
        json_text(&j, "name", rows[i].name);
        json_text(&j, "child", rows[i].child);
        json_whole(&j, "changed_utc_ms", rows[i].changed_utc_ms);
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
    return json_finish(&j);
}

// A store that is not there yet keeps nothing, and has the templates all the same.
static Result open_to_read(const PlanOptions *o, Store **store)
{
    Result result = store_open_given(store, o->store, STORE_READ);
    return result == RESULT_NOT_FOUND ? RESULT_OK : result;
}

static Result list(const PlanOptions *o)
{
    static HourPlanRow rows[ROWS_MAX];
    Store *store = NULL;
    int count = 0;
    Result result = open_to_read(o, &store);
    if (!result && store) result = tell_log(o, store, AUDIT_READ);
    if (!result && store) result = hour_plans_list(store, o->child, rows, ROWS_MAX, &count);
    store_close(&store);
    if (result) return result;
    if (o->json) return list_json(rows, count);
    list_text(rows, count);
    return RESULT_OK;
}

// ---- one plan -----------------------------------------------------------------------------------

// The child's own, else the clinic's, else a template. Without a name: the child's hour.
static Result find(const PlanOptions *o, Store *store, const char *name, HourPlan *plan)
{
    Result result = RESULT_NOT_FOUND;
    int template = name ? hour_template_find(name) : -1;
    if (store && o->child) result = hour_plan_load(store, o->child, name ? name : "", plan);
    if (store && name && result == RESULT_NOT_FOUND) result = hour_plan_load(store, "", name, plan);
    if (result != RESULT_NOT_FOUND) return result;
    if (template >= 0) {
        *plan = hour_template_plan(template, -1);
        return RESULT_OK;
    }
    if (!name && !o->child) return fail(RESULT_USAGE, "which plan? a name, or --child CODE");
    return fail(RESULT_NOT_FOUND, "there is no plan '%.80s': `tiptoe plan list` shows them",
                name ? name : o->child);
}

static Result find_given(const PlanOptions *o, HourPlan *plan)
{
    Store *store = NULL;
    Result result = open_to_read(o, &store);
    if (!result && store) result = tell_log(o, store, AUDIT_READ);
    if (!result) result = find(o, store, o->word[1], plan);
    store_close(&store);
    return result;
}

static void show_step(int number, const HourStep *step)
{
    printf("%3d  %s", number, step->game->title);
    if (step->other) printf(" or %s", step->other->title);
    if (step->kind == HOUR_CALM) printf(", calm");
    if (step->level)
        printf("; level %d", step->level);
    else if (step->kind != HOUR_CHECKUP)
        printf("; level as before");
    printf("; %g min", step->seconds / 60.0);
    if (step->kind != HOUR_CHECKUP) printf("; hand %s", hand_rule_name(step->hand));
    if (step->side_bias != 0.5f) printf("; %.0f %% on the right", (double)step->side_bias * 100);
    for (int k = 0; k < step->game->knob_count; k++)
        if (step->knobs_set & 1u << k)
            printf("; %s %g", step->game->knobs[k].name, (double)step->knob[k]);
    if (step->break_s) printf("; then %u s of rest", step->break_s);
    printf("\n");
}

static Result show(const PlanOptions *o)
{
    HourPlan plan;
    Result result = find_given(o, &plan);
    if (result) return result;
    if (o->json) {
        char *text = hour_plan_text(&plan);
        if (!text) return fail(RESULT_FULL, "out of memory: close other programs");
        puts(text);
        free(text);
        return RESULT_OK;
    }
    printf("%s%s%s\n", plan.name, plan.name[0] && plan.reason[0] ? ": " : "", plan.reason);
    for (int i = 0; i < plan.count; i++) show_step(i + 1, &plan.step[i]);
    printf("%g min active; warns at %u, stops at %u\n", hour_plan_minutes(&plan), plan.warn_minutes,
           plan.stop_minutes);
    return RESULT_OK;
}

// ---- files --------------------------------------------------------------------------------------

// The whole of it, in memory to be freed; one byte more than a plan may have says that it is none.
static Result read_file(const char *path, char **bytes, size_t *size)
{
    bool standard = !strcmp(path, "-");
    *bytes = malloc(PLAN_FILE_MAX + 1);
    if (!*bytes) return fail(RESULT_FULL, "out of memory: close other programs");
    FILE *file = standard ? stdin : fopen(path, "rb");
    if (!file)
        return errno == ENOENT ? fail(RESULT_NOT_FOUND, "there is no file %s", path)
                               : fail(RESULT_NOT_PERMITTED, "%s: %s", path, strerror(errno));
    *size = fread(*bytes, 1, PLAN_FILE_MAX + 1, file);
    bool bad = ferror(file);
    if (!standard) fclose(file);
    return bad ? fail(RESULT_LOST, "%s cannot be read", path) : RESULT_OK;
}

// Whether a plan is fit to be played: by its words, its minutes, and by whom.
static Result check_plan(const PlanOptions *o, Store *store, const HourPlan *plan)
{
    PlayPlan child = plan_default();
    ChildRecord record;
    if (store && o->child && child_record_load(store, o->child, &record) == RESULT_OK)
        child_record_apply(&record, clock_utc_ms(), &child);
    for (int i = 0; i < plan->count; i++)
        if (plan->step[i].game->needs_legs && profile_is_seated(&child.play.setup.profile))
            return fail(RESULT_DIFFERS, "step %d: %s needs the legs", i + 1,
                        plan->step[i].game->title);
    double minutes = hour_plan_minutes(plan);
    if (!plan->count) return fail(RESULT_DIFFERS, "nothing is planned");
    if (minutes > plan->stop_minutes)
        return fail(RESULT_DIFFERS, "%g min active: it stops at %u", minutes, plan->stop_minutes);
    printf("%d steps, %g min active%s\n", plan->count, minutes,
           minutes > plan->warn_minutes ? ": more than it warns at" : "");
    return RESULT_OK;
}

// A file, or what is kept under that name.
static Result check(const PlanOptions *o)
{
    Store *store = NULL;
    HourPlan plan;
    PlanSender sender;
    char *bytes = NULL;
    size_t size = 0;
    Result result = open_to_read(o, &store);
    if (!result && store) result = tell_log(o, store, AUDIT_READ);
    if (!result) result = find(o, store, o->word[1], &plan);
    if (result == RESULT_NOT_FOUND && o->word[1]) {
        store_close(&store);
        result = store_open_given(&store, o->store, STORE_WRITE);
        if (!result) result = read_file(o->word[1], &bytes, &size);
        if (!result) result = plan_file_read(store, bytes, size, &plan, &sender);
        if (!result)
            printf("whole, and of a station that is%s known here\n", sender.known ? "" : " not");
    }
    if (!result) result = check_plan(o, store, &plan);
    free(bytes);
    store_close(&store);
    return result;
}

static Result say_station(Store *store)
{
    unsigned char key[STATION_PUBLIC];
    char code[STATION_CODE];
    Result result = station_public(store, key);
    if (result) return result;
    station_code(key, code);
    printf("The code of this station: %s\n", code);
    return RESULT_OK;
}

static Result export(const PlanOptions *o)
{
    Store *store = NULL;
    WholeFile file = { 0 };
    HourPlan plan;
    const char *name = o->words == 3 ? o->word[1] : NULL;
    Result result = store_open_given(&store, o->store, STORE_WRITE);
    if (!result) result = find(o, store, name, &plan);
    if (!result) result = tell_log(o, store, AUDIT_EXPORT);
    if (!result) {
        result = whole_file_open(&file, o->word[o->words - 1]);
        if (!result) result = plan_file_write(store, &plan, file.to);
        result = whole_file_close(&file, result);
    }
    if (!result && strcmp(o->word[o->words - 1], "-") != 0) result = say_station(store);
    store_close(&store);
    return result;
}

// What is there under that name already.
typedef enum Before { BEFORE_NONE, BEFORE_SAME, BEFORE_OTHER } Before;

static Before before(Store *store, const char *child, const char *name, const HourPlan *plan)
{
    HourPlan there;
    Result result = hour_plan_load(store, child, name, &there);
    if (result == RESULT_NOT_FOUND) return BEFORE_NONE;
    char *old = result ? NULL : hour_plan_text(&there), *fresh = hour_plan_text(plan);
    bool same = old && fresh && !strcmp(old, fresh);
    free(old);
    free(fresh);
    return same ? BEFORE_SAME : BEFORE_OTHER;
}

// The child's hour, or under a name; without a child the clinic's. The same file once more changes
// nothing, another plan takes the place of what was there: both are said.
static Result keep(const PlanOptions *o, Store *store, HourPlan *plan)
{
    static const char *const said[] = { "kept", "kept already: nothing was changed,",
                                        "kept in place of another" };
    const char *name = o->as ? o->as : o->child ? "" : plan->name[0] ? plan->name : "Home";
    const char *child = o->child ? o->child : "";
    if (o->as) snprintf(plan->name, sizeof plan->name, "%.*s", DOCUMENT_NAME_MAX, o->as);
    Before was = before(store, child, name, plan);
    store_hold(store);
    Result result = was == BEFORE_SAME ? RESULT_OK : hour_plan_save(store, child, name, plan);
    if (!result) result = tell_log(o, store, was == BEFORE_SAME ? AUDIT_READ : AUDIT_WRITE);
    result = store_release(store, result);
    if (!result)
        printf("%d steps, %s for %s%s%s\n", plan->count, said[was],
               o->child ? o->child : "everybody", name[0] ? " as " : "", name);
    return result;
}

static Result import(const PlanOptions *o)
{
    Store *store = NULL;
    HourPlan plan;
    PlanSender sender;
    char *bytes = NULL;
    size_t size = 0;
    Result result = store_open_given(&store, o->store, STORE_WRITE);
    if (!result) result = read_file(o->word[1], &bytes, &size);
    if (!result) result = plan_file_read(store, bytes, size, &plan, &sender);
    if (!result) result = plan_sender_check(store, &sender, o->accept);
    if (!result) result = keep(o, store, &plan);
    free(bytes);
    store_close(&store);
    return result;
}

static Result remove_given(const PlanOptions *o, Store *store)
{
    store_hold(store);
    Result result = tell_log(o, store, AUDIT_WRITE);
    if (!result) result = hour_plan_remove(store, o->child ? o->child : "", o->word[1]);
    return store_release(store, result);
}

static Result with_store(const PlanOptions *o, bool removes)
{
    Store *store = NULL;
    Result result = store_open_given(&store, o->store, STORE_WRITE);
    if (!result) result = removes ? remove_given(o, store) : say_station(store);
    store_close(&store);
    return result;
}

// ---- the command --------------------------------------------------------------------------------

static Result run(const PlanOptions *o)
{
    const char *what = o->words ? o->word[0] : "list";
    int with = o->words - 1;
    if (!strcmp(what, "list") && with < 1) return list(o);
    if (!strcmp(what, "show") && with < 2) return show(o);
    if (!strcmp(what, "check") && with < 2) return check(o);
    if (!strcmp(what, "remove") && with == 1) return with_store(o, true);
    if (!strcmp(what, "station") && with < 1) return with_store(o, false);
    if (!strcmp(what, "import") && with == 1) return import(o);
    if (!strcmp(what, "export") && (with == 2 || (with == 1 && o->child))) return export(o);
    return fail(RESULT_USAGE,
                "%s: one of list, show NAME, check NAME or FILE, export NAME FILE, "
                "import FILE, remove NAME, station",
                what);
}

int cmd_plan(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options,
        .parser = parse,
        .args_doc = "[list | show NAME | check NAME|FILE | export NAME FILE | import FILE | "
                    "remove NAME | station]",
        .doc = "Plans of hours: templates, the clinic's, and (--child) a child's own. An exported "
               "plan holds no name and no code and is signed; the other machine takes it once its "
               "people gave the code of the station that sent it (`tiptoe plan station` there)."
    };
    PlanOptions o = { 0 };
    int status = cli_parse("plan", &argp, argc, argv, &o);
    if (status) return status;
    Result result = run(&o);
    return result ? cli_fault("plan", result) : 0;
}
