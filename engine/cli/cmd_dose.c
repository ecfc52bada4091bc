// SPDX-License-Identifier: MIT
// cmd_dose.c: `tiptoe dose`: what each limb did, week by week, and how much is wished for.
#include "base/clock.h"
#include "base/number.h"
#include "cli/cli.h"
#include "session/audit.h"
#include "session/dose_ledger.h"
#include "session/json_out.h"
#include "session/presets.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WEEKS_MAX 52

typedef struct DoseOptions {
    const char *store, *child;
    int weeks;
    bool json;
    bool goal_given[LIMB_COUNT];
    uint32_t goal[LIMB_COUNT];
} DoseOptions;

enum { OPT_STORE = 0x100, OPT_CHILD, OPT_WEEKS, OPT_GOAL, OPT_JSON };

static const struct argp_option options[] = {
    { "child", OPT_CHILD, "CODE", 0, "Whose", 0 },
    { "weeks", OPT_WEEKS, "N", 0, "How many, 1-52 (default: 4)", 0 },
    { "goal", OPT_GOAL, "LIMB=N", 0,
      "From now on N repetitions a week (0: no goal) of arm_left, arm_right, leg_left or "
      "leg_right; "
      "may be repeated",
      0 },
    { "store", OPT_STORE, "FILE", 0, "Where sessions are kept", 0 },
    { "json", OPT_JSON, 0, 0, "As JSON", 0 },
    { 0 },
};

static bool read_goal(DoseOptions *o, const char *text)
{
    char name[16] = "";
    const char *equals = strchr(text, '=');
    double reps = 0;
    if (!equals || (size_t)(equals - text) >= sizeof name) return false;
    memcpy(name, text, (size_t)(equals - text));
    Limb limb = limb_find(name);
    if (limb == LIMB_COUNT || !number_read_whole(equals + 1, 0, WEEKLY_GOAL_MAX, &reps))
        return false;
    o->goal_given[limb] = true;
    o->goal[limb] = (uint32_t)reps;
    return true;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    DoseOptions *o = state->input;
    double number = 0;
    switch (key) {
    case OPT_STORE: o->store = arg; break;
    case OPT_CHILD: o->child = arg; break;
    case OPT_JSON: o->json = true; break;
    case OPT_WEEKS:
        if (!number_read_whole(arg, 1, WEEKS_MAX, &number))
            argp_error(state, "--weeks %s: it must be a whole number from 1 to %d", arg, WEEKS_MAX);
        o->weeks = (int)number;
        break;
    case OPT_GOAL:
        if (!read_goal(o, arg))
            argp_error(state, "--goal %s: it must be LIMB=N, such as arm_left=300, at most %d", arg,
                       WEEKLY_GOAL_MAX);
        break;
    case ARGP_KEY_ARG: argp_error(state, "\"%s\" is one word too many", arg); break;
    case ARGP_KEY_END:
        if (!o->child) argp_error(state, "whose dose? --child CODE");
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static void limbs_json(JsonOut *j, const char *name, const uint32_t reps[LIMB_COUNT])
{
    json_begin(j, name);
    for (int limb = 0; limb < LIMB_COUNT; limb++) json_whole(j, limb_name((Limb)limb), reps[limb]);
    json_end(j);
}

static void week_json(JsonOut *j, const DoseWeek *week)
{
    json_begin(j, NULL);
    json_text(j, "monday", week->monday);
    json_whole(j, "sessions", week->sessions);
    json_number(j, "play_s", week->play_s);
    limbs_json(j, "repetitions", week->reps);
    json_begin(j, "active_s");
    for (int limb = 0; limb < LIMB_COUNT; limb++)
        json_number(j, limb_name((Limb)limb), week->active_s[limb]);
    json_end(j);
    json_end(j);
}

static Result print_json(const DoseOptions *o, const DoseWeek *week, const WeeklyGoals *goals)
{
    JsonOut j = json_out(stdout, 9, true);
    json_begin(&j, NULL);
    json_text(&j, "child", o->child);
    limbs_json(&j, "weekly_goal", goals->reps);
    json_list(&j, "weeks");
    for (int i = 0; i < o->weeks; i++) week_json(&j, &week[i]);
    json_end(&j);
    json_end(&j);
    return json_finish(&j);
}

static Result print_text(const DoseOptions *o, const DoseWeek *week, const WeeklyGoals *goals)
{
    printf("%s: repetitions (minutes moving) of each limb\n%-12s %8s %8s", o->child, "week from",
           "sessions", "play");
    for (int limb = 0; limb < LIMB_COUNT; limb++) printf("  %14s", limb_name((Limb)limb));
    for (int i = 0; i < o->weeks; i++) {
        printf("\n%-12s %8u %4.0f min", week[i].monday, week[i].sessions, week[i].play_s / 60);
        for (int limb = 0; limb < LIMB_COUNT; limb++)
            printf("  %6u (%4.1f) ", week[i].reps[limb], week[i].active_s[limb] / 60);
    }
    printf("\n%-30s", "goal a week");
    for (int limb = 0; limb < LIMB_COUNT; limb++)
        if (goals->reps[limb])
            printf("  %6u%8s", goals->reps[limb], "");
        else
            printf("  %6s%8s", "-", "");
    putchar('\n');
    return RESULT_OK;
}

static Result change_goals(const DoseOptions *o, Store *store)
{
    WeeklyGoals goals;
    Result result = goals_load(store, o->child, &goals);
    for (int limb = 0; limb < LIMB_COUNT; limb++)
        if (o->goal_given[limb]) goals.reps[limb] = o->goal[limb];
    return result ? result : goals_save(store, o->child, &goals);
}

static Result show_dose(const DoseOptions *o)
{
    static DoseWeek week[WEEKS_MAX];
    Store *store = NULL;
    WeeklyGoals goals = { 0 };
    bool writes = false;
    for (int limb = 0; limb < LIMB_COUNT; limb++) writes = writes || o->goal_given[limb];
    Result result = store_open_given(&store, o->store, writes ? STORE_WRITE : STORE_READ);
    if (!result) result = audit_look_child(store, writes ? AUDIT_WRITE : AUDIT_READ, o->child);
    if (!result && writes) result = change_goals(o, store);
    if (!result) result = goals_load(store, o->child, &goals);
    if (!result)
        result = dose_read(store, o->child, clock_utc_ms(), clock_zone_minutes(), week, o->weeks);
    store_close(&store);
    return result ? result : (o->json ? print_json : print_text)(o, week, &goals);
}

int cmd_dose(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options,
        .parser = parse,
        .doc = "How often each of a child's limbs moved, week by week, and the weekly goals."
    };
    DoseOptions o = { .weeks = 4 };
    int status = cli_parse("dose", &argp, argc, argv, &o);
    if (status) return status;
    Result result = show_dose(&o);
    return result ? cli_fault("dose", result) : 0;
}
